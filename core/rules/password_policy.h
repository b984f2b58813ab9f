// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <string_view>

namespace latchkey::rules {

/// Why a password is refused, in the order of SPEC section 10. The last three come from the service only.
enum class PasswordViolation {
  TooShort,
  TooLong,
  TooFewClasses,
  CharacterNotAllowed,
  TooCommon,
  ContainsName,
  ContainsOrganisationWord,
  InHistory,
  TooRecent,
  RefusedByDirectory
};
[[nodiscard]] QString codeOf(PasswordViolation violation);  ///< "too-short"

/// Lengths are code points. A plain value: presets are classic() (S3) and nist() (SP 800-63B-4).
struct PasswordPolicy {
  int minimumLength = 8;
  int maximumLength = 16;
  int minimumClasses = 2;  ///< of upper case, lower case, digit, symbol; 0 or 1: no rule
  bool asciiOnly = true;   ///< printable ASCII, the blank included and counted as a symbol
  bool refuseCommon = true;
  bool refuseNames = true;
  QStringList organisationWords;

  [[nodiscard]] static PasswordPolicy classic();
  [[nodiscard]] static PasswordPolicy nist();
};

/// Whose password it is, for the rule about names. Either may be empty.
struct PasswordOwner {
  QString accountName;
  QString displayName;
};

/// All rules that can be judged without the directory; violations in the order of the enum, each once.
/// Nothing is trimmed or truncated. Bytes that are no UTF-8 give CharacterNotAllowed.
/// Fast enough for each key press; leaves no copy of the candidate behind.
[[nodiscard]] QList<PasswordViolation> judgePassword(std::string_view utf8, const PasswordPolicy& policy,
                                                     const PasswordOwner& owner);

}  // namespace latchkey::rules
