// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <memory>

#include "core/client/https_gateway.h"
#include "core/protocol/codec.h"
#include "tests/support/held_time.h"
#include "tests/support/hostile_server.h"
#include "tests/support/soon.h"

namespace latchkey::tests {

/// A gateway, the server that it talks to, and time that the test holds in its hand.
class GatewayFixture {
public:
  GatewayFixture() : m_server(m_authority.issue()) {
    client::GatewaySettings settings;
    settings.server = m_server.url();
    settings.trust = *client::Trust::fromPem(m_authority.pem());
    m_gateway = std::make_unique<client::HttpsGateway>(std::move(settings), m_time.ports());
  }

  [[nodiscard]] HostileServer& server() { return m_server; }
  [[nodiscard]] client::HttpsGateway& gateway() { return *m_gateway; }
  void destroyGateway() { m_gateway.reset(); }
  [[nodiscard]] const QList<int>& pauses() const { return m_time.pauses(); }
  void setNow(qint64 now) { m_time.setNow(now); }
  void passTotalDeadline() { m_time.passTotalDeadline(); }

  /// The n-th request is answered by the n-th step, later ones by the last.
  using Step = std::function<void(QSslSocket&)>;
  void script(QList<Step> steps) {
    m_server.onRequest(
        [steps = std::move(steps), n = qsizetype(0)](QSslSocket& socket, const SeenRequest&) mutable {
          steps[std::min(n++, steps.size() - 1)](socket);
        });
  }
  static Step say(const QByteArray& response) {
    return [response](QSslSocket& socket) { socket.write(response); };
  }
  static Step cut() {
    return [](QSslSocket& socket) { HostileServer::cut(socket); };
  }
  static Step silence() {
    return [](QSslSocket&) {};
  }

  static protocol::RecoveryView view(protocol::Stage stage = protocol::Stage::Method) {
    protocol::RecoveryView made;
    made.stage = stage;
    made.receipt = QStringLiteral("7Q4-K2M");
    made.accountName = QStringLiteral("a@example.com");
    made.realmName = QStringLiteral("Example");
    made.idleExpiresIn = 900;
    made.expiresIn = 3600;
    if (stage == protocol::Stage::Method) {
      protocol::Method method;
      method.handle = QString(22, QLatin1Char('h'));
      method.mask = QStringLiteral("a*****@example.com");
      made.methods = {method};
    }
    return made;
  }
  static QByteArray viewAnswer(const QByteArray& extraHeaders = {}) {
    return HostileServer::json(200, protocol::encodeView(view()), extraHeaders);
  }
  static QByteArray tokenAnswer(int status, const char* token, const QByteArray& extraHeaders = {}) {
    protocol::RecoveryAnswer answer{view(), platform::Secret(token)};
    const platform::Secret body = protocol::encodeAnswer(answer);
    return HostileServer::json(status, QByteArray(body.view().data(), static_cast<qsizetype>(body.size())),
                               extraHeaders);
  }
  static QByteArray nonceRequired(const QByteArray& nonce) {
    return HostileServer::problem(
        401, "nonce-required", {},
        "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"\r\nDPoP-Nonce: " + nonce + "\r\n");
  }

  /// What came back of one call; waits are for this.
  template <typename T>
  using Reply = std::shared_ptr<std::optional<Result<T, flow::GatewayError>>>;
  template <typename T>
  static auto into(const Reply<T>& reply) {
    return [reply](Result<T, flow::GatewayError> result) { reply->emplace(std::move(result)); };
  }
  Reply<protocol::RecoveryView> send(protocol::Command command) {
    auto reply = std::make_shared<std::optional<Result<protocol::RecoveryView, flow::GatewayError>>>();
    m_gateway->send(std::move(command), into<protocol::RecoveryView>(reply));
    return reply;
  }
  Reply<protocol::RecoveryView> refresh() {
    auto reply = std::make_shared<std::optional<Result<protocol::RecoveryView, flow::GatewayError>>>();
    m_gateway->refresh(into<protocol::RecoveryView>(reply));
    return reply;
  }
  Reply<QByteArray> fetch(flow::Media media) {
    auto reply = std::make_shared<std::optional<Result<QByteArray, flow::GatewayError>>>();
    m_gateway->fetch(media, into<QByteArray>(reply));
    return reply;
  }
  static protocol::Command open() {
    return protocol::OpenRecovery{QStringLiteral("a@example.com"), protocol::Reason::ForgotPassword,
                                  protocol::Language::English};
  }
  static protocol::Command code(const char* digits = "1234567") {
    return protocol::SubmitCode{platform::Secret(digits)};
  }
  /// Opens a recovery; afterwards the gateway has this token. Counts one request.
  [[nodiscard]] bool isOpened(const char* token = "first-token-0123456789") {
    script({say(tokenAnswer(201, token, "DPoP-Nonce: n0\r\n"))});
    const auto reply = send(open());
    return isSoon([&reply] { return reply->has_value(); }) && (*reply)->has_value();
  }

  [[nodiscard]] QByteArray header(qsizetype request, const char* name) const {
    return m_server.requests().at(request).headers.value(name);
  }
  [[nodiscard]] QJsonObject proofPart(qsizetype request, int part) const {
    const QByteArray raw = header(request, "dpop").split('.').value(part);
    return QJsonDocument::fromJson(QByteArray::fromBase64(raw, QByteArray::Base64UrlEncoding)).object();
  }
  [[nodiscard]] QString claim(qsizetype request, const char* name) const {
    return proofPart(request, 1).value(QLatin1String(name)).toString();
  }

private:
  Authority m_authority;
  HostileServer m_server;
  HeldTime m_time;
  std::unique_ptr<client::HttpsGateway> m_gateway;
};

}  // namespace latchkey::tests
