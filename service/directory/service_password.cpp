// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/service_password.h"

#include <algorithm>
#include <utility>

namespace latchkey::service::directory {

namespace {
constexpr qint64 shortestPause = 60'000;          ///< ms
constexpr qint64 longestPause = 4 * 60 * 60'000;  ///< ms
constexpr qint64 provenFor = 60'000;              ///< ms
}  // namespace

ServicePassword::ServicePassword(platform::Secret first, Reread reread)
    : m_reread(std::move(reread)),
      m_present(std::make_shared<const platform::Secret>(std::move(first))),
      m_nextPause(shortestPause) {}

ServicePassword::Password ServicePassword::toTry(qint64 now) {
  const std::lock_guard lock(m_mutex);
  if (!m_pause.isOn(now)) return m_present;
  platform::Secret another = m_reread ? m_reread() : platform::Secret();
  if (another.isEmpty() || another.equals(*m_present)) return nullptr;
  m_present = std::make_shared<const platform::Secret>(std::move(another));
  m_pause = {};
  m_nextPause = shortestPause;
  return m_present;
}

void ServicePassword::accepted(const Password& which, qint64 now) {
  const std::lock_guard lock(m_mutex);
  if (which != m_present) return;
  m_proven = {now, provenFor};
  m_nextPause = shortestPause;
}

void ServicePassword::refused(const Password& which, qint64 now) {
  const std::lock_guard lock(m_mutex);
  if (which != m_present) return;
  m_proven = {};
  m_pause = {now, m_nextPause};
  m_nextPause = std::min(m_nextPause * 2, longestPause);
}

bool ServicePassword::isProven(qint64 now) {
  const std::lock_guard lock(m_mutex);
  return m_proven.isOn(now);
}

}  // namespace latchkey::service::directory
