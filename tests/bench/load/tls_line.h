// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <QByteArray>
#include <QList>
#include <memory>

namespace latchkey::bench {

struct Reply {
  int status = 0;
  QByteArray head;
  QByteArray body;
  [[nodiscard]] QByteArray field(const QByteArray& nameInLowerCase) const;
};

/// One TLS connection to a port of loopback with blocking calls. Whatever goes wrong ends the program with a
/// word: a benchmark that went on would measure errors.
class TlsLine {
public:
  TlsLine(quint16 port, const QByteArray& authorityFile);
  ~TlsLine();
  TlsLine(const TlsLine&) = delete;
  TlsLine& operator=(const TlsLine&) = delete;

  void send(const QByteArray& bytes);
  [[nodiscard]] Reply receive();
  /// Bytes in both directions so far, those of TLS included.
  [[nodiscard]] qint64 traffic() const;
  /// False when the other side has closed.
  [[nodiscard]] bool trySend(const QByteArray& bytes);

private:
  void readMore();

  int m_socket = -1;
  std::unique_ptr<SSL, decltype(&SSL_free)> m_tls;
  QByteArray m_received;
};

/// A plain TCP connection to loopback; -1 when nobody accepts.
[[nodiscard]] int connectTo(quint16 port);

[[noreturn]] void giveUp(const QByteArray& why);

}  // namespace latchkey::bench
