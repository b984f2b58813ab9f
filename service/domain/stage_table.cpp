// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/stage_table.h"

#include <algorithm>

namespace latchkey::service::domain {

namespace {
struct Edge {
  Stage stage;
  Verb verb;
};
constexpr Edge edges[] = {
    {Stage::Challenge, Verb::NewChallenge},
    {Stage::Challenge, Verb::AnswerChallenge},
    {Stage::Challenge, Verb::FetchMedia},
    {Stage::Method, Verb::ChooseMethod},
    {Stage::Confirm, Verb::ChooseMethod},
    {Stage::Confirm, Verb::ConfirmContact},
    {Stage::Code, Verb::ChooseMethod},
    {Stage::Code, Verb::ConfirmContact},  // the entry is corrected
    {Stage::Code, Verb::ResendCode},
    {Stage::Code, Verb::SubmitCode},
    {Stage::Questions, Verb::ChooseMethod},
    {Stage::Questions, Verb::SubmitAnswers},
    {Stage::SecurityKey, Verb::ChooseMethod},
    {Stage::SecurityKey, Verb::SubmitAssertion},
    {Stage::Password, Verb::SetPassword},
    {Stage::Password, Verb::UnlockAccount},  // where it is offered: unlocking.cpp
    // Whom to ask is a way out of every step at which a proof is asked for; the person may have gone back.
    {Stage::Method, Verb::ContactAdministrator},
    {Stage::Confirm, Verb::ContactAdministrator},
    {Stage::Code, Verb::ContactAdministrator},
    {Stage::Questions, Verb::ContactAdministrator},
    {Stage::SecurityKey, Verb::ContactAdministrator},
    {Stage::Ended, Verb::ContactAdministrator},  // where it is offered: administrators.cpp
    {Stage::Done, Verb::TrySignIn},
    // The appeal, where it is offered: appealing.cpp.
    {Stage::Method, Verb::GiveAppealContact},
    {Stage::Confirm, Verb::GiveAppealContact},
    {Stage::Code, Verb::GiveAppealContact},
    {Stage::Questions, Verb::GiveAppealContact},
    {Stage::SecurityKey, Verb::GiveAppealContact},
    {Stage::Ended, Verb::GiveAppealContact},
    {Stage::AppealCode, Verb::GiveAppealContact},  // another address
    {Stage::AppealCode, Verb::ResendCode},
    {Stage::AppealCode, Verb::SubmitCode},
    {Stage::AppealCode, Verb::ChooseMethod},  // back to what can be proven
    {Stage::AppealForm, Verb::FileAppeal},
    {Stage::AppealForm, Verb::ChooseMethod},
};
}  // namespace

Verb verbOf(const Command& command) {
  // In the order of the variant's alternatives.
  static_assert(std::variant_size_v<Command> == static_cast<std::size_t>(Verb::Look));
  static_assert(std::is_same_v<std::variant_alternative_t<5, Command>, SubmitCode>);
  return static_cast<Verb>(command.index());
}

bool isRunning(Stage stage) {
  switch (stage) {
    case Stage::Challenge:
    case Stage::Method:
    case Stage::Confirm:
    case Stage::Code:
    case Stage::Questions:
    case Stage::SecurityKey:
    case Stage::Password:
    case Stage::AppealCode:
    case Stage::AppealForm:
      return true;
    case Stage::Done:
    case Stage::Appealed:
    case Stage::Cancelled:
    case Stage::Expired:
    case Stage::Ended:
      return false;
  }
  return false;
}

bool isDrawn(Stage stage, Verb verb) {
  if (verb == Verb::Look) return isRunning(stage) || stage == Stage::Ended || stage == Stage::Appealed;
  if (verb == Verb::Cancel || verb == Verb::SetLanguage || verb == Verb::Resume) return isRunning(stage);
  return std::ranges::any_of(edges,
                             [&](const Edge& edge) { return edge.stage == stage && edge.verb == verb; });
}

bool isOfRehearsals(Verb verb) {
  switch (verb) {
    case Verb::NewChallenge:
    case Verb::AnswerChallenge:
    case Verb::ChooseMethod:
    case Verb::ConfirmContact:
    case Verb::ResendCode:
    case Verb::SubmitCode:
    case Verb::SubmitAnswers:
    case Verb::SubmitAssertion:
    case Verb::Cancel:
    case Verb::SetLanguage:
    case Verb::Resume:
    case Verb::Look:
    case Verb::FetchMedia:
      return true;
    case Verb::SetPassword:
    case Verb::UnlockAccount:
    case Verb::ContactAdministrator:
    case Verb::TrySignIn:
    case Verb::GiveAppealContact:
    case Verb::FileAppeal:
      return false;
  }
  return false;
}

}  // namespace latchkey::service::domain
