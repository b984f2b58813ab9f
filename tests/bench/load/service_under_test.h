// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

#include "service/keys/file_keys.h"
#include "tests/bench/load/outbox.h"

namespace latchkey::bench {

/// A running latchkeyd, as bench.py describes it in a file of JSON: url, origin, ca, outbox, key, pid.
struct ServiceUnderTest {
  explicit ServiceUnderTest(const QString& file);

  QByteArray origin;  ///< what proofs are bound to: the same for all that share a database
  quint16 port = 0;
  QByteArray authorityFile;
  std::shared_ptr<Outbox> outbox;
  int pid = 0;
  /// The service's own master key: the load client reads its pictures by it, as a person would by eye.
  std::unique_ptr<service::keys::FileKeys> keys;

  /// User and system time of the whole process so far, threads that have ended included. ns
  [[nodiscard]] qint64 cpu() const;
  /// Waits until the process has used next to no CPU for a moment: deliveries are done.
  void settle() const;
};

/// Of this process. ns
[[nodiscard]] qint64 wallNow();
[[nodiscard]] qint64 threadCpu();
[[nodiscard]] qint64 processCpu();

}  // namespace latchkey::bench
