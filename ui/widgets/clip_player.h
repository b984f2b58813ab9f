// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "ui/widgets/sound_output.h"
#include "ui/widgets/wav_clip.h"

namespace latchkey::ui::widgets {

/// Plays one clip through the default output. The audio system is first loaded and touched by play(), so
/// that nobody waits for it who does not listen.
class ClipPlayer : public QObject {
  Q_OBJECT
public:
  enum class State {
    Silent,
    Playing,
    NoDevice,  ///< this PC has no output, or it refused the sound
    NoModule   ///< the library that plays sound is missing beside the program
  };

  explicit ClipPlayer(QObject* parent = nullptr, QString modulePath = soundModulePath());
  ~ClipPlayer() override;

  void setClip(WavClip clip);  ///< stops what plays
  void clear();
  [[nodiscard]] bool hasClip() const { return m_clip.has_value(); }
  [[nodiscard]] State state() const { return m_state; }

  void play();  ///< from the start; does nothing without a clip
  void stop();

Q_SIGNALS:
  void stateChanged(latchkey::ui::widgets::ClipPlayer::State state);

private:
  void setState(State state);

  QString m_modulePath;
  std::optional<WavClip> m_clip;
  std::unique_ptr<SoundOutput> m_output;  ///< from the first play() on
  State m_state = State::Silent;
};

}  // namespace latchkey::ui::widgets
