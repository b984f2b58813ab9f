// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::rules {

/// Digits of a code as typed or pasted: full-width digits folded, blanks and hyphens dropped.
/// Nothing when anything else is in it. The result may be shorter than a whole code while typing.
[[nodiscard]] std::optional<QString> digitsOfCode(QStringView typed);

/// What a person may type to confirm a contact (SPEC section 1, step confirm).
enum class ConfirmVerdict { Match, Mismatch, Malformed };
/// The part left of the @, or the whole address. Case does not matter.
[[nodiscard]] ConfirmVerdict confirmMail(QStringView typed, QStringView address);
/// The last four digits, or the whole number in national or international form.
[[nodiscard]] ConfirmVerdict confirmPhone(QStringView typed, QStringView national, QStringView e164);

}  // namespace latchkey::rules
