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

/// A way out that was tried without sending anything.
struct WayOut {
  QString section;   ///< of the configuration: "mail", "text", "voice"
  QString unusable;  ///< why it can never be used, as a line for the operator
  QString reason;    ///< why it could not be used now, as in the delivery record: "connect", "smtp-login-535"
  QByteArray clock;  ///< what the gateway's host says that the time is (HTTP's Date)
};
/// Each that the configuration names: connects, makes sure of TLS, signs in at the relay.
[[nodiscard]] QList<WayOut> tryWaysOut(const service::config::ServiceConfiguration& configuration,
                                       const service::domain::KeyedHash& keys);

}  // namespace latchkey::app
