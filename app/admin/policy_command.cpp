// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/policy_command.h"

#include <algorithm>

#include "app/admin/json_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "service/config/effective_policy.h"
#include "service/config/realm_settings.h"

namespace latchkey::admin {

namespace {

namespace config = service::config;
namespace domain = service::domain;
using domain::Realm;

const Realm* realmBy(const QList<Realm>& realms, const QString& id) {
  const auto at =
      std::find_if(realms.begin(), realms.end(), [&id](const Realm& realm) { return realm.id == id; });
  return at == realms.end() ? nullptr : &*at;
}

QString unknownRealm(const ServiceData& data, const QString& id) {
  QStringList known;
  for (const Realm& realm : data.policy.realms) known << realm.id;
  return QStringLiteral("'%1': there is no such realm; expected one of %2")
      .arg(id, known.join(QStringLiteral(", ")));
}

QString valueIn(const Realm& realm, const QString& name) {
  for (const config::NamedSetting& setting : config::settingsOf(realm)) {
    if (setting.name == name) return setting.value;
  }
  return {};
}

QString explain(const config::SettingError& error, const QString& name) {
  switch (error.fault) {
    case config::SettingError::Fault::UnknownName: {
      const QString near = error.expected.isEmpty()
                               ? QStringLiteral("; see latchkeyctl policy show")
                               : QStringLiteral("; did you mean %1?").arg(error.expected);
      return QStringLiteral("'%1': there is no such setting").arg(name) + near;
    }
    case config::SettingError::Fault::BadValue:
      return QStringLiteral("%1: expected %2").arg(name, error.expected);
    case config::SettingError::Fault::NotChangeable:
      return QStringLiteral("%1: this makes up the realm and is changed in the configuration file only")
          .arg(name);
  }
  return {};
}

QString switchedOn(const Realm& realm) {
  return realm.resetEnabled ? QStringLiteral("password reset is switched on")
                            : QStringLiteral("password reset is switched off");
}

QString shown(const Realm& file, const Realm& realm, const QHash<QString, QString>& stored) {
  QList<QStringList> rows;
  for (const config::NamedSetting& setting : config::settingsOf(realm)) {
    const QString remark =
        stored.contains(setting.name)
            ? QStringLiteral("# set; the configuration file says ") + valueIn(file, setting.name)
            : QString();
    rows.append({QStringLiteral("  %1 = %2").arg(setting.name, setting.value), remark});
  }
  return singleLine(QStringLiteral("realm %1: %2").arg(realm.id, switchedOn(realm))) + u'\n' +
         TextTable().lines(rows);
}

QByteArray shownAsJson(const Realm& file, const Realm& realm, const QHash<QString, QString>& stored) {
  JsonObjectText settings;
  JsonObjectText overridden;
  for (const config::NamedSetting& setting : config::settingsOf(realm)) {
    const QByteArray name = setting.name.toLatin1();
    // Values are written as in the file, and what may stand there is JSON as well.
    settings.addRaw(name.constData(), setting.value.toUtf8());
    if (stored.contains(setting.name)) {
      overridden.addRaw(name.constData(), valueIn(file, setting.name).toUtf8());
    }
  }
  return JsonObjectText()
      .add("realm", realm.id)
      .add("resetEnabled", realm.resetEnabled)
      .addRaw("settings", settings.text())
      .addRaw("fileValuesOfThoseSet", overridden.text())
      .text();
}

}  // namespace

CommandForm PolicyCommand::showForm() {
  return {QStringLiteral("policy show"),
          {QStringLiteral("[REALM]")},
          QStringList{QStringLiteral("json")} + dataOptions(),
          QStringLiteral("print the policy in force: whether reset is switched on, and every setting")};
}

CommandForm PolicyCommand::setForm() {
  return {QStringLiteral("policy set"),
          {QStringLiteral("REALM"), QStringLiteral("NAME"), QStringLiteral("VALUE")},
          dataOptions(),
          QStringLiteral("change a setting, over the configuration file; for example reset_enabled false. A "
                         "running service takes it up within seconds")};
}

CommandForm PolicyCommand::unsetForm() {
  return {QStringLiteral("policy unset"),
          {QStringLiteral("REALM"), QStringLiteral("NAME")},
          dataOptions(),
          QStringLiteral("take a change back: the configuration file's value holds again")};
}

int PolicyCommand::show(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const QString wanted = arguments.operands.value(0);
  if (!wanted.isEmpty() && realmBy((*data)->policy.realms, wanted) == nullptr) {
    return m_console.fail(unknownRealm(**data, wanted));
  }
  QByteArray text;
  const bool json = arguments.has(QStringLiteral("json"));
  const auto tables = (*data)->store.begin(domain::Access::Read);
  for (const Realm& realm : (*data)->policy.realms) {
    if (!wanted.isEmpty() && realm.id != wanted) continue;
    const Realm& file = *realmBy((*data)->configuration.policy.realms, realm.id);
    const auto stored = tables->settings().of(realm.id);
    if (!text.isEmpty()) text += json ? ",\n" : "\n";
    text += json ? shownAsJson(file, realm, stored) : shown(file, realm, stored).toUtf8();
  }
  if (tables->failed()) return m_console.fail(storeComplaint(**data));
  m_console.printRaw(json ? "[\n" + text + "\n]\n" : text);
  if (!(*data)->policyFault.isEmpty()) {
    m_console.complain(QStringLiteral("warning: no service starts with this policy: realm ") +
                       (*data)->policyFault);
  }
  return Succeeded;
}

int PolicyCommand::set(const CommandArguments& arguments) {
  return change(arguments, arguments.operands.at(2));
}

int PolicyCommand::unset(const CommandArguments& arguments) {
  return change(arguments, std::nullopt);
}

int PolicyCommand::change(const CommandArguments& arguments, const std::optional<QString>& value) {
  const QString id = arguments.operands.at(0);
  const QString name = arguments.operands.at(1);
  const auto data = openServiceData(m_console, arguments, WhenMissing::Make);
  if (!data) return data.error();
  const Realm* const file = realmBy((*data)->configuration.policy.realms, id);
  if (file == nullptr) return m_console.fail(unknownRealm(**data, id));
  Realm trial = *file;
  // Taking back is always right, also for a name that this version does not know any more.
  if (const auto fits = config::applySetting(trial, name, value.value_or(QString())); value && !fits) {
    return m_console.refuse(explain(fits.error(), name));
  }

  const auto tables = (*data)->store.begin(domain::Access::Write);
  auto stored = tables->settings().of(id);
  if (tables->failed()) return m_console.fail(storeComplaint(**data));
  if (!value && !stored.contains(name)) {
    return m_console.fail(
        QStringLiteral("%1: nothing is set here; the configuration file's value holds").arg(name));
  }
  Realm before = *file;
  std::ignore = config::applySettings(before, stored);
  if (value) {
    stored.insert(name, *value);
    tables->settings().put(id, name, *value);
  } else {
    stored.remove(name);
    std::ignore = tables->settings().remove(id, name);
  }
  Realm after = *file;
  std::ignore = config::applySettings(after, stored);
  if (const QString fault = config::faultIn((*data)->configuration, after); !fault.isEmpty()) {
    return m_console.fail(QStringLiteral("%1: this cannot be: %2").arg(name, fault));
  }
  const QString now = valueIn(after, name);
  tables->outgoing().note({(*data)->clock.now(),
                           value ? QStringLiteral("setting-changed") : QStringLiteral("setting-taken-back"),
                           {},
                           {},
                           QStringLiteral("%1 %2 = %3").arg(id, name, now),
                           {}});
  if (!tables->commit()) return m_console.fail(storeComplaint(**data));
  m_console.print(
      singleLine(QStringLiteral("%1: %2 = %3 (before: %4)").arg(id, name, now, valueIn(before, name))));
  return Succeeded;
}

}  // namespace latchkey::admin
