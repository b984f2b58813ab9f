// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <atomic>
#include <functional>
#include <optional>

#include "core/platform/network.h"
#include "core/protocol/messages.h"
#include "service/domain/delivery_reports.h"
#include "service/domain/refusal_notes.h"
#include "service/http/enrolment_handler.h"
#include "service/http/log.h"
#include "service/http/nonce_source.h"
#include "service/http/recovery_handler.h"
#include "service/http/tls_server.h"

namespace latchkey::service::http {

/// What a ServiceHandler works with. All of it must outlive the handler.
struct HandlerParts {
  domain::Recoveries& recoveries;
  domain::ReplayGuard& replay;
  const domain::KeyedHash& hash;
  const domain::Clock& clock;
  Metrics& metrics;
  Log& log;
  domain::DeliveryReports* reports = nullptr;  ///< nullptr: no gateway reports anything
  domain::RefusalNotes* refusals = nullptr;    ///< nullptr: they are not written down
  domain::Enrolments* enrolments = nullptr;    ///< nullptr: nobody registers anything here
};
struct HandlerSettings {
  QByteArray publicOrigin;  ///< "https://recovery.example.com", no slash at the end
  /// What /.well-known/account-recovery says at present. On an I/O thread; must not block.
  std::function<protocol::Discovery()> discovery;
  QList<platform::Network> trustedProxies;   ///< whose X-Forwarded-For is believed
  QList<platform::Network> metricsNetworks;  ///< who may read /metrics; others find nothing there
  /// Whether the store can be reached. Off the workers; may block for its deadline.
  std::function<bool()> isReady;
};

/// Everything around a handler: routes, log, metrics, nonces, security fields, and the 500 that tells
/// nothing. Thread-safe.
class ServiceHandler final : public ExchangeHandler {
public:
  ServiceHandler(HandlerParts parts, HandlerSettings settings);

  [[nodiscard]] Lane laneOf(const HttpRequest& request) const override;
  [[nodiscard]] HttpResponse handle(HttpRequest& request) override;
  [[nodiscard]] HttpResponse refuse(RequestFault fault) override;
  /// Of a body that is too large: no assistant makes one. What is no HTTP is everyday noise.
  [[nodiscard]] std::function<void()> aftermathOf(RequestFault fault) override;
  [[nodiscard]] HttpResponse refuseBusy() override;

private:
  [[nodiscard]] Handled dispatch(const protocol::Route& route, const HttpRequest& request);
  [[nodiscard]] Handled takeReport(const protocol::Route& route, const HttpRequest& request) const;
  [[nodiscard]] Handled operate(const protocol::Route& route, const HttpRequest& request) const;
  /// Adds what every answer carries, counts and logs.
  [[nodiscard]] HttpResponse finish(QByteArrayView route, Handled&& handled, qint64 startedAt);
  /// 1 to 5 s, another each time: those who were turned away must not come back together.
  [[nodiscard]] int retryDelay();

  HandlerParts m_parts;
  HandlerSettings m_settings;
  NonceSource m_nonces;
  ProofVerifier m_proofs;
  CallerCheck m_check;
  RecoveryHandler m_recoveries;
  std::optional<EnrolmentHandler> m_enrolments;
  std::atomic<unsigned> m_refusals = 0;
};

}  // namespace latchkey::service::http
