// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::rules {

/// The code of an approved appeal in the link of its mail, "latchkey:approved?ticket=7Q4K-2MXY-A3B4-C5D6".
/// The code itself is made and read like that of "this was not me" (objection_code.h). Strict: anything more,
/// less or other is no such link. A link names no server, and opening it does nothing but fill a field.
[[nodiscard]] std::optional<QString> readApprovalLink(QStringView link);

}  // namespace latchkey::rules
