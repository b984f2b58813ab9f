// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace latchkey::tests {

/// Just enough YAML to compare openapi.yaml with the code: block maps and lists, flow lists of words.
/// Block texts are skipped. Every scalar has a path, "components/schemas/Stage/enum/0"; a "/" in a key
/// is written "~1" as in a JSON pointer.
class FlatYaml {
public:
  explicit FlatYaml(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) take(line);
  }

  [[nodiscard]] QString value(const QString& path) const { return m_values.value(path); }
  [[nodiscard]] bool has(const QString& path) const { return m_children.contains(path); }
  /// The keys of a map or the indices of a list, in their order.
  [[nodiscard]] QStringList keys(const QString& path) const { return m_children.value(path); }
  /// The items of a list of scalars.
  [[nodiscard]] QStringList list(const QString& path) const {
    QStringList items;
    for (const QString& key : keys(path)) items << value(path + QLatin1Char('/') + key);
    return items;
  }
  [[nodiscard]] static QString escaped(QString key) {
    return key.replace(QLatin1Char('/'), QStringLiteral("~1"));
  }

private:
  struct Frame {
    qsizetype indent;
    QString path;
    int items = 0;
  };

  void take(const QString& line) {
    QString content = line.trimmed();
    qsizetype indent = line.indexOf(QRegularExpression(QStringLiteral("\\S")));
    if (content.isEmpty() || content.startsWith(QLatin1Char('#'))) return;
    if (m_skipBelow >= 0 && indent > m_skipBelow) return;
    m_skipBelow = -1;
    while (m_stack.last().indent >= indent) m_stack.removeLast();
    while (content.startsWith(QStringLiteral("- "))) {
      Frame& list = m_stack.last();
      const QString path = add(list.path, QString::number(list.items++));
      m_stack.append({indent, path});
      content = content.mid(2).trimmed();
      indent += 2;
    }
    static const QRegularExpression member(QStringLiteral("^('[^']*'|[^:'\\s][^:]*):(?:\\s+(.*))?$"));
    const auto match = member.match(content);
    if (!match.hasMatch()) return setValue(m_stack.last().path, content);
    const QString path = add(m_stack.last().path, escaped(unquoted(match.captured(1))));
    const QString value = match.captured(2);
    m_stack.append({indent, path});
    if (value == QLatin1String("|") || value.startsWith(QLatin1Char('>'))) {
      m_skipBelow = indent;
    } else if (!value.isEmpty()) {
      setValue(path, value);
    }
  }
  void setValue(const QString& path, const QString& value) {
    if (!value.startsWith(QLatin1Char('['))) {
      m_values.insert(path, unquoted(value));
      return;
    }
    int index = 0;
    const QString inside = value.mid(1, value.size() - 2);
    for (const QString& item : inside.split(QLatin1Char(','), Qt::SkipEmptyParts))
      m_values.insert(add(path, QString::number(index++)), unquoted(item.trimmed()));
  }
  QString add(const QString& parent, const QString& key) {
    m_children[parent] << key;
    const QString path = parent.isEmpty() ? key : parent + QLatin1Char('/') + key;
    m_children[path];
    return path;
  }
  static QString unquoted(const QString& text) {
    const bool quoted =
        text.size() >= 2 && text.startsWith(QLatin1Char('\'')) && text.endsWith(QLatin1Char('\''));
    return quoted ? text.mid(1, text.size() - 2) : text;
  }

  QList<Frame> m_stack = {{-1, QString(), 0}};
  qsizetype m_skipBelow = -1;
  QMap<QString, QString> m_values;
  QMap<QString, QStringList> m_children;
};

}  // namespace latchkey::tests
