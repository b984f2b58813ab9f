// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clip_player.h"

#include <utility>

namespace latchkey::ui::widgets {

ClipPlayer::ClipPlayer(QObject* parent, QString modulePath)
    : QObject(parent), m_modulePath(std::move(modulePath)) {}

ClipPlayer::~ClipPlayer() = default;

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
  m_state = State::Silent;  // each press is answered, also with the same as before
  if (!m_output) m_output = loadSoundOutput(m_modulePath);
  if (!m_output) return setState(State::NoModule);
  // Before it starts: a clip may have ended by the time that start() comes back.
  setState(State::Playing);
  const bool started = m_output->start(
      *m_clip, [this](bool isPlayed) { setState(isPlayed ? State::Silent : State::NoDevice); });
  if (!started) setState(State::NoDevice);
}

void ClipPlayer::stop() {
  if (m_output) m_output->stop();
  if (m_state == State::Playing) setState(State::Silent);
}

void ClipPlayer::setState(State state) {
  if (state == m_state) return;
  m_state = state;
  Q_EMIT stateChanged(state);
}

}  // namespace latchkey::ui::widgets
