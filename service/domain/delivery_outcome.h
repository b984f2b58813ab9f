// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "service/domain/message_record.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

/// "mail", "text", "call": as the audit trail names the ways to a contact.
[[nodiscard]] QString wordFor(Channel channel);

/// What somebody who may say so says of a message that was handed over.
struct DeliveryOutcome {
  QString messageId;
  Channel channel = Channel::Mail;
  std::optional<MessageState> state;  ///< Delivered or Undelivered; nothing: still on its way
  QString reason;                     ///< of Undelivered
};
enum class Settlement {
  Entered,
  Unchanged,       ///< on its way as before, reported on before, or never handed over
  UnknownMessage,  ///< kept no more, of another channel, or to nobody
  Unavailable
};
/// Writes it into the message's record, and into the audit trail where that changed something. A state goes
/// forward only: the first outcome stays.
[[nodiscard]] Settlement settleDelivery(Store& store, const Numbering& numbering,
                                        const DeliveryOutcome& outcome, qint64 now);

}  // namespace latchkey::service::domain
