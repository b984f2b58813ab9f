// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/toml_reader.h"

#include <toml++/toml.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "service/config/nearest_word.h"
#include "service/config/realm_table.h"

namespace latchkey::service::config {

namespace {

QString textOf(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString kindOf(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none:
      return QStringLiteral("nothing");
    case toml::node_type::table:
      return QStringLiteral("a section");
    case toml::node_type::array:
      return QStringLiteral("a list");
    case toml::node_type::string:
      return QStringLiteral("text");
    case toml::node_type::integer:
      return QStringLiteral("a whole number");
    case toml::node_type::floating_point:
      return QStringLiteral("a number with a point");
    case toml::node_type::boolean:
      return QStringLiteral("true or false");
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return QStringLiteral("a date or time");
  }
  return {};
}

std::optional<Value> valueOf(const toml::node& node, Shape shape) {
  const auto text = [](const toml::node& of) { return textOf(of.as_string()->get()); };
  switch (shape) {
    case Shape::Switch:
      return node.is_boolean() ? std::optional<Value>(node.as_boolean()->get()) : std::nullopt;
    case Shape::Number:
      return node.is_integer() ? std::optional<Value>(qint64{node.as_integer()->get()}) : std::nullopt;
    case Shape::Duration: {
      if (node.is_integer()) return qint64{node.as_integer()->get()};
      const auto seconds = node.is_string() ? parseDuration(text(node)) : std::nullopt;
      return seconds ? std::optional<Value>(*seconds) : std::nullopt;
    }
    case Shape::Text:
      return node.is_string() ? std::optional<Value>(text(node)) : std::nullopt;
    case Shape::List: {
      if (!node.is_array()) return std::nullopt;
      QStringList items;
      for (const toml::node& item : *node.as_array()) {
        if (!item.is_string()) return std::nullopt;
        items << text(item);
      }
      return items;
    }
  }
  return std::nullopt;
}

}  // namespace

/// One table of the file against one table of settings.
class TomlReader::Walk {
public:
  Walk(TomlReader& reader, QString shownPrefix) : m_reader(reader), m_shownPrefix(std::move(shownPrefix)) {}

  /// @param skip names that were read before.
  template <typename Target>
  void readAll(const toml::table& table, const QString& prefix, const Settings<Target>& settings,
               Target& target, const QStringList& skip) {
    for (const auto& [key, node] : table) {
      const QString name = prefix + textOf(key.str());
      m_reader.m_places.insert(m_shownPrefix + name, placeOf(key.source()));
      if (skip.contains(name)) continue;
      const auto* const setting = find(settings, name);
      if (setting != nullptr) {
        readOne(node, *setting, target);
      } else if (!isSection(settings, name)) {
        refuseUnknown(settings, name, placeOf(key.source()));
      } else if (const toml::table* const inner = node.as_table()) {
        readAll(*inner, name + u'.', settings, target, skip);
      } else {
        m_reader.complainAt(placeOf(node.source()), m_shownPrefix + name,
                            kindOf(node) + QStringLiteral(" stands here"),
                            QStringLiteral("a section, as in [%1]").arg(m_shownPrefix + name));
      }
    }
  }

  template <typename Target>
  void readOne(const toml::node& node, const Setting<Target>& setting, Target& target) {
    const auto value = valueOf(node, setting.shape);
    if (value && setting.write(target, *value)) return;
    // Texts are not repeated: somebody may have put a password there.
    QString problem = kindOf(node) + QStringLiteral(" of another form stands here");
    if (value && node.is_integer())
      problem = QStringLiteral("%1 is out of range").arg(node.as_integer()->get());
    else if (!value && !(node.is_string() && setting.shape == Shape::Duration))
      problem = kindOf(node) + QStringLiteral(" stands here");
    m_reader.complainAt(placeOf(node.source()), m_shownPrefix + setting.name, problem, setting.expected);
  }

  /// A list of tables in the table, as in [[realm.questions]].
  template <typename Target>
  void readTables(const toml::node& node, const QString& name, const Settings<Target>& settings,
                  QList<Target>& targets) {
    const toml::array* const tables = node.as_array();
    if (tables == nullptr || tables->empty() || !tables->is_homogeneous(toml::node_type::table)) {
      m_reader.complainAt(placeOf(node.source()), m_shownPrefix + name,
                          kindOf(node) + QStringLiteral(" stands here"),
                          QStringLiteral("[[realm.%1]], in double brackets").arg(name));
      return;
    }
    for (const toml::node& entry : *tables) {
      const QString shown = entryName(m_shownPrefix + name, targets.size());
      m_reader.m_places.insert(shown, placeOf(entry.source()));
      Target target;
      Walk(m_reader, shown + u'.').readAll(*entry.as_table(), {}, settings, target, {});
      targets.append(target);
    }
  }

