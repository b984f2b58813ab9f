// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/bounce_address.h"

#include <QByteArrayView>
#include <string_view>

#include "core/platform/guard.h"
#include "service/domain/random_text.h"
#include "service/domain/tokens.h"

namespace latchkey::service::delivery {
namespace {

constexpr std::string_view signs =
    "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, section 6, in small letters
constexpr qsizetype idBytes = 16;
constexpr qsizetype macBytes = 10;  // who guesses has to send a mail for each try
constexpr qsizetype idSigns = 26;
constexpr qsizetype macSigns = 16;

QByteArray toBase32(const QByteArray& bytes) {
  QByteArray text;
  unsigned waiting = 0;
  int bits = 0;
  for (const char byte : bytes) {
    waiting = waiting << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += signs[waiting >> (bits - 5) & 31];
    waiting &= 31;
  }
  if (bits > 0) text += signs[waiting << (5 - bits) & 31];
  return text;
}

/// Nothing for other signs, and for spare bits that are not 0: each text has one spelling.
std::optional<QByteArray> fromBase32(QByteArrayView text) {
  QByteArray bytes;
  unsigned waiting = 0;
  int bits = 0;
  for (const char sign : text) {
    const auto value = signs.find(sign);
    if (value == std::string_view::npos) return std::nullopt;
    waiting = (waiting << 5 | static_cast<unsigned>(value)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(waiting >> bits & 0xff);
  }
  if ((waiting & ((1U << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace

BounceAddress::BounceAddress(const QString& address, const domain::KeyedHash& keys)
    : m_local(address.section(u'@', 0, 0).toLatin1()),
      m_domain(address.section(u'@', 1).toLatin1()),
      m_keys(keys) {}

QByteArray BounceAddress::macOf(const QByteArray& id) const {
  return m_keys.mac(domain::KeyPurpose::Bounce, id).first(macBytes);
}

std::optional<QByteArray> BounceAddress::senderOf(const QString& messageId) const {
  const QByteArray id = QByteArray::fromBase64(messageId.toLatin1(), QByteArray::Base64UrlEncoding);
  if (id.size() != idBytes || domain::toBase64Url(id) != messageId) return std::nullopt;
  return m_local + '+' + toBase32(id) + '-' + toBase32(macOf(id)) + '@' + m_domain;
}

std::optional<QString> BounceAddress::messageOf(const QString& recipient) const {
  const QByteArray address = recipient.toLatin1().toLower();
  const QByteArray start = m_local.toLower() + '+';
  const QByteArray end = '@' + m_domain.toLower();
  if (!address.startsWith(start) || !address.endsWith(end) ||
      address.size() != start.size() + idSigns + 1 + macSigns + end.size()) {
    return std::nullopt;
  }
  const QByteArrayView reference = QByteArrayView(address).sliced(start.size(), idSigns + 1 + macSigns);
  const auto id = fromBase32(reference.first(idSigns));
  const auto mac = fromBase32(reference.last(macSigns));
  if (!id || !mac || reference.at(idSigns) != '-') return std::nullopt;
  const bool ours = domain::equalInConstantTime(*mac, macOf(*id));
  if (!ours && platform::isOn(platform::Guard::BounceAddress)) return std::nullopt;
  return domain::toBase64Url(*id);
}

}  // namespace latchkey::service::delivery
