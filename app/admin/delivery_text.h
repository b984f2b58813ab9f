// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include "service/domain/audit_trail.h"

namespace latchkey::admin {

/// "accepted by the relay at …", "given up at …: smtp-550"
[[nodiscard]] QString stateOf(const service::domain::MessageRecord& message);
/// Time, kind, channel, mask and state.
[[nodiscard]] QStringList messageRow(const service::domain::MessageRecord& message,
                                     const service::domain::Numbering& numbering);
[[nodiscard]] QByteArray messageJson(const service::domain::MessageRecord& message,
                                     const service::domain::Numbering& numbering);

}  // namespace latchkey::admin
