// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QSet>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <variant>

#include "service/config/duration.h"

/// One setting: its name, what may stand there, and how it gets into the value that it belongs to. The
/// same tables serve the configuration file, `latchkeyctl policy show` and `policy set`.
namespace latchkey::service::config {

/// Durations are seconds.
using Value = std::variant<bool, qint64, QString, QStringList>;

enum class Shape { Switch, Number, Duration, Text, List };

template <typename Target>
struct Setting {
  QString name;  ///< "code.digits"
  Shape shape = Shape::Text;
  QString expected;  ///< "a whole number from 6 to 10"
  std::function<Value(const Target&)> read;
  std::function<bool(Target&, const Value&)> write;  ///< false: the value does not fit
};

template <typename Target>
using Settings = QList<Setting<Target>>;

// The fields are given as generic lambdas, so that one serves for reading and for writing:
// [](auto& realm) -> auto& { return realm.gates; }

template <typename Target, typename Field>
Setting<Target> flag(const QString& name, Field field) {
  return {name, Shape::Switch, QStringLiteral("true or false"),
          [field](const Target& target) -> Value { return field(target); },
          [field](Target& target, const Value& value) {
            field(target) = std::get<bool>(value);
            return true;
          }};
}

template <typename Target, typename Field>
Setting<Target> number(const QString& name, qint64 least, qint64 most, Field field) {
  return {name, Shape::Number, QStringLiteral("a whole number from %1 to %2").arg(least).arg(most),
          [field](const Target& target) -> Value { return qint64{field(target)}; },
          [field, least, most](Target& target, const Value& value) {
            const qint64 given = std::get<qint64>(value);
            if (given < least || given > most) return false;
            using Number = std::remove_reference_t<decltype(field(target))>;
            field(target) = static_cast<Number>(given);
            return true;
          }};
}

template <typename Target, typename Field>
Setting<Target> duration(const QString& name, qint64 least, qint64 most, Field field) {
  Setting<Target> setting = number<Target>(name, least, most, field);
  setting.shape = Shape::Duration;
  setting.expected = QStringLiteral("a time from %1 to %2, such as \"90s\", \"15m\", \"24h\" or seconds")
                         .arg(durationText(least), durationText(most));
  return setting;
}

using TextCheck = bool (*)(const QString&);

template <typename Target, typename Field>
Setting<Target> text(const QString& name, const QString& expected, TextCheck check, Field field) {
  return {name, Shape::Text, expected, [field](const Target& target) -> Value { return field(target); },
          [field, check](Target& target, const Value& value) {
            const QString& given = std::get<QString>(value);
            if (!check(given)) return false;
            field(target) = given;
            return true;
          }};
}

template <typename Target, typename Field>
Setting<Target> list(const QString& name, const QString& expected, TextCheck check, Field field) {
  return {name, Shape::List, expected, [field](const Target& target) -> Value { return field(target); },
          [field, check](Target& target, const Value& value) {
            const QStringList& given = std::get<QStringList>(value);
            const bool fits = std::all_of(given.begin(), given.end(), check);
            if (!fits || QSet<QString>(given.begin(), given.end()).size() != given.size()) return false;
            field(target) = given;
            return true;
          }};
}

template <typename Enum>
using Words = QList<QPair<QString, Enum>>;

template <typename Enum>
QString joined(const Words<Enum>& words) {
  QStringList quoted;
  for (const auto& word : words) quoted << u'"' + word.first + u'"';
  return quoted.join(QStringLiteral(", "));
}

template <typename Enum>
std::optional<Enum> meaningOf(const Words<Enum>& words, const QString& given) {
  for (const auto& word : words) {
    if (word.first == given) return word.second;
  }
  return std::nullopt;
}

template <typename Enum>
QString wordFor(const Words<Enum>& words, Enum meaning) {
  for (const auto& word : words) {
    if (word.second == meaning) return word.first;
  }
  return {};
}

template <typename Target, typename Enum, typename Field>
Setting<Target> choice(const QString& name, const Words<Enum>& words, Field field) {
  return {name, Shape::Text, QStringLiteral("one of ") + joined(words),
          [field, words](const Target& target) -> Value { return wordFor(words, field(target)); },
          [field, words](Target& target, const Value& value) {
            const auto meaning = meaningOf(words, std::get<QString>(value));
            if (meaning) field(target) = *meaning;
            return meaning.has_value();
          }};
}

/// At least one of the words, none of them twice.
template <typename Target, typename Enum, typename Field>
Setting<Target> choices(const QString& name, const Words<Enum>& words, Field field) {
  return {name, Shape::List, QStringLiteral("a list of some of %1, each once").arg(joined(words)),
          [field, words](const Target& target) -> Value {
            QStringList given;
            for (const Enum meaning : field(target)) given << wordFor(words, meaning);
            return given;
          },
          [field, words](Target& target, const Value& value) {
            QList<Enum> meanings;
            for (const QString& word : std::get<QStringList>(value)) {
              const auto meaning = meaningOf(words, word);
              if (!meaning || meanings.contains(*meaning)) return false;
              meanings << *meaning;
            }
            if (meanings.isEmpty()) return false;
            field(target) = meanings;
            return true;
          }};
}

}  // namespace latchkey::service::config
