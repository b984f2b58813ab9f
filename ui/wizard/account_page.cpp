// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/account_page.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "core/rules/account_name.h"
#include "ui/text/mnemonic.h"
#include "ui/text/objection_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/keep_place_box.h"
#include "ui/wizard/receipt_entry.h"

namespace latchkey::ui::wizard {

using rules::AccountName;

AccountPage::AccountPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Account, parent),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_account(new QLineEdit),
      m_hint(new widgets::StaticLabel),
      m_willBe(new widgets::StaticLabel),
      m_error(new widgets::FieldError(m_account)),
      m_receipt(new ReceiptEntry),
      m_keep(new KeepPlaceBox(session)) {
  m_account->setObjectName(QStringLiteral("accountLineEdit"));
  m_account->setMaxLength(320);
  m_account->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
  m_account->setText(session.settings().account);
  m_label->setBuddy(m_account);
  m_hint->setTone(widgets::Tone::Muted);
  m_willBe->setObjectName(QStringLiteral("accountWillBeLabel"));
  m_error->setObjectName(QStringLiteral("accountFieldError"));
  for (QWidget* widget :
       {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_account), static_cast<QWidget*>(m_error),
        static_cast<QWidget*>(m_willBe), static_cast<QWidget*>(m_hint)})
    column()->addWidget(widget);
  // It would end what it goes on from; a rehearsal has nothing to do with that.
  if (session.settings().rehearsal) m_receipt->hide();
  // Beside the name and not among the reasons: it is no reason, and is worth nothing without the name.
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
  connect(m_receipt, &ReceiptEntry::opened, this, [this] { reveal(*m_receipt); });
  connect(m_receipt, &ReceiptEntry::edited, this, &AccountPage::clearProblem);
  column()->addSpacing(theme::spacing::wide);
  column()->addWidget(m_keep);
  setFocusProxy(m_account);

  connect(m_account, &QLineEdit::textChanged, this, [this] {
    m_nameRefused = false;
    m_error->clear();
    clearProblem();
    showName();
    Q_EMIT readinessChanged();
  });
}

bool AccountPage::isComplete() const {
  return !m_account->text().trimmed().isEmpty();
}

void AccountPage::retranslate() {
  StepPage::retranslate();
  m_label->setText(text::accountLabel());
  m_account->setAccessibleName(text::withoutMnemonic(text::accountLabel()));
  m_receipt->retranslate();
  m_hint->setText(text::accountHint());
  m_account->setAccessibleDescription(text::accountHint());
  m_keep->retranslate();
  showName();
}

void AccountPage::enter() {
  if (m_account->text().isEmpty()) m_account->setText(flow().account());
  m_receipt->reset();
  m_keep->refresh();
}

void AccountPage::present() {
  StepPage::present();
  if (session().wantsAppeal()) showNotice(widgets::Banner::Kind::Info, &text::objectionAppealFirst);
}

void AccountPage::submit() {
  const auto name = AccountName::parseWritten(m_account->text());
  m_nameRefused = !name;
  showName();
  const auto receipt = name ? m_receipt->read() : std::nullopt;
  if (!receipt) return;
  act([this, receipt = *receipt] { flow().openRecovery(m_account->text(), session().language(), receipt); });
}

void AccountPage::placeProblem(const QString& sentence) {
  m_error->setError(sentence);
}

/// The name in its canonical form as soon as there is one; what is wrong with it only after Next.
void AccountPage::showName() {
  const auto name = AccountName::parseWritten(m_account->text());
  m_willBe->setText(name ? text::accountWillBe(widgets::shownOutside(name->key())) : QString());
  m_willBe->setVisible(name.has_value());
  if (m_nameRefused && !name) m_error->setError(text::accountNameError(name.error()));
}

}  // namespace latchkey::ui::wizard
