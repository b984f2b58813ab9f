// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/files.h"

#include <QFile>
#include <QSaveFile>

#include "core/platform/failpoint.h"

namespace latchkey::platform {

namespace {
Result<void, FileFault> replace(const QString& path, QByteArrayView bytes, bool isPrivate) {
  QSaveFile file(path);
  // No fallback to writing in place: half a key file would be worse than none.
  file.setDirectWriteFallback(false);
  if (failsHere(FailClass::File, "file.open") || !file.open(QIODevice::WriteOnly)) {
    return unexpected(FileFault::CannotOpen);
  }
  // The temporary file is still empty here, so nothing can be read before it is closed to others.
  if (isPrivate && !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
    file.cancelWriting();
    return unexpected(FileFault::CannotWrite);
  }
  if (failsHere(FailClass::File, "file.write") || file.write(bytes.data(), bytes.size()) != bytes.size() ||
      failsHere(FailClass::File, "file.rename") || !file.commit()) {
    return unexpected(FileFault::CannotWrite);
  }
  return {};
}
}  // namespace

Result<void, FileFault> replacePrivateFile(const QString& path, QByteArrayView bytes) {
  return replace(path, bytes, true);
}

Result<void, FileFault> replaceFile(const QString& path, QByteArrayView bytes) {
  return replace(path, bytes, false);
}

Result<QByteArray, FileFault> readFile(const QString& path, qint64 limit) {
  QFile file(path);
  if (failsHere(FailClass::File, "file.read")) return unexpected(FileFault::CannotOpen);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
    return unexpected(file.exists() ? FileFault::CannotOpen : FileFault::NotFound);
  }
  QByteArray bytes = file.read(limit + 1);
  if (file.error() != QFileDevice::NoError) return unexpected(FileFault::CannotOpen);
  if (bytes.size() > limit) return unexpected(FileFault::TooLarge);
  return bytes;
}

bool isReadable(const QString& path) {
  return !failsHere(FailClass::File, "file.read") && QFile(path).open(QIODevice::ReadOnly);
}

}  // namespace latchkey::platform
