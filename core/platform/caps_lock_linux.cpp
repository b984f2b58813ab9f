// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QDir>
#include <QFile>

#include "core/platform/caps_lock.h"

namespace latchkey::platform {

/// The lamp: the one place that is the same under X11, every Wayland compositor and the kiosk's.
std::optional<bool> capsLockState() {
  const QDir lamps(QStringLiteral("/sys/class/leds"));
  std::optional<bool> state;
  for (const QString& lamp :
       lamps.entryList({QStringLiteral("*::capslock")}, QDir::Dirs | QDir::NoDotAndDotDot)) {
    QFile brightness(lamps.filePath(lamp + QStringLiteral("/brightness")));
    if (!brightness.open(QIODevice::ReadOnly)) continue;
    const bool on = brightness.read(8).trimmed() != "0";
    // One of several keyboards is enough.
    state = state.value_or(false) || on;
  }
  return state;
}

}  // namespace latchkey::platform
#endif
