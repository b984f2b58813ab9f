// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/session.h"

/// The tables that reach over recoveries: counts, locks, writes, attempts at passwords and locks, what goes
/// out.
namespace latchkey::service::store {

class SqlTallies final : public domain::TallyTable {
public:
  explicit SqlTallies(Session& session) : m_session(session) {}
  [[nodiscard]] bool addBelow(const QString& scope, const QString& mark, qint64 at, qint64 since,
                              int limit) override;
  [[nodiscard]] QList<qint64> since(const QString& scope, qint64 since) override;
  void takeBack(const QString& scope, const QString& mark) override;

private:
  Session& m_session;
};

class SqlLocks final : public domain::LockTable {
public:
  explicit SqlLocks(Session& session) : m_session(session) {}
  [[nodiscard]] qint64 lockedUntil(const QString& scope, qint64 now) override;
  [[nodiscard]] bool lock(const QString& scope, qint64 now, qint64 until) override;

private:
  Session& m_session;
};

class SqlWrites final : public domain::WriteTable {
public:
  explicit SqlWrites(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::WriteRecord> find(const QByteArray& thumbprint,
                                                        const QByteArray& key) override;
  [[nodiscard]] bool claim(const domain::WriteRecord& record, qint64 staleBefore) override;
  [[nodiscard]] bool finish(const domain::WriteRecord& record) override;
  void release(const QByteArray& thumbprint, const QByteArray& key) override;
  void releaseAll() override;

private:
  Session& m_session;
};

class SqlFinishes final : public domain::FinishTable {
public:
  explicit SqlFinishes(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::FinishRecord> find(const QString& accountKey) override;
  [[nodiscard]] QList<domain::FinishRecord> startedBefore(qint64 moment) override;
  [[nodiscard]] bool claim(const domain::FinishRecord& record) override;
  [[nodiscard]] bool remove(const QString& accountKey, const QString& marker) override;

private:
  Session& m_session;
};

class SqlOutgoing final : public domain::Outgoing {
public:
  SqlOutgoing(Session& session, const Journal& journal) : m_session(session), m_journal(journal) {}
  void enqueue(const domain::Message& message, const QString& recoveryId) override;
  [[nodiscard]] std::optional<domain::MessageRecord> find(const QString& id) override;
  [[nodiscard]] bool report(const QString& id, domain::MessageState state, qint64 now,
                            const QString& reason) override;
  void note(const domain::JournalEntry& entry) override;

private:
  Session& m_session;
  const Journal& m_journal;
};

}  // namespace latchkey::service::store
