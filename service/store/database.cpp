// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/database.h"

#include <atomic>
#include <unordered_map>

#include "service/store/migrations.h"

namespace latchkey::service::store {

namespace {
using ThreadConnections = std::unordered_map<quint64, std::unique_ptr<Connection>>;
ThreadConnections& ofThisThread() {
  thread_local ThreadConnections connections;
  return connections;
}

quint64 nextNumber() {
  static std::atomic<quint64> number{0};
  return ++number;
}
}  // namespace

QString nextConnectionName() {
  return QStringLiteral("latchkey-%1").arg(nextNumber());
}

Database::Database(QString place, const domain::KeyedHash* keys)
    : m_place(std::move(place)), m_journal(keys), m_id(nextNumber()) {}

Database::~Database() {
  releaseThread();
}

std::optional<OpenFailure> Database::bringUp(std::unique_ptr<Connection> connection,
                                             const domain::KeyedHash* keys) {
  if (auto failure = migrate(*connection, m_place, keys)) return failure;
  if (auto failure = checkKey(*connection, m_place, keys)) return failure;
  ofThisThread()[m_id] = std::move(connection);
  return std::nullopt;
}

Connection* Database::connection() {
  std::unique_ptr<Connection>& mine = ofThisThread()[m_id];
  if (mine != nullptr && mine->isStuck()) mine.reset();
  if (mine == nullptr) {
    QString detail;
    mine = connect(&detail);
    tell(mine == nullptr ? detail : QString());
  }
  return mine.get();
}

void Database::tell(const QString& detail) {
  {
    const std::lock_guard lock(m_faultMutex);
    if (detail == m_fault) return;
    m_fault = detail;
  }
  if (m_told) m_told(detail);
}

void Database::releaseThread() {
  ofThisThread().erase(m_id);
}

}  // namespace latchkey::service::store
