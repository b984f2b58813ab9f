// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/flow_table.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace latchkey::flow {

namespace {

struct Edge {
  Step from;
  Event event;
  Step to;
};

// Self edges are drawn too: a new challenge, a resent code or another method is a new view of the same step.
constexpr Edge edges[] = {
    {Step::Reason, Event::ReasonChosen, Step::Account},
    {Step::Reason, Event::RehearsalChosen, Step::Account},
    {Step::Reason, Event::ApprovalChosen, Step::Approval},
    {Step::Reason, Event::CancelChosen, Step::Cancelled},
    // Back from a kept place. Never at the password: a proof is not kept.
    {Step::Reason, Event::AtChallenge, Step::Challenge},
    {Step::Reason, Event::AtMethod, Step::Method},
    {Step::Reason, Event::AtConfirm, Step::Confirm},
    {Step::Reason, Event::AtCode, Step::Code},
    {Step::Reason, Event::AtQuestions, Step::Questions},
    {Step::Reason, Event::AtSecurityKey, Step::SecurityKey},
    {Step::Reason, Event::AtAppealCode, Step::AppealCode},
    {Step::Reason, Event::AtAppealForm, Step::AppealForm},

    {Step::Approval, Event::BackChosen, Step::Reason},
    {Step::Approval, Event::CancelChosen, Step::Cancelled},
    {Step::Approval, Event::AtCode, Step::Code},
    {Step::Approval, Event::AtEnded, Step::Ended},

    {Step::Account, Event::BackChosen, Step::Reason},
    {Step::Account, Event::CancelChosen, Step::Cancelled},
    {Step::Account, Event::AtChallenge, Step::Challenge},
    {Step::Account, Event::AtEnded, Step::Ended},

    {Step::Challenge, Event::BackChosen, Step::Account},
    {Step::Challenge, Event::AtChallenge, Step::Challenge},
    {Step::Challenge, Event::AtMethod, Step::Method},

    {Step::Method, Event::AtMethod, Step::Method},
    {Step::Method, Event::AtConfirm, Step::Confirm},
    {Step::Method, Event::AtCode, Step::Code},  // a factor with nothing to confirm
    {Step::Method, Event::AtQuestions, Step::Questions},
    {Step::Method, Event::AtSecurityKey, Step::SecurityKey},

    {Step::Confirm, Event::BackChosen, Step::Method},
    {Step::Confirm, Event::AtMethod, Step::Method},  // the method is used up, others are left
    {Step::Confirm, Event::AtConfirm, Step::Confirm},
    {Step::Confirm, Event::AtCode, Step::Code},
    {Step::Confirm, Event::AtQuestions, Step::Questions},  // another method
    {Step::Confirm, Event::AtSecurityKey, Step::SecurityKey},

    {Step::Code, Event::BackChosen, Step::Confirm},
    {Step::Code, Event::BackToMethodChosen, Step::Method},  // a code with nothing to confirm before it
    {Step::Code, Event::AtMethod, Step::Method},            // this gate is passed, another is asked for
    {Step::Code, Event::AtConfirm, Step::Confirm},          // another method, chosen beside the code
    {Step::Code, Event::AtCode, Step::Code},
    {Step::Code, Event::AtQuestions, Step::Questions},
    {Step::Code, Event::AtSecurityKey, Step::SecurityKey},
    {Step::Code, Event::AtPassword, Step::Password},
    {Step::Code, Event::AtRehearsed, Step::Rehearsed},

    {Step::Questions, Event::BackChosen, Step::Method},
    {Step::Questions, Event::AtMethod, Step::Method},    // this gate is passed, another is asked for
    {Step::Questions, Event::AtConfirm, Step::Confirm},  // another method, chosen beside the questions
    {Step::Questions, Event::AtCode, Step::Code},
    {Step::Questions, Event::AtQuestions, Step::Questions},
    {Step::Questions, Event::AtSecurityKey, Step::SecurityKey},
    {Step::Questions, Event::AtPassword, Step::Password},
    {Step::Questions, Event::AtRehearsed, Step::Rehearsed},

    {Step::SecurityKey, Event::BackChosen, Step::Method},
    {Step::SecurityKey, Event::AtMethod, Step::Method},    // this gate is passed, another is asked for
    {Step::SecurityKey, Event::AtConfirm, Step::Confirm},  // another method, chosen beside the key
    {Step::SecurityKey, Event::AtCode, Step::Code},
    {Step::SecurityKey, Event::AtQuestions, Step::Questions},
    {Step::SecurityKey, Event::AtSecurityKey, Step::SecurityKey},
    {Step::SecurityKey, Event::AtPassword, Step::Password},
    {Step::SecurityKey, Event::AtRehearsed, Step::Rehearsed},

    // Whoever can use none of the ways. What is given there leads on, and so does a look at a service that
    // has gone on already.
    {Step::Method, Event::AppealChosen, Step::AppealContact},
    {Step::Method, Event::AtAppealCode, Step::AppealCode},
    {Step::Method, Event::AtAppealForm, Step::AppealForm},
    {Step::Ended, Event::AppealChosen, Step::AppealContact},

    {Step::AppealContact, Event::BackChosen, Step::Method},
    {Step::AppealContact, Event::BackToEndChosen, Step::Ended},
    {Step::AppealContact, Event::AtMethod, Step::Method},
    {Step::AppealContact, Event::AtConfirm, Step::Confirm},
    {Step::AppealContact, Event::AtCode, Step::Code},
    {Step::AppealContact, Event::AtQuestions, Step::Questions},
    {Step::AppealContact, Event::AtSecurityKey, Step::SecurityKey},
    {Step::AppealContact, Event::AtAppealCode, Step::AppealCode},
    {Step::AppealContact, Event::AtAppealForm, Step::AppealForm},

    {Step::AppealCode, Event::BackChosen, Step::AppealContact},
    {Step::AppealCode, Event::AtMethod, Step::Method},
    {Step::AppealCode, Event::AtAppealCode, Step::AppealCode},
    {Step::AppealCode, Event::AtAppealForm, Step::AppealForm},

    {Step::AppealForm, Event::AtMethod, Step::Method},
    {Step::AppealForm, Event::AtAppealForm, Step::AppealForm},
    {Step::AppealForm, Event::AtAppealed, Step::Appealed},

    {Step::Password, Event::AtPassword, Step::Password},
    {Step::Password, Event::AtDone, Step::Done},

    {Step::Ended, Event::AtEnded, Step::Ended},  // an administrator was written to
    {Step::Done, Event::AtDone, Step::Done},     // the new password was tried
};

constexpr Step running[] = {Step::Challenge,  Step::Method,      Step::Confirm,       Step::Code,
                            Step::Questions,  Step::SecurityKey, Step::AppealContact, Step::AppealCode,
                            Step::AppealForm, Step::Password};
constexpr Step ends[] = {Step::Done,      Step::Rehearsed, Step::Appealed,
                         Step::Cancelled, Step::Expired,   Step::Ended};

constexpr std::array steps = {Step::Reason,      Step::Approval,      Step::Account,    Step::Challenge,
                              Step::Method,      Step::Confirm,       Step::Code,       Step::Questions,
                              Step::SecurityKey, Step::AppealContact, Step::AppealCode, Step::AppealForm,
                              Step::Password,    Step::Done,          Step::Rehearsed,  Step::Appealed,
                              Step::Cancelled,   Step::Expired,       Step::Ended};
constexpr std::array events = {Event::ReasonChosen,    Event::RehearsalChosen, Event::ApprovalChosen,
                               Event::AppealChosen,    Event::BackChosen,      Event::BackToMethodChosen,
                               Event::BackToEndChosen, Event::CancelChosen,    Event::StartAgainChosen,
                               Event::Wiped,           Event::Lapsed,          Event::AtChallenge,
                               Event::AtMethod,        Event::AtConfirm,       Event::AtCode,
                               Event::AtQuestions,     Event::AtSecurityKey,   Event::AtAppealCode,
                               Event::AtAppealForm,    Event::AtPassword,      Event::AtDone,
                               Event::AtRehearsed,     Event::AtAppealed,      Event::AtCancelled,
                               Event::AtExpired,       Event::AtEnded};

/// What holds for every step between opening and end.
std::optional<Step> nextWhileRunning(Event event) {
  switch (event) {
    case Event::CancelChosen:
    case Event::AtCancelled:
      return Step::Cancelled;
    case Event::Lapsed:
    case Event::AtExpired:
      return Step::Expired;
    case Event::AtEnded:
      return Step::Ended;
    case Event::ReasonChosen:
    case Event::RehearsalChosen:
    case Event::ApprovalChosen:
    case Event::AppealChosen:
    case Event::BackChosen:
    case Event::BackToMethodChosen:
    case Event::BackToEndChosen:
    case Event::StartAgainChosen:
    case Event::Wiped:
    case Event::AtChallenge:
    case Event::AtMethod:
    case Event::AtConfirm:
    case Event::AtCode:
    case Event::AtQuestions:
    case Event::AtSecurityKey:
    case Event::AtAppealCode:
    case Event::AtAppealForm:
    case Event::AtPassword:
    case Event::AtDone:
    case Event::AtRehearsed:
    case Event::AtAppealed:
      return {};
  }
  return {};
}

bool isRunning(Step step) {
  return std::ranges::find(running, step) != std::end(running);
}

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

std::optional<Step> next(Step from, Event event) {
  if (event == Event::Wiped) return Step::Reason;
  for (const Edge& edge : edges) {
    if (edge.from == from && edge.event == event) return edge.to;
  }
  if (isEnd(from)) {
    return event == Event::StartAgainChosen ? std::optional(Step::Account) : std::nullopt;
  }
  return isRunning(from) ? nextWhileRunning(event) : std::nullopt;
}

Event eventOf(protocol::Stage stage, protocol::Outcome outcome) {
  switch (stage) {
    case protocol::Stage::Challenge:
      return Event::AtChallenge;
    case protocol::Stage::Method:
      return Event::AtMethod;
    case protocol::Stage::Confirm:
      return Event::AtConfirm;
    case protocol::Stage::Code:
      return Event::AtCode;
    case protocol::Stage::Questions:
      return Event::AtQuestions;
    case protocol::Stage::SecurityKey:
      return Event::AtSecurityKey;
    case protocol::Stage::Password:
      return Event::AtPassword;
    case protocol::Stage::Done:
      return outcome == protocol::Outcome::Rehearsed ? Event::AtRehearsed : Event::AtDone;
    case protocol::Stage::Cancelled:
      return Event::AtCancelled;
    case protocol::Stage::Expired:
      return Event::AtExpired;
    case protocol::Stage::AppealCode:
      return Event::AtAppealCode;
    case protocol::Stage::AppealForm:
      return Event::AtAppealForm;
    case protocol::Stage::Appealed:
      return Event::AtAppealed;
    case protocol::Stage::Ended:
      return Event::AtEnded;
  }
  return Event::AtEnded;
}

bool offers(Step step, const protocol::Command& command) {
  return std::visit(
      Overloaded{
          [step](const protocol::OpenRecovery&) { return step == Step::Account; },
          [step](const protocol::NewChallenge&) { return step == Step::Challenge; },
          [step](const protocol::AnswerChallenge&) { return step == Step::Challenge; },
          // The other methods stay listed beside the code (SPEC section 1, step code).
          [step](const protocol::ChooseMethod&) {
            return step == Step::Method || step == Step::Confirm || step == Step::Code ||
                   step == Step::Questions || step == Step::SecurityKey;
          },
          [step](const protocol::ConfirmContact&) { return step == Step::Confirm || step == Step::Code; },
          [step](const protocol::ResendCode&) { return step == Step::Code || step == Step::AppealCode; },
          [step](const protocol::SubmitCode&) { return step == Step::Code || step == Step::AppealCode; },
          [step](const protocol::SubmitAnswers&) { return step == Step::Questions; },
          [step](const protocol::SubmitAssertion&) { return step == Step::SecurityKey; },
          [step](const protocol::SetPassword&) { return step == Step::Password; },
          [step](const protocol::UnlockAccount&) { return step == Step::Password; },
          [step](const protocol::CancelRecovery&) { return isRunning(step); },
          [step](const protocol::SetLanguage&) { return isRunning(step); },
          [step](const protocol::ContactAdministrator&) {
            return step == Step::Method || step == Step::Code || step == Step::Ended;
          },
          [step](const protocol::TrySignIn&) { return step == Step::Done; },
          [step](const protocol::ResumeRecovery&) { return step == Step::Reason; },
          [step](const protocol::GiveAppealContact&) { return step == Step::AppealContact; },
          [step](const protocol::FileAppeal&) { return step == Step::AppealForm; },
          [step](const protocol::OpenByApproval&) { return step == Step::Approval; },
      },
      command);
}

bool isPlaceOf(Step step, bool rehearsal) {
  switch (step) {
    case Step::Reason:
    case Step::Account:
    case Step::Challenge:
    case Step::Method:
    case Step::Confirm:
    case Step::Code:
    case Step::Questions:
    case Step::SecurityKey:
    case Step::Cancelled:
    case Step::Expired:
    case Step::Ended:
      return true;
    case Step::Rehearsed:
      return rehearsal;
    case Step::Approval:
    case Step::AppealContact:
    case Step::AppealCode:
    case Step::AppealForm:
    case Step::Password:
    case Step::Done:
    case Step::Appealed:
      return !rehearsal;
  }
  return false;
}

bool isEnd(Step step) {
  return std::ranges::find(ends, step) != std::end(ends);
}

std::span<const Step> allSteps() {
  return steps;
}

std::span<const Event> allEvents() {
  return events;
}

}  // namespace latchkey::flow
