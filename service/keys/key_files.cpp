// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/key_files.h"

#include <QFile>

#include "core/platform/files.h"

namespace latchkey::service::keys {

namespace {
constexpr std::size_t masterBytes = 32;

Result<void, KeyFailure> copyKey(const QString& from, const QString& to) {
  const auto key = platform::readPrivateFile(from, masterBytes);
  if (!key) return unexpected(KeyFailure{KeyFault::CannotRead, from});
  const QByteArrayView bytes(key->view().data(), static_cast<qsizetype>(key->size()));
  if (!platform::replacePrivateFile(to, bytes)) return unexpected(KeyFailure{KeyFault::CannotCreate, to});
  return {};
}
}  // namespace

QString nextKeyPath(const QString& path) {
  return path + QStringLiteral(".next");
}

QString oldKeyPath(const QString& path) {
  return path + QStringLiteral(".old");
}

Result<std::unique_ptr<FileKeys>, KeyFailure> makeNextKey(const QString& path, domain::Random& random) {
  const QString next = nextKeyPath(path);
  // Nothing was ever written under it: its rotation would have been finished before this one began.
  QFile::remove(next);
  return FileKeys::open(next, random);
}

Result<void, KeyFailure> placeNextKey(const QString& path, domain::Random& random) {
  const QString next = nextKeyPath(path);
  const auto present = FileKeys::open(path, random);
  if (!present) return unexpected(present.error());
  const auto fresh = FileKeys::open(next, random);
  if (!fresh) return unexpected(fresh.error());
  if ((*present)->fingerprint() != (*fresh)->fingerprint()) {
    if (auto kept = copyKey(path, oldKeyPath(path)); !kept) return kept;
    if (auto placed = copyKey(next, path); !placed) return placed;
  }
  QFile::remove(next);
  return {};
}

}  // namespace latchkey::service::keys
