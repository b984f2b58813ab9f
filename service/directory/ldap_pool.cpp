// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_pool.h"

#include <ldap.h>

#include <algorithm>
#include <utility>

#include "service/directory/ldap_words.h"

namespace latchkey::service::directory {

namespace {
constexpr std::size_t mostIdle = 8;
constexpr qint64 idleFor = 60'000;   ///< ms; controllers close after minutes
constexpr qint64 avoidFor = 30'000;  ///< ms that a controller that failed is asked last
/// A wrong password is not tried over and over: the directory would lock the service account.
constexpr qint64 bindPause = 60'000;
}  // namespace

LdapPool::LdapPool(LdapAccess access, const domain::Clock& clock, LdapReport report)
    : m_access(std::move(access)), m_clock(clock), m_report(std::move(report)) {}

Result<LdapPool::Lease, LdapError> LdapPool::lease(const QString& preferred) {
  if (auto idle = idleOne(preferred)) return Lease(*this, std::move(idle), true);
  auto fresh = openAny(preferred, true);
  if (!fresh) return unexpected(fresh.error());
  return Lease(*this, std::move(*fresh), false);
}

Result<std::unique_ptr<LdapConnection>, LdapError> LdapPool::connect(const QString& preferred) {
  return openAny(preferred, false);
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
  std::ranges::stable_partition(order, [&](const QString& url) { return m_avoidUntil.value(url) <= now; });
  std::ranges::stable_partition(order, [&](const QString& url) { return url == preferred; });
  return order;
}

Result<std::unique_ptr<LdapConnection>, LdapError> LdapPool::openAny(const QString& preferred,
                                                                     bool asService) {
  LdapError last{LdapFault::Unreachable, LDAP_SERVER_DOWN, {}, {}, false};
  for (const QString& url : inOrder(preferred)) {
    auto opened = openOne(url, asService);
    if (opened) return opened;
    last = opened.error();
    // Another controller has the same password for us.
    if (last.code == LDAP_INVALID_CREDENTIALS) break;
  }
  return unexpected(last);
}

Result<std::unique_ptr<LdapConnection>, LdapError> LdapPool::openOne(const QString& url, bool asService) {
  if (asService) {
    const std::lock_guard lock(m_mutex);
    if (m_clock.now() < m_bindAgainAt) {
      return unexpected(LdapError{LdapFault::Unreachable, LDAP_INVALID_CREDENTIALS, {}, {}, false});
    }
  }
  const auto avoid = [this, &url] {
    const std::lock_guard lock(m_mutex);
    m_avoidUntil.insert(url, m_clock.now() + avoidFor);
  };
  auto opened = LdapConnection::open(url, m_access, m_dog);
  if (!opened) {
    avoid();
    // Host name, authority and dates of the certificate are what it usually is.
    tell(opened.error().isTls ? "certificate-or-tls-refused" : "unreachable", url, wordsOf(opened.error()));
    return opened;
  }
  if (!asService) return opened;
  auto bound = (*opened)->bind(m_access.bindDn, m_access.password);
  if (bound) bound = (*opened)->learn();
  if (bound) return opened;
  LdapError error = bound.error();
  if (error.code == LDAP_INVALID_CREDENTIALS) {
    const std::lock_guard lock(m_mutex);
    m_bindAgainAt = m_clock.now() + bindPause;
  } else {
    avoid();
  }
  tell("bind-refused", url, wordsOf(error));
  error.fault = LdapFault::Unreachable;  // nothing that matters was sent
  return unexpected(error);
}

void LdapPool::noteLoss(const LdapConnection& connection, bool wasIdle, const LdapError& error) {
  {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_idle,
                  [&connection](const Idle& idle) { return idle.connection->url() == connection.url(); });
    // A connection that had been idle says little of the controller: those are closed all the time.
    if (!wasIdle) m_avoidUntil.insert(connection.url(), m_clock.now() + avoidFor);
  }
  if (!wasIdle) tell("lost", connection.url(), wordsOf(error));
}

void LdapPool::tell(const char* what, const QString& server, const QString& detail) const {
  if (m_report) m_report({QString::fromLatin1(what), server, detail});
}

}  // namespace latchkey::service::directory
