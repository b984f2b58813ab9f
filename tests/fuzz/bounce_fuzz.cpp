// SPDX-License-Identifier: GPL-3.0-or-later
// Mails that come back. What is read of one has the form that the delivery record takes, by LF and by CRLF.
#include <cstdint>
#include <cstdlib>

#include "service/delivery/bounce_address.h"
#include "service/delivery/bounce_reader.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey::service::delivery;

namespace {
bool isStatus(const QByteArray& status) {
  const QByteArrayList numbers = status.split('.');
  if (numbers.size() != 3 || !QByteArrayView("245").contains(numbers.first().front())) return false;
  for (const QByteArray& number : numbers) {
    if (number.isEmpty() || number.size() > 3) return false;
    for (const char c : number) {
      if (c < '0' || c > '9') return false;
    }
  }
  return true;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray mail(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto bounce = readBounce(mail);
  if (bounce && (!isStatus(bounce->status) || (bounce->failed && bounce->status.startsWith('2'))))
    std::abort();
  if (mail.size() < largestBounce / 2 && !mail.contains('\r')) {
    const auto other = readBounce(QByteArray(mail).replace("\n", "\r\n"));
    if (other.has_value() != bounce.has_value()) std::abort();
    if (bounce && (other->failed != bounce->failed || other->status != bounce->status)) std::abort();
  }
  // Nobody comes upon an address that is right.
  static const latchkey::tests::TestKeyedHash keys;
  static const BounceAddress address(QStringLiteral("bounces@contoso.example"), keys);
  const QString text = QString::fromLatin1(mail.left(200));
  if (address.messageOf(text) || address.messageOf(QStringLiteral("bounces+") + text)) std::abort();
  return 0;
}
