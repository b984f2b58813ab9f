// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/platform/result.h"
#include "service/domain/policy.h"

/// The settings of a realm by name, as they stand in [[realm]] of the configuration file and in
/// `latchkeyctl policy`: "reset_enabled", "code.digits", "password.minimum_length".
namespace latchkey::service::config {

struct NamedSetting {
  QString name;
  QString value;  ///< as it would stand in the file: true, 7, "15m", ["mail", "text"]
};
/// All of them, in the order of the sample configuration.
[[nodiscard]] QList<NamedSetting> settingsOf(const domain::Realm& realm);

struct SettingError {
  enum class Fault { UnknownName, BadValue, NotChangeable };
  Fault fault = Fault::UnknownName;
  QString expected;  ///< BadValue: what may stand there. UnknownName: the nearest name, or nothing
};
/// Sets one by name and text; lists are separated by commas, quotes may be left out. What makes up a
/// realm (id, profile, domains) is not changeable in this way.
[[nodiscard]] Result<void, SettingError> applySetting(domain::Realm& realm, const QString& name,
                                                      const QString& value);

/// Applies what `latchkeyctl policy set` has stored, over the configuration file.
/// @return the names that do not fit any more; they are left out.
[[nodiscard]] QStringList applySettings(domain::Realm& realm, const QHash<QString, QString>& settings);

/// Nothing, or what two settings of the realm that are fine each say against one another.
[[nodiscard]] QString contradictionIn(const domain::Realm& realm);

}  // namespace latchkey::service::config
