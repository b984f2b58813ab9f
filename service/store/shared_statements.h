// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/connection.h"

/// Statements that more than one file needs.
namespace latchkey::service::store {

inline constexpr Sql accountByKey{
    "SELECT account_key, display_name, realm, status, language, locked FROM accounts WHERE account_key = ?"};
inline constexpr Sql contactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, usable FROM contacts "
    "WHERE account_key = ? ORDER BY position"};

}  // namespace latchkey::service::store
