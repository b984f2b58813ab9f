// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/message_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sign_disc.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/scroll_column.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

using theme::TextRole;
using widgets::StaticLabel;
using widgets::Tone;

MessagePanel::MessagePanel(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("messagePanel"));
  auto* layers = new QVBoxLayout(this);
  layers->setContentsMargins(0, 0, 0, 0);
  m_scroll = new ScrollColumn;
  layers->addWidget(m_scroll);

  m_title = new widgets::TitleLabel;
  m_title->setObjectName(QStringLiteral("panelTitleLabel"));
  m_primary = new QPushButton;
  m_primary->setObjectName(QStringLiteral("panelPrimaryButton"));
  m_secondary = new QPushButton;
  m_secondary->setObjectName(QStringLiteral("panelSecondaryButton"));
  connect(m_primary, &QPushButton::clicked, this, &MessagePanel::primaryClicked);
  connect(m_secondary, &QPushButton::clicked, this, &MessagePanel::secondaryClicked);

  m_buttons = new QWidget;
  auto* row = new QHBoxLayout(m_buttons);
  row->setContentsMargins(0, theme::spacing::twice, 0, 0);
  row->setSpacing(theme::spacing::twice);
  row->addWidget(m_primary);
  row->addWidget(m_secondary);
  row->addStretch();

  QVBoxLayout* column = m_scroll->column();
  m_sign = new widgets::SignDisc;
  auto* heading = new QHBoxLayout;
  heading->setSpacing(theme::spacing::twice);
  heading->addWidget(m_sign);
  heading->addWidget(m_title, 1);
  column->addLayout(heading);
  column->addSpacing(theme::spacing::unit);
  m_body = new QWidget;
  column->addWidget(m_body);
  column->addWidget(m_buttons);
  column->addStretch();
}

void MessagePanel::setContent(std::function<PanelContent()> content) {
  m_content = std::move(content);
  rebuild();
}

void MessagePanel::takeFocus() {
  QPushButton* const first = !m_replies.isEmpty()           ? m_replies.first()
                             : m_primary->isVisibleTo(this) ? m_primary
                                                            : m_secondary;
  first->setFocus(Qt::OtherFocusReason);
  widgets::announce(*m_title, widgets::Urgency::Assertive);
}

void MessagePanel::rebuild() {
  if (!m_content) return;
  const PanelContent content = m_content();
  setAccessibleName(content.title);
  m_sign->setSign(content.sign, content.tone);
  m_title->setText(content.title);

  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  for (const QString& paragraph : content.paragraphs) column->addWidget(sentence(paragraph, Tone::Normal));
  if (!content.pointsHeading.isEmpty()) column->addWidget(heading(content.pointsHeading));
  if (!content.points.isEmpty()) {
    auto* points = new BulletList;
    points->setSentences(content.points);
    column->addWidget(points);
  }
  if (!content.lines.isEmpty()) {
    auto* box = new SupportBox;
    box->setLines(content.linesHeading, content.lines);
    column->addSpacing(theme::spacing::unit);
    column->addWidget(box);
  }
  if (!content.notes.isEmpty()) column->addSpacing(theme::spacing::unit);
  for (const QString& note : content.notes) column->addWidget(sentence(note, Tone::Muted));
  const auto focused = std::ranges::find_if(m_replies, [](QPushButton* reply) { return reply->hasFocus(); });
  const auto had = focused - m_replies.begin();
  m_replies.clear();
  addReplies(*column, content.replies);

  delete m_scroll->column()->replaceWidget(m_body, body);  // the item, not the widget
  m_body->deleteLater();
  m_body->hide();
  m_body = body;
  body->show();
  QWidget* before = body;
  for (QPushButton* reply : m_replies) {
    setTabOrder(before, reply);
    before = reply;
  }
  setTabOrder(before, m_primary);
  setTabOrder(m_primary, m_secondary);
  if (had < m_replies.size()) m_replies.at(had)->setFocus(Qt::OtherFocusReason);

  m_primary->setText(content.primary);
  m_primary->setVisible(!content.primary.isEmpty());
  m_primary->setDefault(!content.primary.isEmpty());
  m_secondary->setText(content.secondary);
  m_secondary->setVisible(!content.secondary.isEmpty());
}

QWidget* MessagePanel::sentence(const QString& text, Tone tone) {
  auto* label = new StaticLabel;
  label->setTone(tone);
  label->setText(text);
  return label;
}

QWidget* MessagePanel::heading(const QString& text) {
  auto* label = new StaticLabel(TextRole::Strong);
  label->setText(text);
  label->setContentsMargins(0, theme::spacing::unit, 0, 0);
  return label;
}

void MessagePanel::addReplies(QVBoxLayout& column, const QStringList& replies) {
  if (!replies.isEmpty()) column.addSpacing(theme::spacing::unit);
  for (const QString& text : replies) {
    const auto index = static_cast<int>(m_replies.size());
    auto* reply = newButton(QStringLiteral("panelReply%1Button").arg(index), theme::ButtonKind::Plain);
    reply->setText(text);
    connect(reply, &QPushButton::clicked, this, [this, index] { Q_EMIT replied(index); });
    column.addWidget(reply, 0, Qt::AlignLeading);
    m_replies.append(reply);
  }
}

void MessagePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) rebuild();
}

}  // namespace latchkey::ui::wizard
