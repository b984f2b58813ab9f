// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/totp.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace latchkey::service::domain {

namespace {
constexpr quint32 modulus = 1'000'000;  // 10 ^ totpDigits
}  // namespace

platform::Secret totpAt(const platform::Secret& secret, qint64 step) {
  QByteArray counter(8, '\0');
  qToBigEndian<qint64>(step, counter.data());
  QByteArray key(secret.view().data(), static_cast<qsizetype>(secret.size()));
  QByteArray hash = QMessageAuthenticationCode::hash(counter, key, QCryptographicHash::Sha1);
  platform::wipe(key);
  // RFC 4226, section 5.3: dynamic truncation.
  const int offset = hash.back() & 0x0f;
  const quint32 word = qFromBigEndian<quint32>(hash.constData() + offset) & 0x7fff'ffffU;
  platform::wipe(hash);
  return platform::Secret::consume(QByteArray::number(word % modulus).rightJustified(totpDigits, '0'));
}

platform::Secret base32Of(const platform::Secret& bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  platform::Secret text;
  quint32 held = 0;
  int bits = 0;
  const auto put = [&](quint32 five) { text.append(alphabet.substr(five & 31U, 1)); };
  for (const char byte : bytes.view()) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) put(held >> (bits - 5));
  }
  if (bits > 0) put(held << (5 - bits));
  return text;
}

std::optional<qint64> totpStepMatching(const platform::Secret& secret, const platform::Secret& code,
                                       qint64 now) {
  std::optional<qint64> found;
  const qint64 present = totpStepOf(now);
  for (const qint64 step : {present - 1, present, present + 1}) {
    if (totpAt(secret, step).equals(code)) found = step;
  }
  return found;
}

}  // namespace latchkey::service::domain