  static Place placeOf(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

private:
  template <typename Target>
  static const Setting<Target>* find(const Settings<Target>& settings, const QString& name) {
    const auto at = std::find_if(settings.begin(), settings.end(),
                                 [&name](const auto& setting) { return setting.name == name; });
    return at == settings.end() ? nullptr : &*at;
  }

  template <typename Target>
  static bool isSection(const Settings<Target>& settings, const QString& name) {
    return std::any_of(settings.begin(), settings.end(),
                       [start = name + u'.'](const auto& setting) { return setting.name.startsWith(start); });
  }

  template <typename Target>
  void refuseUnknown(const Settings<Target>& settings, const QString& name, Place place) {
    QStringList known;
    for (const auto& setting : settings) {
      known << setting.name << setting.name.section(u'.', 0, 0);
    }
    if (m_shownPrefix.isEmpty()) known << QStringLiteral("realm");
    const QString near = nearestWord(name, known);
    const QString hint = near.isEmpty() ? QString() : QStringLiteral("; did you mean %1?").arg(near);
    m_reader.complainAt(place, m_shownPrefix + name, QStringLiteral("there is no such setting") + hint, {});
  }

  TomlReader& m_reader;
  QString m_shownPrefix;
};

QString TomlReader::realmName(qsizetype index, const QString& name) {
  return entryName(QStringLiteral("realm"), index) + u'.' + name;
}

QString TomlReader::entryName(const QString& list, qsizetype index) {
  return QStringLiteral("%1[%2]").arg(list).arg(index + 1);
}

void TomlReader::read(const QByteArray& toml) {
  toml::table root;
  try {
    root = toml::parse(std::string_view(toml.constData(), static_cast<std::size_t>(toml.size())));
  } catch (const toml::parse_error& error) {
    complainAt(Walk::placeOf(error.source()), {}, textOf(error.description()), {});
    return;
  }
  Walk service(*this, {});
  const QString realmKey = QStringLiteral("realm");
  service.readAll(root, {}, serviceTable(), m_draft, {realmKey});

  const toml::node* const node = root.get("realm");
  if (node == nullptr)
    return complain({}, QStringLiteral("no realm is set up"), QStringLiteral("at least one [[realm]]"));
  const toml::array* const realms = node->as_array();
  if (realms == nullptr || realms->empty() || !realms->is_homogeneous(toml::node_type::table))
    return complain(realmKey, kindOf(*node) + QStringLiteral(" stands here"),
                    QStringLiteral("[[realm]], in double brackets"));

  for (const toml::node& entry : *realms) {
    const toml::table& table = *entry.as_table();
    const qsizetype index = m_draft.configuration.policy.realms.size();
    domain::Realm realm;
    m_places.insert(realmName(index, {}).chopped(1), Walk::placeOf(entry.source()));
    Walk walk(*this, realmName(index, {}));
    // What replaces many others comes first, wherever it stands.
    const QStringList first{QStringLiteral("profile"), QStringLiteral("password.preset")};
    for (const QString& name : first) {
      const toml::node* const value = table.at_path(name.toStdString()).node();
      for (const auto& setting : realmTable()) {
        if (value != nullptr && setting.name == name) walk.readOne(*value, setting, realm);
      }
    }
    const QString questionsKey = QStringLiteral("questions");
    const QString fieldsKey = QStringLiteral("appeal_fields");
    walk.readAll(table, {}, realmTable(), realm, QStringList(first) << questionsKey << fieldsKey);
    if (const toml::node* const questions = table.get("questions")) {
      walk.readTables(*questions, questionsKey, questionTable(), realm.questions.list);
    }
    if (const toml::node* const fields = table.get("appeal_fields")) {
      walk.readTables(*fields, fieldsKey, appealFieldTable(), realm.appeal.fields);
    }
    m_draft.configuration.policy.realms << realm;
  }
}

void TomlReader::complain(const QString& name, const QString& problem, const QString& expected) {
  complainAt(m_places.value(name), name, problem, expected);
}

void TomlReader::complainAt(Place place, const QString& name, const QString& problem,
                            const QString& expected) {
  const QString shown = name.isEmpty() ? problem : name + QStringLiteral(": ") + problem;
  m_errors.append({m_path, place.line, place.column, shown, expected});
}

ConfigurationError TomlReader::firstError() const {
  // What concerns the whole file, or a section that is not there, comes last.
  const auto place = [](const ConfigurationError& error) {
    return std::pair(error.line == 0 ? std::numeric_limits<int>::max() : error.line, error.column);
  };
  return *std::min_element(m_errors.begin(), m_errors.end(),
                           [&place](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace latchkey::service::config
