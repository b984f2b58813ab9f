// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/connection.h"

/// Statements that more than one file needs.
namespace latchkey::service::store {

/// As accountOf() of values.h takes them, of "accounts a".
#define ACCOUNT_COLUMNS                                                      \
  "a.account_key, a.display_name, a.realm, a.status, a.language, a.locked, " \
  "(SELECT COUNT(*) FROM passwords p WHERE p.account_key = a.account_key)"
inline constexpr Sql accountByKey{"SELECT " ACCOUNT_COLUMNS " FROM accounts a WHERE a.account_key = ?"};
inline constexpr Sql contactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, usable FROM contacts "
    "WHERE account_key = ? ORDER BY position"};

}  // namespace latchkey::service::store
