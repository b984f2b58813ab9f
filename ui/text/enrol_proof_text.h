// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/protocol/enrolment_messages.h"

/// "Secure your account": the fresh proof before a change.
namespace latchkey::ui::text {

[[nodiscard]] QString proofTitle();
[[nodiscard]] QString proofWhy();
/// Nothing that is registered proves anything yet. @param seconds until the first one does; 0: none will
[[nodiscard]] QString proofNotYet(int seconds, const QDateTime& now);
[[nodiscard]] QString proofLostButton();  ///< instead of methodNoneButton(), where none is listed
/// None of what is registered can be used any more. @param mayAppeal else an administrator is the way
[[nodiscard]] QString allLostTitle();
[[nodiscard]] QStringList allLostBody(bool mayAppeal);
[[nodiscard]] QString proofCodeTitle(protocol::MethodKind kind);
[[nodiscard]] QString proofQuestionsTitle();
[[nodiscard]] QString proofKeyTitle();

/// Who can see what each of these pages shows or takes (S1).
[[nodiscard]] QString proofWhoSees();
[[nodiscard]] QString proofCodeWhoSees();
[[nodiscard]] QString proofAnswersWhoSees();
[[nodiscard]] QString proofKeyWhoSees();

}  // namespace latchkey::ui::text
