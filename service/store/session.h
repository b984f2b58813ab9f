// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/store_ports.h"
#include "service/store/connection.h"
#include "service/store/journal.h"
#include "service/store/values.h"

namespace latchkey::service::store {

/// One transaction of the tables, with the memory of its first failure.
class Session {
public:
  Session(Connection* connection, Scope::Mode mode)
      : m_connection(connection), m_scope(connection, mode), m_failed(!m_scope.isOpen()) {}

  [[nodiscard]] Connection::Rows rows(const Sql& sql, const QVariantList& values) {
    if (m_failed) return {};
    auto rows = m_connection->rows(sql, values);
    if (!rows) fail();
    return rows.value_or(Connection::Rows());
  }
  int change(const Sql& sql, const QVariantList& values) {
    if (m_failed) return 0;
    const auto changed = m_connection->change(sql, values);
    if (!changed) fail();
    return changed.value_or(0);
  }
  void note(const Journal& journal, const domain::JournalEntry& entry) {
    if (!m_failed && !journal.append(*m_connection, entry)) fail();
  }
  int pruneJournal(const Journal& journal, qint64 before) {
    if (m_failed) return 0;
    const auto removed = journal.prune(*m_connection, before);
    if (!removed) fail();
    return removed.value_or(0);
  }
  [[nodiscard]] bool failed() const { return m_failed; }
  [[nodiscard]] Result<void, domain::StoreError> commit() {
    if (!m_failed && m_scope.commit()) return {};
    m_failed = true;
    return unexpected(m_error);
  }

private:
  void fail() {
    m_failed = true;
    if (m_connection->fault() == SqlFault::Conflict) m_error = domain::StoreError::Conflict;
  }

  Connection* m_connection;
  Scope m_scope;
  bool m_failed;
  domain::StoreError m_error = domain::StoreError::Unavailable;
};

}  // namespace latchkey::service::store
