// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/configuration.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

#include "core/client/server_address.h"

namespace latchkey::assistant {

namespace {
const auto fileName = QStringLiteral("latchkey.ini");

/// An INI value with a comma that is not in quotes reads as a list.
QString textOf(const QSettings& settings, const QString& key) {
  return settings.value(key).toStringList().join(QLatin1Char(',')).trimmed();
}
}  // namespace

QStringList configurationPlaces() {
  // Qt names the user's folder first; the administrator's word counts more.
  QStringList folders = QStandardPaths::standardLocations(QStandardPaths::AppConfigLocation);
  std::reverse(folders.begin(), folders.end());
  folders.append(QCoreApplication::applicationDirPath());
  QStringList places;
  for (const QString& folder : folders) places.append(QDir(folder).filePath(fileName));
  places.removeDuplicates();
  return places;
}

Result<Configuration, ConfigurationError> readConfiguration(const QStringList& places) {
  const auto found = std::find_if(places.begin(), places.end(),
                                  [](const QString& place) { return QFileInfo(place).isFile(); });
  if (found == places.end()) return unexpected(ConfigurationError{});
  const QSettings settings(*found, QSettings::IniFormat);
  ConfigurationError error{ConfigurationFault::NotAnAddress, *found, {}};

  const auto url = client::parseServerAddress(textOf(settings, QStringLiteral("server")));
  if (!url) {
    if (url.error() == client::AddressFault::NotHttps) error.fault = ConfigurationFault::NotHttps;
    return unexpected(error);
  }
  Configuration configuration;
  configuration.server = *url;
  const QString ca = textOf(settings, QStringLiteral("ca"));
  if (ca.isEmpty()) return configuration;
  error.ca = QFileInfo(*found).dir().absoluteFilePath(ca);
  auto trust = client::Trust::fromFile(error.ca);
  if (!trust) {
    error.fault = trust.error() == client::TrustFault::CannotRead ? ConfigurationFault::CaUnreadable
                                                                  : ConfigurationFault::CaWithoutCertificate;
    return unexpected(error);
  }
  configuration.trust = std::move(*trust);
  return configuration;
}

}  // namespace latchkey::assistant
