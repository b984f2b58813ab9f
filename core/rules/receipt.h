// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::rules {

/// The signs of a receipt, without 0 O 1 I L.
[[nodiscard]] inline QString receiptAlphabet() {
  return QStringLiteral("23456789ABCDEFGHJKMNPQRSTUVWXYZ");
}

/// The short support code as somebody says or writes it ("7q4 k2m", full-width, without the hyphen), in the
/// form in which it is kept: "7Q4-K2M". Nothing for what is no receipt.
[[nodiscard]] std::optional<QString> readReceipt(QStringView text);

}  // namespace latchkey::rules
