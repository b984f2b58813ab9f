// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/support_box.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::wizard {

SupportBox::SupportBox(QWidget* parent)
    : QWidget(parent),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_lines(new QVBoxLayout) {
  auto* column = new QVBoxLayout(this);
  const int inside = theme::spacing::twice;
  column->setContentsMargins(inside, theme::spacing::wide, inside, theme::spacing::wide);
  column->setSpacing(theme::spacing::half);
  m_lines->setSpacing(theme::spacing::half);
  column->addWidget(m_heading);
  column->addLayout(m_lines);
}

void SupportBox::paintEvent(QPaintEvent*) {
  const theme::Theme& theme = theme::themeOf(*this);
  const theme::Colours& colours = theme.colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double line = theme.isHighContrast() ? theme.borderWidth() : 0.0;
  painter.setPen(line > 0 ? QPen(colours.border, line) : QPen(Qt::NoPen));
  painter.setBrush(colours.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                          theme::radius::card, theme::radius::card);
}

void SupportBox::setLines(const QString& heading, const QStringList& lines) {
  m_heading->setText(heading);
  while (QLayoutItem* item = m_lines->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& line : lines) {
    auto* label = new widgets::PlainLabel;
    label->setOutsideText(line);
    label->setSelectable(true);
    m_lines->addWidget(label);
    label->show();  // a layout would do it later, and who asks for the height now would get none
  }
}

}  // namespace latchkey::ui::wizard
