// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <chrono>
#include <memory>

#include "core/platform/network.h"
#include "core/platform/result.h"
#include "service/http/http_message.h"
#include "service/http/metrics.h"
#include "service/http/request_reader.h"

namespace latchkey::service::http {

/// Where a request is answered.
enum class Lane {
  Network,  ///< on the network thread: for what never blocks; goes on when all workers are busy
  Watch,    ///< on a thread of its own: for whoever watches the service; goes on then, too
  Workers
};

/// Who answers requests. Never throws.
class ExchangeHandler {
public:
  virtual ~ExchangeHandler() = default;
  [[nodiscard]] virtual Lane laneOf(const HttpRequest& request) const = 0;
  /// On the thread of its lane. Wipes the request when done.
  [[nodiscard]] virtual HttpResponse handle(HttpRequest& request) = 0;
  /// A request that never became one. On the network thread.
  [[nodiscard]] virtual HttpResponse refuse(RequestFault fault) = 0;
  /// What is to be written down of such a request, on a worker thread where one is free; empty: nothing. On
  /// the network thread.
  [[nodiscard]] virtual std::function<void()> aftermathOf(RequestFault fault) = 0;
  /// The lane is busy and its queue is full. On the network thread.
  [[nodiscard]] virtual HttpResponse refuseBusy() = 0;
};

struct TlsServerSettings {
  QByteArray host = "127.0.0.1";  ///< an address, or a name of this machine
  quint16 port = 0;               ///< 0 picks one
  QString certificateFile;        ///< PEM, chain with the server's own first
  QString keyFile;                ///< PEM
  int workers = 4;
  int queueLimit = 64;
  int maximumConnections = 2000;
  int maximumPerSource = 64;                  ///< of one IPv4 address or IPv6 /64
  QList<platform::Network> uncountedSources;  ///< no cap per source: proxies, this machine
  std::chrono::milliseconds handshake{5'000};
  std::chrono::milliseconds request{10'000};  ///< head and body together, from their first byte
  std::chrono::milliseconds write{10'000};
  std::chrono::milliseconds idle{15'000};  ///< before a request's first byte
  RequestLimits limits;
};

enum class ServerFault {
  CertificateUnreadable,
  KeyUnreadable,
  KeyDoesNotMatch,
  BadAddress,
  AddressInUse,
  AddressNotAvailable,  ///< not an address of this machine, or not permitted
  Failed
};

/// HTTPS/1.1 over TLS 1.2 and 1.3. One network thread, a pool of workers. Faults of a connection end that
/// connection and nothing else.
class TlsServer {
public:
  /// @param metrics must outlive the server.
  TlsServer(TlsServerSettings settings, Metrics& metrics);
  /// Stops at once.
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  /// Loads the certificate and binds; the port that clients reach from now on, though nobody answers yet.
  [[nodiscard]] Result<quint16, ServerFault> listen();
  /// Begins to answer; once, after listen().
  /// @param handler must outlive the server.
  void serve(ExchangeHandler& handler);
  /// Takes no more connections, closes idle ones, lets requests that have begun finish until the deadline.
  void stop(std::chrono::milliseconds deadline);

  [[nodiscard]] std::size_t queued() const;
  [[nodiscard]] std::size_t connections() const;

private:
  struct Implementation;
  std::unique_ptr<Implementation> d;
};

}  // namespace latchkey::service::http
