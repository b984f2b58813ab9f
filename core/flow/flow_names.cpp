// SPDX-License-Identifier: GPL-3.0-or-later
// The words of flow.mmd.
#include "core/flow/flow_table.h"

namespace latchkey::flow {

QLatin1StringView nameOf(Step step) {
  switch (step) {
    case Step::Reason:
      return QLatin1StringView("Reason");
    case Step::Approval:
      return QLatin1StringView("Approval");
    case Step::Account:
      return QLatin1StringView("Account");
    case Step::Challenge:
      return QLatin1StringView("Challenge");
    case Step::Method:
      return QLatin1StringView("Method");
    case Step::Confirm:
      return QLatin1StringView("Confirm");
    case Step::Code:
      return QLatin1StringView("Code");
    case Step::Questions:
      return QLatin1StringView("Questions");
    case Step::SecurityKey:
      return QLatin1StringView("SecurityKey");
    case Step::AppealContact:
      return QLatin1StringView("AppealContact");
    case Step::AppealCode:
      return QLatin1StringView("AppealCode");
    case Step::AppealForm:
      return QLatin1StringView("AppealForm");
    case Step::Password:
      return QLatin1StringView("Password");
    case Step::Done:
      return QLatin1StringView("Done");
    case Step::Rehearsed:
      return QLatin1StringView("Rehearsed");
    case Step::Appealed:
      return QLatin1StringView("Appealed");
    case Step::Cancelled:
      return QLatin1StringView("Cancelled");
    case Step::Expired:
      return QLatin1StringView("Expired");
    case Step::Ended:
      return QLatin1StringView("Ended");
  }
  return {};
}

QLatin1StringView nameOf(Event event) {
  switch (event) {
    case Event::ReasonChosen:
      return QLatin1StringView("reason-chosen");
    case Event::RehearsalChosen:
      return QLatin1StringView("rehearsal-chosen");
    case Event::ApprovalChosen:
      return QLatin1StringView("approval-chosen");
    case Event::AppealChosen:
      return QLatin1StringView("appeal-chosen");
    case Event::BackChosen:
      return QLatin1StringView("back");
    case Event::BackToMethodChosen:
      return QLatin1StringView("back-to-method");
    case Event::BackToEndChosen:
      return QLatin1StringView("back-to-end");
    case Event::CancelChosen:
      return QLatin1StringView("cancel");
    case Event::StartAgainChosen:
      return QLatin1StringView("start-again");
    case Event::Wiped:
      return QLatin1StringView("wiped");
    case Event::Lapsed:
      return QLatin1StringView("lapsed");
    case Event::AtChallenge:
      return QLatin1StringView("at-challenge");
    case Event::AtMethod:
      return QLatin1StringView("at-method");
    case Event::AtConfirm:
      return QLatin1StringView("at-confirm");
    case Event::AtCode:
      return QLatin1StringView("at-code");
    case Event::AtQuestions:
      return QLatin1StringView("at-questions");
    case Event::AtSecurityKey:
      return QLatin1StringView("at-security-key");
    case Event::AtAppealCode:
      return QLatin1StringView("at-appeal-code");
    case Event::AtAppealForm:
      return QLatin1StringView("at-appeal-form");
    case Event::AtPassword:
      return QLatin1StringView("at-password");
    case Event::AtDone:
      return QLatin1StringView("at-done");
    case Event::AtRehearsed:
      return QLatin1StringView("at-rehearsed");
    case Event::AtAppealed:
      return QLatin1StringView("at-appealed");
    case Event::AtCancelled:
      return QLatin1StringView("at-cancelled");
    case Event::AtExpired:
      return QLatin1StringView("at-expired");
    case Event::AtEnded:
      return QLatin1StringView("at-ended");
  }
  return {};
}

}  // namespace latchkey::flow
