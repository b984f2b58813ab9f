// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifdef LATCHKEY_FAILPOINTS

#include <fido.h>

#include <QStringList>
#include <optional>

/// Test builds only: programs that play keys. Each folder in the one that LATCHKEY_KEY_FOLDER names is a key
/// that is plugged in, with two pipes for its reports: to_key and from_key. All else is as with real ones.
namespace latchkey::fido {

/// Nothing where the environment names no folder.
[[nodiscard]] std::optional<QStringList> standInKeys();
[[nodiscard]] const fido_dev_io_t& standInPort();

}  // namespace latchkey::fido

#endif
