// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/pasted_ticket.h"

#include "core/rules/objection_code.h"

namespace latchkey::ui::wizard {

std::optional<platform::Secret> ticketIn(QStringView text, std::optional<QString> (*readLink)(QStringView)) {
  const QStringView pasted = text.trimmed();
  auto code = rules::readObjection(pasted);
  if (const qsizetype link = pasted.lastIndexOf(u"latchkey:"); !code && link >= 0)
    code = readLink(pasted.sliced(link));
  if (!code) return std::nullopt;
  platform::Secret secret = platform::Secret::consume(code->toLatin1());
  platform::wipe(*code);
  return secret;
}

}  // namespace latchkey::ui::wizard
