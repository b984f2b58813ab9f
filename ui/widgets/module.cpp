// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/module.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

namespace latchkey::ui::widgets {

QString modulePath(const QString& fileName) {
  const QDir program(QCoreApplication::applicationDirPath());
  QStringList folders{program.absolutePath()};
  // Not from any other folder: beside a download it may be everybody's who writes there.
  if (program.dirName() == QLatin1String("bin"))
    folders << program.absoluteFilePath(QStringLiteral("../lib/latchkey"));
  for (const QString& folder : folders) {
    const QFileInfo file(QDir(folder), fileName);
    if (file.isFile()) return file.canonicalFilePath();
  }
  return {};
}

QObject* loadModule(const QString& modulePath) {
  // A relative name would be looked for in places that others may write to.
  if (!QDir::isAbsolutePath(modulePath)) return nullptr;
  return QPluginLoader(modulePath).instance();
}

}  // namespace latchkey::ui::widgets
