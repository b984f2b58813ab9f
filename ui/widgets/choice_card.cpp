// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_card.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/wrapped_text.h"

namespace latchkey::ui::widgets {

using theme::TextRole;
using theme::Theme;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {

constexpr int iconSide = 24;
constexpr int circleSize = 20;
constexpr int lowestCard = 56;
constexpr int cardSignSize = 18;

}  // namespace

ChoiceCard::ChoiceCard(QWidget* parent) : QRadioButton(parent) {
  // Not Fixed: a box layout would hold it to the height that it has at its favourite width.
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setCursor(Qt::PointingHandCursor);
}

void ChoiceCard::setChoice(const Choice& choice) {
  m_choice = choice;
  // Masks come from the service: whatever the page has done to them, nothing hidden gets through here.
  m_choice.detail = visibleSentence(choice.detail);
  m_choice.warning = visibleSentence(choice.warning);
  QStringList name{choice.title, withoutIsolates(m_choice.detail)};
  name.removeAll(QString());
  setAccessibleName(name.join(QStringLiteral(", ")));
  setAccessibleDescription(withoutIsolates(m_choice.warning));
  updateGeometry();
  update();
}

QRect ChoiceCard::textPlace(int width) const {
  const Theme& theme = themeOf(*this);
  const int left =
      m_choice.icon == theme::Icon::None ? spacing::twice : spacing::section + theme.scaled(iconSide) + 20;
  const int right = width - spacing::twice - theme.scaled(circleSize) - spacing::twice;
  return {left, 0, std::max(right - left, theme.scaled(64)), 0};
}

int ChoiceCard::heightForWidth(int width) const {
  const Theme& theme = themeOf(*this);
  const int room = textPlace(width).width();
  int text = WrappedText(m_choice.title, theme.font(TextRole::CardTitle)).height(room);
  text += WrappedText(m_choice.detail, theme.font(TextRole::Body)).height(room);
  if (!m_choice.warning.isEmpty()) {
    const int sign = theme.scaled(cardSignSize) + spacing::half;
    text += spacing::half + WrappedText(m_choice.warning, theme.font(TextRole::Body)).height(room - sign);
  }
  return std::max(text + 2 * spacing::unit, theme.scaled(lowestCard));
}

QSize ChoiceCard::sizeHint() const {
  const int width = themeOf(*this).scaled(480);
  return {width, heightForWidth(width)};
}

QSize ChoiceCard::minimumSizeHint() const {
  // Narrow enough for 800 px at 200 %: the texts wrap.
  return {themeOf(*this).scaled(160), themeOf(*this).scaled(lowestCard)};
}

void ChoiceCard::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  const bool chosen = isChecked();
  const bool focused = hasFocus();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);

  const double line = chosen || underMouse() ? 2.0 : theme.borderWidth();
  QRectF frame = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
  painter.setPen(QPen(chosen || underMouse() ? c.accent : c.border, line));
  painter.setBrush(chosen ? c.accentSoft : c.field);
  painter.drawRoundedRect(frame, theme::radius::card, theme::radius::card);
  if (focused) {
    // Told apart from "chosen" by a second line inside the first.
    const double inset = line + 3.0;
    painter.setPen(QPen(c.accent, theme.focusWidth() - 0.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme::radius::card - 3,
                            theme::radius::card - 3);
  }

  const int icon = theme.scaled(iconSide);
  const QRect iconPlace(spacing::section, (height() - icon) / 2, icon, icon);
  theme::paintIcon(painter, m_choice.icon, QRectF(QStyle::visualRect(layoutDirection(), rect(), iconPlace)),
                   chosen ? c.accent : c.mutedText);
  paintTexts(painter);
  const int size = theme.scaled(circleSize);
  const QRect circle(width() - spacing::twice - size, (height() - size) / 2, size, size);
  paintCircle(painter, QRectF(QStyle::visualRect(layoutDirection(), rect(), circle)));
}

void ChoiceCard::paintTexts(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  const QRect place = textPlace(width());
  const WrappedText title(m_choice.title, theme.font(TextRole::CardTitle));
  const WrappedText detail(m_choice.detail, theme.font(TextRole::Body));
  const WrappedText warning(m_choice.warning, theme.font(TextRole::Body));
  const int sign = theme.scaled(cardSignSize);
  const int titleHeight = title.height(place.width());
  const int detailHeight = detail.height(place.width());
  const int warningHeight =
      warning.isEmpty() ? 0 : warning.height(place.width() - sign - spacing::half) + spacing::half;
  int y = (height() - titleHeight - detailHeight - warningHeight) / 2;
  const auto visual = [this](const QRect& logical) {
    return QRectF(QStyle::visualRect(layoutDirection(), rect(), logical));
  };
  painter.setPen(isEnabled() ? c.text : c.mutedText);
  title.draw(painter, visual({place.left(), y, place.width(), titleHeight}), layoutDirection());
  y += titleHeight;
  painter.setPen(c.mutedText);
  detail.draw(painter, visual({place.left(), y, place.width(), detailHeight}), layoutDirection());
  if (warning.isEmpty()) return;
  y += detailHeight + spacing::half;
  const int firstLine = QFontMetrics(theme.font(TextRole::Body)).height();
  theme::paintIcon(painter, theme::Icon::Warning,
                   visual({place.left(), y + (firstLine - sign) / 2, sign, sign}), c.warning);
  painter.setPen(c.warning);
  const int left = place.left() + sign + spacing::half;
  warning.draw(painter, visual({left, y, place.right() - left + 1, warningHeight}), layoutDirection());
}

void ChoiceCard::paintCircle(QPainter& painter, const QRectF& circle) const {
  const theme::Colours& c = themeOf(*this).colours();
  painter.setPen(QPen(isChecked() ? c.accent : c.mutedText, 2));
  painter.setBrush(c.field);
  painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
  if (!isChecked()) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.accent);
  painter.drawEllipse(circle.center(), circle.width() * 0.24, circle.width() * 0.24);
}

void ChoiceCard::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    // Held down it repeats: only the first press counts (SECURITY: C20).
    if (!event->isAutoRepeat()) {
      click();
      Q_EMIT activated();
    }
    event->accept();
    return;
  }
  QRadioButton::keyPressEvent(event);
}

void ChoiceCard::mouseDoubleClickEvent(QMouseEvent* event) {
  QRadioButton::mouseDoubleClickEvent(event);
  if (event->button() == Qt::LeftButton) Q_EMIT activated();
}

void ChoiceCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QRadioButton::changeEvent(event);
}

bool ChoiceCard::hitButton(const QPoint& position) const {
  return rect().contains(position);
}

}  // namespace latchkey::ui::widgets
