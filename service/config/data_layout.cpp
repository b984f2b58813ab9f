// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/data_layout.h"

#include <QDir>
#include <QFileInfo>

#include "service/config/service_configuration.h"

namespace latchkey::service::config {

QString databasePath(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("latchkey.sqlite"));
}

QString masterKeyPath(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("keys/master.key"));
}

QString lostKey(const ServiceConfiguration& configuration) {
  const QFileInfo key(configuration.keyFile);
  const bool lost =
      QFileInfo::exists(databasePath(configuration.dataDirectory)) && !key.exists() && !key.isSymbolicLink();
  if (!lost) return {};
  return QStringLiteral("%1: the master key is not there, though %2 was made with one; restore the key file")
      .arg(configuration.keyFile, databasePath(configuration.dataDirectory));
}

}  // namespace latchkey::service::config
