// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/tls_line.h"

#include <arpa/inet.h>
#include <linux/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace latchkey::bench {
namespace {

SSL_CTX* contextFor(const QByteArray& authorityFile) {
  static SSL_CTX* const context = [&authorityFile] {
    SSL_CTX* made = SSL_CTX_new(TLS_client_method());
    if (SSL_CTX_load_verify_locations(made, authorityFile.constData(), nullptr) != 1) giveUp("no authority");
    SSL_CTX_set_verify(made, SSL_VERIFY_PEER, nullptr);
    return made;
  }();
  return context;
}

}  // namespace

void giveUp(const QByteArray& why) {
  std::fprintf(stderr, "bench_load: %s\n", why.constData());
  std::_Exit(1);  // other threads may be at work
}

int connectTo(quint16 port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (made < 0 || connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    if (made >= 0) close(made);
    return -1;
  }
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

QByteArray Reply::field(const QByteArray& nameInLowerCase) const {
  for (const QByteArray& line : head.split('\n')) {
    if (line.toLower().startsWith(nameInLowerCase + ':')) {
      return line.sliced(nameInLowerCase.size() + 1).trimmed();
    }
  }
  return {};
}

TlsLine::TlsLine(quint16 port, const QByteArray& authorityFile)
    : m_socket(connectTo(port)), m_tls(SSL_new(contextFor(authorityFile)), SSL_free) {
  if (m_socket < 0) giveUp("cannot connect");
  SSL_set_fd(m_tls.get(), m_socket);
  if (SSL_connect(m_tls.get()) != 1) giveUp("the handshake failed");
}

TlsLine::~TlsLine() {
  SSL_shutdown(m_tls.get());
  close(m_socket);
}

void TlsLine::send(const QByteArray& bytes) {
  if (!trySend(bytes)) giveUp("the service closed the connection");
}

bool TlsLine::trySend(const QByteArray& bytes) {
  return SSL_write(m_tls.get(), bytes.constData(), static_cast<int>(bytes.size())) > 0;
}

Reply TlsLine::receive() {
  Reply reply;
  qsizetype end = -1;
  while ((end = m_received.indexOf("\r\n\r\n")) < 0) readMore();
  reply.head = m_received.first(end);
  reply.status = reply.head.split(' ').value(1).toInt();
  m_received = m_received.sliced(end + 4);
  const qsizetype length = reply.field("content-length").toLongLong();
  while (m_received.size() < length) readMore();
  reply.body = m_received.first(length);
  m_received = m_received.sliced(length);
  return reply;
}

qint64 TlsLine::traffic() const {
  tcp_info told{};
  socklen_t size = sizeof told;
  if (getsockopt(m_socket, IPPROTO_TCP, TCP_INFO, &told, &size) != 0) giveUp("no traffic");
  return static_cast<qint64>(told.tcpi_bytes_acked + told.tcpi_bytes_received);
}

void TlsLine::readMore() {
  char buffer[16 * 1024];
  const int got = SSL_read(m_tls.get(), buffer, sizeof buffer);
  if (got <= 0) giveUp("the service closed the connection");
  m_received.append(buffer, got);
}

}  // namespace latchkey::bench
