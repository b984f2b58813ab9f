// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QUrl>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "core/client/ports.h"
#include "core/flow/recovery_gateway.h"
#include "core/platform/secret.h"

class QNetworkAccessManager;
class QNetworkReply;

namespace latchkey::client {

/// Milliseconds and bytes (SECURITY.md, row "client").
struct ExchangeLimits {
  int connect = 10'000;       ///< until TLS stands and the request has left
  int total = 30'000;         ///< the whole exchange; counts, however busy the peer keeps the line
  qint64 body = 1024 * 1024;  ///< of the answer
};

struct Request {
  QByteArray method;
  QUrl url;
  QList<std::pair<QByteArray, QByteArray>> headers;
  std::shared_ptr<const platform::Secret> body;  ///< null: none. Shared with the repeats, never copied.
};

/// What came back, whatever its status. Its body is wiped with it, since it may carry a token.
struct Answer {
  int status = 0;
  QByteArray contentType;  ///< lower case, without parameters
  QByteArray nonce;        ///< DPoP-Nonce; empty when there was none
  QByteArray retryAfter;
  QByteArray date;
  QByteArray body;

  Answer() = default;
  Answer(Answer&&) noexcept = default;
  Answer& operator=(Answer&&) noexcept = default;
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() { platform::wipe(body); }
};

struct ExchangeFailure {
  flow::GatewayFault fault = flow::GatewayFault::Unreachable;
  bool sent = false;  ///< the peer may have read, and acted on, the request
};

/// One HTTPS request and its answer, once: no redirect, no cookie, no cache, no silent second sending of a
/// body. Calls back once, later, on this thread; destroying the object ends the exchange without a callback,
/// and may be done in the callback itself.
class Exchange : public QObject {
  Q_OBJECT
public:
  using Outcome = Result<Answer, ExchangeFailure>;
  using Done = std::function<void(Outcome)>;

  /// The access manager has to outlive the object.
  Exchange(QNetworkAccessManager& network, const QSslConfiguration& tls, const Request& request,
           const ExchangeLimits& limits, const Ports& ports, Done done, QObject* parent = nullptr);
  ~Exchange() override;

private:
  void start(QNetworkAccessManager& network, const QSslConfiguration& tls, const Request& request);
  void watch(QNetworkAccessManager& network);
  void setDeadlines(const Ports& ports);
  void fail(flow::GatewayFault fault);
  void read();
  void finish();
  [[nodiscard]] Outcome outcome();
  [[nodiscard]] Answer takeAnswer(int status);

  QPointer<QNetworkReply> m_reply;
  ExchangeLimits m_limits;
  Done m_done;
  QByteArray m_body;
  std::optional<flow::GatewayFault> m_fault;  ///< known before the transport reports its own error
  std::optional<Outcome> m_outcome;
  bool m_connected = false;
  bool m_sent = false;
};

}  // namespace latchkey::client
