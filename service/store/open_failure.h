// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace latchkey::service::store {

enum class OpenFault {
  CannotOpen,   ///< missing folder, no permission, disk full
  NoServer,     ///< does not answer, or refuses us
  ClockApart,   ///< this machine's clock and the server's are not one
  UnfitServer,  ///< too old, or a database of another encoding
  InUse,        ///< others are at work on it that must not be
  Busy,         ///< another program holds it for longer than the busy timeout
  Damaged,      ///< not a database, or one that fails its integrity check
  Newer,        ///< made by a later version of Latchkey
  OtherKey,     ///< belongs to another master key
  MigrationFailed,
};
struct OpenFailure {
  OpenFault fault = OpenFault::CannotOpen;
  QString path;    ///< of the file, or "host/name" of a database on a server
  QString detail;  ///< of the database; for the log
};
/// One line for the operator: what is wrong and what to do.
[[nodiscard]] QString explain(const OpenFailure& failure);

}  // namespace latchkey::service::store
