// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/platform/secret.h"

/// Answers to security questions while they are chosen: what could be guessed by whoever sees the question or
/// knows the account.
namespace latchkey::rules {

enum class ChosenAnswerFault {
  NotText,  ///< with a character that no answer has (security_answer.h)
  TooShort,
  TooLong,
  Repeated,    ///< the same as an earlier one
  InQuestion,  ///< stands in its question, and so on the screen
  IsName       ///< the account's name, or its owner's
};

struct ChosenAnswer {
  QString question;                          ///< in the language that it is shown in
  const platform::Secret* answer = nullptr;  ///< as typed
};

/// What is wrong with each of them, in their order; nothing: it can be registered. They are compared as they
/// will be when they prove somebody: case and width make no difference.
/// @param names of the account, of the mailbox before its @, of the person
[[nodiscard]] std::vector<std::optional<ChosenAnswerFault>> faultsInChosen(
    const std::vector<ChosenAnswer>& answers, const QStringList& names);

}  // namespace latchkey::rules
