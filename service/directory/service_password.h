// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "core/platform/secret.h"
#include "service/directory/ldap_pause.h"

namespace latchkey::service::directory {

/// The password of the service account, and when it may be tried. One that the directory has refused is not
/// tried over and over, which would lock the account: after a minute, after two more, and so on, and at once
/// when it has become another one. Thread-safe.
class ServicePassword {
public:
  using Password = std::shared_ptr<const platform::Secret>;
  /// What it is now, wherever it is kept; empty where that cannot be told.
  using Reread = std::function<platform::Secret()>;

  ServicePassword(platform::Secret first, Reread reread);

  /// The one to try; null: none at present.
  [[nodiscard]] Password toTry(qint64 now);
  /// @param which that was tried
  void accepted(const Password& which, qint64 now);
  void refused(const Password& which, qint64 now);
  /// Accepted lately. Else one caller alone tries it: many at once would be as many misses.
  [[nodiscard]] bool isProven(qint64 now);

private:
  const Reread m_reread;
  std::mutex m_mutex;  ///< of what follows
  Password m_present;
  qint64 m_nextPause;
  LdapPause m_pause;
  LdapPause m_proven;
};

}  // namespace latchkey::service::directory
