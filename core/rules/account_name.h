// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include "core/platform/result.h"

namespace latchkey::rules {

enum class AccountNameError { Empty, TooLong, BadCharacter, BadForm };

/// An account name in its one canonical form: blanks around it gone, full-width letters folded (NFKC),
/// lower case; `DOMAIN\user` and `user@domain` told apart. Exists only valid. All counts and limits use
/// key() so that no spelling gets a second set of tries.
class AccountName {
public:
  /// @param typed at most 320 characters. Control, bidi and zero-width characters are refused.
  [[nodiscard]] static Result<AccountName, AccountNameError> parse(QStringView typed);
  /// The same of what a person writes, who means a mail address where there is an `@`: a blank within it is a
  /// slip. In a directory "anna maria@contoso.com" is somebody all the same: who writes `CONTOSO\anna maria`,
  /// or the login alone.
  [[nodiscard]] static Result<AccountName, AccountNameError> parseWritten(QStringView written);

  [[nodiscard]] const QString& user() const { return m_user; }      ///< "alain"
  [[nodiscard]] const QString& domain() const { return m_domain; }  ///< "contoso.com", "contoso" or empty
  /// True for `DOMAIN\user`: the domain is a NetBIOS name that only the realm can resolve.
  [[nodiscard]] bool hasShortDomain() const { return m_shortDomain; }
  [[nodiscard]] QString key() const;  ///< "alain@contoso.com", "contoso\alain" or "alain"

  bool operator==(const AccountName&) const = default;

private:
  AccountName() = default;
  QString m_user;
  QString m_domain;
  bool m_shortDomain = false;
};

}  // namespace latchkey::rules
