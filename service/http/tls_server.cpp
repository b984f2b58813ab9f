// SPDX-License-Identifier: GPL-3.0-or-later
// The only file with Asio's coroutines: each such file costs 20 s and 1 GB to compile.
#include "service/http/tls_server.h"

#include <openssl/crypto.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "core/platform/guard.h"
#include "core/platform/secret.h"
#include "service/http/membership.h"
#include "service/http/tls_context.h"
#include "service/http/worker_pool.h"

namespace latchkey::service::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Duration = std::chrono::milliseconds;

constexpr Duration farewell{2'000};          ///< for close_notify and for draining after a refusal
constexpr std::size_t drainLimit = 1 << 20;  ///< bytes read and thrown away so that the answer arrives
constexpr Duration acceptPause{100};         ///< after a failed accept: out of descriptors
constexpr std::string_view continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

auto into(error_code& ec) {
  return asio::redirect_error(asio::use_awaitable, ec);
}

/// One client. Lives in its coroutine's frame.
struct Connection {
  Connection(tcp::socket socket, asio::ssl::context& tls, const RequestLimits& limits)
      : stream(beast::tcp_stream(std::move(socket)), tls), reader(limits) {}
  ~Connection() { OPENSSL_cleanse(buffer.data(), buffer.size()); }

  beast::tcp_stream& plain() { return stream.next_layer(); }
  QByteArrayView view(std::size_t size) const { return {buffer.data(), static_cast<qsizetype>(size)}; }

  asio::ssl::stream<beast::tcp_stream> stream;
  RequestReader reader;
  std::array<char, 4096> buffer{};
  QByteArray peer;
  bool answering = false;  ///< a whole request is being worked on or its answer written
};

/// A request on its way through a worker. Shared, because the pool may outlive the connection.
struct Exchange {
  explicit Exchange(asio::io_context& io) : finished(io, asio::steady_timer::time_point::max()) {}
  HttpRequest request;
  HttpResponse response;
  asio::steady_timer finished;  ///< cancelled when the answer is there
  bool done = false;            ///< network thread only
};

ServerFault faultOf(const error_code& ec) {
  if (ec == asio::error::address_in_use) return ServerFault::AddressInUse;
  if (ec == boost::system::errc::address_not_available || ec == asio::error::access_denied) {
    return ServerFault::AddressNotAvailable;
  }
  return ServerFault::Failed;
}

}  // namespace

struct TlsServer::Implementation {
  Implementation(TlsServerSettings given, Metrics& counters)
      : settings(std::move(given)), metrics(counters) {}

  Result<quint16, ServerFault> listen();
  void start(ExchangeHandler& exchangeHandler);
  void stop(Duration deadline);

  asio::awaitable<void> acceptLoop();
  asio::awaitable<void> serve(tcp::socket socket, QByteArray peer, QString source);
  asio::awaitable<bool> speaks(tcp::socket& socket, asio::steady_timer& deadline);
  asio::awaitable<void> converse(Connection& connection);
  asio::awaitable<bool> readRequest(Connection& connection);
  asio::awaitable<HttpResponse> answer(HttpRequest request);
  asio::awaitable<bool> write(Connection& connection, QByteArray bytes);
  asio::awaitable<void> drain(Connection& connection);
  void admit(tcp::socket socket);
  void leave(const QString& source);

  TlsServerSettings settings;
  ExchangeHandler* handler = nullptr;
  Metrics& metrics;
  bool stopping = false;  ///< network thread only, like the three that follow
  std::set<Connection*> open;
  std::set<tcp::socket*> silent;  ///< not one byte has come yet
  std::map<QString, int> perSource;

  mutable std::mutex mutex;
  std::condition_variable changed;
  std::size_t alive = 0;

  // The order matters: workers end before what their answers are posted to, and coroutines that a
  // deadline cut off are destroyed with the context, while all above is still there.
  asio::ssl::context tls{asio::ssl::context::tls_server};
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  std::unique_ptr<WorkerPool> pool;
  std::unique_ptr<WorkerPool> watch;
  std::thread thread;
};

Result<quint16, ServerFault> TlsServer::Implementation::listen() {
  const auto configured = configureTls(tls.native_handle(), settings.certificateFile, settings.keyFile);
  if (!configured) return unexpected(configured.error());
  error_code ec;
  tcp::resolver resolver(io);
  const auto found = resolver.resolve(settings.host.toStdString(), std::to_string(settings.port),
                                      tcp::resolver::passive | tcp::resolver::numeric_service, ec);
  if (ec || found.empty()) return unexpected(ServerFault::BadAddress);
  const tcp::endpoint endpoint = found.begin()->endpoint();
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
  if (ec) return unexpected(faultOf(ec));
  return acceptor.local_endpoint(ec).port();
}

