// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::service::numbering {

/// A telephone number as somebody wrote it, taken apart before libphonenumber may interpret it.
struct WrittenNumber {
  bool international = false;  ///< begins with a plus
  QString digits;              ///< without the plus and without what stands between them
  QString extension;           ///< digits after "ext.", "x", "#", "内線", ";ext="; empty: none
};

/// Nothing where the text holds anything else: letters (1-800-FLOWERS), a plus in the middle, two numbers,
/// control characters, more than 20 digits. Full-width signs are taken like ASCII ones.
[[nodiscard]] std::optional<WrittenNumber> readNumber(QStringView text);

}  // namespace latchkey::service::numbering
