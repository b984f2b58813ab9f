// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

#include "service/store/connection.h"

namespace latchkey::service::store {

/// A setting by which values, contacts among them, reach the server's own log.
struct LoggingSetting {
  QString name;
  QString value;   ///< in this session
  QString wanted;  ///< by ALTER ROLE … SET, of a superuser
};
/// Those that are not as docs/operations.md has them. Nothing where the server does not say.
[[nodiscard]] std::optional<QList<LoggingSetting>> talkativeSettings(Connection& connection);

/// Whose session it is, as it is written in a statement.
[[nodiscard]] QString roleOf(Connection& connection);

}  // namespace latchkey::service::store
