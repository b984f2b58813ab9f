// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/code_helper.h"

#include <algorithm>
#include <utility>

#include "ui/text/chrome_text.h"
#include "ui/text/missing_code_text.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/method_entries.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/step_page.h"

namespace latchkey::ui::wizard {

using flow::CodeAdvice;
using flow::CodeQuestion;
using flow::CodeRemedy;
using flow::CodeReply;
using protocol::CodeView;
using widgets::shownOutside;

CodeHelper::CodeHelper(StepPage& page, const WizardSession& session, std::function<void(CodeRemedy)> remedy)
    : m_page(page), m_session(session), m_remedy(std::move(remedy)) {}

protocol::RecoveryView CodeHelper::shownView() const {
  protocol::RecoveryView shown = m_session.view();
  // Beside the code of an appeal there is no other way: that is what it is for.
  shown.methods =
      shown.stage == protocol::Stage::AppealCode ? QList<protocol::Method>() : offeredMethods(shown);
  return shown;
}

void CodeHelper::start() {
  if (!m_session.view().code) return;
  m_run.emplace(shownView(), mayResend());
  show();
}

void CodeHelper::update() {
  if (!isShown() || !m_session.view().code) return;
  const auto before = m_run->next();
  m_run->update(shownView(), mayResend());
  // Only what is new is read out, and takes the place of what is read at this moment.
  if (m_run->next() != before) show();
}

bool CodeHelper::waits() const {
  return isShown() && m_run->waits();
}

bool CodeHelper::isShown() const {
  return m_run && m_page.hasPanel() && m_page.panelNumber() == m_panel;
}

bool CodeHelper::mayResend() const {
  const auto& code = m_session.view().code;
  return code && code->resendsLeft > 0 && secondsToResend() == 0;
}

QString CodeHelper::callHandle() const {
  return m_run ? m_run->callHandle() : QString();
}

void CodeHelper::show() {
  StepPage::PanelActions actions;
  const auto next = m_run->next();
  if (const auto* question = std::get_if<CodeQuestion>(&next)) {
    actions.replied = [this, replies = m_run->replies(*question)](int index) {
      m_run->reply(replies.at(index));
      show();
    };
  } else if (const auto* advice = std::get_if<CodeAdvice>(&next)) {
    actions.primary = [this, remedy = advice->remedy] { m_remedy(remedy); };
  }
  if (m_run->canGoBack()) {
    actions.secondary = [this] {
      m_run->goBack();
      show();
    };
  }
  m_page.openPanel([this] { return content(); }, std::move(actions));
  m_panel = m_page.panelNumber();
}

PanelContent CodeHelper::content() const {
  const auto next = m_run->next();
  if (const auto* question = std::get_if<CodeQuestion>(&next)) return questionContent(*question);
  return adviceContent(std::get<CodeAdvice>(next));
}

PanelContent CodeHelper::questionContent(CodeQuestion question) const {
  const CodeView code = m_session.view().code.value_or(CodeView());
  PanelContent content;
  content.sign = theme::Icon::Help;
  content.title = text::codeQuestion(question);
  content.paragraphs =
      text::codeQuestionLines(question, code.kind, shownOutside(code.mask), shownOutside(code.shownEntry),
                              shownOutside(m_session.view().accountName));
  if (!m_run->canGoBack()) content.notes = {text::codeQuestionsAreFew()};
  for (const CodeReply reply : m_run->replies(question)) content.replies << text::codeReply(question, reply);
  content.secondary = m_run->canGoBack() ? text::codeQuestionBack() : text::codeBackButton();
  return content;
}

PanelContent CodeHelper::adviceContent(const CodeAdvice& advice) const {
  const CodeView code = m_session.view().code.value_or(CodeView());
  PanelContent content;
  if (advice.remedy == CodeRemedy::AskForSupport) content = supportContent(m_session);
  content.sign = theme::Icon::Info;
  content.title = text::codeAdviceTitle(advice);
  content.paragraphs = text::codeAdviceLines(advice, code, shownOutside(code.sender),
                                             static_cast<int>((secondsToResend() + 59) / 60));
  content.primary = text::codeRemedyButton(advice.remedy);
  const bool leadsBack = advice.remedy == CodeRemedy::GoBack || advice.remedy == CodeRemedy::AskForSupport;
  content.secondary = m_run->canGoBack() ? text::codeQuestionBack()
                      : leadsBack        ? QString()
                                         : text::codeBackButton();
  return content;
}

qint64 CodeHelper::secondsToResend() const {
  const auto& code = m_session.view().code;
  if (!code || code->resendsLeft <= 0) return 0;
  return std::max(qint64{0}, m_session.now().secsTo(m_session.momentAfterAnswer(code->resendIn)));
}

}  // namespace latchkey::ui::wizard
