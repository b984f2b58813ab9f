// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/slow_crowd.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <cstdio>
#include <memory>
#include <vector>

#include "tests/bench/load/tls_line.h"

namespace latchkey::bench {
namespace {

const QByteArray head = "GET /v1/recovery HTTP/1.1\r\nHost: localhost\r\nX-Endless: " + QByteArray(900, 'x');

enum class Manner { Silent, SilentAfterHandshake, Dripping };

class SlowClient {
public:
  SlowClient(const ServiceUnderTest& service, Manner manner) : m_service(service), m_manner(manner) {
    begin();
  }
  ~SlowClient() {
    if (m_socket >= 0) close(m_socket);
  }
  SlowClient(const SlowClient&) = delete;
  SlowClient& operator=(const SlowClient&) = delete;

  void tick() {
    if (m_manner == Manner::Dripping) {
      if (!m_line->trySend(head.mid(m_sent++ % head.size(), 1))) begin();
    } else if (m_manner == Manner::Silent && isClosed()) {
      begin();
    } else if (m_manner == Manner::SilentAfterHandshake && --m_patience == 0) {
      begin();
    }
  }

private:
  void begin() {
    m_sent = 0;
    m_patience = 45;  // shorter than the idle deadline, which so never empties the crowd
    if (m_manner == Manner::Silent) {
      if (m_socket >= 0) close(m_socket);
      m_socket = connectTo(m_service.port);
    } else {
      m_line.reset();
      m_line = std::make_unique<TlsLine>(m_service.port, m_service.authorityFile);
    }
  }
  [[nodiscard]] bool isClosed() const {
    char byte = 0;
    return m_socket < 0 || recv(m_socket, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
  }

  const ServiceUnderTest& m_service;
  Manner m_manner;
  int m_socket = -1;
  std::unique_ptr<TlsLine> m_line;
  qsizetype m_sent = 0;
  int m_patience = 0;
};

}  // namespace

void holdSlowCrowd(const ServiceUnderTest& service, int count) {
  std::vector<std::unique_ptr<SlowClient>> crowd;
  for (int i = 0; i < count; ++i) {
    crowd.push_back(std::make_unique<SlowClient>(service, static_cast<Manner>(i % 3)));
  }
  std::puts("ready");
  std::fflush(stdout);
  // Spread over the second, so that the crowd is no burst.
  for (std::size_t next = 0;; next = (next + 1) % crowd.size()) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, 1000 / count) > 0) return;
    crowd[next]->tick();
  }
}

}  // namespace latchkey::bench
