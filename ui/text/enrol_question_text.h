// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/rules/chosen_answers.h"

/// Registering answers to security questions.
namespace latchkey::ui::text {

[[nodiscard]] QString chooseQuestionsTitle();
[[nodiscard]] QString chooseQuestionsWhy(int questions);
[[nodiscard]] QString whoSeesAnswers();
[[nodiscard]] QString chosenAnswersHint();
[[nodiscard]] QString questionNumber(int number);
[[nodiscard]] QString questionPlaceholder();
[[nodiscard]] QString answerNumber(int number);
[[nodiscard]] QString answerPlaceholder();
[[nodiscard]] QString registerAnswersButton();
[[nodiscard]] QString chosenAnswerFault(rules::ChosenAnswerFault fault);
/// The service does not take it, and says no more.
[[nodiscard]] QString chosenAnswerRefused();

}  // namespace latchkey::ui::text
