// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QObject>

#include "ui/widgets/sound_output.h"

class QAudioSink;

namespace latchkey::ui::sound {

/// The default output, by Qt Multimedia. On raw PCM: QMediaPlayer crashes without an audio device in Qt 6.4.
class AudioSinkOutput final : public QObject, public widgets::SoundOutput {
  Q_OBJECT
public:
  ~AudioSinkOutput() override;

  bool start(const widgets::WavClip& clip, Ended ended) override;
  void stop() override;

private:
  QBuffer m_buffer;
  QAudioSink* m_sink = nullptr;
};

/// What the library gives to whoever loads it.
class SoundPlugin final : public QObject, public widgets::SoundOutputMaker {
  Q_OBJECT
  Q_PLUGIN_METADATA(IID LATCHKEY_SOUND_INTERFACE)
  Q_INTERFACES(latchkey::ui::widgets::SoundOutputMaker)
public:
  std::unique_ptr<widgets::SoundOutput> make() override { return std::make_unique<AudioSinkOutput>(); }
};

}  // namespace latchkey::ui::sound
