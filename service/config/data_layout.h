// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

/// What lies where in a data directory: latchkeyd makes it, latchkeyctl finds it.
namespace latchkey::service::config {

[[nodiscard]] inline QString databasePath(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("latchkey.sqlite"));
}
/// Where the configuration says nothing else; always so in the demo.
[[nodiscard]] inline QString masterKeyPath(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("keys/master.key"));
}

}  // namespace latchkey::service::config
