// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sound_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

namespace latchkey::ui::widgets {

QString soundModulePath() {
  const QDir program(QCoreApplication::applicationDirPath());
  QStringList folders{program.absolutePath()};
  // Not from any other folder: beside a download it may be everybody's who writes there.
  if (program.dirName() == QLatin1String("bin"))
    folders << program.absoluteFilePath(QStringLiteral("../lib/latchkey"));
  for (const QString& folder : folders) {
    const QFileInfo file(QDir(folder), QStringLiteral(LATCHKEY_SOUND_MODULE));
    if (file.isFile()) return file.canonicalFilePath();
  }
  return {};
}

std::unique_ptr<SoundOutput> loadSoundOutput(const QString& modulePath) {
  // A relative name would be looked for in places that others may write to.
  if (!QDir::isAbsolutePath(modulePath)) return nullptr;
  QPluginLoader loader(modulePath);
  auto* const maker = qobject_cast<SoundOutputMaker*>(loader.instance());
  return maker == nullptr ? nullptr : maker->make();
}

}  // namespace latchkey::ui::widgets
