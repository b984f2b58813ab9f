// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimer>
#include <functional>

#include "ui/widgets/labels.h"

namespace latchkey::ui::widgets {

/// A calm line of text that counts down to a moment ("valid until 14:32, 9:41 left"). Not announced: a screen
/// reader reads it when it is asked.
class CountdownLabel : public StaticLabel {
  Q_OBJECT
public:
  using Now = std::function<QDateTime()>;
  using Line = std::function<QString(const QDateTime& moment, const QDateTime& now)>;

  /// @param now the injected clock.
  explicit CountdownLabel(Now now, QWidget* parent = nullptr);

  /// Shows the line now and then every second until the moment. Starting again replaces what ran.
  void start(const QDateTime& moment, Line line);
  void stop();     ///< empties it
  void refresh();  ///< looks at the clock at once: language change, or a clock that a test has moved
  [[nodiscard]] bool isRunning() const { return m_second.isActive(); }

Q_SIGNALS:
  void reached();  ///< once

private:
  Now m_now;
  Line m_line;
  QDateTime m_moment;
  QTimer m_second;
};

}  // namespace latchkey::ui::widgets
