// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include "core/platform/result.h"
#include "core/platform/secret.h"

namespace latchkey::platform {

enum class FileFault {
  Exists,        ///< createPrivateFile found something of that name
  NotFound,      ///< nothing there
  CannotOpen,    ///< no right, no such folder, a link or a device where a file was expected
  CannotWrite,   ///< disk full or failing; an earlier file of that name is untouched
  TooLarge,      ///< more bytes than the caller wants to read
  OpenToOthers,  ///< other users of this machine could read or change it
};

/// Files and folders that only this user may read or write: 0600 and 0700, or the matching access list on
/// Windows. They are made with that protection, not given it afterwards. Paths are absolute or relative to
/// the working directory. Blocking; safe from any thread.

/// Makes a file that was not there yet, in one step. Nothing is left behind when it fails; a crash may leave
/// a file of a random name beside it, and never half of the file itself.
[[nodiscard]] Result<void, FileFault> createPrivateFile(const QString& path, QByteArrayView bytes);

/// Replaces a file, or makes it, in one step: a reader, and a crash, see the old bytes or the new ones.
[[nodiscard]] Result<void, FileFault> replacePrivateFile(const QString& path, QByteArrayView bytes);

/// The same for a file that everybody may read, e.g. a CA certificate: 0644 less the user's mask.
[[nodiscard]] Result<void, FileFault> replaceFile(const QString& path, QByteArrayView bytes);

/// Gives a file that is written whole its name, once its bytes are on the disk. Replaces nothing. Both names
/// are in one folder.
[[nodiscard]] Result<void, FileFault> publishFile(const QString& from, const QString& to);

/// Reads a private file straight into locked memory. Refuses links, what is no plain file, what belongs to
/// somebody else, and what other users could read or change.
[[nodiscard]] Result<Secret, FileFault> readPrivateFile(const QString& path, std::size_t limit);

/// Reads a file that others may read as well, at most this many bytes. Leaves no copy in a buffer.
[[nodiscard]] Result<QByteArray, FileFault> readFile(const QString& path, qint64 limit);
/// Whether this user may read the file.
[[nodiscard]] bool isReadable(const QString& path);

/// Makes the folder, and its parents where they are missing. A folder that is there already has to belong to
/// this user and be closed to the others.
[[nodiscard]] Result<void, FileFault> makePrivateDirectory(const QString& path);

}  // namespace latchkey::platform
