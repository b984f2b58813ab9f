// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/contact_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/enrol/code_step.h"
#include "ui/enrol/number_entry.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_contact_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

using protocol::MethodKind;
using protocol::MethodWarning;
using protocol::ProblemKind;

namespace {

constexpr int longestMail = 320;

QVBoxLayout* columnOf(QWidget& part, int spacing) {
  auto* const column = new QVBoxLayout(&part);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(spacing);
  return column;
}

}  // namespace

ContactPage::ContactPage(Send send, Now now, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_entry(new QWidget),
      m_mailBox(new QWidget),
      m_mailLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_mail(new QLineEdit),
      m_mailError(new widgets::FieldError(m_mail)),
      m_mailHint(new widgets::StaticLabel),
      m_number(new NumberEntry),
      m_entryWarning(new widgets::Banner),
      m_confirm(new QWidget),
      m_understoodLabel(new widgets::StaticLabel),
      m_understood(new widgets::PlainLabel),
      m_understoodExtension(new widgets::StaticLabel),
      m_change(new QPushButton),
      m_problemBanner(new widgets::Banner),
      m_code(new CodeStep(clock())),
      m_whoSees(new widgets::StaticLabel) {
  build();
  connect(m_mail, &QLineEdit::textChanged, this, &ContactPage::mailEdited);
  connect(m_number, &NumberEntry::edited, this, &AddPage::readinessChanged);
  connect(m_code, &CodeStep::readinessChanged, this, &AddPage::readinessChanged);
  connect(m_code, &CodeStep::resendAsked, this, [this] { this->send(protocol::ResendEnrolCode{}); });
  connect(m_change, &QPushButton::clicked, this, &ContactPage::correct);
  begin();
}

void ContactPage::build() {
  m_mail->setObjectName(QStringLiteral("mailLineEdit"));
  m_mail->setMaxLength(longestMail);
  m_mail->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
  m_mailLabel->setBuddy(m_mail);
  m_mailError->setObjectName(QStringLiteral("mailFieldError"));
  m_mailHint->setTone(widgets::Tone::Muted);
  m_entryWarning->setObjectName(QStringLiteral("contactWarningBanner"));
  m_understood->setObjectName(QStringLiteral("understoodLabel"));
  m_understood->setTextRole(theme::TextRole::CardTitle);
  m_understoodExtension->setObjectName(QStringLiteral("understoodExtensionLabel"));
  m_change->setObjectName(QStringLiteral("changeContactButton"));
  m_change->setAutoDefault(false);
  theme::setButtonKind(*m_change, theme::ButtonKind::Link);
  m_problemBanner->setObjectName(QStringLiteral("contactProblemBanner"));
  m_whoSees->setObjectName(QStringLiteral("whoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);

  QVBoxLayout* const mail = columnOf(*m_mailBox, theme::spacing::half);
  mail->addWidget(m_mailLabel);
  mail->addWidget(m_mail);
  mail->addWidget(m_mailError);
  mail->addWidget(m_mailHint);
  QVBoxLayout* const entry = columnOf(*m_entry, theme::spacing::wide);
  entry->addWidget(m_mailBox);
  entry->addWidget(m_number);
  entry->addWidget(m_entryWarning);
  QVBoxLayout* const confirm = columnOf(*m_confirm, theme::spacing::half);
  confirm->addWidget(m_understoodLabel);
  confirm->addWidget(m_understood);
  confirm->addWidget(m_understoodExtension);
  confirm->addWidget(m_change, 0, Qt::AlignLeading);
  confirm->addWidget(m_problemBanner);
  confirm->addSpacing(theme::spacing::wide);
  confirm->addWidget(m_code);
  QVBoxLayout* const column = columnOf(*this, theme::spacing::twice);
  column->addWidget(m_entry);
  column->addWidget(m_confirm);
  column->addWidget(m_whoSees);
}

void ContactPage::setKind(MethodKind kind) {
  m_kind = kind;
  m_number->setTakesExtension(kind == MethodKind::Call);
  m_mailBox->setVisible(isMail());
  m_number->setVisible(!isMail());
  retranslate();
}

void ContactPage::begin() {
  m_hasCode = false;
  m_isCorrecting = false;
  m_isAsked = false;
  m_extension.clear();
  m_mail->clear();
  m_number->clear();
  m_code->clear();
  m_entry->show();
  m_confirm->hide();
  setKind(m_kind);
}

void ContactPage::present(const protocol::EnrolmentView& view) {
  m_accountName = view.accountName;
  m_number->setCountries(view.policy.countries, view.policy.homeCountry);
  const bool isSent = view.stage == protocol::EnrolStage::Code && view.adding && view.adding->code;
  if (m_isAsked || !isSent) m_isCorrecting = false;
  m_isAsked = false;
  const bool hadCode = std::exchange(m_hasCode, isSent && !m_isCorrecting);
  if (m_hasCode) {
    m_dialled = view.adding->dialled;
    // What is dialled after a pause has a line of its own.
    const QString after = QStringLiteral(", ") + m_extension;
    if (!m_extension.isEmpty() && m_dialled.endsWith(after)) m_dialled.chop(after.size());
    m_mask = view.adding->mask;
    m_problems = view.adding->problems;
    // The number itself lacks it, and its country was chosen beside it.
    if (!m_region.isEmpty()) m_problems.removeAll(protocol::NumberProblem::NoCountryCode);
    m_warning = view.adding->warning;
    m_code->present(*view.adding->code);
  } else {
    m_code->clear();
  }
  retranslate();
  Q_EMIT readinessChanged();
  if (hadCode != m_hasCode) showFace();
}

/// What was typed stands there once more. The code that is on its way is of no use as soon as another one is
/// asked for; until then nothing has to be said to the service.
void ContactPage::correct() {
  m_hasCode = false;
  m_isCorrecting = true;
  m_code->clear();
  showFace();
}

void ContactPage::showFace() {
  m_entry->setVisible(!m_hasCode);
  m_confirm->setVisible(m_hasCode);
  Q_EMIT faceTurned();
  Q_EMIT readinessChanged();
  takeFocus();
}

void ContactPage::leave() {
  begin();
  m_replaces.clear();
}

void ContactPage::retranslate() {
  m_mailLabel->setText(text::mailLabel());
  m_mail->setAccessibleName(text::withoutMnemonic(text::mailLabel()));
  m_mail->setAccessibleDescription(text::mailHint());
  m_mailHint->setText(text::mailHint());
  m_number->retranslate();
  m_change->setText(text::changeContactButton(m_kind));
  m_whoSees->setText(text::whoSeesContacts());
  m_code->retranslate();
  showUnderstood();
  mailEdited();
}

QString ContactPage::title() const {
  return m_hasCode ? text::enterContactCodeTitle() : text::addContactTitle(m_kind);
}

QString ContactPage::why() const {
  return m_hasCode ? text::enterContactCodeWhy(m_kind) : text::addContactWhy(m_kind);
}

QString ContactPage::primaryText() const {
  if (m_hasCode) return text::nextButton();
  return m_kind == MethodKind::Call ? text::confirmCallButton() : text::confirmSendButton();
}

bool ContactPage::isComplete() const {
  if (m_hasCode) return m_code->isComplete();
  return isMail() ? !m_mail->text().trimmed().isEmpty() : !m_number->isEmpty();
}

void ContactPage::submit() {
  if (!isComplete()) return;
  if (m_hasCode) return send(protocol::SubmitEnrolCode{m_code->code()});
  submitContact();
}

void ContactPage::submitContact() {
  protocol::AddMethod method;
  method.kind = m_kind;
  method.replaces = m_replaces;
  if (isMail()) {
    method.contact = m_mail->text().normalized(QString::NormalizationForm_KC).trimmed();
    // The service has the last word; what has no @ inside is not worth a request.
    const qsizetype at = method.contact.lastIndexOf(u'@');
    if (at < 1 || at + 1 == method.contact.size()) return showEntryError(text::mailMalformed());
  } else {
    if (!m_number->check()) return;
    method.contact = m_number->number();
    method.region = m_number->region();
    method.extension = m_number->extension();
  }
  m_region = method.region;
  m_extension = method.extension;
  m_isAsked = true;
  send(std::move(method));
}

void ContactPage::showProblem(const protocol::Problem& problem) {
  m_isAsked = false;
  if (m_hasCode) {
    const bool isUsedUp = problem.kind == ProblemKind::CodeWrong || problem.kind == ProblemKind::CodeExpired;
    return m_code->showProblem(text::enrolProblemText(problem, now()), isUsedUp);
  }
  const bool isOfEntry =
      problem.kind == ProblemKind::EntryMalformed || problem.kind == ProblemKind::InvalidField;
  if (isOfEntry && problem.field == QLatin1String("/extension"))
    return m_number->showExtensionError(text::extensionMalformed());
  if (isOfEntry && problem.field == QLatin1String("/region"))
    return m_number->showNumberError(text::numberOfOtherCountry());
  if (isOfEntry) return showEntryError(isMail() ? text::mailMalformed() : text::numberMalformed());
  showEntryError(text::enrolProblemText(problem, now()));
}

void ContactPage::takeFocus() {
  if (m_hasCode) return m_code->takeFocus();
  if (!isMail()) return m_number->takeFocus();
  m_mail->setFocus(Qt::OtherFocusReason);
}

bool ContactPage::isTheAccountItself() const {
  const QString typed = m_mail->text().normalized(QString::NormalizationForm_KC).trimmed();
  return !typed.isEmpty() && typed.compare(m_accountName, Qt::CaseInsensitive) == 0;
}

void ContactPage::showUnderstood() {
  m_understoodLabel->setText(text::understoodLabel(m_kind));
  // Of a mail address the mask is all that comes back, and enough to see that it is the right one.
  m_understood->setOutsideText(isMail() || m_dialled.isEmpty() ? m_mask : m_dialled);
  m_understoodExtension->setText(m_extension.isEmpty() ? QString() : text::understoodExtension(m_extension));
  m_understoodExtension->setVisible(!m_extension.isEmpty());
  QStringList sentences;
  if (m_hasCode) {
    for (const protocol::NumberProblem problem : m_problems) sentences << text::numberProblemText(problem);
    if (m_warning == MethodWarning::LockedAccountItself) sentences << text::contactIsTheAccount();
  }
  const QString said = sentences.join(u'\n');
  if (said == m_problemBanner->text()) return;
  if (said.isEmpty()) return m_problemBanner->clear();
  m_problemBanner->showMessage(widgets::Banner::Kind::Warning, said);
}

void ContactPage::showEntryError(const QString& sentence) {
  if (!isMail()) return m_number->showNumberError(sentence);
  m_mailError->setError(sentence);
  m_mail->setFocus(Qt::OtherFocusReason);
  m_mail->selectAll();
}

void ContactPage::mailEdited() {
  m_mailError->clear();
  const QString warning = isMail() && isTheAccountItself() ? text::contactIsTheAccount() : QString();
  const bool isNew = m_entryWarning->text() != warning;
  if (warning.isEmpty()) m_entryWarning->clear();
  if (!warning.isEmpty() && isNew) m_entryWarning->showMessage(widgets::Banner::Kind::Warning, warning);
  Q_EMIT readinessChanged();
}

}  // namespace latchkey::ui::enrol
