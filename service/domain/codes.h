// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/recoveries.h"

/// The words of the interface for what a recovery is made of, for the journal and for administrators.
namespace latchkey::service::domain {

[[nodiscard]] QString codeOf(Reason reason);          ///< "forgot-password"
[[nodiscard]] QString codeOf(ChallengeKind kind);     ///< "picture"
[[nodiscard]] QString codeOf(MethodKind kind);        ///< "security-key"
[[nodiscard]] QString codeOf(Stage stage);            ///< "challenge"
[[nodiscard]] QString codeOf(Ending ending);          ///< "too-many-tries"
[[nodiscard]] QString codeOf(SignInVerdict verdict);  ///< "must-change"

}  // namespace latchkey::service::domain
