// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_pool.h"

#include <ldap.h>

#include <QScopeGuard>
#include <algorithm>
#include <utility>

#include "service/directory/ldap_words.h"

namespace latchkey::service::directory {

namespace {
constexpr std::size_t mostIdle = 8;
constexpr qint64 idleFor = 60'000;   ///< ms; controllers close after minutes
constexpr qint64 avoidFor = 30'000;  ///< ms that a controller that failed is asked last
/// ms in which nobody is let through after none has answered: short, since people wait for it to be over, and
/// no shorter than it takes to find out at a controller that swallows everything.
constexpr qint64 restFor = 5'000;

LdapError unreachableNow(int code) {
  return {LdapFault::Unreachable, code, {}, {}, false};
}
}  // namespace

LdapPool::LdapPool(LdapAccess access, const domain::Clock& clock, LdapReport report)
    : m_access(std::move(access)),
      m_clock(clock),
      m_report(std::move(report)),
      m_seats(m_access.mostAtOnce, m_access.patience),
      m_password(m_access.password.clone(), m_access.passwordNow) {}

Result<LdapPool::Seat, LdapError> LdapPool::takeSeat() {
  auto taken = m_seats.take();
  if (taken.seat) return std::move(taken.seat);
  if (taken.isFirst) tell("too-many-wait", {}, {});
  return unexpected(unreachableNow(LDAP_BUSY));
}

Result<LdapPool::Lease, LdapError> LdapPool::lease(const Seat& seat, const QString& preferred) {
  if (auto idle = idleOne(preferred)) return Lease(*this, seat, std::move(idle), Whose::Services, true);
  auto fresh = openAny(preferred, Whose::Services);
  if (!fresh) return unexpected(fresh.error());
  return Lease(*this, seat, std::move(*fresh), Whose::Services, false);
}

Result<LdapPool::Lease, LdapError> LdapPool::connect(const QString& preferred) {
  auto seat = takeSeat();
  if (!seat) return unexpected(seat.error());
  auto fresh = openAny(preferred, Whose::Nobodys);
  if (!fresh) return unexpected(fresh.error());
  return Lease(*this, std::move(*seat), std::move(*fresh), Whose::Nobodys, false);
}

std::unique_ptr<LdapConnection> LdapPool::idleOne(const QString& preferred) {
  const std::lock_guard lock(m_mutex);
  const qint64 now = m_clock.now();
  std::erase_if(m_idle, [now](const Idle& idle) { return now - idle.since > idleFor; });
  // The latest that came back: the older ones may end.
  const auto found = std::find_if(m_idle.rbegin(), m_idle.rend(), [&preferred](const Idle& idle) {
    return preferred.isEmpty() || idle.connection->url() == preferred;
  });
  if (found == m_idle.rend()) return nullptr;
  auto connection = std::move(found->connection);
  m_idle.erase(std::next(found).base());
  return connection;
}

void LdapPool::takeBack(std::unique_ptr<LdapConnection> connection) {
  if (connection->isBroken()) return;
  const std::lock_guard lock(m_mutex);
  if (m_idle.size() < mostIdle) m_idle.push_back({std::move(connection), m_clock.now()});
}

QStringList LdapPool::inOrder(const QString& preferred) {
  QStringList order = m_access.urls;
  const std::lock_guard lock(m_mutex);
  const qint64 now = m_clock.now();
  std::ranges::stable_partition(order, [&](const QString& url) { return !m_avoided.value(url).isOn(now); });
  std::ranges::stable_partition(order, [&](const QString& url) { return url == preferred; });
  return order;
}

bool LdapPool::isShut() const {
  return !m_isAnswering && (m_isFindingOut || m_rest.isOn(m_clock.now()));
}

LdapPool::Opened LdapPool::openAny(const QString& preferred, Whose whose) {
  const auto shut = [this] {
    const std::lock_guard lock(m_mutex);
    return isShut();
  };
  if (shut()) return unexpected(unreachableNow(LDAP_SERVER_DOWN));
  std::unique_lock proving(m_proving, std::defer_lock);
  ServicePassword::Password password;
  if (whose == Whose::Services) {
    if (!m_password.isProven(m_clock.now())) proving.lock();
    if (proving && m_password.isProven(m_clock.now())) proving.unlock();
    password = m_password.toTry(m_clock.now());
    if (!password) return unexpected(unreachableNow(LDAP_INVALID_CREDENTIALS));
  }
  bool findsOut = false;
  {
    const std::lock_guard lock(m_mutex);
    if (isShut()) return unexpected(unreachableNow(LDAP_SERVER_DOWN));
    findsOut = !m_isAnswering;
    m_isFindingOut = m_isFindingOut || findsOut;
  }
  const auto known = qScopeGuard([&] {
    const std::lock_guard lock(m_mutex);
    if (findsOut) m_isFindingOut = false;
  });
  auto opened = openFirst(preferred, password);
  if (!opened && opened.error().code != LDAP_INVALID_CREDENTIALS) {
    rest();
  } else {
    const std::lock_guard lock(m_mutex);
    m_isAnswering = true;
  }
  return opened;
}

LdapPool::Opened LdapPool::openFirst(const QString& preferred, const ServicePassword::Password& password) {
  LdapError last = unreachableNow(LDAP_SERVER_DOWN);
  for (const QString& url : inOrder(preferred)) {
    auto opened = openOne(url, password);
    if (opened) return opened;
    last = opened.error();
    // Another controller has the same password for us.
    if (last.code == LDAP_INVALID_CREDENTIALS) break;
  }
  return unexpected(last);
}

LdapPool::Opened LdapPool::openOne(const QString& url, const ServicePassword::Password& password) {
  bool findsOut = false;
  {
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_clock.now();
    findsOut = m_avoided.contains(url) && !m_avoided.value(url).isOn(now);
    // While one caller finds out whether it answers again, the others ask the next one first.
    if (findsOut) m_avoided.insert(url, {now, avoidFor});
  }
  auto opened = LdapConnection::open(url, m_access, m_dog);
  if (!opened) {
    avoid(url);
    // Host name, authority and dates of the certificate are what it usually is.
    tell(opened.error().isTls ? "certificate-or-tls-refused" : "unreachable", url, wordsOf(opened.error()));
    return opened;
  }
  if (!password) return opened;
  const auto bound = bindAs(**opened, password);
  if (!bound) return unexpected(bound.error());
  const std::lock_guard lock(m_mutex);
  if (findsOut) m_avoided.remove(url);
  return opened;
}

Result<void, LdapError> LdapPool::bindAs(LdapConnection& connection,
                                         const ServicePassword::Password& password) {
  auto bound = connection.bind(m_access.bindDn, *password);
  if (bound) m_password.accepted(password, m_clock.now());
  if (bound) bound = connection.learn();
  if (bound) return {};
  LdapError error = bound.error();
  if (error.code == LDAP_INVALID_CREDENTIALS) {
    m_password.refused(password, m_clock.now());
  } else {
    avoid(connection.url());
  }
  tell("bind-refused", connection.url(), wordsOf(error));
  error.fault = LdapFault::Unreachable;  // nothing that matters was sent
  return unexpected(error);
}

void LdapPool::avoid(const QString& url) {
  const std::lock_guard lock(m_mutex);
  m_avoided.insert(url, {m_clock.now(), avoidFor});
}

void LdapPool::rest() {
  const std::lock_guard lock(m_mutex);
  m_isAnswering = false;
  m_rest = {m_clock.now(), restFor};
}

void LdapPool::noteLoss(const LdapConnection& connection, bool wasIdle, const LdapError& error) {
  {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_idle,
                  [&connection](const Idle& idle) { return idle.connection->url() == connection.url(); });
    // A connection that had been idle says little of the controller: those are closed all the time.
    if (!wasIdle) m_avoided.insert(connection.url(), {m_clock.now(), avoidFor});
  }
  if (!wasIdle) tell("lost", connection.url(), wordsOf(error));
}

void LdapPool::tell(const char* what, const QString& server, const QString& detail) const {
  if (m_report) m_report({QString::fromLatin1(what), server, detail});
}

}  // namespace latchkey::service::directory
