// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/audio_sink_output.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>
#include <utility>

namespace latchkey::ui::sound {

AudioSinkOutput::~AudioSinkOutput() {
  stop();
}

bool AudioSinkOutput::start(const widgets::WavClip& clip, Ended ended) {
  stop();
  const QAudioDevice device = QMediaDevices::defaultAudioOutput();
  QAudioFormat format;
  format.setSampleRate(clip.sampleRate);
  format.setChannelCount(clip.channels);
  format.setSampleFormat(QAudioFormat::Int16);
  if (device.isNull() || !device.isFormatSupported(format)) return false;
  m_buffer.setData(clip.samples);
  m_buffer.open(QIODevice::ReadOnly);
  m_sink = new QAudioSink(device, format, this);
  connect(m_sink, &QAudioSink::stateChanged, this, [this, ended = std::move(ended)](QAudio::State state) {
    if (m_sink == nullptr) return;
    const bool isPlayed = state == QAudio::IdleState;
    const bool isBroken = state == QAudio::StoppedState && m_sink->error() != QAudio::NoError;
    if (!isPlayed && !isBroken) return;
    const Ended told = ended;  // stop() takes this function away
    stop();
    told(isPlayed);
  });
  m_sink->start(&m_buffer);
  return true;
}

void AudioSinkOutput::stop() {
  if (QAudioSink* sink = std::exchange(m_sink, nullptr)) {
    sink->disconnect(this);
    sink->stop();
    sink->deleteLater();  // it may be telling us its state at this moment
  }
  m_buffer.close();
}

}  // namespace latchkey::ui::sound
