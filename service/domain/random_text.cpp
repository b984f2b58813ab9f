// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/random_text.h"

#include <array>

#include "core/rules/receipt.h"

namespace latchkey::service::domain {

QString toBase64Url(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString randomId(Random& random) {
  QByteArray bytes(16, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
  return toBase64Url(bytes);
}

QString randomText(Random& random, QStringView alphabet, int length) {
  const auto size = static_cast<unsigned>(alphabet.size());
  // Rejection sampling: a remainder of 256 would make the first signs likelier.
  const unsigned fair = 256 - 256 % size;
  QString text;
  std::array<std::byte, 16> bytes{};
  while (text.size() < length) {
    random.fill(bytes);
    for (const std::byte byte : bytes) {
      const auto value = std::to_integer<unsigned>(byte);
      if (text.size() < length && value < fair) text += alphabet.at(static_cast<qsizetype>(value % size));
    }
  }
  return text;
}

QString randomReceipt(Random& random) {
  const QString signs = randomText(random, rules::receiptAlphabet(), 6);
  return signs.first(3) + u'-' + signs.sliced(3);
}

QString randomCode(Random& random, int digits) {
  return randomText(random, u"0123456789", digits);
}

}  // namespace latchkey::service::domain
