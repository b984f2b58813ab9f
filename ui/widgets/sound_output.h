// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtPlugin>
#include <functional>
#include <memory>

#include "ui/widgets/wav_clip.h"

namespace latchkey::ui::widgets {

/// The sound output of this PC. Implemented in ui/sound, a library that is loaded when the first clip is
/// played: Qt Multimedia and what lies below it would make every start slower (docs/performance.md).
class SoundOutput {
public:
  using Ended = std::function<void(bool isPlayed)>;  ///< false: the output refused or went away

  virtual ~SoundOutput() = default;
  /// Plays from the start; `ended` is called at most once, and not after stop(). False: there is no output.
  virtual bool start(const WavClip& clip, Ended ended) = 0;
  virtual void stop() = 0;
};

class SoundOutputMaker {
public:
  virtual ~SoundOutputMaker() = default;
  [[nodiscard]] virtual std::unique_ptr<SoundOutput> make() = 0;
};

/// Where the library lies: beside the program, or in ../lib/latchkey where the program is in a `bin`.
/// Empty: nowhere.
[[nodiscard]] QString soundModulePath();

/// Loads the library at this absolute path; null when it is missing or made for another program.
[[nodiscard]] std::unique_ptr<SoundOutput> loadSoundOutput(const QString& modulePath);

}  // namespace latchkey::ui::widgets

#define LATCHKEY_SOUND_INTERFACE "latchkey.SoundOutputMaker/" LATCHKEY_VERSION
Q_DECLARE_INTERFACE(latchkey::ui::widgets::SoundOutputMaker, LATCHKEY_SOUND_INTERFACE)
