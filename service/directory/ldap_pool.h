// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <memory>
#include <mutex>
#include <vector>

#include "service/directory/ldap_connection.h"
#include "service/directory/ldap_settings.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// Connections of the service account, kept for the next question. When a controller does not answer, the
/// next one is asked; one that failed is asked last for a while. Thread-safe.
class LdapPool {
public:
  LdapPool(LdapAccess access, const domain::Clock& clock, LdapReport report);

  /// A connection for one piece of work; goes back to the pool afterwards, unless it broke.
  class Lease {
  public:
    Lease(LdapPool& pool, std::unique_ptr<LdapConnection> connection, bool wasIdle)
        : m_pool(&pool), m_connection(std::move(connection)), m_wasIdle(wasIdle) {}
    ~Lease() {
      if (m_connection) m_pool->takeBack(std::move(m_connection));
    }
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    LdapConnection& operator*() const { return *m_connection; }
    LdapConnection* operator->() const { return m_connection.get(); }
    /// It may have been closed by the other side long ago.
    [[nodiscard]] bool wasIdle() const { return m_wasIdle; }

  private:
    LdapPool* m_pool;
    std::unique_ptr<LdapConnection> m_connection;
    bool m_wasIdle;
  };

  /// @param preferred URL of the controller that knows best; empty: any.
  [[nodiscard]] Result<Lease, LdapError> lease(const QString& preferred = {});

  /// Runs a question, which may be repeated: after a lost answer it is put to a fresh connection, at most
  /// once for each controller and once more.
  /// @param keep takes the connection that answered, for what goes on from the answer.
  template <typename Question>
  [[nodiscard]] auto ask(const Question& question, const QString& preferred = {},
                         std::optional<Lease>* keep = nullptr)
      -> decltype(question(std::declval<LdapConnection&>())) {
    for (qsizetype tries = m_access.urls.size() + 1;; --tries) {
      auto connection = lease(preferred);
      if (!connection) return unexpected(connection.error());
      auto answer = question(**connection);
      if (answer && keep != nullptr) keep->emplace(std::move(*connection));
      if (answer || answer.error().fault == LdapFault::Answered || tries <= 1) return answer;
      noteLoss(**connection, connection->wasIdle(), answer.error());
    }
  }

  /// A connection of nobody's, to try somebody's password with.
  [[nodiscard]] Result<std::unique_ptr<LdapConnection>, LdapError> connect(const QString& preferred = {});

  /// An answer that never came: the other idle connections to that controller are not trusted either.
  void noteLoss(const LdapConnection& connection, bool wasIdle, const LdapError& error);
  void tell(const char* what, const QString& server, const QString& detail) const;
  [[nodiscard]] const LdapAccess& access() const { return m_access; }
  [[nodiscard]] platform::SocketWatchdog& dog() { return m_dog; }

private:
  void takeBack(std::unique_ptr<LdapConnection> connection);
  [[nodiscard]] std::unique_ptr<LdapConnection> idleOne(const QString& preferred);
  [[nodiscard]] QStringList inOrder(const QString& preferred);
  [[nodiscard]] Result<std::unique_ptr<LdapConnection>, LdapError> openOne(const QString& url,
                                                                           bool asService);
  [[nodiscard]] Result<std::unique_ptr<LdapConnection>, LdapError> openAny(const QString& preferred,
                                                                           bool asService);

  struct Idle {
    std::unique_ptr<LdapConnection> connection;
    qint64 since = 0;
  };
  platform::SocketWatchdog m_dog;  ///< outlives the connections
  LdapAccess m_access;
  const domain::Clock& m_clock;
  LdapReport m_report;
  std::mutex m_mutex;  ///< of what follows
  std::vector<Idle> m_idle;
  QHash<QString, qint64> m_avoidUntil;
  qint64 m_bindAgainAt = 0;
};

}  // namespace latchkey::service::directory
