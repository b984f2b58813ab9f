// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/protocol/messages.h"
#include "core/rules/password_policy.h"

/// The rules of the password page, and what the service says about a password.
namespace latchkey::ui::text {

/// One line of the rules, and the violations that leave it unticked.
struct RuleLine {
  QString text;
  QList<rules::PasswordViolation> violations;
};

/// The rules that can be ticked while typing, in the order in which they are shown.
[[nodiscard]] QList<RuleLine> ruleLines(const protocol::PasswordRulesView& rules);
[[nodiscard]] QString bothFieldsSame();
/// For screen readers, behind a rule.
[[nodiscard]] QString ruleMet();
[[nodiscard]] QString ruleNotYet();
[[nodiscard]] QString ruleNotMet();
[[nodiscard]] QString rulesSummary(int met, int count);

/// What to do about a violation; said beside the field after the service refused.
[[nodiscard]] QString violationText(rules::PasswordViolation violation);
/// The same for a code of SPEC section 10; a code that this version does not know gets a general sentence.
[[nodiscard]] QString violationText(const QString& code);

}  // namespace latchkey::ui::text
