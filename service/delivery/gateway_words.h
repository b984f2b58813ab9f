// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "service/delivery/gateway_request.h"
#include "service/domain/recoveries.h"

/// What gateways say of a number, in our own words.
namespace latchkey::service::delivery {

/// Error codes of Twilio's REST interface (21…) and of its reports on deliveries (30…). Other: none of those.
[[nodiscard]] domain::DeliveryFault faultOfTwilio(int code);

/// Of the answer to a message that was refused. Json: {"reason":"cannot-text"}, one of the words of
/// domain::wordFor(). Twilio: {"code":21614}. Other where it says nothing that we know; never throws.
[[nodiscard]] domain::DeliveryFault faultOfAnswer(GatewayForm form, const QByteArray& body);

}  // namespace latchkey::service::delivery
