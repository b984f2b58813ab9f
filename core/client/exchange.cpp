// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/exchange.h"

#include <QAuthenticator>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <limits>

#include "core/client/secret_body.h"
#include "core/client/trust.h"
#include "core/platform/guard.h"

namespace latchkey::client {

namespace {
using flow::GatewayFault;
using platform::Guard;
using platform::isOn;

QNetworkRequest networkRequest(const QSslConfiguration& tls, const Request& request) {
  QNetworkRequest made(request.url);
  made.setSslConfiguration(tls);
  if (isOn(Guard::NoRedirect)) {
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
  }
  made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  made.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
  made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
  made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
  made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
  made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
  made.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
  // Our own value also switches off the automatic decompression, and its bombs.
  made.setRawHeader("Accept-Encoding", "identity");
  made.setRawHeader("User-Agent", "Latchkey/" LATCHKEY_VERSION);
  for (const auto& [name, value] : request.headers) made.setRawHeader(name, value);
  return made;
}

/// An error that the transport reports for a complete answer with a status of 400 and more.
bool isStatusError(QNetworkReply::NetworkError error) {
  return error == QNetworkReply::NoError ||
         (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError &&
          error != QNetworkReply::ContentReSendError) ||
         error == QNetworkReply::ProtocolInvalidOperationError ||
         (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

/// NetworkError has values of its own for every layer; what the person can act on are few.
ExchangeFailure failureOf(QNetworkReply::NetworkError error, bool sent) {
  if (error == QNetworkReply::SslHandshakeFailedError) return {GatewayFault::BadAnswer, false};
  if (error == QNetworkReply::ProxyAuthenticationRequiredError)
    return {GatewayFault::ProxyNeedsPassword, false};
  if (error == QNetworkReply::TimeoutError || error == QNetworkReply::ProxyTimeoutError)
    return {GatewayFault::Unreachable, sent};
  if (error == QNetworkReply::ContentReSendError) return {GatewayFault::Unreachable, true};
  if (error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError)
    return {GatewayFault::BadAnswer, sent};
  return {GatewayFault::Unreachable, sent};
}
}  // namespace

Exchange::Exchange(QNetworkAccessManager& network, const QSslConfiguration& tls, const Request& request,
                   const ExchangeLimits& limits, const Ports& ports, Done done, QObject* parent)
    : QObject(parent), m_limits(limits), m_done(std::move(done)) {
  if (!isOn(Guard::AnswerCap)) m_limits.body = std::numeric_limits<qint64>::max();
  start(network, tls, request);
  watch(network);
  setDeadlines(ports);
}

Exchange::~Exchange() {
  platform::wipe(m_body);
  if (m_reply == nullptr) return;
  m_reply->disconnect(this);
  m_reply->abort();
  m_reply->deleteLater();
}

void Exchange::start(QNetworkAccessManager& network, const QSslConfiguration& tls, const Request& request) {
  QNetworkRequest made = networkRequest(tls, request);
  if (request.body == nullptr) {
    m_reply = network.sendCustomRequest(made, request.method);
    return;
  }
  made.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
  made.setHeader(QNetworkRequest::ContentLengthHeader, static_cast<qint64>(request.body->size()));
  auto* const body = new SecretBody(request.body);
  m_reply = network.post(made, body);
  body->setParent(m_reply);  // the transport reads it as long as the reply lives
}

void Exchange::watch(QNetworkAccessManager& network) {
  connect(m_reply, &QNetworkReply::encrypted, this, [this] { m_connected = true; });
  connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_connected = m_sent = true; });
  // Nobody calls ignoreSslErrors(): the transport closes before the first byte of the request.
  connect(m_reply, &QNetworkReply::sslErrors, this,
          [this](const QList<QSslError>& errors) { m_fault = faultOf(errors); });
  connect(&network, &QNetworkAccessManager::proxyAuthenticationRequired, this,
          [this] { m_fault = GatewayFault::ProxyNeedsPassword; });
  connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (length.isValid() && length.toLongLong() > m_limits.body) fail(GatewayFault::BadAnswer);
  });
  connect(m_reply, &QNetworkReply::readyRead, this, [this] { read(); });
  connect(m_reply, &QNetworkReply::finished, this, [this] { finish(); });
}

void Exchange::setDeadlines(const Ports& ports) {
  if (!isOn(Guard::ClientDeadline)) return;
  ports.after(m_limits.connect, this, [this] {
    if (!m_connected) fail(GatewayFault::Unreachable);
  });
  ports.after(m_limits.total, this, [this] { fail(GatewayFault::TimedOut); });
}

void Exchange::fail(GatewayFault fault) {
  if (m_reply == nullptr || m_reply->isFinished() || m_outcome) return;
  m_fault = fault;
  m_reply->abort();  // emits finished()
}

void Exchange::read() {
  if (m_outcome || m_fault) return;
  QByteArray more = m_reply->readAll();
  if (m_body.size() + more.size() > m_limits.body)
    fail(GatewayFault::BadAnswer);
  else
    m_body += more;
  platform::wipe(more);
}

void Exchange::finish() {
  if (m_outcome) return;
  if (m_reply->bytesAvailable() > 0 && !m_fault) read();
  if (m_outcome) return;  // reading passed the cap, and that has finished us already
  m_outcome = outcome();
  // Not from within a signal of the reply: the callback may destroy everything, us included.
  QMetaObject::invokeMethod(
      this,
      [this] {
        const Done done = std::move(m_done);
        Outcome result = std::move(*m_outcome);
        done(std::move(result));
      },
      Qt::QueuedConnection);
}

Exchange::Outcome Exchange::outcome() {
  if (m_fault) {
    // Whoever had not connected met the other deadline long before; that the request has left is told by
    // another thread, and may be on its way to us just now.
    if (*m_fault == GatewayFault::TimedOut) return unexpected(ExchangeFailure{*m_fault, true});
    return unexpected(ExchangeFailure{*m_fault, m_sent && *m_fault == GatewayFault::BadAnswer});
  }
  const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  const QNetworkReply::NetworkError error = m_reply->error();
  if (status < 100 || !isStatusError(error)) return unexpected(failureOf(error, m_sent || m_connected));
  return takeAnswer(status);
}

Answer Exchange::takeAnswer(int status) {
  Answer answer;
  answer.status = status;
  answer.contentType = m_reply->rawHeader("Content-Type").split(';').first().trimmed().toLower();
  answer.nonce = m_reply->rawHeader("DPoP-Nonce");
  answer.retryAfter = m_reply->rawHeader("Retry-After");
  answer.date = m_reply->rawHeader("Date");
  answer.body = std::exchange(m_body, {});
  return answer;
}

}  // namespace latchkey::client
