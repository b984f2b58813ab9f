// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/recoveries.h"

namespace latchkey::service::domain {

/// What can be asked of a recovery: the alternatives of Command, and the reads.
enum class Verb {
  NewChallenge,
  AnswerChallenge,
  ChooseMethod,
  ConfirmContact,
  ResendCode,
  SubmitCode,
  SubmitAnswers,
  SubmitAssertion,
  SetPassword,
  UnlockAccount,
  Cancel,
  SetLanguage,
  ContactAdministrator,
  TrySignIn,
  Resume,
  GiveAppealContact,
  FileAppeal,
  Look,
  FetchMedia
};
[[nodiscard]] Verb verbOf(const Command& command);

/// The edges of the recovery as the service draws them; every other is refused.
[[nodiscard]] bool isDrawn(Stage stage, Verb verb);

/// Whether a rehearsal has the verb at all, at whatever stage: nothing that changes an account, leads to such
/// a change or asks for help with it.
[[nodiscard]] bool isOfRehearsals(Verb verb);

/// True until a recovery has come to one of its ends.
[[nodiscard]] bool isRunning(Stage stage);

}  // namespace latchkey::service::domain
