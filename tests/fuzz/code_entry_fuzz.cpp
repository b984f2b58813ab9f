// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and confirm entries: digits only come out, and nothing but the contact itself matches it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "core/rules/code_entry.h"
#include "core/rules/mask.h"

using namespace latchkey::rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QString typed = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto digits = digitsOfCode(typed);
  if (digits) {
    if (digits->size() > typed.size()) std::abort();
    if (!std::all_of(digits->begin(), digits->end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
      std::abort();
    if (digitsOfCode(*digits) != digits) std::abort();
  }
  const auto phone = confirmPhone(typed, u"090-9876-5432", u"+819098765432");
  if (phone == ConfirmVerdict::Match && !typed.contains(u'2') && !typed.contains(u'２')) std::abort();
  if (digits && digits->size() < 4 && phone != ConfirmVerdict::Malformed) std::abort();
  if (confirmMail(typed, u"msabc123@outlook.com") == ConfirmVerdict::Match && typed.size() < 8) std::abort();
  // The address that was typed itself always matches, or is none.
  if (maskMail(typed) && confirmMail(typed, typed) == ConfirmVerdict::Mismatch) std::abort();
  (void)maskPhone(typed);
  return 0;
}
