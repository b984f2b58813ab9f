// SPDX-License-Identifier: GPL-3.0-or-later
// What a security key is said to have signed, and key files: nothing but what was asked for is without fault,
// and a key that was read is one that could be registered. The first byte says how the rest is shared out.
#include <QCryptographicHash>
#include <cstdint>
#include <cstdlib>

#include "core/rules/client_data.h"
#include "service/domain/assertions.h"

using namespace latchkey::service::domain;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const QByteArray rest(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  const AssertionTerms terms{QStringLiteral("r.example"), QStringLiteral("https://r.example"), "challenge",
                             (data[0] & 1) != 0};
  const QByteArray asked = latchkey::rules::clientDataFor(terms.challenge, terms.origin);
  SubmitAssertion assertion;
  const qsizetype cut = std::min<qsizetype>(rest.size(), data[0] >> 1);
  assertion.clientData = cut == 0 ? asked : rest.first(cut);
  assertion.authenticatorData = rest.sliced(cut);
  if (!faultIn(assertion, terms)) {
    const QByteArray hash = QCryptographicHash::hash("r.example", QCryptographicHash::Sha256);
    if (assertion.clientData != asked || assertion.authenticatorData.size() != 37 ||
        !assertion.authenticatorData.startsWith(hash)) {
      std::abort();
    }
    const int flags = assertion.authenticatorData.at(32);
    if ((flags & 1) == 0 || (terms.verifiesPerson && (flags & 4) == 0)) std::abort();
  }
  if (counterOf(assertion.authenticatorData) < 0) std::abort();
  const auto key = readKeyFile(rest);
  if (key && (key->credential.isEmpty() || key->credential.size() > 1023 || key->publicKey.size() != 64))
    std::abort();
  return 0;
}
