// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QTcpServer>

namespace latchkey::tests {

/// A port of this machine that nobody listens on at present, for a server that is named before it starts or
/// that comes back at the same place. Below those that the system gives to whoever asks for any (from 32768
/// on): between two starts, none of the connections of the other tests takes it. ports.py is the same for
/// Python.
[[nodiscard]] inline quint16 freePort() {
  for (int tries = 0; tries < 100; ++tries) {
    const auto port = static_cast<quint16>(QRandomGenerator::system()->bounded(20'000, 32'000));
    QTcpServer probe;
    if (probe.listen(QHostAddress::LocalHost, port)) return port;
  }
  qFatal("no free port");
}

}  // namespace latchkey::tests
