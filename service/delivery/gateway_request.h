// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

enum class GatewayForm {
  Json,   ///< {"id","channel","to","language","text","code"…}
  Twilio  ///< Messages.json and Calls.json of Twilio's REST interface of 2010-04-01, and what imitates it
};

/// What is posted for one message.
struct GatewayRequest {
  QByteArray contentType;
  QByteArray body;
};

/// @param from number or name that messages come from; empty where the gateway knows
/// @param keyPressUrl Twilio, voice: see GatewaySettings
/// @param reportUrl where this message is to be reported on; empty: nowhere
[[nodiscard]] GatewayRequest gatewayRequest(GatewayForm form, const domain::Message& message,
                                            const QString& from, const QUrl& keyPressUrl,
                                            const QUrl& reportUrl = {});

/// What a call says at once, and what it says after a key. Without an empty line all of it waits for the key.
struct SpokenParts {
  QString beforeKey;
  QString afterKey;
};
[[nodiscard]] SpokenParts spokenParts(const QString& body);

}  // namespace latchkey::service::delivery
