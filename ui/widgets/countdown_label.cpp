// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/countdown_label.h"

#include <utility>

namespace latchkey::ui::widgets {

CountdownLabel::CountdownLabel(Now now, QWidget* parent) : StaticLabel(parent), m_now(std::move(now)) {
  setTone(Tone::Muted);
  m_second.setInterval(1000);
  m_second.setTimerType(Qt::CoarseTimer);
  connect(&m_second, &QTimer::timeout, this, &CountdownLabel::refresh);
}

void CountdownLabel::start(const QDateTime& moment, Line line) {
  m_moment = moment;
  m_line = std::move(line);
  m_second.start();
  refresh();
}

void CountdownLabel::stop() {
  m_second.stop();
  m_line = nullptr;
  clear();
}

void CountdownLabel::refresh() {
  if (!m_line) return;
  const QDateTime now = m_now();
  setText(m_line(m_moment, now));
  if (now < m_moment || !m_second.isActive()) return;
  m_second.stop();
  Q_EMIT reached();
}

}  // namespace latchkey::ui::widgets
