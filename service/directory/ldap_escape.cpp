// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_escape.h"

#include "core/platform/guard.h"

namespace latchkey::service::directory {

namespace {
bool isPlain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '.' || byte == '-' || byte == '_' || byte == '@';
}
}  // namespace

QByteArray escapedValue(QByteArrayView value) {
  if (!platform::isOn(platform::Guard::LdapEscape)) return value.toByteArray();
  constexpr char digits[] = "0123456789abcdef";
  QByteArray escaped;
  escaped.reserve(value.size() * 3);
  for (const char byte : value) {
    if (isPlain(byte)) {
      escaped.append(byte);
    } else {
      const auto bits = static_cast<unsigned char>(byte);
      escaped.append('\\').append(digits[bits >> 4U]).append(digits[bits & 0xFU]);
    }
  }
  return escaped;
}

QByteArray equalityFilter(QByteArrayView attribute, const QString& value) {
  return '(' + attribute.toByteArray() + '=' + escapedValue(value.toUtf8()) + ')';
}

QByteArray anyOf(const QList<QByteArray>& filters) {
  if (filters.size() == 1) return filters.first();
  return "(|" + filters.join() + ')';
}

QByteArray childOf(const QByteArray& base, QByteArrayView attribute, const QString& value) {
  return attribute.toByteArray() + '=' + escapedValue(value.toUtf8()) + ',' + base;
}

}  // namespace latchkey::service::directory
