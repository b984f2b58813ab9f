// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/support_box.h"

#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::wizard {

SupportBox::SupportBox(QWidget* parent)
    : QWidget(parent),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_lines(new QVBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, theme::spacing::unit, 0, 0);
  column->setSpacing(theme::spacing::half);
  m_lines->setSpacing(theme::spacing::half);
  column->addWidget(m_heading);
  column->addLayout(m_lines);
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
  }
}

}  // namespace latchkey::ui::wizard
