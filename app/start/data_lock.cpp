// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/data_lock.h"

#include "app/start/start_failure.h"
#include "core/platform/failpoint.h"

namespace latchkey::app {

DataLock::DataLock(const QString& dataDirectory) : m_file(dataDirectory + QStringLiteral("/latchkeyd.lock")) {
  m_file.setStaleLockTime(0);  // however long it runs: only the end of that process makes it stale
  const auto failure = [this] {
    return StartFailure(QStringLiteral("%1: the lock file cannot be made").arg(m_file.fileName()));
  };
  if (platform::failsHere(platform::FailClass::File, "file.lock")) throw failure();
  if (m_file.tryLock(0)) return;
  // One of another host or boot, as in data that were restored or moved, counts for QLockFile as held. Who
  // lives holds the file itself as well, and is not removed.
  if (m_file.removeStaleLockFile() && m_file.tryLock(0)) return;
  if (m_file.error() != QLockFile::LockFailedError) throw failure();
  qint64 process = 0;
  const bool isKnown = m_file.getLockInfo(&process, nullptr, nullptr);
  throw StartFailure(
      QStringLiteral("%1: another latchkeyd works on this data directory%2; stop it first")
          .arg(dataDirectory, isKnown ? QStringLiteral(" (process %1)").arg(process) : QString()));
}

}  // namespace latchkey::app
