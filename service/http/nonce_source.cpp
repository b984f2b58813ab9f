// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/nonce_source.h"

#include <QtEndian>

namespace latchkey::service::http {
namespace {

constexpr qint64 bucketMs = 60'000;
constexpr quint32 bucketsBack = 5;
constexpr quint32 bucketsAhead = 1;
constexpr qsizetype minuteBytes = 4;
constexpr qsizetype macBytes = 16;

}  // namespace

NonceSource::NonceSource(const domain::KeyedHash& hash, const domain::Clock& clock)
    : m_hash(hash), m_clock(clock) {}

QByteArray NonceSource::current() const {
  return make(minute());
}

bool NonceSource::isFresh(QByteArrayView nonce) const {
  const QByteArray given = nonce.toByteArray();
  const auto decoded = QByteArray::fromBase64Encoding(
      given, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded || decoded.decoded.size() != minuteBytes + macBytes) return false;
  const auto made = qFromBigEndian<quint32>(decoded.decoded.constData());
  const quint32 oldest = minute() - bucketsBack;
  if (made < oldest || made - oldest > bucketsBack + bucketsAhead) return false;
  // Not a secret (made for everybody who asks), so equality needs no constant time. Comparing the text
  // refuses every other spelling of the same bytes.
  return given == make(made);
}

qint64 NonceSource::staleAt() const {
  return m_clock.now() + (bucketsBack + bucketsAhead + 1) * bucketMs;
}

QByteArray NonceSource::make(quint32 minute) const {
  QByteArray bytes(minuteBytes, Qt::Uninitialized);
  qToBigEndian(minute, bytes.data());
  const QByteArray mac = m_hash.mac(domain::KeyPurpose::Nonce, bytes);
  return (bytes + mac.first(macBytes))
      .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

quint32 NonceSource::minute() const {
  return static_cast<quint32>(m_clock.now() / bucketMs);
}

}  // namespace latchkey::service::http
