// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::rules {

/// How many signs of receiptAlphabet() the code of "this was not me" has: 79 bits, so that nobody guesses
/// one.
inline constexpr int objectionSigns = 16;

/// The code as it stands in a message: "7Q4K-2MXY-A3B4-C5D6".
/// @param signs objectionSigns of them
[[nodiscard]] QString groupedObjection(const QString& signs);

/// The code as somebody types or pastes it (blanks, hyphens of any kind, small letters, full-width signs), in
/// the form in which it stands in a message. Nothing for what is no such code.
[[nodiscard]] std::optional<QString> readObjection(QStringView text);

/// The code in a link of a message, "latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6". Strict: anything more, less
/// or other is no such link. A link names no server, and opening it does nothing but fill a field.
[[nodiscard]] std::optional<QString> readObjectionLink(QStringView link);

/// For links of one kind: `lead`, then a code as groupedObjection() writes it, and nothing else.
[[nodiscard]] std::optional<QString> readTicketLink(QLatin1StringView lead, QStringView link);

}  // namespace latchkey::rules
