// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

#include "service/keys/file_keys.h"

/// The files of a rotation, beside the master key: the new key until it is in force, and the old one
/// afterwards, which the backups of before still need.
namespace latchkey::service::keys {

[[nodiscard]] QString nextKeyPath(const QString& path);  ///< "master.key.next"
[[nodiscard]] QString oldKeyPath(const QString& path);   ///< "master.key.old"

/// Makes the new key, in the place of one that an earlier rotation has left.
[[nodiscard]] Result<std::unique_ptr<FileKeys>, KeyFailure> makeNextKey(const QString& path,
                                                                        domain::Random& random);
/// Keeps the present key as the old one, and puts the new one in its place. May be cut off anywhere and
/// called again: the present key is there at every moment, and the old one is never overwritten by the new
/// one.
[[nodiscard]] Result<void, KeyFailure> placeNextKey(const QString& path, domain::Random& random);

}  // namespace latchkey::service::keys
