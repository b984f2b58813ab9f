// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/mount.h>

#include <QFile>
#include <QTemporaryDir>

namespace latchkey::chaos {

/// A disk of so many MiB, which can be filled to the last byte. Takes the right to mount.
class SmallDisk {
public:
  explicit SmallDisk(int mebibytes) {
    const QByteArray size = "mode=1777,size=" + QByteArray::number(mebibytes) + "m";
    m_mounted = ::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", 0, size.constData()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) ::umount2(QFile::encodeName(path()).constData(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool isMounted() const { return m_mounted; }
  [[nodiscard]] QString path() const { return m_folder.path(); }
  /// Also what was given back meanwhile.
  void fill() {
    QFile ballast(ballastFile());
    if (!ballast.open(QIODevice::Append | QIODevice::Unbuffered)) return;
    for (qint64 piece = 1 << 20; piece > 0; piece /= 2) {
      const QByteArray bytes(piece, 'x');
      while (ballast.write(bytes) == piece) {
      }
    }
  }
  void clear() { QFile::remove(ballastFile()); }

private:
  [[nodiscard]] QString ballastFile() const { return m_folder.filePath(QStringLiteral("ballast")); }

  QTemporaryDir m_folder;
  bool m_mounted = false;
};

}  // namespace latchkey::chaos
