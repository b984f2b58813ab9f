// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QWidget>
#include <optional>

namespace latchkey::ui::widgets {

class StaticLabel;

/// What is being waited for, with a thin bar. Shows itself only when the wait lasts (300 ms), and keeps its
/// place in the layout all the time so that nothing jumps.
class ProgressLine : public QWidget {
  Q_OBJECT
public:
  explicit ProgressLine(QWidget* parent = nullptr);

  void start(const QString& text);  ///< once more while it runs: only the text changes
  void stop();
  /// 0 to 1; without one the bar wanders.
  void setProgress(std::optional<double> share);
  [[nodiscard]] std::optional<double> progress() const { return m_share; }
  [[nodiscard]] bool isRunning() const { return m_running; }
  [[nodiscard]] bool isSeen() const { return m_seen; }
  [[nodiscard]] QString text() const;

  static constexpr int delay = 300;  ///< ms (DESIGN section 4)

protected:
  void timerEvent(QTimerEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void applyTheme();
  void see(bool seen);

  StaticLabel* m_label;
  QBasicTimer m_delay;
  QBasicTimer m_wander;
  std::optional<double> m_share;
  int m_phase = 0;
  bool m_running = false;
  bool m_seen = false;
};

}  // namespace latchkey::ui::widgets
