// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstddef>
#include <functional>
#include <span>

namespace latchkey::client {

/// What the client needs from the world. Tests put their own in, so that they never wait.
struct Ports {
  std::function<void(std::span<std::byte>)> fillRandom;
  /// Milliseconds since 1970-01-01 UTC by this PC's clock, which may be wrong.
  std::function<qint64()> now;
  /// Calls back once after so many milliseconds, unless the context is destroyed first.
  std::function<void(int milliseconds, QObject* context, std::function<void()> callback)> after;
};

/// The system's generator, clock and timers.
[[nodiscard]] Ports systemPorts();

/// So many random bytes as base64url without padding: 16 bytes give 22 characters.
[[nodiscard]] QByteArray randomName(const Ports& ports, qsizetype bytes);

}  // namespace latchkey::client
