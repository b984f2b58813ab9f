// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/scroll_column.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace latchkey::ui::wizard {

ScrollColumn::ScrollColumn(QWidget* parent) : QScrollArea(parent), m_body(new QWidget), m_column(nullptr) {
  setWidgetResizable(true);
  setFrameShape(NoFrame);
  setFocusPolicy(Qt::NoFocus);  // what can be focused scrolls itself into view
  viewport()->setAutoFillBackground(false);
  auto* margins = new QHBoxLayout(m_body);
  auto* content = new QWidget;
  m_column = new QVBoxLayout(content);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(theme::spacing::unit);
  margins->addWidget(content, 1);
  margins->addStretch(0);
  setWidget(m_body);
  m_body->setAutoFillBackground(false);  // setWidget() switches it on
  applyMeasures();
}

void ScrollColumn::applyMeasures() {
  const theme::Theme& theme = theme::themeOf(*this);
  // The wide margin of the sketch costs too much where the window is small and the text large.
  const bool narrow = width() < theme.scaled(480);
  const int side = narrow ? theme::spacing::section : theme::spacing::page;
  const int top = narrow ? theme::spacing::twice : theme::spacing::section + theme::spacing::twice;
  m_body->layout()->setContentsMargins(side, top, side, theme::spacing::twice);
  m_column->parentWidget()->setMaximumWidth(theme.scaled(640));
}

void ScrollColumn::changeEvent(QEvent* event) {
  QScrollArea::changeEvent(event);
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) applyMeasures();
}

void ScrollColumn::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  applyMeasures();
}

}  // namespace latchkey::ui::wizard
