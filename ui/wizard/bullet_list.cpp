// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/bullet_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::wizard {

namespace {
constexpr int oneLine = 16'000;  // px: a width at which nothing wraps
}

BulletList::BulletList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(theme::spacing::unit);
}

void BulletList::setSentences(const QStringList& sentences) {
  m_bullets.clear();
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& sentence : sentences) {
    auto* row = new QWidget;
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(theme::spacing::unit);
    auto* dot = new widgets::StaticLabel;
    dot->setText(QStringLiteral("•"));
    dot->setTone(widgets::Tone::Accent);
    dot->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* label = new widgets::StaticLabel;
    label->setText(sentence);
    columns->addWidget(dot, 0, Qt::AlignTop);
    columns->addWidget(label, 1);
    m_rows->addWidget(row);
    row->show();  // a layout would do it later, and who asks for the height now would get none
    m_bullets.append(Bullet{dot, label});
  }
  placeDots();
}

void BulletList::placeDots() {
  // As high as the first line beside it, which is higher in Japanese than the dot's own.
  for (const Bullet& bullet : m_bullets) bullet.dot->setFixedHeight(bullet.label->heightForWidth(oneLine));
}

void BulletList::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::StyleChange) placeDots();
}

}  // namespace latchkey::ui::wizard
