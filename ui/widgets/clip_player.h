// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QObject>
#include <memory>
#include <optional>

#include "ui/widgets/wav_clip.h"

class QAudioSink;

namespace latchkey::ui::widgets {

/// Plays one clip through the default output. On raw PCM: QMediaPlayer crashes without an audio device in
/// Qt 6.4. The audio system is first touched by play(), so that nobody waits for it who does not listen.
class ClipPlayer : public QObject {
  Q_OBJECT
public:
  enum class State {
    Silent,
    Playing,
    NoDevice,  ///< this PC has no output, or it refused the sound
  };

  explicit ClipPlayer(QObject* parent = nullptr);
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
  void release();

  std::optional<WavClip> m_clip;
  QBuffer m_buffer;
  QAudioSink* m_sink = nullptr;
  State m_state = State::Silent;
};

}  // namespace latchkey::ui::widgets
