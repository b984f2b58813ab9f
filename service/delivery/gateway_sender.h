// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <optional>

#include "core/platform/secret.h"
#include "service/delivery/curl_session.h"
#include "service/delivery/gateway_request.h"
#include "service/domain/ports.h"

namespace latchkey::service::delivery {

struct GatewaySettings {
  GatewayForm form = GatewayForm::Json;
  domain::Channel channel = domain::Channel::Text;
  QUrl url;                      ///< what is posted to; https, http on this machine only
  QString caFile;                ///< PEM; then nothing else is trusted. Empty: the system's authorities
  platform::Secret credentials;  ///< Json: a bearer token; Twilio: "SID:token". Empty: none
  QString from;                  ///< number or name that messages come from; Twilio needs it
  /// Twilio, voice, needed: what goes on after the key. Gets Language ("en-US") and Speech as query and
  /// answers <Response><Say language="{{Language}}">{{Speech}}</Say></Response>, as a TwiML Bin of the same
  /// account does. It lies with the gateway, which gets to know the code in any case.
  QUrl keyPressUrl;
  QUrl reportUrl;  ///< what the gateway is to report deliveries to; empty: nothing. See report_reader.h
  Deadlines deadlines;
};

/// Texts or calls by an HTTP gateway. Each message is one POST with its id as Idempotency-Key; thread-safe.
///
/// 2xx: accepted. 429, 5xx and a refused login (401), no connection, no TLS: Transient. Other answers, a
/// redirect among them: Permanent ("http-400", and "http-400-cannot-text" where the answer says why; see
/// faultOfAnswer()). No answer after the whole request was sent: Unknown.
class GatewaySender final : public domain::MessageSender {
public:
  /// Throws std::invalid_argument, with what is wrong, for settings that can never work.
  explicit GatewaySender(GatewaySettings settings);

  [[nodiscard]] Result<void, domain::SendError> send(const domain::Message& message) override;
  /// Whether the gateway's host answers over TLS that may be trusted, whatever it answers: asks for the head
  /// of its first page, without credentials. For administrators.
  /// @return its clock, as the answer's Date says; nothing where there is none
  [[nodiscard]] Result<std::optional<QByteArray>, domain::SendError> probe();

private:
  GatewaySettings m_settings;
};

}  // namespace latchkey::service::delivery
