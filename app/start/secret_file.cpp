// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/secret_file.h"

#include <QFile>

#include "app/start/start_failure.h"
#include "core/platform/failpoint.h"

namespace latchkey::app {

namespace {
constexpr qint64 longestSecret = 4096;
}  // namespace

platform::Secret secretIn(const QString& path) {
  if (path.isEmpty()) return {};
  QFile file(path);
  if (platform::failsHere(platform::FailClass::File, "file.secret") ||
      !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
    throw StartFailure(QStringLiteral("%1: cannot be read by this user").arg(path));
  }
  QByteArray bytes = file.readLine(longestSecret);
  while (bytes.endsWith('\n') || bytes.endsWith('\r')) bytes.chop(1);
  return platform::Secret::consume(std::move(bytes));
}

}  // namespace latchkey::app
