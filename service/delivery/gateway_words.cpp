// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/gateway_words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include "service/domain/delivery_news.h"

namespace latchkey::service::delivery {

using domain::DeliveryFault;

DeliveryFault faultOfTwilio(int code) {
  switch (code) {
    case 21211:  // invalid "To"
    case 21217:  // no number
    case 21421:  // invalid number
    case 30005:  // unknown destination
      return DeliveryFault::InvalidNumber;
    case 21401:  // not in E.164
      return DeliveryFault::NoCountryCode;
    case 21614:  // no mobile
    case 30006:  // a landline, or a carrier that cannot be reached
      return DeliveryFault::CannotText;
    case 21610:  // the receiver has answered STOP
    case 30004:  // blocked
    case 30007:  // filtered by the carrier
      return DeliveryFault::Blocked;
    case 30003:  // the device is off or out of reach
      return DeliveryFault::Unreachable;
    default:
      return DeliveryFault::Other;
  }
}

DeliveryFault faultOfAnswer(GatewayForm form, const QByteArray& body) {
  const QJsonObject answer = QJsonDocument::fromJson(body).object();
  switch (form) {
    case GatewayForm::Json:
      return domain::faultNamed(answer.value(QLatin1String("reason")).toString());
    case GatewayForm::Twilio:
      return faultOfTwilio(answer.value(QLatin1String("code")).toInt());
  }
  return DeliveryFault::Other;
}

}  // namespace latchkey::service::delivery
