// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_list.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QTimerEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/rule_item.h"
#include "ui/widgets/wrapped_text.h"

namespace latchkey::ui::widgets {

using theme::TextRole;
using theme::Theme;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {
constexpr int ruleSignSize = 20;
constexpr int rowHeight = 32;
constexpr int pauseBeforeSpeaking = 700;  // ms: a screen reader that follows each key says nothing to the end
}  // namespace

RuleItem::RuleItem(QWidget* parent) : QWidget(parent) {
  provideAccessible<RuleItem, RoleInterface<RuleItem, QAccessible::ListItem>>();
  setObjectName(QStringLiteral("ruleItem"));
  // Not Fixed: a box layout would hold it to the height that it has at its favourite width.
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void RuleItem::setText(const QString& text) {
  m_text = text;
  updateGeometry();
  update();
}

void RuleItem::setState(RuleState state) {
  m_state = state;
  update();
}

int RuleItem::textLeft() const {
  return themeOf(*this).scaled(ruleSignSize) + spacing::wide;
}

QSize RuleItem::sizeHint() const {
  const int natural = textLeft() + WrappedText(m_text, themeOf(*this).font(TextRole::Body)).naturalWidth();
  const int width = std::min(natural, themeOf(*this).scaled(520));
  return {width, heightForWidth(width)};
}

QSize RuleItem::minimumSizeHint() const {
  return {textLeft() + themeOf(*this).scaled(80), themeOf(*this).scaled(rowHeight)};
}

int RuleItem::heightForWidth(int width) const {
  const Theme& theme = themeOf(*this);
  const int text = WrappedText(m_text, theme.font(TextRole::Body)).height(width - textLeft());
  return std::max(text + spacing::unit, theme.scaled(rowHeight));
}

void RuleItem::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int size = theme.scaled(ruleSignSize);
  const QRectF sign(
      QStyle::visualRect(layoutDirection(), rect(), QRect(0, (height() - size) / 2, size, size)));
  const QRectF circle = sign.adjusted(1, 1, -1, -1);
  const auto disc = [&](const QColor& fill, theme::Icon icon, const QColor& on) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawEllipse(circle);
    const double inset = circle.width() * 0.1;
    theme::paintIcon(painter, icon, circle.adjusted(inset, inset, -inset, -inset), on);
  };
  switch (m_state) {
    case RuleState::Pending:
      painter.setPen(QPen(c.mutedText, 1.6));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
      break;
    case RuleState::Met:
      disc(c.success, theme::Icon::Check, c.onSuccess);
      break;
    case RuleState::Broken:
      disc(c.error, theme::Icon::Cross, c.window);
      break;
  }
  const WrappedText text(m_text, theme.font(TextRole::Body));
  const int textHeight = text.height(width() - textLeft());
  const QRect place(textLeft(), (height() - textHeight) / 2, width() - textLeft(), textHeight);
  painter.setPen(m_state == RuleState::Met ? c.text : m_state == RuleState::Pending ? c.mutedText : c.error);
  text.draw(painter, QRectF(QStyle::visualRect(layoutDirection(), rect(), place)), layoutDirection());
}

void RuleItem::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QWidget::changeEvent(event);
}

RuleList::RuleList(QWidget* parent) : QWidget(parent) {
  provideAccessible<RuleList, RoleInterface<RuleList, QAccessible::List>>();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
}

void RuleList::setRules(const QStringList& texts) {
  if (texts.size() != m_items.size()) {
    qDeleteAll(m_items);
    m_items.clear();
    for (qsizetype i = 0; i < texts.size(); ++i) {
      m_items.append(new RuleItem(this));
      layout()->addWidget(m_items.last());
    }
  }
  for (qsizetype i = 0; i < texts.size(); ++i) {
    m_items.at(i)->setText(texts.at(i));
    name(*m_items.at(i));
  }
}

void RuleList::setStateTexts(const QString& pending, const QString& met, const QString& broken) {
  m_pending = pending;
  m_met = met;
  m_broken = broken;
  for (RuleItem* item : m_items) name(*item);
}

void RuleList::setStates(const QList<RuleState>& states) {
  bool changed = false;
  for (qsizetype i = 0; i < std::min(states.size(), m_items.size()); ++i) {
    RuleItem& item = *m_items.at(i);
    if (item.state() == states.at(i)) continue;
    item.setState(states.at(i));
    name(item);
    changed = true;
  }
  if (changed && m_summary && QAccessible::isActive()) m_pause.start(pauseBeforeSpeaking, this);
}

QList<RuleState> RuleList::states() const {
  QList<RuleState> states;
  for (const RuleItem* item : m_items) states.append(item->state());
  return states;
}

bool RuleList::allMet() const {
  return std::all_of(m_items.begin(), m_items.end(),
                     [](const RuleItem* item) { return item->state() == RuleState::Met; });
}

void RuleList::setSummary(std::function<QString(int, int)> summary) {
  m_summary = std::move(summary);
}

void RuleList::timerEvent(QTimerEvent* event) {
  if (event->timerId() != m_pause.timerId()) return;
  m_pause.stop();
  const auto met = std::count_if(m_items.begin(), m_items.end(),
                                 [](const RuleItem* item) { return item->state() == RuleState::Met; });
  setAccessibleDescription(m_summary(static_cast<int>(met), static_cast<int>(m_items.size())));
  announce(*this, Urgency::Polite);
}

void RuleList::name(RuleItem& item) const {
  QString state;
  switch (item.state()) {
    case RuleState::Pending:
      state = m_pending;
      break;
    case RuleState::Met:
      state = m_met;
      break;
    case RuleState::Broken:
      state = m_broken;
      break;
  }
  item.setAccessibleName(state.isEmpty() ? item.text() : item.text() + QStringLiteral(", ") + state);
}

}  // namespace latchkey::ui::widgets
