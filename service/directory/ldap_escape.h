// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Search filters (RFC 4515) and names (RFC 4514) from what people typed.
namespace latchkey::service::directory {

/// Every byte but letters, digits and . - _ @ as a backslash and two hexadecimal digits. Both RFCs allow that
/// for any byte, in any place of a value, so that no list of special characters can be incomplete.
[[nodiscard]] QByteArray escapedValue(QByteArrayView value);

/// "(attribute=value)"
[[nodiscard]] QByteArray equalityFilter(QByteArrayView attribute, const QString& value);
/// "(|…)", or the one filter by itself.
[[nodiscard]] QByteArray anyOf(const QList<QByteArray>& filters);
/// "attribute=value,base"
[[nodiscard]] QByteArray childOf(const QByteArray& base, QByteArrayView attribute, const QString& value);

}  // namespace latchkey::service::directory
