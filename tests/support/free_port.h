// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace latchkey::tests {

/// A port of this machine that nobody listens on at present.
[[nodiscard]] inline quint16 freePort() {
  QTcpServer probe;
  if (!probe.listen(QHostAddress::LocalHost)) qFatal("no port");
  return probe.serverPort();
}

}  // namespace latchkey::tests
