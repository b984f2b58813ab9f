// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

#include "tests/support/raw_answer.h"

namespace latchkey::tests {

/// Bytes over TLS to a loopback port, good or bad ones.
class RawTlsClient {
public:
  RawTlsClient(quint16 port, const QString& authorityFile) : m_port(port) {
    QFile file(authorityFile);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no authority");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromDevice(&file));
    m_socket.setSslConfiguration(configuration);
  }

  [[nodiscard]] QSslSocket& socket() { return m_socket; }
  void setProtocol(QSsl::SslProtocol protocol) { m_socket.setProtocol(protocol); }

  bool connectNow(int deadlineMs = 10'000) {
    m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
    return m_socket.waitForEncrypted(deadlineMs);
  }
  bool connectPlain() {
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
    return m_socket.waitForConnected(10'000);
  }
  void send(const QByteArray& bytes) {
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(10'000)) {
    }
  }
  /// One whole answer, or what there was when the server closed.
  RawAnswer receive(int deadlineMs = 20'000) {
    RawAnswer answer;
    qsizetype end = -1;
    while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
      if (!more(deadlineMs)) return answer;
    }
    answer.head = m_received.first(end);
    answer.status = answer.head.split(' ').value(1).toInt();
    m_received = m_received.sliced(end + 4);
    if (answer.status == 100) return answer;
    const qsizetype length = answer.field("content-length").toLongLong();
    while (m_received.size() < length) {
      if (!more(deadlineMs)) return {};
    }
    answer.body = m_received.first(length);
    m_received = m_received.sliced(length);
    return answer;
  }
  /// True when the server ends the connection within the deadline.
  bool isClosedByServer(int deadlineMs = 20'000) {
    while (m_socket.state() == QAbstractSocket::ConnectedState) {
      if (!more(deadlineMs)) break;
    }
    return m_socket.state() != QAbstractSocket::ConnectedState;
  }

private:
  bool more(int deadlineMs) {
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(deadlineMs)) {
      if (m_socket.bytesAvailable() == 0) return false;
    }
    m_received += m_socket.readAll();
    return true;
  }
  quint16 m_port;
  QSslSocket m_socket;
  QByteArray m_received;
};

}  // namespace latchkey::tests
