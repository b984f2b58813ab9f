// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/approval_link.h"

#include "core/rules/objection_code.h"

namespace latchkey::rules {

std::optional<QString> readApprovalLink(QStringView link) {
  return readTicketLink(QLatin1StringView("latchkey:approved?ticket="), link);
}

}  // namespace latchkey::rules