void TlsServer::Implementation::start(ExchangeHandler& exchangeHandler) {
  handler = &exchangeHandler;
  const auto limit = static_cast<std::size_t>(settings.queueLimit);
  pool = std::make_unique<WorkerPool>(static_cast<std::size_t>(settings.workers), limit);
  watch = std::make_unique<WorkerPool>(1, limit);
  asio::co_spawn(io, acceptLoop(), asio::detached);
  thread = std::thread([this] {
    while (true) {
      try {
        io.run();
        return;
      } catch (...) {
        // A connection's own faults are caught where they happen; memory running out is what is left.
        metrics.countConnection(ConnectionEvent::BadRequest);
      }
    }
  });
}

void TlsServer::Implementation::stop(Duration deadline) {
  if (!thread.joinable()) return;
  asio::post(io, [this] {
    stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    for (Connection* connection : open) {
      if (!connection->answering && connection->reader.idle()) connection->plain().close();
    }
    for (tcp::socket* socket : silent) socket->close(ignored);
  });
  {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, deadline, [this] { return alive == 0; });
  }
  io.stop();
  thread.join();
  for (Connection* connection : open) connection->plain().close();
  pool->close();
  watch->close();
}

asio::awaitable<void> TlsServer::Implementation::acceptLoop() {
  while (!stopping) {
    error_code ec;
    tcp::socket socket = co_await acceptor.async_accept(into(ec));
    if (stopping || ec == asio::error::operation_aborted) co_return;
    if (ec) {
      asio::steady_timer pause(io, acceptPause);
      co_await pause.async_wait(into(ec));
      continue;
    }
    try {
      admit(std::move(socket));
    } catch (const std::bad_alloc&) {
      metrics.countConnection(ConnectionEvent::RefusedFull);
    }
  }
}

/// Caps are checked before the handshake costs anything; who is over them is closed without a word.
void TlsServer::Implementation::admit(tcp::socket socket) {
  error_code ec;
  const auto endpoint = socket.remote_endpoint(ec);
  if (ec) return;
  const QByteArray peer = QByteArray::fromStdString(endpoint.address().to_string());
  const auto address = platform::Address::parse(peer.split('%').first());  // without a zone
  if (!address) return;
  const QString source =
      containsAddress(settings.uncountedSources, *address) ? QString() : address->sourceNetwork();
  if (open.size() + silent.size() >= static_cast<std::size_t>(settings.maximumConnections)) {
    return metrics.countConnection(ConnectionEvent::RefusedFull);
  }
  if (!source.isEmpty() && perSource[source] >= settings.maximumPerSource) {
    return metrics.countConnection(ConnectionEvent::RefusedSource);
  }
  metrics.countConnection(ConnectionEvent::Accepted);
  socket.set_option(tcp::no_delay(true), ec);
  asio::co_spawn(io, serve(std::move(socket), peer, source), asio::detached);
}

void TlsServer::Implementation::leave(const QString& source) {
  if (!source.isEmpty() && --perSource[source] <= 0) perSource.erase(source);
  const std::lock_guard lock(mutex);
  --alive;
  changed.notify_all();
}

asio::awaitable<void> TlsServer::Implementation::serve(tcp::socket socket, QByteArray peer, QString source) {
  if (!source.isEmpty()) ++perSource[source];
  {
    const std::lock_guard lock(mutex);
    ++alive;
  }
  try {
    asio::steady_timer deadline(io, settings.handshake);  // for silence and handshake together
    if (co_await speaks(socket, deadline)) {
      Connection connection(std::move(socket), tls, settings.limits);
      connection.peer = peer;
      connection.plain().expires_at(deadline.expiry());
      const Membership<Connection> membership(open, &connection);
      co_await converse(connection);
    }
  } catch (...) {
    metrics.countConnection(ConnectionEvent::BadRequest);
  }
  leave(source);
}

/// Waits for the first byte; false when none came. TLS takes some 90 KiB for each connection, which those who
/// say nothing are not given.
asio::awaitable<bool> TlsServer::Implementation::speaks(tcp::socket& socket, asio::steady_timer& deadline) {
  const Membership<tcp::socket> membership(silent, &socket);
  // The timer's handler may be on its way already when the wait is over: it must not touch the socket then.
  const auto waiting = std::make_shared<bool>(true);
  deadline.async_wait([waiting, &socket](const error_code& cancelled) {
    error_code ignored;
    if (!cancelled && *waiting) socket.cancel(ignored);
  });
  error_code ec;
  co_await socket.async_wait(tcp::socket::wait_read, into(ec));
  *waiting = false;
  deadline.cancel();
  if (ec && !stopping) metrics.countConnection(ConnectionEvent::TimedOut);
  co_return !ec;
}

