// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QMap>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>
#include <functional>

#include "tests/support/test_certificates.h"

/// An HTTPS server in the test's own process that behaves exactly as badly as the test says.
namespace latchkey::tests {

struct SeenRequest {
  QByteArray method;
  QByteArray path;
  QMap<QByteArray, QByteArray> headers;  ///< names in lower case
  QByteArray body;
};

class HostileServer : public QTcpServer {
public:
  /// Called for each whole request; answers, or does not, by the socket.
  using Handler = std::function<void(QSslSocket& socket, const SeenRequest& request)>;

  explicit HostileServer(const Certificate& certificate) {
    present(certificate);
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    listen(QHostAddress::LocalHost);
  }

  [[nodiscard]] QUrl url(const QString& host = QStringLiteral("127.0.0.1")) const {
    QUrl made;
    made.setScheme(QStringLiteral("https"));
    made.setHost(host);
    made.setPort(serverPort());
    return made;
  }
  void onRequest(Handler handler) { m_handler = std::move(handler); }
  /// Instead of TLS: what to do with a fresh connection.
  void onConnection(std::function<void(QSslSocket&)> greeting) { m_greeting = std::move(greeting); }
  /// After TLS stands and before anything is read.
  void onEncrypted(std::function<void(QSslSocket&)> action) { m_encrypted = std::move(action); }
  QSslConfiguration& tls() { return m_tls; }
  /// From the next connection on.
  void present(const Certificate& certificate) {
    m_tls.setLocalCertificate(QSslCertificate(certificate.certificate, QSsl::Pem));
    m_tls.setPrivateKey(QSslKey(certificate.key, QSsl::Ec, QSsl::Pem));
  }

  [[nodiscard]] const QList<SeenRequest>& requests() const { return m_requests; }
  [[nodiscard]] int connections() const { return m_connections; }
  /// Decrypted bytes of all connections: zero proves that a client left before it said anything.
  [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }

  static QByteArray response(int status, const QByteArray& contentType, const QByteArray& body,
                             const QByteArray& extraHeaders = {}) {
    return "HTTP/1.1 " + QByteArray::number(status) + " Test\r\nContent-Type: " + contentType +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extraHeaders + "\r\n" + body;
  }
  static QByteArray json(int status, const QByteArray& body, const QByteArray& extraHeaders = {}) {
    return response(status, "application/json", body, extraHeaders);
  }
  static QByteArray problem(int status, const QByteArray& name, const QByteArray& extraMembers = {},
                            const QByteArray& extraHeaders = {}) {
    return response(status, "application/problem+json",
                    "{\"type\":\"urn:latchkey:problem:" + name + "\",\"status\":" +
                        QByteArray::number(status) + ",\"title\":\"" + name + "\"" + extraMembers + "}",
                    extraHeaders);
  }
  /// Sends one byte each so many milliseconds, until the peer leaves.
  static void drip(QSslSocket& socket, const QByteArray& bytes, int milliseconds) {
    auto* const timer = new QTimer(&socket);
    QObject::connect(timer, &QTimer::timeout, &socket, [&socket, bytes, sent = qsizetype(0)]() mutable {
      socket.write(bytes.mid(sent++ % bytes.size(), 1));
    });
    timer->start(milliseconds);
  }
  /// Everything written so far goes out, and then the connection is gone without a goodbye.
  static void cut(QSslSocket& socket) {
    socket.flush();
    socket.abort();
  }

protected:
  void incomingConnection(qintptr descriptor) override {
    ++m_connections;
    auto* const socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QObject::connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    if (m_greeting) {
      m_greeting(*socket);
      return;
    }
    socket->setSslConfiguration(m_tls);
    QObject::connect(socket, &QSslSocket::encrypted, socket, [this, socket] {
      if (m_encrypted) m_encrypted(*socket);
    });
    auto pending = std::make_shared<QByteArray>();
    QObject::connect(socket, &QSslSocket::readyRead, socket,
                     [this, socket, pending] { read(*socket, *pending); });
    socket->startServerEncryption();
  }

private:
  void read(QSslSocket& socket, QByteArray& pending) {
    const QByteArray more = socket.readAll();
    m_bytesRead += more.size();
    pending += more;
    const QPointer<QSslSocket> alive(&socket);
    while (alive && alive->isOpen()) {
      const qsizetype headEnd = pending.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      SeenRequest request = parse(pending.left(headEnd));
      const qsizetype size = request.headers.value("content-length").toLongLong();
      if (pending.size() < headEnd + 4 + size) return;
      request.body = pending.mid(headEnd + 4, size);
      pending.remove(0, headEnd + 4 + size);
      m_requests.append(request);
      if (m_handler) m_handler(socket, request);
    }
  }
  static SeenRequest parse(const QByteArray& head) {
    SeenRequest request;
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray& line : lines.mid(1)) {
      const qsizetype colon = line.indexOf(':');
      request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return request;
  }

  QSslConfiguration m_tls;
  Handler m_handler;
  std::function<void(QSslSocket&)> m_greeting;
  std::function<void(QSslSocket&)> m_encrypted;
  QList<SeenRequest> m_requests;
  int m_connections = 0;
  qint64 m_bytesRead = 0;
};

}  // namespace latchkey::tests
