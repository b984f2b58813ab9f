// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/realm_settings.h"

#include <algorithm>

#include "service/config/nearest_word.h"
#include "service/config/realm_table.h"

namespace latchkey::service::config {

namespace {

using domain::MethodKind;
using domain::Realm;
using Failure = unexpected<SettingError>;

QString quoted(const QString& text) {
  QString escaped = text;
  escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
  return u'"' + escaped + u'"';
}

QString unquoted(const QString& text) {
  const QString trimmed = text.trimmed();
  const bool isQuoted = trimmed.size() >= 2 && trimmed.startsWith(u'"') && trimmed.endsWith(u'"');
  return isQuoted ? trimmed.mid(1, trimmed.size() - 2) : trimmed;
}

QString shown(Shape shape, const Value& value) {
  switch (shape) {
    case Shape::Switch:
      return std::get<bool>(value) ? QStringLiteral("true") : QStringLiteral("false");
    case Shape::Number:
      return QString::number(std::get<qint64>(value));
    case Shape::Duration:
      return quoted(durationText(std::get<qint64>(value)));
    case Shape::Text:
      return quoted(std::get<QString>(value));
    case Shape::List: {
      QStringList items;
      for (const QString& item : std::get<QStringList>(value)) items << quoted(item);
      return u'[' + items.join(QStringLiteral(", ")) + u']';
    }
  }
  return {};
}

std::optional<Value> valueFrom(Shape shape, const QString& typed) {
  const QString text = unquoted(typed);
  bool isNumber = false;
  switch (shape) {
    case Shape::Switch:
      if (text == u"true" || text == u"on") return true;
      if (text == u"false" || text == u"off") return false;
      return std::nullopt;
    case Shape::Number: {
      const qint64 number = text.toLongLong(&isNumber);
      return isNumber ? std::optional<Value>(number) : std::nullopt;
    }
    case Shape::Duration: {
      const auto seconds = parseDuration(text);
      return seconds ? std::optional<Value>(*seconds) : std::nullopt;
    }
    case Shape::Text:
      return text;
    case Shape::List: {
      QString inner = typed.trimmed();
      if (inner.startsWith(u'[') && inner.endsWith(u']')) inner = inner.mid(1, inner.size() - 2);
      QStringList items;
      for (const QString& item : inner.split(u',', Qt::SkipEmptyParts)) items << unquoted(item);
      return items;
    }
  }
  return std::nullopt;
}

const Setting<Realm>* find(const QString& name) {
  const auto& table = realmTable();
  const auto at =
      std::find_if(table.begin(), table.end(), [&name](const auto& setting) { return setting.name == name; });
  return at == table.end() ? nullptr : &*at;
}

bool offers(const Realm& realm, std::initializer_list<MethodKind> kinds) {
  return std::any_of(kinds.begin(), kinds.end(),
                     [&realm](MethodKind kind) { return realm.factors.contains(kind); });
}

QString contradictionOfQuestions(const Realm& realm) {
  const auto& questions = realm.questions;
  if (!questions.list.isEmpty() && questions.list.size() < questions.asked)
    return QStringLiteral("questions_asked is %1, but there are %2 [[realm.questions]]")
        .arg(questions.asked)
        .arg(questions.list.size());
  // Decoys have contacts beside questions: whoever has questions alone would be known for real.
  if (questions.use == domain::QuestionUse::Alone && !questions.list.isEmpty() && realm.gates == 1 &&
      realm.disclosure == domain::Disclosure::Uniform && realm.factors.contains(MethodKind::Questions))
    return QStringLiteral("questions_use is alone, which takes disclosure = \"explicit\" or two gates");
  if (realm.factors != QList<MethodKind>{MethodKind::Questions}) return {};
  if (questions.use != domain::QuestionUse::Alone || realm.gates > 1)
    return QStringLiteral("factors has nothing but questions, which by themselves pass no gate or too few");
  if (questions.list.isEmpty())
    return QStringLiteral("factors has nothing but questions, but there are no [[realm.questions]]");
  return {};
}

}  // namespace

QList<NamedSetting> settingsOf(const Realm& realm) {
  QList<NamedSetting> settings;
  for (const Setting<Realm>& setting : realmTable())
    settings.append({setting.name, shown(setting.shape, setting.read(realm))});
  return settings;
}

Result<void, SettingError> applySetting(Realm& realm, const QString& name, const QString& value) {
  const Setting<Realm>* const setting = find(name);
  if (setting == nullptr) {
    QStringList names;
    for (const Setting<Realm>& known : realmTable()) names << known.name;
    return Failure({SettingError::Fault::UnknownName, nearestWord(name, names)});
  }
  if (isOfTheFileOnly(name)) return Failure({SettingError::Fault::NotChangeable, {}});
  const auto read = valueFrom(setting->shape, value);
  if (!read || !setting->write(realm, *read))
    return Failure({SettingError::Fault::BadValue, setting->expected});
  return {};
}

QStringList applySettings(Realm& realm, const QHash<QString, QString>& settings) {
  QStringList refused;
  const auto apply = [&](const QString& name) {
    if (settings.contains(name) && !applySetting(realm, name, settings.value(name))) refused << name;
  };
  const QString preset = QStringLiteral("password.preset");
  apply(preset);
  QStringList names = settings.keys();
  std::sort(names.begin(), names.end());
  for (const QString& name : names) {
    if (name != preset) apply(name);
  }
  return refused;
}

QString contradictionIn(const Realm& realm) {
  const auto over = [](const char* a, const char* b) {
    return QStringLiteral("%1 is larger than %2").arg(QLatin1String(a), QLatin1String(b));
  };
  if (realm.password.minimumLength > realm.password.maximumLength)
    return over("password.minimum_length", "password.maximum_length");
  if (realm.limits.idle > realm.limits.absolute) return over("limits.idle", "limits.absolute");
  if (realm.limits.permit > realm.limits.absolute) return over("limits.permit", "limits.absolute");
  if (realm.code.resendsPerHour > realm.code.resendsPerDay)
    return over("code.resends_per_hour", "code.resends_per_day");
  if (realm.code.resendAfter > realm.code.mailLifetime)
    return over("code.resend_after", "code.mail_lifetime");
  if (realm.code.resendAfter > realm.code.phoneLifetime)
    return over("code.resend_after", "code.phone_lifetime");
  if (realm.phones.textsPerHourAndPrefix > realm.phones.textsPerHour)
    return over("phones.texts_per_hour_and_prefix", "phones.texts_per_hour");
  if (offers(realm, {MethodKind::Text, MethodKind::Call}) && realm.phones.allowedCountries.isEmpty())
    return QStringLiteral("factors has texts or calls, but phones.allowed_countries is empty");
  return contradictionOfQuestions(realm);
}

}  // namespace latchkey::service::config
