// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/message_record.h"
#include "service/domain/recoveries.h"

namespace latchkey::service::domain {

/// What the reason of a record comes to: "smtp-550-5.1.1" (RFC 3463), "http-400-cannot-text", "expired".
[[nodiscard]] DeliveryFault faultOf(const QString& reason);

/// The words that a gateway's reason may end with; empty where there is none.
[[nodiscard]] QString wordFor(DeliveryFault fault);
[[nodiscard]] DeliveryFault faultNamed(const QString& word);  ///< Other: not one of them

/// Whether a reason is an answer that says no, and not "later".
[[nodiscard]] bool isRefusal(const QString& reason);

[[nodiscard]] DeliveryNews newsOf(const MessageRecord& message);

}  // namespace latchkey::service::domain
