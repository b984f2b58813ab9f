// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>
#ifndef Q_OS_WIN

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <array>
#include <cerrno>
#include <cstdio>

#include "core/platform/failpoint.h"
#include "core/platform/files.h"
#include "core/platform/secret.h"

namespace latchkey::platform {

namespace {
constexpr mode_t othersMask = S_IRWXG | S_IRWXO;

class Descriptor {
public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int fd() const { return m_fd; }
  [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
  int m_fd;
};

bool writeAll(int fd, QByteArrayView bytes) {
  if (failsHere(FailClass::File, "file.write")) return false;
  while (!bytes.isEmpty()) {
    const ssize_t written = ::write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.sliced(written);
  }
  return !failsHere(FailClass::File, "file.fsync") && ::fsync(fd) == 0;
}

bool isClosedToOthers(const struct stat& status) {
  return status.st_uid == ::geteuid() && (status.st_mode & othersMask) == 0;
}
}  // namespace

Result<void, FileFault> createPrivateFile(const QString& path, QByteArrayView bytes) {
  if (failsHere(FailClass::File, "file.create")) return unexpected(FileFault::CannotOpen);
  const QByteArray name = QFile::encodeName(path);
  struct stat status = {};
  if (::lstat(name.constData(), &status) == 0) return unexpected(FileFault::Exists);
  // It gets its name when it is whole: a crash must not leave half a key that every later start stumbles
  // over.
  QByteArray fresh = name + ".XXXXXX";
  const Descriptor file(::mkostemp(fresh.data(), O_CLOEXEC));  // with mode 0600
  if (!file.isOpen()) return unexpected(FileFault::CannotOpen);
  const bool isWritten = writeAll(file.fd(), bytes);
  errno = 0;
  // Unlike a rename, this replaces nothing.
  const bool isNamed = isWritten && !failsHere(FailClass::File, "file.link") &&
                       ::link(fresh.constData(), name.constData()) == 0;
  const bool isTaken = isWritten && !isNamed && errno == EEXIST;
  ::unlink(fresh.constData());
  if (isNamed) return {};
  return unexpected(isTaken ? FileFault::Exists : FileFault::CannotWrite);
}

Result<void, FileFault> publishFile(const QString& from, const QString& to) {
  const QByteArray fresh = QFile::encodeName(from);
  const QByteArray name = QFile::encodeName(to);
  const Descriptor file(::open(fresh.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.isOpen()) return unexpected(FileFault::NotFound);
  if (failsHere(FailClass::File, "file.fsync") || ::fsync(file.fd()) != 0) {
    return unexpected(FileFault::CannotWrite);
  }
  errno = 0;
  if (failsHere(FailClass::File, "file.name") ||
      ::renameat2(AT_FDCWD, fresh.constData(), AT_FDCWD, name.constData(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return unexpected(FileFault::Exists);
    // A file system, or a system, without it: a second name and the first one gone come to the same.
    if ((errno != EINVAL && errno != ENOSYS) || ::link(fresh.constData(), name.constData()) != 0) {
      return unexpected(errno == EEXIST ? FileFault::Exists : FileFault::CannotWrite);
    }
    ::unlink(fresh.constData());
  }
  const QByteArray folder = QFile::encodeName(QFileInfo(to).absolutePath());
  const Descriptor parent(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // The name is there; where a folder cannot be synced, a power cut may take it away again and nothing else.
  if (parent.isOpen()) (void)::fsync(parent.fd());
  return {};
}

Result<Secret, FileFault> readPrivateFile(const QString& path, std::size_t limit) {
  if (failsHere(FailClass::File, "file.read")) return unexpected(FileFault::CannotOpen);
  const QByteArray name = QFile::encodeName(path);
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const Descriptor file(::open(name.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.isOpen()) return unexpected(errno == ENOENT ? FileFault::NotFound : FileFault::CannotOpen);
  struct stat status = {};
  if (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode)) return unexpected(FileFault::CannotOpen);
  if (!isClosedToOthers(status)) return unexpected(FileFault::OpenToOthers);

  Secret secret;
  std::array<char, 4096> block = {};
  const auto wipeBlock = [&block] { secureZero(block.data(), block.size()); };
  for (;;) {
    const ssize_t count = ::read(file.fd(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      wipeBlock();
      return unexpected(FileFault::CannotOpen);
    }
    if (count == 0) break;
    if (secret.size() + static_cast<std::size_t>(count) > limit) {
      wipeBlock();
      return unexpected(FileFault::TooLarge);
    }
    secret.append({block.data(), static_cast<std::size_t>(count)});
  }
  wipeBlock();
  return secret;
}

Result<void, FileFault> makePrivateDirectory(const QString& path) {
  if (failsHere(FailClass::File, "file.folder")) return unexpected(FileFault::CannotOpen);
  const QString clean = QDir::cleanPath(QDir::current().absoluteFilePath(path));
  const QByteArray name = QFile::encodeName(clean);
  if (::mkdir(name.constData(), S_IRWXU) != 0) {
    if (errno == ENOENT) {
      const QString parent = QFileInfo(clean).path();
      if (parent == clean) return unexpected(FileFault::CannotOpen);
      if (!QFileInfo::exists(parent)) {
        if (const auto made = makePrivateDirectory(parent); !made) return made;
      }
      if (::mkdir(name.constData(), S_IRWXU) != 0 && errno != EEXIST)
        return unexpected(FileFault::CannotOpen);
    } else if (errno != EEXIST) {
      return unexpected(FileFault::CannotOpen);
    }
  }
  struct stat status = {};
  if (::stat(name.constData(), &status) != 0 || !S_ISDIR(status.st_mode))
    return unexpected(FileFault::CannotOpen);
  if (!isClosedToOthers(status)) return unexpected(FileFault::OpenToOthers);
  return {};
}

}  // namespace latchkey::platform

#endif
