// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/senders.h"

#include "app/service/start_failure.h"
#include "service/delivery/outbox_sender.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace delivery = service::delivery;

std::unique_ptr<service::domain::MessageSender> outboxFor(const config::ServiceConfiguration& configuration) {
  if (configuration.outbox.isEmpty()) return nullptr;
  return std::make_unique<delivery::OutboxSender>(configuration.outbox);
}

}  // namespace

Senders::Senders(const config::ServiceConfiguration& configuration)
    : m_outbox(outboxFor(configuration)),
      m_router({m_mail ? m_mail.get() : m_outbox.get(), m_text ? m_text.get() : m_outbox.get(),
                m_voice ? m_voice.get() : m_outbox.get()}) {}

}  // namespace latchkey::app
