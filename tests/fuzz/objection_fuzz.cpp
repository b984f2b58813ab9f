// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and links of "this was not me", and the link of an approved appeal: what is read stands in its one
// form, and reads as itself.
#include <cstdint>
#include <cstdlib>

#include "core/rules/approval_link.h"
#include "core/rules/objection_code.h"

using namespace latchkey::rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto code = readObjection(text);
  if (code && (code->size() != objectionSigns + 3 || readObjection(*code) != code)) std::abort();
  const auto link = readObjectionLink(text);
  if (link && text != QStringLiteral("latchkey:not-me?ticket=") + *link) std::abort();
  const auto approved = readApprovalLink(text);
  if (approved && text != QStringLiteral("latchkey:approved?ticket=") + *approved) std::abort();
  return 0;
}
