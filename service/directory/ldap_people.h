// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/directory/ldap_dialect.h"
#include "service/directory/ldap_settings.h"
#include "service/domain/ports.h"

/// From entries to people, the same in every kind of directory.
namespace latchkey::service::directory {

/// "alain@example.com" in its one spelling, "anna maria@example.com" as well; nothing for a login that is no
/// account name: with an `@`, a quote, or a character that nobody sees.
[[nodiscard]] std::optional<rules::AccountName> canonicalName(const LdapDialect& dialect,
                                                              const LdapLayout& layout,
                                                              const LdapEntry& entry);

/// Whether a name with a domain is one of the directory's own.
[[nodiscard]] bool isOwnDomain(const rules::AccountName& name, const LdapLayout& layout);
/// What principal names and mail addresses are compared with: the name in each of the directory's domains, or
/// as it is in another one. Nothing for a name without a domain, or with a short one.
[[nodiscard]] QStringList addressesOf(const rules::AccountName& name, const LdapLayout& layout);

enum class Match { Nobody, One, Several };
struct Picked {
  Match match = Match::Nobody;
  qsizetype index = -1;
};
/// Whom of those that the search gave a name means: whose login it is, else whose other account name, else
/// the only one whose mail address it is. Compared anew, as Latchkey spells names: directories are laxer.
[[nodiscard]] Picked pickFrom(const QList<LdapEntry>& entries, const rules::AccountName& name,
                              const LdapDialect& dialect, const LdapLayout& layout);

/// Attributes that accountOf() reads, besides the dialect's.
[[nodiscard]] QList<QByteArray> personalAttributes(const LdapLayout& layout);

/// Everything of the account but status, rules and realm.
/// @param homeRegion for numbers without a country code
[[nodiscard]] domain::Account accountOf(const LdapEntry& entry, const rules::AccountName& canonical,
                                        const LdapDialect& dialect, const LdapLayout& layout,
                                        const domain::Numbering& numbering, const QString& homeRegion);

}  // namespace latchkey::service::directory
