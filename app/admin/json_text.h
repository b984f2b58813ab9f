// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

namespace latchkey::admin {

/// JSON of one value, in one line. Characters that a terminal would act on are escaped, not only those that
/// JSON asks for.
[[nodiscard]] QByteArray jsonText(const QJsonValue& value);

[[nodiscard]] QJsonValue textOrNull(const QString& text);

/// An object whose members stay in the order in which they are added; QJsonObject sorts them.
class JsonObjectText {
public:
  JsonObjectText& add(const char* name, const QJsonValue& value) { return addRaw(name, jsonText(value)); }
  /// @param json text that is JSON already
  JsonObjectText& addRaw(const char* name, const QByteArray& json);
  [[nodiscard]] QByteArray text() const { return '{' + m_members + '}'; }

private:
  QByteArray m_members;
};

}  // namespace latchkey::admin
