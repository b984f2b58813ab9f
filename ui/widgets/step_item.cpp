// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_item.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/wrapped_text.h"

namespace latchkey::ui::widgets {

using theme::TextRole;
using theme::Theme;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {

class StepInterface final : public QAccessibleWidget {
public:
  explicit StepInterface(StepItem* item) : QAccessibleWidget(item, QAccessible::ListItem) {}
  [[nodiscard]] QAccessible::State state() const override {
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.active = static_cast<StepItem*>(widget())->look().state == StepItem::State::Current;
    state.selected = state.active;
    return state;
  }
};

}  // namespace

StepItem::StepItem(QWidget* parent) : QWidget(parent) {
  provideAccessible<StepItem, StepInterface>();
  setObjectName(QStringLiteral("stepItem"));
}

void StepItem::setLook(const Look& look) {
  m_look = look;
  setToolTip(look.form == StepTrail::Form::Full ? QString() : look.name);
  update();
}

int StepItem::heightFor(int width) const {
  const Theme& theme = themeOf(*this);
  const int circle = circleSize(theme);
  // Bold whatever the state, so that nothing moves when a step becomes the current one.
  const WrappedText name(m_look.name, theme.font(TextRole::Strong));
  return std::max(circle, name.height(width - circle - spacing::wide)) + circle;
}

void StepItem::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const int size = circleSize(theme);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QRect circle(0, (height() - size) / 2, size, size);
  if (m_look.form != StepTrail::Form::Full) circle.moveLeft((width() - size) / 2);
  circle = QStyle::visualRect(layoutDirection(), rect(), circle);
  paintLines(painter, QRectF(circle));
  paintCircle(painter, QRectF(circle));
  if (m_look.form != StepTrail::Form::Full) return;

  const bool current = m_look.state == State::Current;
  const WrappedText name(m_look.name, theme.font(current ? TextRole::Strong : TextRole::Body));
  const int left = size + spacing::wide;
  const int textHeight = name.height(width() - left);
  const QRect place(left, (height() - textHeight) / 2, width() - left, textHeight);
  painter.setPen(m_look.state == State::ToCome ? theme.colours().mutedText : theme.colours().text);
  name.draw(painter, QRectF(QStyle::visualRect(layoutDirection(), rect(), place)), layoutDirection());
}

void StepItem::paintCircle(QPainter& painter, const QRectF& circle) const {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  const double unit = circle.width() / 22.0;
  const auto ring = [&](const QColor& line, double width, const QColor& fill) {
    painter.setPen(QPen(line, width));
    painter.setBrush(fill);
    const double half = width / 2 + 0.5;
    painter.drawEllipse(circle.adjusted(half, half, -half, -half));
  };
  switch (m_look.state) {
    case State::Done:
      painter.setPen(Qt::NoPen);
      painter.setBrush(c.accent);
      painter.drawEllipse(circle);
      theme::paintIcon(painter, theme::Icon::Check, circle.adjusted(2, 2, -2, -2), c.onAccent);
      break;
    case State::Current:
      ring(c.accent, 3 * unit, c.window);
      painter.setPen(Qt::NoPen);
      painter.setBrush(c.accent);
      painter.drawEllipse(circle.center(), 4 * unit, 4 * unit);
      break;
    case State::ToCome:
      ring(c.border, std::max(1.5, 1.5 * unit), c.panel);
      break;
  }
}

void StepItem::paintLines(QPainter& painter, const QRectF& circle) const {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  // The line to a step belongs to the way there: walked when that step is done or current.
  const QPen walked(c.accent, theme.scaled(2));
  const QPen ahead(theme.isHighContrast() ? c.border : c.divider, theme.scaled(2));
  const bool reached = m_look.state != State::ToCome;
  const bool passed = m_look.state == State::Done;
  const QPointF centre = circle.center();
  constexpr double gap = 1.0;
  if (m_look.form == StepTrail::Form::Bar) {
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    painter.setPen(reached ? walked : ahead);
    if (!m_look.isFirst) {
      painter.drawLine(QPointF(rightToLeft ? width() : 0, centre.y()),
                       QPointF(rightToLeft ? circle.right() + gap : circle.left() - gap, centre.y()));
    }
    painter.setPen(passed ? walked : ahead);
    if (!m_look.isLast) {
      painter.drawLine(QPointF(rightToLeft ? circle.left() - gap : circle.right() + gap, centre.y()),
                       QPointF(rightToLeft ? 0 : width(), centre.y()));
    }
    return;
  }
  painter.setPen(reached ? walked : ahead);
  if (!m_look.isFirst) painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), circle.top() - gap));
  painter.setPen(passed ? walked : ahead);
  if (!m_look.isLast)
    painter.drawLine(QPointF(centre.x(), circle.bottom() + gap), QPointF(centre.x(), height()));
}

}  // namespace latchkey::ui::widgets
