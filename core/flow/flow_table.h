// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <optional>
#include <span>

#include "core/protocol/messages.h"

namespace latchkey::flow {

/// Where the person is. Each is a page; flow_table.cpp and flow.mmd draw the edges.
enum class Step {
  Reason,
  Approval,  ///< the code of an approved appeal, in place of an account name
  Account,
  Challenge,
  Method,
  Confirm,
  Code,
  Questions,
  SecurityKey,
  AppealContact,
  AppealCode,
  AppealForm,
  Password,
  Done,
  Rehearsed,  ///< the end of a rehearsal, in the place of a password
  Appealed,
  Cancelled,
  Expired,
  Ended
};

/// What can move the person: what they do themselves, and what an accepted view says about the service.
enum class Event {
  ReasonChosen,
  RehearsalChosen,
  ApprovalChosen,
  AppealChosen,
  BackChosen,
  BackToMethodChosen,  ///< back from a code that had nothing to confirm before it
  BackToEndChosen,     ///< back from an appeal that was asked for at an end
  CancelChosen,
  StartAgainChosen,
  Wiped,   ///< everything is to be forgotten now (a kiosk's idle limit)
  Lapsed,  ///< the service knows this recovery no more, or its time ran out while it was out of reach
  AtChallenge,
  AtMethod,
  AtConfirm,
  AtCode,
  AtQuestions,
  AtSecurityKey,
  AtAppealCode,
  AtAppealForm,
  AtPassword,
  AtDone,
  AtRehearsed,
  AtAppealed,
  AtCancelled,
  AtExpired,
  AtEnded
};

/// The whole flow, as a table. Pure: what is not drawn does not happen.
[[nodiscard]] std::optional<Step> next(Step from, Event event);

/// The event that a view of this stage, and at Stage::Done of this outcome, is.
[[nodiscard]] Event eventOf(protocol::Stage stage,
                            protocol::Outcome outcome = protocol::Outcome::PasswordSet);

/// Whether a rehearsal can be there (true), and a recovery that is none (false): the table draws both.
[[nodiscard]] bool isPlaceOf(Step step, bool rehearsal);

/// Whether this step offers the command. Kept beside the edges because a late second click, which
/// arrives when the flow has moved on already, is refused by it.
[[nodiscard]] bool offers(Step step, const protocol::Command& command);

/// An end: nothing is under way any more, only StartAgainChosen and Wiped lead on. (A message to the
/// administrators leads from Ended back to Ended, a try of the new password from Done back to Done; where an
/// appeal is offered, Ended is left for it.)
[[nodiscard]] bool isEnd(Step step);

[[nodiscard]] std::span<const Step> allSteps();
[[nodiscard]] std::span<const Event> allEvents();
/// The words of flow.mmd, of logs and of tests: "Challenge", "at-challenge".
[[nodiscard]] QLatin1StringView nameOf(Step step);
[[nodiscard]] QLatin1StringView nameOf(Event event);

}  // namespace latchkey::flow
