// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include "core/platform/secret.h"
#include "service/delivery/gateway_request.h"
#include "service/domain/delivery_reports.h"

namespace latchkey::service::delivery {

struct ReportSettings {
  GatewayForm form = GatewayForm::Json;
  domain::Channel channel = domain::Channel::Text;
  platform::Secret key;  ///< Json: any text; Twilio: the account's auth token
  QUrl url;              ///< what the gateway was told to report to, without the message's id
};

/// Reports of a gateway. Nothing of one is looked at before its signature is right.
///
/// Json: Latchkey-Timestamp is seconds since 1970, at most five minutes from now; Latchkey-Signature is
/// "v1=" and the hexadecimal HMAC-SHA-256 under the key of timestamp, "." and body. The body is
/// {"id":…,"status":"accepted"|"delivered"|"undelivered","reason":…}, the reason a word of domain::wordFor().
/// Twilio: X-Twilio-Signature is the base64 of the HMAC-SHA-1 of the address and the sorted parameters. There
/// is no time in it: a report may come again, and changes nothing then.
class GatewayReportReader final : public domain::ReportReader {
public:
  explicit GatewayReportReader(ReportSettings settings) : m_settings(std::move(settings)) {}

  [[nodiscard]] Result<domain::DeliveryReport, domain::ReportFault> read(const domain::RawReport& raw,
                                                                         qint64 now) const override;

private:
  using Read = Result<domain::DeliveryReport, domain::ReportFault>;
  [[nodiscard]] Read readJson(const domain::RawReport& raw, qint64 now) const;
  [[nodiscard]] Read readTwilio(const domain::RawReport& raw) const;

  ReportSettings m_settings;
};

/// The address that a gateway reports one message to: the id in the query where the form has no other place.
[[nodiscard]] QUrl reportUrlFor(GatewayForm form, const QUrl& url, const QString& messageId);

/// The parameters of a form, decoded, sorted by name. Nothing for what is no such form, has one name twice or
/// more than a hundred.
[[nodiscard]] std::optional<QList<std::pair<QByteArray, QByteArray>>> formFields(const QByteArray& body);

}  // namespace latchkey::service::delivery
