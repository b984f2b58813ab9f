// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/widgets/step_trail.h"

namespace latchkey::ui::widgets {

/// One step of the trail: its circle, its half of the lines to its neighbours, its name. Only StepTrail makes
/// them.
class StepItem : public QWidget {
  Q_OBJECT
public:
  enum class State { Done, Current, ToCome };
  struct Look {
    QString name;
    State state = State::ToCome;
    StepTrail::Form form = StepTrail::Form::Full;
    bool isFirst = false;
    bool isLast = false;
  };

  explicit StepItem(QWidget* parent);

  void setLook(const Look& look);
  [[nodiscard]] const Look& look() const { return m_look; }
  [[nodiscard]] int heightFor(int width) const;  ///< Full form

  [[nodiscard]] static int circleSize(const theme::Theme& theme) { return theme.scaled(22); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void paintCircle(QPainter& painter, const QRectF& circle) const;
  void paintLines(QPainter& painter, const QRectF& circle) const;

  Look m_look;
};

}  // namespace latchkey::ui::widgets
