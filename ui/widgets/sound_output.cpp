// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sound_output.h"

#include "ui/widgets/module.h"

namespace latchkey::ui::widgets {

QString soundModulePath() {
  return modulePath(QStringLiteral(LATCHKEY_SOUND_MODULE));
}

std::unique_ptr<SoundOutput> loadSoundOutput(const QString& modulePath) {
  auto* const maker = qobject_cast<SoundOutputMaker*>(loadModule(modulePath));
  return maker == nullptr ? nullptr : maker->make();
}

}  // namespace latchkey::ui::widgets
