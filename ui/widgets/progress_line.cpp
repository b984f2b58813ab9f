// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include <QAccessibleValueInterface>
#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QTimerEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::widgets {

using theme::themeOf;
namespace spacing = theme::spacing;

namespace {

constexpr int barHeight = 4;
constexpr int frame = 33;         // ms
constexpr int framesOfTurn = 72;  // there and back in 2.4 s: calm
constexpr double wanderer = 0.3;  // of the width

class ProgressInterface final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
  explicit ProgressInterface(ProgressLine* line) : QAccessibleWidget(line, QAccessible::ProgressBar) {}
  void* interface_cast(QAccessible::InterfaceType type) override {
    if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
  }
  [[nodiscard]] QVariant currentValue() const override {
    return static_cast<ProgressLine*>(widget())->progress().value_or(0.0) * 100.0;
  }
  void setCurrentValue(const QVariant&) override {}
  [[nodiscard]] QVariant maximumValue() const override { return 100.0; }
  [[nodiscard]] QVariant minimumValue() const override { return 0.0; }
  [[nodiscard]] QVariant minimumStepSize() const override { return 1.0; }
  [[nodiscard]] QAccessible::State state() const override {
    QAccessible::State state = QAccessibleWidget::state();
    const auto* const line = static_cast<ProgressLine*>(widget());
    state.busy = line->isRunning();
    // It keeps its place on the page, and its last words.
    if (!line->isSeen()) state.invisible = true;
    return state;
  }
};

}  // namespace

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent), m_label(new StaticLabel(this)) {
  provideAccessible<ProgressLine, ProgressInterface>();
  m_label->setObjectName(QStringLiteral("progressLabel"));
  m_label->setTone(Tone::Muted);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_label);
  applyTheme();
  see(false);
}

void ProgressLine::start(const QString& text) {
  m_label->setText(text);
  setAccessibleName(text);
  if (m_running) return;
  m_running = true;
  m_share.reset();
  m_delay.start(delay, this);
}

void ProgressLine::stop() {
  m_running = false;
  m_delay.stop();
  m_wander.stop();
  m_share.reset();
  see(false);
}

void ProgressLine::setProgress(std::optional<double> share) {
  m_share = share ? std::optional(std::clamp(*share, 0.0, 1.0)) : std::nullopt;
  update();
}

QString ProgressLine::text() const {
  return m_label->text();
}

void ProgressLine::timerEvent(QTimerEvent* event) {
  if (event->timerId() == m_delay.timerId()) {
    m_delay.stop();
    see(true);
    announce(*this, Urgency::Polite);
    // Whoever has switched animations off in the system gets a bar that stands still.
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
      m_wander.start(frame, this);
  } else if (event->timerId() == m_wander.timerId()) {
    m_phase = (m_phase + 1) % framesOfTurn;
    if (!m_share) update();
  }
}

void ProgressLine::see(bool seen) {
  m_seen = seen;
  // Not hidden: a hidden label gives its height back and moves the page.
  QSizePolicy policy = m_label->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  m_label->setSizePolicy(policy);
  m_label->setVisible(seen);
  update();
}

void ProgressLine::applyTheme() {
  layout()->setContentsMargins(0, themeOf(*this).scaled(barHeight) + spacing::half, 0, 0);
}

void ProgressLine::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) applyTheme();
  QWidget::changeEvent(event);
}

void ProgressLine::paintEvent(QPaintEvent*) {
  if (!m_seen) return;
  const theme::Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double height = theme.scaled(barHeight);
  const QRectF track(0, 0, width(), height);
  painter.setPen(theme.isHighContrast() ? QPen(c.border, 1) : QPen(Qt::NoPen));
  painter.setBrush(theme.isHighContrast() ? c.window : c.divider);
  painter.drawRoundedRect(track, height / 2, height / 2);
  double from = 0.0;
  double length = m_share.value_or(wanderer);
  if (!m_share) {
    const double turn = static_cast<double>(m_phase) / framesOfTurn;
    from = (1.0 - wanderer) * (1.0 - std::cos(2 * std::numbers::pi * turn)) / 2;
  }
  if (layoutDirection() == Qt::RightToLeft) from = 1.0 - from - length;
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.accent);
  painter.drawRoundedRect(QRectF(track.width() * from, 0, track.width() * length, height), height / 2,
                          height / 2);
}

}  // namespace latchkey::ui::widgets
