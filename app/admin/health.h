// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "service/config/service_configuration.h"
#include "service/domain/ports.h"
#include "service/keys/file_keys.h"

/// What `latchkeyctl doctor` looks at. Nothing of it changes anything, but that a database of an earlier
/// version is brought to the present one, as every command and the service itself would.
namespace latchkey::admin {

enum class Health { Fine, Worrying, Broken };
/// One thing that was looked at. No secret stands in it.
struct HealthFinding {
  QString what;  ///< "database", "directory ldaps://dc1.example.com", "mail"
  Health health = Health::Fine;
  QString said;    ///< what is so
  QString advice;  ///< what to do about it; empty where all is well
};
using HealthFindings = QList<HealthFinding>;

[[nodiscard]] HealthFindings healthOfFiles(const service::config::ServiceConfiguration& configuration);
/// @param keys what the database has to belong to
[[nodiscard]] HealthFindings healthOfDatabase(const service::config::ServiceConfiguration& configuration,
                                              const service::keys::FileKeys& keys,
                                              const service::domain::Clock& clock);
[[nodiscard]] HealthFindings healthOfDirectory(const service::config::ServiceConfiguration& configuration,
                                               const service::keys::FileKeys& keys,
                                               const service::domain::Numbering& numbering,
                                               const service::domain::Clock& clock);
[[nodiscard]] HealthFindings healthOfWaysOut(const service::config::ServiceConfiguration& configuration,
                                             const service::keys::FileKeys& keys,
                                             const service::domain::Clock& clock);
[[nodiscard]] HealthFindings healthOfCertificate(const service::config::ServiceConfiguration& configuration,
                                                 const service::domain::Clock& clock);

/// How far this clock is from another one, judged.
/// @param whose "ldaps://dc1.example.com"
[[nodiscard]] HealthFinding healthOfClock(const QString& whose, qint64 theirs, qint64 ours);

}  // namespace latchkey::admin
