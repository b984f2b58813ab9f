// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/effective_policy.h"

#include "service/config/realm_settings.h"

namespace latchkey::service::config {

using domain::MethodKind;
using domain::Realm;

QList<MissingWay> missingWays(const ServiceConfiguration& configuration, const Realm& realm) {
  QList<MissingWay> missing;
  if (!configuration.outbox.isEmpty()) return missing;
  const auto look = [&](MethodKind kind, bool there, const char* factor, const char* section) {
    if (realm.factors.contains(kind) && !there) {
      missing.append({QString::fromLatin1(factor), QString::fromLatin1(section)});
    }
  };
  look(MethodKind::Mail, configuration.mail.has_value(), "mail", "mail");
  look(MethodKind::Text, configuration.text.has_value(), "text", "text");
  look(MethodKind::Call, configuration.voice.has_value(), "call", "voice");
  return missing;
}

QString faultIn(const ServiceConfiguration& configuration, const Realm& realm) {
  if (QString contradiction = contradictionIn(realm); !contradiction.isEmpty()) return contradiction;
  const auto missing = missingWays(configuration, realm);
  if (missing.isEmpty()) return {};
  return QStringLiteral("the factor \"%1\" has no way out; the configuration file has no [%2]")
      .arg(missing.first().factor, missing.first().section);
}

EffectivePolicy effectivePolicy(const ServiceConfiguration& configuration, const StoredSettings& stored) {
  EffectivePolicy effective{configuration.policy, {}, {}};
  for (Realm& realm : effective.policy.realms) {
    const QString place = realm.id + QStringLiteral(": ");
    for (const QString& name : applySettings(realm, stored(realm.id))) effective.leftOut << place + name;
    const QString fault = faultIn(configuration, realm);
    if (!fault.isEmpty() && effective.fault.isEmpty()) effective.fault = place + fault;
  }
  return effective;
}

}  // namespace latchkey::service::config
