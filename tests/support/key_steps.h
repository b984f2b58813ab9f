// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/key_desk.h"
#include "tests/support/recovery_caller.h"

namespace latchkey::tests::steps {

[[nodiscard]] inline QString encoded(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// What a paper key makes of what the answer's view asks for; of some challenge where it asks for none.
[[nodiscard]] inline QJsonObject touchOf(const RecoveryCaller::Answer& answer,
                                         const SecurityKey& key = paperKey()) {
  const QJsonObject asked = answer.recovery().value(QLatin1String("securityKey")).toObject();
  PaperTouch touch;
  touch.challenge = QByteArray::fromBase64(asked.value(QLatin1String("challenge")).toString().toLatin1(),
                                           QByteArray::Base64UrlEncoding);
  const SubmitAssertion assertion = touched(key, touch);
  return {{QStringLiteral("credential"), encoded(assertion.credential)},
          {QStringLiteral("clientData"), encoded(assertion.clientData)},
          {QStringLiteral("authenticatorData"), encoded(assertion.authenticatorData)},
          {QStringLiteral("signature"), encoded(assertion.signature)}};
}

}  // namespace latchkey::tests::steps
