// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of gateways: forms are read whole or not at all, and without the right signature nothing is.
#include <QMessageAuthenticationCode>
#include <cstdint>
#include <cstdlib>

#include "service/delivery/gateway_words.h"
#include "service/delivery/report_reader.h"

using namespace latchkey::service;
using delivery::GatewayForm;

constexpr qint64 now = 1'767'225'600'000;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray body(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto fields = delivery::formFields(body);
  if (fields && fields->size() > body.count('&') + 1) std::abort();
  for (const GatewayForm form : {GatewayForm::Json, GatewayForm::Twilio}) {
    std::ignore = delivery::faultOfAnswer(form, body);
    const delivery::GatewayReportReader reader({form, domain::Channel::Text,
                                                latchkey::platform::Secret("key"),
                                                QUrl(QStringLiteral("https://a.example/x"))});
    // Nothing is read of what is not signed.
    if (reader.read({body.left(64), body.left(16), body.right(68), body}, now)) std::abort();
    if (form != GatewayForm::Json) continue;
    const QByteArray time = QByteArray::number(now / 1000);
    const QByteArray mac =
        QMessageAuthenticationCode::hash(time + '.' + body, "key", QCryptographicHash::Sha256).toHex();
    const auto read = reader.read({{}, time, "v1=" + mac, body}, now);
    if (read && (read->messageId.isEmpty() || read->messageId.size() > 64 || read->replayId.isEmpty()))
      std::abort();
    if (!read && read.error() != domain::ReportFault::Malformed) std::abort();
  }
  return 0;
}
