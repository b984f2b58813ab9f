// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/confirm_page.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/choice_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::wizard {

using protocol::MethodKind;
using protocol::ProblemKind;

namespace {

QString maskOf(const protocol::RecoveryView& view) {
  const auto chosen = std::find_if(view.methods.begin(), view.methods.end(),
                                   [&](const auto& method) { return method.handle == view.chosenHandle; });
  return chosen == view.methods.end() ? QString() : chosen->mask;
}

}  // namespace

ConfirmPage::ConfirmPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Confirm, parent),
      m_contact(new widgets::StaticLabel(theme::TextRole::CardTitle)),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_entry(new QLineEdit),
      m_error(new widgets::FieldError(m_entry)),
      m_hint(new widgets::StaticLabel) {
  m_contact->setObjectName(QStringLiteral("confirmContactLabel"));
  m_entry->setObjectName(QStringLiteral("confirmLineEdit"));
  m_entry->setMaxLength(320);
  m_entry->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
  m_label->setBuddy(m_entry);
  m_hint->setTone(widgets::Tone::Muted);
  m_error->setObjectName(QStringLiteral("confirmFieldError"));
  column()->addWidget(m_contact);
  column()->addSpacing(theme::spacing::unit);
  for (QWidget* widget : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_entry),
                          static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint)})
    column()->addWidget(widget);
  setFocusProxy(m_entry);

  connect(m_entry, &QLineEdit::textChanged, this, [this] {
    m_error->clear();
    clearProblem();
    Q_EMIT readinessChanged();
  });
}

bool ConfirmPage::isComplete() const {
  return !m_entry->text().trimmed().isEmpty();
}

void ConfirmPage::retranslate() {
  StepPage::retranslate();
  const MethodKind kind = text::chosenKind(view());
  const bool phone = text::isPhone(kind);
  m_contact->setText(text::entryOf(kind, widgets::shownOutside(maskOf(view()))));
  m_label->setText(phone ? text::confirmPhoneLabel() : text::confirmMailLabel());
  m_entry->setAccessibleName(text::withoutMnemonic(m_label->text()));
  m_hint->setText(phone ? text::confirmPhoneHint() : text::confirmMailHint());
  m_entry->setAccessibleDescription(m_hint->text());
}

void ConfirmPage::present() {
  StepPage::present();
  if (view().chosenHandle != m_handle) {
    m_handle = view().chosenHandle;
    m_entry->clear();
  }
  retranslate();
  Q_EMIT primaryTextChanged();
}

void ConfirmPage::takeFocus() {
  StepPage::takeFocus();
  if (!hasPanel()) m_entry->selectAll();
}

QString ConfirmPage::primaryText() const {
  return text::chosenKind(view()) == MethodKind::Call ? text::confirmCallButton() : text::confirmSendButton();
}

void ConfirmPage::enter() {
  m_entry->clear();
}

void ConfirmPage::submit() {
  act([this] { flow().confirmContact(m_entry->text()); });
}

QString ConfirmPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  if (problem.kind == ProblemKind::EntryMalformed || problem.kind == ProblemKind::InvalidField)
    return text::entryMalformed(text::chosenKind(view()));
  return text::problemText(problem, at);
}

void ConfirmPage::placeProblem(const QString& sentence) {
  m_error->setError(sentence);
}

}  // namespace latchkey::ui::wizard
