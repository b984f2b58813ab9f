// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is typed as an account name: parsed or refused, and what is parsed has one stable key.
#include <cstdint>
#include <cstdlib>

#include "core/rules/account_name.h"

using latchkey::rules::AccountName;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QString typed = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto name = AccountName::parse(typed);
  if (!name) return 0;
  const auto again = AccountName::parse(name->key());
  if (!again || !(*again == *name) || again->key() != name->key()) std::abort();
  // Another spelling of the same must not get a second set of tries.
  const auto spaced = AccountName::parse(QStringLiteral("  %1\n").arg(typed));
  if (!spaced || spaced->key() != name->key()) std::abort();
  for (const QChar unit : name->key()) {
    if (unit.category() == QChar::Other_Control || unit.category() == QChar::Other_Format) std::abort();
  }
  return 0;
}
