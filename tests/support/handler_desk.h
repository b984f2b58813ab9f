// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

#include "service/http/request_reader.h"
#include "service/http/service_handler.h"
#include "service/http/translate.h"
#include "tests/support/memory_log.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::tests {

/// The whole service but for its sockets: bytes of requests through the real reader, handler, recoveries
/// and database to the bytes of answers.
class HandlerDesk {
public:
  explicit HandlerDesk(Disclosure disclosure = Disclosure::Uniform)
      : desk(anyBench({.durable = false, .check = false}), disclosure) {
    open();
  }

  [[nodiscard]] static QUrl origin() { return QUrl(QStringLiteral("https://recovery.example.com")); }

  /// As after a restart or on a second instance.
  void restart() {
    m_beside.reset();
    m_handler.reset();
    desk.restart();
    open();
  }
  /// From now on, where the database is on a server: another service on it, with its own connections.
  void askOther(bool other) { m_asksOther = other && m_beside != nullptr; }
  [[nodiscard]] RawAnswer exchange(const QByteArray& bytes, const QByteArray& peer = "192.0.2.7") {
    using namespace service::http;  // NOLINT
    RequestReader reader{RequestLimits()};
    reader.feed(bytes);
    HttpResponse response;
    if (reader.state() == RequestReader::State::Failed) {
      response = asked().refuse(reader.fault());
      if (const auto aftermath = asked().aftermathOf(reader.fault())) aftermath();
    } else {
      HttpRequest request = reader.take();
      request.peer = peer;
      response = asked().handle(request);
    }
    return RawAnswer::parse(serialise(response, true));
  }
  [[nodiscard]] RecoveryCaller caller(const QByteArray& peer = "192.0.2.7") {
    return {origin(), [this, peer](const QByteArray& bytes) { return exchange(bytes, peer); }};
  }

  RecoveryDesk desk;
  MemoryLog log;
  const service::domain::ReportReader* textReports = nullptr;  ///< from the next restart on
  const service::domain::ReportReader* voiceReports = nullptr;

private:
  /// Has everything but database connections in common with the first one.
  struct Beside {
    std::unique_ptr<StoreBench> bench;
    service::domain::RecoveryService service;
    std::unique_ptr<service::http::ServiceHandler> handler = {};
  };
  [[nodiscard]] service::http::ServiceHandler& asked() {
    return m_asksOther ? *m_beside->handler : *m_handler;
  }
  void openBeside(const service::http::HandlerSettings& settings) {
    const auto* const first = dynamic_cast<PostgresBench*>(desk.bench.get());
    if (first == nullptr) return;
    auto bench = first->another();
    const auto parts = desk.parts(bench->store());
    m_beside.reset(new Beside{std::move(bench), service::domain::RecoveryService(parts, desk.policy)});
    m_beside->handler = std::make_unique<service::http::ServiceHandler>(
        service::http::HandlerParts{m_beside->service, m_beside->bench->proofs(), desk.keys, desk.clock,
                                    m_metrics, log, m_reports.get(), m_refusals.get(), desk.enrolments.get()},
        settings);
  }
  void open() {
    using namespace service::http;  // NOLINT
    HandlerSettings settings;
    settings.publicOrigin = "https://recovery.example.com";
    settings.discovery = [this] { return service::http::discoveryOf(desk.policy); };
    settings.isReady = [] { return true; };
    settings.metricsNetworks = {*platform::Network::parse("192.0.2.0/24")};
    m_reports = std::make_unique<service::domain::DeliveryReports>(service::domain::DeliveryReports::Parts{
        desk.bench->store(), desk.bench->proofs(), desk.numbering, desk.clock, textReports, voiceReports});
    m_refusals = std::make_unique<service::domain::RefusalNotes>(desk.bench->store(), desk.clock);
    m_handler = std::make_unique<ServiceHandler>(
        HandlerParts{*desk.service, desk.bench->proofs(), desk.keys, desk.clock, m_metrics, log,
                     m_reports.get(), m_refusals.get(), desk.enrolments.get()},
        settings);
    openBeside(settings);
  }

  service::http::Metrics m_metrics;
  std::unique_ptr<service::domain::DeliveryReports> m_reports;
  std::unique_ptr<service::domain::RefusalNotes> m_refusals;
  std::unique_ptr<service::http::ServiceHandler> m_handler;
  std::unique_ptr<Beside> m_beside;
  bool m_asksOther = false;
};

}  // namespace latchkey::tests
