// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fido/stand_in_keys.h"

#ifdef LATCHKEY_FAILPOINTS

#include <QDir>
#include <QFile>

namespace latchkey::fido {

namespace {
struct Pipes {
  QFile toKey;
  QFile fromKey;
};

void* openPipes(const char* path) {
  auto pipes = std::make_unique<Pipes>();
  const QDir folder(QString::fromUtf8(path));
  pipes->toKey.setFileName(folder.filePath(QStringLiteral("to_key")));
  pipes->fromKey.setFileName(folder.filePath(QStringLiteral("from_key")));
  // Opening one waits for the other end, which whoever plays the key holds for as long as the folder is
  // there.
  const bool open = pipes->toKey.exists() &&
                    pipes->toKey.open(QIODevice::WriteOnly | QIODevice::Unbuffered) &&
                    pipes->fromKey.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
  return open ? pipes.release() : nullptr;
}

void closePipes(void* handle) {
  delete static_cast<Pipes*>(handle);
}

int readReport(void* handle, unsigned char* bytes, std::size_t size, int /*ms*/) {
  const qint64 got =
      static_cast<Pipes*>(handle)->fromKey.read(reinterpret_cast<char*>(bytes), static_cast<qint64>(size));
  return got > 0 ? static_cast<int>(got) : -1;
}

int writeReport(void* handle, const unsigned char* bytes, std::size_t size) {
  return static_cast<int>(static_cast<Pipes*>(handle)->toKey.write(reinterpret_cast<const char*>(bytes),
                                                                   static_cast<qint64>(size)));
}
}  // namespace

std::optional<QStringList> standInKeys() {
  const QString name = qEnvironmentVariable("LATCHKEY_KEY_FOLDER");
  if (name.isEmpty()) return std::nullopt;
  QStringList paths;
  const QDir folder(name);
  for (const QString& key : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
    paths << folder.filePath(key);
  }
  return paths;
}

const fido_dev_io_t& standInPort() {
  static const fido_dev_io_t port{&openPipes, &closePipes, &readReport, &writeReport};
  return port;
}

}  // namespace latchkey::fido

#endif
