// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include "app/admin/json_text.h"
#include "service/domain/ports.h"

/// Contacts as an administrator sees them: in full.
namespace latchkey::admin {

/// "c2", "mobile", "090-9876-5432", "+819098765432", and a remark.
[[nodiscard]] QStringList contactRow(const service::domain::Contact& contact);
[[nodiscard]] JsonObjectText contactObject(const service::domain::Contact& contact);
[[nodiscard]] QByteArray contactJson(const service::domain::Contact& contact);
/// A JSON array of them.
[[nodiscard]] QByteArray contactsJson(const QList<service::domain::Contact>& contacts);

}  // namespace latchkey::admin
