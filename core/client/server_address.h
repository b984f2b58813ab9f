// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include "core/platform/result.h"

namespace latchkey::client {

enum class AddressFault {
  NotHttps,    ///< anything but https://, plain http in particular
  NotAnOrigin  ///< no host, or a user, path, query or fragment, or not an address at all
};

/// The origin of a recovery service, "https://recovery.example.org[:port]", without a trailing slash and
/// without the default port: the form that proofs of possession name. Input like any other: it may come from
/// a command line or a file.
[[nodiscard]] Result<QUrl, AddressFault> parseServerAddress(const QString& text);

}  // namespace latchkey::client
