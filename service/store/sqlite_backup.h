// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/result.h"
#include "service/domain/audit_trail.h"
#include "service/store/sqlite_database.h"

namespace latchkey::service::store {

enum class BackupFault {
  Busy,          ///< the database that is to be copied did not take part
  CannotWrite,   ///< no such folder, no right, disk full
  Damaged,       ///< the copy is no whole database, and was removed
  OtherKey,      ///< the copy does not belong to the key, and was removed
  CannotVerify,  ///< the copy cannot be read back, and was removed
};
struct BackupFailure {
  BackupFault fault = BackupFault::CannotWrite;
  QString detail;  ///< of the database; for the operator
};

/// Copies a database that others go on using, as it is at one instant, and looks the copy over as a start of
/// the service would, and more: every page, the key's fingerprint, each row of the journal.
/// @param target an empty private file in a folder that this user may write to; it is left only when all is
/// well
/// @return what the journal of the copy says of itself. One that is broken is copied all the same.
[[nodiscard]] Result<domain::TrailReport, BackupFailure> copyDatabase(SqliteDatabase& source,
                                                                      const domain::KeyedHash& keys,
                                                                      const QString& target);

}  // namespace latchkey::service::store
