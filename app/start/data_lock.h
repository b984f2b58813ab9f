// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

namespace latchkey::app {

/// Keeps a second latchkeyd off a data directory for as long as it lives: each takes over at its start what
/// an earlier one was in the middle of, so that two would release each other's claims. latchkeyctl does not,
/// and works beside it. What a crash leaves behind does not count.
class DataLock {
public:
  /// Throws StartFailure.
  explicit DataLock(const QString& dataDirectory);

private:
  QLockFile m_file;
};

}  // namespace latchkey::app
