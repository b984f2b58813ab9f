// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/linked_code.h"

#include "core/rules/approval_link.h"
#include "core/rules/objection_code.h"

namespace latchkey::assistant {

std::optional<LinkedCode> readLink(const QString& link) {
  auto objection = rules::readObjectionLink(link);
  auto approval = rules::readApprovalLink(link);
  if (!objection && !approval) return std::nullopt;
  LinkedCode code;
  if (objection) code.objection = platform::Secret::consume(objection->toLatin1());
  if (approval) code.approval = platform::Secret::consume(approval->toLatin1());
  for (auto* const read : {&objection, &approval}) {
    if (*read) platform::wipe(**read);
  }
  return code;
}

}  // namespace latchkey::assistant
