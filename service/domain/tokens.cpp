// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/tokens.h"

#include <QtEndian>

#include "core/platform/guard.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype idLength = 22;   // 128 bits in base64url
constexpr qsizetype macLength = 43;  // 256 bits in base64url
}  // namespace

bool equalInConstantTime(QByteArrayView a, QByteArrayView b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (qsizetype i = 0; i < a.size(); ++i) {
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

QByteArray mintToken(const KeyedHash& keys, const QString& recoveryId, int epoch,
                     const QByteArray& thumbprint) {
  const QByteArray id = recoveryId.toLatin1();
  const qint32 bigEndian = qToBigEndian(static_cast<qint32>(epoch));
  QByteArray data = id;  // of one length always, so the parts cannot run into one another
  data.append(reinterpret_cast<const char*>(&bigEndian), sizeof bigEndian);
  data.append(thumbprint);
  const QByteArray mac = keys.mac(KeyPurpose::Token, data);
  return id + '.' + mac.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QString> recoveryOf(const platform::Secret& token) {
  const std::string_view text = token.view();
  if (text.size() != static_cast<std::size_t>(idLength + 1 + macLength) || text[idLength] != '.') {
    return std::nullopt;
  }
  return QString::fromLatin1(text.data(), idLength);
}

TokenAge judgeToken(const KeyedHash& keys, const platform::Secret& token, const QString& recoveryId,
                    int epoch, const QByteArray& thumbprint) {
  if (!platform::isOn(platform::Guard::SessionBinding)) return TokenAge::Present;
  const std::string_view text = token.view();
  const QByteArrayView given(text.data(), static_cast<qsizetype>(text.size()));
  const auto is = [&](int wanted) {
    QByteArray minted = mintToken(keys, recoveryId, wanted, thumbprint);
    const bool same = equalInConstantTime(given, minted);
    platform::wipe(minted);
    return same;
  };
  if (is(epoch)) return TokenAge::Present;
  if (epoch > 0 && is(epoch - 1)) return TokenAge::Previous;
  return TokenAge::Wrong;
}

}  // namespace latchkey::service::domain
