// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <memory>
#include <mutex>
#include <vector>

#include "service/directory/ldap_connection.h"
#include "service/directory/ldap_pause.h"
#include "service/directory/ldap_seats.h"
#include "service/directory/ldap_settings.h"
#include "service/directory/service_password.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// Connections of the service account, kept for the next question. When a controller does not answer, the
/// next one is asked; one that failed is asked last for a while. When none has answered, nobody is let
/// through for a moment, and then one caller, who finds out for all. Thread-safe.
class LdapPool {
public:
  LdapPool(LdapAccess access, const domain::Clock& clock, LdapReport report);

  enum class Whose { Services, Nobodys };
  using Seat = std::shared_ptr<LdapSeats::Seat>;

  /// A connection for one piece of work; the service's goes back to the pool afterwards, unless it broke.
  class Lease {
  public:
    Lease(LdapPool& pool, Seat seat, std::unique_ptr<LdapConnection> connection, Whose whose, bool wasIdle)
        : m_pool(&pool),
          m_seat(std::move(seat)),
          m_connection(std::move(connection)),
          m_whose(whose),
          m_wasIdle(wasIdle) {}
    ~Lease() {
      if (m_connection && m_whose == Whose::Services) m_pool->takeBack(std::move(m_connection));
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
    Seat m_seat;
    std::unique_ptr<LdapConnection> m_connection;
    Whose m_whose;
    bool m_wasIdle;
  };

  /// Runs a question, which may be repeated: after a lost answer it is put to a fresh connection, at most
  /// once for each controller and once more.
  /// @param preferred URL of the controller that knows best; empty: any.
  /// @param keep takes the connection that answered, for what goes on from the answer.
  template <typename Question>
  [[nodiscard]] auto ask(const Question& question, const QString& preferred = {},
                         std::optional<Lease>* keep = nullptr)
      -> decltype(question(std::declval<LdapConnection&>())) {
    const auto seat = takeSeat();
    if (!seat) return unexpected(seat.error());
    for (qsizetype tries = m_access.urls.size() + 1;; --tries) {
      auto connection = lease(*seat, preferred);
      if (!connection) return unexpected(connection.error());
      auto answer = question(**connection);
      if (answer && keep != nullptr) keep->emplace(std::move(*connection));
      if (answer || answer.error().fault == LdapFault::Answered) return answer;
      noteLoss(**connection, connection->wasIdle(), answer.error());
      if (tries > 1) continue;
      if (!connection->wasIdle()) rest();
      return answer;
    }
  }

  /// A connection of nobody's, to try somebody's password with.
  [[nodiscard]] Result<Lease, LdapError> connect(const QString& preferred = {});

  /// An answer that never came: the other idle connections to that controller are not trusted either.
  void noteLoss(const LdapConnection& connection, bool wasIdle, const LdapError& error);
  void tell(const char* what, const QString& server, const QString& detail) const;
  [[nodiscard]] const LdapAccess& access() const { return m_access; }
  [[nodiscard]] platform::SocketWatchdog& dog() { return m_dog; }

private:
  using Opened = Result<std::unique_ptr<LdapConnection>, LdapError>;

  [[nodiscard]] Result<Seat, LdapError> takeSeat();
  [[nodiscard]] Result<Lease, LdapError> lease(const Seat& seat, const QString& preferred);
  void takeBack(std::unique_ptr<LdapConnection> connection);
  [[nodiscard]] std::unique_ptr<LdapConnection> idleOne(const QString& preferred);
  [[nodiscard]] QStringList inOrder(const QString& preferred);
  [[nodiscard]] Opened openAny(const QString& preferred, Whose whose);
  /// @param password the service's; null: nobody signs in on it
  [[nodiscard]] Opened openFirst(const QString& preferred, const ServicePassword::Password& password);
  [[nodiscard]] Opened openOne(const QString& url, const ServicePassword::Password& password);
  [[nodiscard]] Result<void, LdapError> bindAs(LdapConnection& connection,
                                               const ServicePassword::Password& password);
  /// Nobody is let through at present. With the lock.
  [[nodiscard]] bool isShut() const;
  /// No controller answers: nobody else is to wait for that.
  void rest();
  void avoid(const QString& url);

  struct Idle {
    std::unique_ptr<LdapConnection> connection;
    qint64 since = 0;
  };
  platform::SocketWatchdog m_dog;  ///< outlives the connections
  LdapAccess m_access;
  const domain::Clock& m_clock;
  LdapReport m_report;
  LdapSeats m_seats;
  ServicePassword m_password;
  std::mutex m_proving;  ///< whoever tries a password that may be wrong; before the next
  std::mutex m_mutex;    ///< of what follows
  std::vector<Idle> m_idle;
  QHash<QString, LdapPause> m_avoided;
  LdapPause m_rest;
  bool m_isFindingOut = false;  ///< one caller tries whether they answer again
  bool m_isAnswering = true;    ///< as far as is known
};

}  // namespace latchkey::service::directory
