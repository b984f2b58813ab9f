// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "service/domain/journal_chain.h"
#include "service/store/connection.h"

namespace latchkey::service::store {

/// Writes the journal. Every call runs inside the caller's write transaction, in which no other writer can
/// stand between the end of the chain and the row that is put there: so the row lasts when and only when the
/// change that it tells of does, and no two rows follow the same one. Thread-safe.
///
/// A head that does not fit its seal is carried on and never sealed again: what happened to it stays to be
/// seen, and nobody is locked out by it.
class Journal {
public:
  /// @param keys must outlive it. Null: a database opened to be looked at; nothing can be noted in it.
  explicit Journal(const domain::KeyedHash* keys) : m_keys(keys) {}

  [[nodiscard]] bool append(Connection& connection, const domain::JournalEntry& entry) const;
  /// Removes the rows from the first on that are older than `before`, as far as the chain is whole; a broken
  /// one is left as it is. The number removed, or nothing when the database fails.
  [[nodiscard]] std::optional<int> prune(Connection& connection, qint64 before) const;
  /// Links the rows that a migration has numbered, and makes the head. In a database that was there before, a
  /// row says so: what was done to it until then cannot show, and somebody who only puts the schema back, to
  /// have the rows linked as they are, must not go unseen.
  [[nodiscard]] bool adopt(Connection& connection, bool isOld) const;

private:
  [[nodiscard]] std::optional<domain::JournalHead> head(Connection& connection) const;

  const domain::KeyedHash* m_keys;
};

/// For readers: the head as it is stored. Nothing on failure; an empty optional inside where there is none.
[[nodiscard]] std::optional<std::optional<domain::JournalHead>> readHead(Connection& connection);
/// For readers: rows after a number, in their order.
[[nodiscard]] std::optional<QList<domain::JournalRow>> readRows(Connection& connection, qint64 after,
                                                                int limit);

}  // namespace latchkey::service::store
