// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of gateways: forms are read whole or not at all, and without the right signature nothing is.
#include <cstdint>
#include <cstdlib>

#include "service/delivery/gateway_words.h"
#include "service/delivery/report_reader.h"

using namespace latchkey::service;
using delivery::GatewayForm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray body(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto fields = delivery::formFields(body);
  if (fields && fields->size() > body.count('&') + 1) std::abort();
  for (const GatewayForm form : {GatewayForm::Json, GatewayForm::Twilio}) {
    std::ignore = delivery::faultOfAnswer(form, body);
    const delivery::GatewayReportReader reader({form, domain::Channel::Text,
                                                latchkey::platform::Secret("key"),
                                                QUrl(QStringLiteral("https://a.example/x"))});
    if (reader.read({body.left(64), body.left(16), body.right(68), body}, 1'767'225'600'000)) std::abort();
  }
  return 0;
}
