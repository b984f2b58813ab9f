// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

#include "service/config/service_configuration.h"

/// The policy that is in force: the configuration file's, with what `latchkeyctl policy set` has stored
/// over it. latchkeyd serves by it, latchkeyctl shows it and judges a change by it.
namespace latchkey::service::config {

/// A factor of a realm that no message can go out for.
struct MissingWay {
  QString factor;   ///< "call"
  QString section;  ///< of the file, "voice"
};
[[nodiscard]] QList<MissingWay> missingWays(const ServiceConfiguration& configuration,
                                            const domain::Realm& realm);

/// Nothing, or why this realm, each setting of which is fine, cannot work in this service.
[[nodiscard]] QString faultIn(const ServiceConfiguration& configuration, const domain::Realm& realm);

/// The settings that are stored for a realm, by its id.
using StoredSettings = std::function<QHash<QString, QString>(const QString& realm)>;

struct EffectivePolicy {
  domain::ServicePolicy policy;
  QStringList leftOut;  ///< "staff: colour": stored, and known or valid no more in this version
  QString fault;        ///< "staff: …" of the first realm that cannot work; the policy must not be used
};
[[nodiscard]] EffectivePolicy effectivePolicy(const ServiceConfiguration& configuration,
                                              const StoredSettings& stored);

}  // namespace latchkey::service::config
