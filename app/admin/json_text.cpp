// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "app/admin/console.h"

namespace latchkey::admin {

QByteArray jsonText(const QJsonValue& value) {
  const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
  // What is left of such characters stands inside of strings.
  QString text;
  for (const QChar unit : QString::fromUtf8(array.sliced(1, array.size() - 2))) {
    text += isUnprintable(unit) ? QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'))
                                : QString(unit);
  }
  return text.toUtf8();
}

QJsonValue textOrNull(const QString& text) {
  return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

JsonObjectText& JsonObjectText::addRaw(const char* name, const QByteArray& json) {
  if (!m_members.isEmpty()) m_members += ',';
  m_members += jsonText(QLatin1String(name)) + ':' + json;
  return *this;
}

}  // namespace latchkey::admin
