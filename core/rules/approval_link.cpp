// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/approval_link.h"

#include "core/rules/objection_code.h"

namespace latchkey::rules {

std::optional<QString> readApprovalLink(QStringView link) {
  const QLatin1StringView lead("latchkey:approved?ticket=");
  if (!link.startsWith(lead)) return std::nullopt;
  const QStringView ticket = link.sliced(lead.size());
  const auto code = readObjection(ticket);
  return code && *code == ticket ? code : std::nullopt;
}

}  // namespace latchkey::rules
