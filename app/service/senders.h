// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "service/config/service_configuration.h"
#include "service/delivery/channel_router.h"
#include "service/domain/delivery_reports.h"
#include "service/domain/delivery_worker.h"

namespace latchkey::app {

/// The ways out that the configuration names; what has none goes into the outbox, where there is one.
class Senders {
public:
  /// Throws StartFailure. The keys must outlive it.
  Senders(const service::config::ServiceConfiguration& configuration, const service::domain::KeyedHash& keys);

  [[nodiscard]] service::domain::DeliveryWorker::Senders all() { return {m_router, m_router, m_router}; }

  /// nullptr: the channel's gateway reports nothing.
  [[nodiscard]] const service::domain::ReportReader* textReports() const { return m_textReports.get(); }
  [[nodiscard]] const service::domain::ReportReader* voiceReports() const { return m_voiceReports.get(); }

private:
  using Sender = std::unique_ptr<service::domain::MessageSender>;
  Sender m_outbox;
  Sender m_mail;
  Sender m_text;
  Sender m_voice;
  std::unique_ptr<service::domain::ReportReader> m_textReports;
  std::unique_ptr<service::domain::ReportReader> m_voiceReports;
  service::delivery::ChannelRouter m_router;
};

}  // namespace latchkey::app
