// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "service/domain/policy.h"
#include "service/domain/ports.h"
#include "service/domain/records.h"

/// Which ways of proof an account has, and why it may have none.
namespace latchkey::service::domain {

/// One method for each way to reach a usable contact that the realm allows: a mobile by text and by
/// call, a fixed line by call. The locked account's own address comes last, with a warning.
/// Handles are left empty. Phones outside the allowed countries, and numbers of no known type (premium
/// rate among them), are left out.
[[nodiscard]] QList<MethodRecord> methodsOf(const QString& accountKey, const QList<Contact>& contacts,
                                            const Realm& realm, const Numbering& numbering);

/// Why this account cannot be recovered in this realm; Cause::None when it can.
/// @param methods methodsOf() its contacts
[[nodiscard]] Cause causeOf(const std::optional<Account>& account, const Realm& realm,
                            const QList<MethodRecord>& methods);

/// The account as it may stand in a message that goes to any of its contacts.
[[nodiscard]] QString maskAccount(const QString& accountKey);

}  // namespace latchkey::service::domain