asio::awaitable<void> TlsServer::Implementation::converse(Connection& connection) {
  error_code ec;
  co_await connection.stream.async_handshake(asio::ssl::stream_base::server, into(ec));
  if (ec) {
    metrics.countConnection(ec == beast::error::timeout ? ConnectionEvent::TimedOut
                                                        : ConnectionEvent::HandshakeFailed);
    co_return;
  }
  bool keepOpen = true;
  while (keepOpen && !stopping) {
    if (!co_await readRequest(connection)) co_return;
    connection.answering = true;
    HttpResponse response;
    const bool failed = connection.reader.state() == RequestReader::State::Failed;
    if (failed) {
      metrics.countConnection(ConnectionEvent::BadRequest);
      response = handler->refuse(connection.reader.fault());
      pool->offer(handler->aftermathOf(connection.reader.fault()));
      keepOpen = false;
    } else {
      HttpRequest request = connection.reader.take();
      request.peer = connection.peer;
      keepOpen = connection.reader.keepAlive();
      response = co_await answer(std::move(request));
      keepOpen = keepOpen && !response.close && !stopping;
    }
    QByteArray bytes = serialise(response, keepOpen);
    platform::wipe(response.body);  // may hold a fresh token
    if (!co_await write(connection, std::move(bytes))) co_return;
    connection.answering = false;
    if (failed) co_return co_await drain(connection);
  }
  connection.plain().expires_after(farewell);
  co_await connection.stream.async_shutdown(into(ec));
}

/// Until the reader has a whole request or has refused one; false when the connection is over.
asio::awaitable<bool> TlsServer::Implementation::readRequest(Connection& connection) {
  bool begun = false;
  while (connection.reader.state() == RequestReader::State::NeedMore) {
    if (connection.reader.idle()) {
      connection.plain().expires_after(settings.idle);
    } else if (!begun) {
      // Set once: a total deadline, however slowly the bytes drip.
      connection.plain().expires_after(
          platform::isOn(platform::Guard::RequestDeadline) ? settings.request : std::chrono::hours(1));
      begun = true;
    }
    if (connection.reader.takeExpectsContinue()) {
      error_code ignored;
      co_await asio::async_write(connection.stream, asio::buffer(continueLine), into(ignored));
    }
    error_code ec;
    const std::size_t size =
        co_await connection.stream.async_read_some(asio::buffer(connection.buffer), into(ec));
    if (ec) {
      if (ec == beast::error::timeout) metrics.countConnection(ConnectionEvent::TimedOut);
      co_return false;
    }
    connection.reader.feed(connection.view(size));
    OPENSSL_cleanse(connection.buffer.data(), size);
  }
  co_return true;
}

asio::awaitable<HttpResponse> TlsServer::Implementation::answer(HttpRequest request) {
  const Lane lane = handler->laneOf(request);
  if (lane == Lane::Network) co_return handler->handle(request);
  const auto exchange = std::make_shared<Exchange>(io);
  exchange->request = std::move(request);
  const bool accepted = (lane == Lane::Watch ? watch : pool)->tryPost([this, exchange] {
    exchange->response = handler->handle(exchange->request);
    asio::post(io, [exchange] {
      exchange->done = true;
      exchange->finished.cancel();
    });
  });
  if (!accepted) {
    metrics.countConnection(ConnectionEvent::QueueFull);
    exchange->request.wipe();
    co_return handler->refuseBusy();
  }
  for (error_code ignored; !exchange->done;) co_await exchange->finished.async_wait(into(ignored));
  co_return std::move(exchange->response);
}

asio::awaitable<bool> TlsServer::Implementation::write(Connection& connection, QByteArray bytes) {
  error_code ec;
  connection.plain().expires_after(settings.write);
  co_await asio::async_write(
      connection.stream, asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size())), into(ec));
  platform::wipe(bytes);
  if (ec == beast::error::timeout) metrics.countConnection(ConnectionEvent::TimedOut);
  co_return !ec;
}

/// A socket that is closed with unread bytes is reset, which can overtake the answer: they go first.
asio::awaitable<void> TlsServer::Implementation::drain(Connection& connection) {
  error_code ec;
  connection.plain().expires_after(farewell);
  std::size_t drained = 0;
  while (!ec && drained < drainLimit) {
    drained += co_await connection.stream.async_read_some(asio::buffer(connection.buffer), into(ec));
  }
}

TlsServer::TlsServer(TlsServerSettings settings, Metrics& metrics)
    : d(std::make_unique<Implementation>(std::move(settings), metrics)) {}

TlsServer::~TlsServer() {
  stop(Duration(0));
}

Result<quint16, ServerFault> TlsServer::listen() {
  return d->listen();
}

void TlsServer::serve(ExchangeHandler& handler) {
  d->start(handler);
}
void TlsServer::stop(std::chrono::milliseconds deadline) {
  d->stop(deadline);
}
std::size_t TlsServer::queued() const {
  return d->pool ? d->pool->queued() : 0;
}

std::size_t TlsServer::connections() const {
  const std::lock_guard lock(d->mutex);
  return d->alive;
}

}  // namespace latchkey::service::http
