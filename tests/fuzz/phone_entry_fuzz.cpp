// SPDX-License-Identifier: GPL-3.0-or-later
// Telephone numbers as somebody wrote them, the region in the first line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "core/rules/mask.h"
#include "service/numbering/phone_numbering.h"

using latchkey::service::domain::PhoneProblem;
using latchkey::service::numbering::PhoneNumbering;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const qsizetype end = text.indexOf(u'\n');
  const QString region = end < 0 ? QStringLiteral("JP") : text.left(end);
  const auto number = PhoneNumbering().judge(end < 0 ? text : text.mid(end + 1), region);

  const bool invalid = number.problems.contains(PhoneProblem::Invalid);
  if (invalid && (!number.e164.isEmpty() || !number.national.isEmpty() || number.problems.size() != 1))
    std::abort();
  if (number.e164.isEmpty() != number.national.isEmpty()) std::abort();
  if (number.e164.isEmpty()) return 0;
  if (!number.e164.startsWith(u'+') || number.e164.size() > 16) std::abort();
  const QStringView digits = QStringView(number.e164).mid(1);
  if (!std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
    std::abort();
  if (!latchkey::rules::maskPhone(number.national)) std::abort();
  // What was recognised once is the same number when it is read again.
  if (PhoneNumbering().judge(number.e164, QString()).e164 != number.e164) std::abort();
  return 0;
}
