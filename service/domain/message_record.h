// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// Kept as numbers in the store: new ones at the end.
enum class MessageState {
  Queued,
  Sending,
  Accepted,  ///< by the relay or the gateway
  GivenUp,
  Unknown,     ///< handed over, but the answer was lost: never sent again
  Delivered,   ///< as was reported afterwards
  Undelivered  ///< the same of one that did not get through: by the gateway, or by a mail that came back
};
/// One message, as far as the queue keeps it: without its text.
struct MessageRecord {
  QString id;
  QString recoveryId;  ///< empty: a notice that no recovery caused
  Channel channel = Channel::Mail;
  QString to;  ///< empty: to nobody
  bool carriesCode = false;
  MessageState state = MessageState::Queued;
  int attempts = 0;
  qint64 createdAt = 0;
  qint64 movesAt = 0;  ///< queued: when it is tried next; settled: when that was
  QString reason;      ///< why it is tried again, was given up, is unknown or was not delivered
};

}  // namespace latchkey::service::domain
