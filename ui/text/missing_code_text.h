// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/flow/missing_code.h"

/// The helper for a code that does not come: its questions, their replies, and what it comes to.
namespace latchkey::ui::text {

[[nodiscard]] QString codeQuestion(flow::CodeQuestion question);
/// What the question is about, below it.
/// @param mask of the contact; @param entry as typed, @param account as used: ready to show
[[nodiscard]] QStringList codeQuestionLines(flow::CodeQuestion question, protocol::MethodKind kind,
                                            const QString& mask, const QString& entry,
                                            const QString& account);
[[nodiscard]] QString codeReply(flow::CodeQuestion question, flow::CodeReply reply);
/// Below the first question.
[[nodiscard]] QString codeQuestionsAreFew();
[[nodiscard]] QString codeQuestionBack();

[[nodiscard]] QString codeAdviceTitle(const flow::CodeAdvice& advice);
/// @param sender that of the code, ready to show
/// @param resendMinutes until it may be sent again, rounded up; 0: now or never
[[nodiscard]] QStringList codeAdviceLines(const flow::CodeAdvice& advice, const protocol::CodeView& code,
                                          const QString& sender, int resendMinutes);
[[nodiscard]] QString codeRemedyButton(flow::CodeRemedy remedy);
[[nodiscard]] QString codeBackButton();

}  // namespace latchkey::ui::text
