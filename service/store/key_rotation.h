// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/result.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// The old key and the new one, each with its box. All of them must outlive the call.
struct RotationKeys {
  const domain::KeyedHash& oldHash;
  const domain::KeyedHash& newHash;
  const domain::SecretBox& oldBox;
  domain::SecretBox& newBox;
};
struct RotationReport {
  int resealed = 0;        ///< secrets
  int unreadable = 0;      ///< that the old key does not open either; left as they are
  int startCodes = 0;      ///< that are good for nothing any more
  int objections = 0;      ///< so are codes of "this was not me" in messages
  int approvals = 0;       ///< approved appeals that get another code
  qint64 journalRows = 0;  ///< linked anew
  /// The trail was broken: it is left as it is, so that it stays to be seen.
  bool journalBroken = false;
};

/// Brings everything that a database has under the old key to the new one, or ends it where a keyed hash
/// cannot be made again, and writes the new key's fingerprint; all in one transaction. Nobody else may work
/// on the database: on a server, where another session is at work, it is refused (InUse), and none is let in
/// meanwhile; for a file the caller has to see to it. The database object is of no use afterwards: it has the
/// old key.
/// @param now for the journal, ms since the epoch
[[nodiscard]] Result<RotationReport, OpenFailure> rotateKeys(Database& database, const RotationKeys& keys,
                                                             qint64 now);

}  // namespace latchkey::service::store
