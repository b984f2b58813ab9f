// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <functional>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/journal_chain.h"
#include "service/domain/store_ports.h"

/// What administrators read of what happened.
namespace latchkey::service::domain {

struct TrailReport {
  std::optional<ChainBreak> broken;
  qint64 rows = 0;
  KnownRow end;  ///< the last row that the head record names
  /// The last row that says that the rows before it were linked as they were found; see Journal::adopt().
  std::optional<JournalRow> adopted;
};

/// The reading side of the journal. Each call sees one state of it, whoever writes meanwhile.
class AuditTrail {
public:
  virtual ~AuditTrail() = default;
  /// The latest rows, the oldest of them first. Empty texts ask for every account or receipt.
  [[nodiscard]] virtual Result<QList<JournalRow>, StoreError> latest(const QString& accountKey,
                                                                     const QString& receipt, int limit) = 0;
  /// All rows in their order; ends early, without a failure, when `take` says false.
  [[nodiscard]] virtual Result<void, StoreError> all(const std::function<bool(const JournalRow&)>& take) = 0;
  /// @param known the end as it was written down earlier, outside the database.
  [[nodiscard]] virtual Result<TrailReport, StoreError> verify(const std::optional<KnownRow>& known) = 0;
};

/// The delivery record and the recoveries that it belongs to, as long as they are kept. Messages to nobody
/// are left out.
class DeliveryRecords {
public:
  virtual ~DeliveryRecords() = default;
  /// The latest first.
  [[nodiscard]] virtual Result<QList<RecoveryRecord>, StoreError> recoveriesBy(const QString& receipt) = 0;
  /// In the order in which they were queued.
  [[nodiscard]] virtual Result<QList<MessageRecord>, StoreError> ofRecovery(const QString& id) = 0;
  /// @param contacts addresses and numbers: for what no recovery caused.
  [[nodiscard]] virtual Result<QList<MessageRecord>, StoreError> ofAccount(const QString& accountKey,
                                                                           const QStringList& contacts) = 0;
};

}  // namespace latchkey::service::domain
