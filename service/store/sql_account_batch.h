// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <optional>
#include <span>

#include "service/domain/account_store.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Accounts wait in temporary tables of this connection, which take no lock on the database; commit()
/// moves them over in one transaction (docs/decisions/0008). SQLite unlinks its temporary file as soon as it
/// is open; PostgreSQL's is gone with the connection.
class SqlAccountBatch final : public domain::AccountBatch {
public:
  /// Without a connection of the database everything fails.
  SqlAccountBatch(Database& database, const domain::Clock& clock);
  ~SqlAccountBatch() override;

  [[nodiscard]] Result<QList<qint64>, domain::StoreError> add(
      const QList<domain::MarkedAccount>& entries) override;
  [[nodiscard]] Result<QList<qint64>, domain::StoreError> existing(int limit) override;
  [[nodiscard]] Result<void, domain::RegisterFault> commit(const domain::JournalEntry& note) override;

private:
  [[nodiscard]] bool makeTables();
  /// Whether it was new to the batch; nothing when that fails.
  [[nodiscard]] std::optional<bool> addRow(const domain::MarkedAccount& marked);
  /// Marks of those that were new to the batch; nothing when that fails.
  [[nodiscard]] std::optional<QSet<qint64>> addBlock(std::span<const domain::MarkedAccount> block);
  [[nodiscard]] bool moveOver();

  Connection* m_connection;
  const Journal& m_journal;
  const domain::Clock& m_clock;
  std::optional<Scope> m_waiting;
  bool m_ready = false;
};

}  // namespace latchkey::service::store
