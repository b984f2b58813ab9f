// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clip_player.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>
#include <utility>

namespace latchkey::ui::widgets {

ClipPlayer::ClipPlayer(QObject* parent) : QObject(parent) {}

ClipPlayer::~ClipPlayer() {
  release();
}

void ClipPlayer::setClip(WavClip clip) {
  stop();
  m_clip = std::move(clip);
}

void ClipPlayer::clear() {
  stop();
  m_clip.reset();
}

void ClipPlayer::play() {
  if (!m_clip) return;
  release();
  const QAudioDevice device = QMediaDevices::defaultAudioOutput();
  QAudioFormat format;
  format.setSampleRate(m_clip->sampleRate);
  format.setChannelCount(m_clip->channels);
  format.setSampleFormat(QAudioFormat::Int16);
  if (device.isNull() || !device.isFormatSupported(format)) {
    setState(State::NoDevice);
    return;
  }
  m_buffer.setData(m_clip->samples);
  m_buffer.open(QIODevice::ReadOnly);
  m_sink = new QAudioSink(device, format, this);
  connect(m_sink, &QAudioSink::stateChanged, this, [this](QAudio::State state) {
    if (m_sink == nullptr) return;
    if (state == QAudio::IdleState) {
      release();  // played to the end
      setState(State::Silent);
    } else if (state == QAudio::StoppedState && m_sink->error() != QAudio::NoError) {
      release();
      setState(State::NoDevice);
    }
  });
  setState(State::Playing);
  m_sink->start(&m_buffer);
}

void ClipPlayer::stop() {
  release();
  if (m_state == State::Playing) setState(State::Silent);
}

void ClipPlayer::setState(State state) {
  if (state == m_state) return;
  m_state = state;
  Q_EMIT stateChanged(state);
}

void ClipPlayer::release() {
  if (QAudioSink* sink = std::exchange(m_sink, nullptr)) {
    sink->disconnect(this);
    sink->stop();
    sink->deleteLater();  // it may be telling us its state at this moment
  }
  m_buffer.close();
}

}  // namespace latchkey::ui::widgets
