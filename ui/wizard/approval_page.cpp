// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/approval_page.h"

#include <QVBoxLayout>
#include <optional>

#include "core/rules/approval_link.h"
#include "core/rules/objection_code.h"
#include "ui/text/appeal_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/problem_text.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/password_field.h"
#include "ui/wizard/keep_place_box.h"
#include "ui/wizard/pasted_ticket.h"

namespace latchkey::ui::wizard {

using protocol::ProblemKind;

namespace {
std::optional<platform::Secret> approvalIn(const platform::Secret& typed) {
  QString entry = QString::fromUtf8(typed.view());
  auto code = ticketIn(entry, &rules::readApprovalLink);
  platform::wipe(entry);
  return code;
}
}  // namespace

ApprovalPage::ApprovalPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Approval, parent),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_code(new widgets::PasswordField),
      m_error(new widgets::FieldError(m_code)),
      m_hint(new widgets::StaticLabel),
      m_keep(new KeepPlaceBox(session)) {
  m_code->setObjectName(QStringLiteral("approvalCodeField"));
  m_code->setMaximumLength(longestPasted);
  m_code->setRevealed(true);  // it is copied sign by sign from a mail
  m_label->setBuddy(m_code);
  m_error->setObjectName(QStringLiteral("approvalFieldError"));
  m_hint->setTone(widgets::Tone::Muted);
  for (QWidget* widget : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_code),
                          static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint)})
    column()->addWidget(widget);
  // The code is used up by opening: whoever is thrown out without a place would have to file anew.
  column()->addSpacing(theme::spacing::wide);
  column()->addWidget(m_keep);
  setFocusProxy(m_code);

  connect(m_code, &widgets::SecretEdit::textEdited, this, [this] {
    m_codeRefused = false;
    m_error->clear();
    clearProblem();
    Q_EMIT readinessChanged();
  });
}

void ApprovalPage::fill(const platform::Secret& code) {
  if (!code.isEmpty()) m_code->setSecret(code);
}

bool ApprovalPage::isComplete() const {
  return m_code->length() > 0;
}

void ApprovalPage::retranslate() {
  StepPage::retranslate();
  m_label->setText(text::approvalLabel());
  m_code->setAccessibleName(text::withoutMnemonic(text::approvalLabel()));
  m_code->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_hint->setText(text::approvalHint());
  m_code->setAccessibleDescription(text::approvalHint());
  m_keep->retranslate();
  if (m_codeRefused) m_error->setError(text::approvalNoCode());
}

void ApprovalPage::leave() {
  m_code->clear();
}

void ApprovalPage::enter() {
  m_keep->refresh();
  m_code->clear();
}

void ApprovalPage::submit() {
  const auto code = approvalIn(m_code->secret());
  m_codeRefused = !code;
  if (!code) return m_error->setError(text::approvalNoCode());
  act([this] {
    // Read once more: a std::function has to be copyable, and a secret is not.
    if (auto again = approvalIn(m_code->secret()))
      flow().openByApproval(std::move(*again), session().language());
  });
}

QString ApprovalPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  return problem.kind == ProblemKind::ApprovalRefused ? text::approvalRefused()
                                                      : text::problemText(problem, at);
}

void ApprovalPage::placeProblem(const QString& sentence) {
  m_error->setError(sentence);
}

}  // namespace latchkey::ui::wizard
