// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_trail.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/step_item.h"
#include "ui/widgets/wrapped_text.h"

namespace latchkey::ui::widgets {

using theme::TextRole;
using theme::Theme;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {
constexpr int sideMargin = 32;  // px at 100 %, as in the sketch
constexpr int railMargin = 16;
constexpr int narrowestFull = 256;
constexpr int widestFull = 304;
constexpr int pageNeeds = 520;  // px that a page wants beside the full trail
constexpr int brandHeight = 72;
}  // namespace

StepTrail::StepTrail(QWidget* parent) : QWidget(parent) {
  provideAccessible<StepTrail, RoleInterface<StepTrail, QAccessible::List>>();
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void StepTrail::setBrand(const QString& name) {
  m_brand = name;
  update();
}

void StepTrail::setTexts(const StepTrailTexts& texts) {
  m_texts = texts;
  setAccessibleName(texts.listName);
  refresh();
}

void StepTrail::setSteps(const QStringList& names) {
  m_names = names;
  while (m_items.size() > names.size()) delete m_items.takeLast();
  while (m_items.size() < names.size()) {
    m_items.append(new StepItem(this));
    m_items.last()->setVisible(true);
  }
  refresh();
}

void StepTrail::setCurrent(int index) {
  m_current = std::clamp(index, -1, static_cast<int>(m_names.size()));
  refresh();
}

void StepTrail::setForm(Form form) {
  if (form == m_form) return;
  m_form = form;
  setSizePolicy(form == Form::Bar ? QSizePolicy::Expanding : QSizePolicy::Fixed,
                form == Form::Bar ? QSizePolicy::Fixed : QSizePolicy::Expanding);
  refresh();
}

StepTrail::Form StepTrail::formFor(int windowWidth, const Theme& theme) {
  const int trail = std::min(theme.scaled(256), theme.scaled(widestFull));
  return windowWidth >= trail + theme.scaled(pageNeeds) - spacing::twice ? Form::Full : Form::Rail;
}

void StepTrail::refresh() {
  for (int i = 0; i < m_items.size(); ++i) {
    StepItem::Look look;
    look.name = m_names.at(i);
    look.form = m_form;
    look.isFirst = i == 0;
    look.isLast = i + 1 == m_items.size();
    look.state = i < m_current    ? StepItem::State::Done
                 : i == m_current ? StepItem::State::Current
                                  : StepItem::State::ToCome;
    const QString state = i < m_current ? m_texts.done : i == m_current ? m_texts.current : m_texts.toCome;
    const QString position =
        m_texts.position.isEmpty() ? QString() : m_texts.position.arg(i + 1).arg(m_items.size());
    QStringList spoken{look.name, position, state};
    spoken.removeAll(QString());
    m_items.at(i)->setLook(look);
    m_items.at(i)->setAccessibleName(spoken.join(QStringLiteral(", ")));
  }
  updateGeometry();
  place();
  update();
}

int StepTrail::fullWidth() const {
  const Theme& theme = themeOf(*this);
  int widest = 0;
  for (const QString& name : m_names)
    widest = std::max(widest, WrappedText(name, theme.font(TextRole::Strong)).naturalWidth());
  const int wanted = 2 * sideMargin + StepItem::circleSize(theme) + spacing::wide + widest;
  return std::clamp(wanted, theme.scaled(narrowestFull), theme.scaled(widestFull));
}

int StepTrail::itemHeight() const {
  return 2 * StepItem::circleSize(themeOf(*this));
}

int StepTrail::top() const {
  const Theme& theme = themeOf(*this);
  return m_form == Form::Full
             ? spacing::section + theme.scaled(brandHeight - spacing::section) + spacing::twice
             : spacing::section;
}

void StepTrail::place() {
  const int width = this->width();
  if (m_form == Form::Bar) {
    const int count = std::max<int>(1, static_cast<int>(m_items.size()));
    const int each = (width - 2 * spacing::twice) / count;
    for (int i = 0; i < m_items.size(); ++i) {
      const QRect place(spacing::twice + i * each, spacing::unit, each, StepItem::circleSize(themeOf(*this)));
      m_items.at(i)->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    }
    return;
  }
  const int margin = m_form == Form::Full ? sideMargin : railMargin;
  const int inner = std::max(width - 2 * margin, StepItem::circleSize(themeOf(*this)));
  QList<int> heights;
  int all = 0;
  for (const StepItem* item : m_items) {
    heights.append(m_form == Form::Full ? item->heightFor(inner) : itemHeight());
    all += heights.last();
  }
  // Many steps in a low window move closer together; the circles never overlap.
  const int room = height() - top() - spacing::unit;
  const int least = StepItem::circleSize(themeOf(*this)) + spacing::half;
  const int excess = m_items.isEmpty() ? 0 : std::max(0, all - room) / static_cast<int>(m_items.size());
  int y = top();
  for (int i = 0; i < m_items.size(); ++i) {
    const int rowHeight = std::max(heights.at(i) - excess - (all > room ? 1 : 0), least);
    m_items.at(i)->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), QRect(margin, y, inner, rowHeight)));
    y += rowHeight;
  }
}

QSize StepTrail::sizeHint() const {
  const Theme& theme = themeOf(*this);
  const int circle = StepItem::circleSize(theme);
  const int count = static_cast<int>(m_items.size());
  switch (m_form) {
    case Form::Full:
      return {fullWidth(), top() + count * itemHeight() + spacing::section};
    case Form::Rail:
      return {circle + 2 * railMargin, top() + count * itemHeight() + spacing::section};
    case Form::Bar:
      return {count * (circle + spacing::twice),
              circle + 3 * spacing::unit + QFontMetrics(theme.font(TextRole::Strong)).height()};
  }
  return {};
}

QSize StepTrail::minimumSizeHint() const {
  const QSize wanted = sizeHint();
  if (m_form == Form::Bar) return wanted;
  const int least = StepItem::circleSize(themeOf(*this)) + spacing::half;
  return {wanted.width(), top() + static_cast<int>(m_items.size()) * least};
}

void StepTrail::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QPainter painter(this);
  painter.fillRect(rect(), c.panel);
  if (theme.isHighContrast()) {
    painter.setPen(QPen(c.border, 1));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    if (m_form != Form::Bar) painter.drawLine(edge, 0, edge, height());
  }
  if (m_form == Form::Full) {
    const int icon = theme.scaled(32);
    const QRect line(sideMargin - spacing::half, spacing::section, width() - sideMargin, theme.scaled(40));
    const QRect mark =
        QStyle::alignedRect(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter, QSize(icon, icon),
                            QStyle::visualRect(layoutDirection(), rect(), line));
    theme::paintIcon(painter, theme::Icon::Logo, QRectF(mark), c.accent);
    const QRect text(line.left() + icon + spacing::unit, line.top(), line.width() - icon - spacing::unit,
                     line.height());
    painter.setFont(theme.font(TextRole::Brand));
    painter.setPen(c.text);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading) |
                                      Qt::AlignVCenter | Qt::TextSingleLine),
                     m_brand);
  } else if (m_form == Form::Bar && m_current >= 0 && m_current < m_names.size()) {
    const int y = 2 * spacing::unit + StepItem::circleSize(theme);
    painter.setFont(theme.font(TextRole::Strong));
    painter.setPen(c.text);
    painter.drawText(QRect(0, y, width(), height() - y - spacing::half), Qt::AlignCenter,
                     m_names.at(m_current));
  }
}

void StepTrail::resizeEvent(QResizeEvent*) {
  place();
}

void StepTrail::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace latchkey::ui::widgets
