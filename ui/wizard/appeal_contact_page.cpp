// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/appeal_contact_page.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "core/protocol/limits.h"
#include "ui/text/appeal_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/problem_text.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/panel_contents.h"

namespace latchkey::ui::wizard {

using protocol::ProblemKind;

AppealContactPage::AppealContactPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::AppealContact, parent),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_contact(new QLineEdit),
      m_error(new widgets::FieldError(m_contact)),
      m_hint(new widgets::StaticLabel) {
  m_contact->setObjectName(QStringLiteral("appealContactLineEdit"));
  m_contact->setMaxLength(static_cast<int>(protocol::limits::appealContact.most));
  m_contact->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase |
                                 Qt::ImhNoPredictiveText);
  m_label->setBuddy(m_contact);
  m_error->setObjectName(QStringLiteral("appealContactFieldError"));
  m_hint->setTone(widgets::Tone::Muted);
  for (QWidget* widget : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_contact),
                          static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint)})
    column()->addWidget(widget);
  setFocusProxy(m_contact);

  connect(m_contact, &QLineEdit::textChanged, this, [this] {
    m_error->clear();
    clearProblem();
    Q_EMIT readinessChanged();
  });
}

bool AppealContactPage::isComplete() const {
  return !m_contact->text().trimmed().isEmpty();
}

void AppealContactPage::retranslate() {
  StepPage::retranslate();
  m_label->setText(text::appealContactLabel());
  m_contact->setAccessibleName(text::withoutMnemonic(text::appealContactLabel()));
  m_hint->setText(text::appealContactHint());
  m_contact->setAccessibleDescription(text::appealContactHint());
}

void AppealContactPage::takeFocus() {
  StepPage::takeFocus();
  if (!hasPanel()) m_contact->selectAll();
}

QString AppealContactPage::primaryText() const {
  return text::confirmSendButton();
}

void AppealContactPage::enter() {
  m_contact->clear();
}

void AppealContactPage::submit() {
  const QString contact = m_contact->text().trimmed();
  // The service has the last word; what has no @ inside is not worth a request.
  if (const qsizetype at = contact.lastIndexOf(u'@'); at < 1 || at + 1 == contact.size())
    return m_error->setError(text::appealContactMalformed());
  act([this, contact] { flow().giveAppealContact(contact); });
}

QString AppealContactPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  if (problem.kind == ProblemKind::AppealContactRefused) return text::appealContactRefused();
  if (problem.kind == ProblemKind::EntryMalformed || problem.kind == ProblemKind::InvalidField)
    return text::appealContactMalformed();
  if (problem.kind == ProblemKind::RateLimited) return text::appealLimitBody(problem.retryIn.value_or(0), at);
  return text::problemText(problem, at);
}

void AppealContactPage::placeProblem(const QString& sentence) {
  m_error->setError(sentence);
}

void AppealContactPage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::RateLimited) return;
  openPanel([this, retryIn = problem.retryIn.value_or(0), at = session().now()] {
    return appealLimitContent(session(), retryIn, at);
  });
}

}  // namespace latchkey::ui::wizard
