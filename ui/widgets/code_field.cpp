// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/code_field.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/rules/code_entry.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/secret_edit_accessible.h"

namespace latchkey::ui::widgets {

using theme::Theme;
using theme::themeOf;

namespace {
constexpr int fieldHeight = 56;
constexpr double cellShare = 1.9;       // of a digit's width
constexpr double leastCellShare = 1.2;  // where there is not enough room
constexpr double groupShare = 0.8;      // of a cell, between groups
}  // namespace

CodeField::CodeField(QWidget* parent) : SecretEdit(false, parent) {
  provideAccessible<CodeField, SecretEditInterface>();
  setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  setDigits(7);
}

void CodeField::setDigits(int count) {
  removeRange(count, length());
  setMaximumLength(count);
  m_groups = groupsOf(count);
  updateGeometry();
  update();
}

QList<int> CodeField::groupsOf(int digits) {
  if (digits < 6) return {digits};
  if (digits <= 8) return {digits / 2, digits - digits / 2};
  QList<int> groups(digits / 3, 3);
  if (digits % 3 == 1) groups.last() = 4;
  if (digits % 3 == 2) groups.append(2);
  return groups;
}

std::optional<QString> CodeField::admitted(const QString& typed) const {
  return rules::digitsOfCode(typed);
}

bool CodeField::replacesAll(const QString& admittedText) const {
  return admittedText.size() == digits();
}

void CodeField::edited() {
  if (isComplete()) Q_EMIT completed();
}

double CodeField::digitWidth() const {
  return QFontMetricsF(themeOf(*this).font(textRole())).horizontalAdvance(QLatin1Char('8'));
}

double CodeField::cellsAcross() const {
  return digits() + groupShare * static_cast<double>(m_groups.size() - 1);
}

/// Twelve digits in large text are wider than a small window: the cells move together.
double CodeField::cellWidth() const {
  const double room = (width() - 2 * theme::spacing::section) / cellsAcross();
  return std::clamp(room, digitWidth() * leastCellShare, digitWidth() * cellShare);
}

QSize CodeField::sizeWith(double share) const {
  const int width = static_cast<int>(std::ceil(cellsAcross() * digitWidth() * share));
  return {width + 2 * theme::spacing::section, themeOf(*this).scaled(fieldHeight)};
}

double CodeField::xOf(int position) const {
  double x = position * cellWidth();
  int end = 0;
  // The cursor after the last digit of a group stands where the next digit will come.
  for (const int group : m_groups) {
    end += group;
    if (position >= end && end < digits()) x += groupShare * cellWidth();
  }
  return x;
}

QSize CodeField::sizeHint() const {
  return sizeWith(cellShare);
}

QSize CodeField::minimumSizeHint() const {
  return sizeWith(leastCellShare);
}

QRect CodeField::textPlace() const {
  // The cells keep their place while they fill: centred by the whole code, not by what is there.
  const int width = static_cast<int>(std::ceil(xOf(digits())));
  return {(this->width() - width) / 2, theme::spacing::half, width, height() - 2 * theme::spacing::half};
}

void CodeField::paintText(QPainter& painter, const QRectF& place, double) const {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QFont font = painter.font();
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  const double cell = cellWidth();
  const double line = place.bottom() - theme.scaled(8);
  const std::string_view text = secret().view();
  const QPen ink = painter.pen();
  for (int i = 0; i < digits(); ++i) {
    const QRectF slot(place.left() + xOf(i), place.top(), cell, place.height());
    const bool filled = i < static_cast<int>(text.size());
    painter.setPen(QPen(filled ? c.accent : c.border, theme.scaled(2)));
    painter.drawLine(QPointF(slot.left() + cell * 0.14, line), QPointF(slot.right() - cell * 0.14, line));
    if (!filled) continue;
    painter.setPen(ink);
    painter.drawText(slot, Qt::AlignCenter, QString(QLatin1Char(text[static_cast<std::size_t>(i)])));
  }
}

}  // namespace latchkey::ui::widgets
