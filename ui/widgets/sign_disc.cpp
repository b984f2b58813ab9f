// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sign_disc.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace latchkey::ui::widgets {

namespace {

constexpr int discSize = 48;  // px at 100 %
constexpr double iconShare = 0.54;

struct Inks {
  QColor icon;
  QColor disc;
};

Inks inksOf(Tone tone, const theme::Colours& c) {
  switch (tone) {
    case Tone::Normal:
    case Tone::Muted:
      return {c.mutedText, c.panel};
    case Tone::Accent:
      return {c.accent, c.accentSoft};
    case Tone::Error:
      return {c.error, c.errorSoft};
    case Tone::Warning:
      return {c.warning, c.warningSoft};
    case Tone::Success:
      return {c.onSuccess, c.success};
  }
  Q_UNREACHABLE();
}

}  // namespace

SignDisc::SignDisc(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  hide();
}

void SignDisc::setSign(theme::Icon icon, Tone tone) {
  m_icon = icon;
  m_tone = tone;
  setVisible(icon != theme::Icon::None);
  update();
}

QSize SignDisc::sizeHint() const {
  const int size = theme::themeOf(*this).scaled(discSize);
  return {size, size};
}

void SignDisc::paintEvent(QPaintEvent*) {
  const theme::Theme& theme = theme::themeOf(*this);
  const Inks inks = inksOf(m_tone, theme.colours());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  // In high contrast disc and window are one colour: a ring tells them apart.
  const double line = theme.isHighContrast() ? theme.borderWidth() : 0.0;
  painter.setPen(line > 0 ? QPen(inks.icon, line) : QPen(Qt::NoPen));
  painter.setBrush(inks.disc);
  painter.drawEllipse(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2));
  const double inset = width() * (1.0 - iconShare) / 2;
  theme::paintIcon(painter, m_icon, QRectF(rect()).adjusted(inset, inset, -inset, -inset), inks.icon);
}

void SignDisc::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace latchkey::ui::widgets
