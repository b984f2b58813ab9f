// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/widgets/accessible.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/wrapped_text.h"

namespace latchkey::ui::widgets {

using theme::TextRole;
using theme::themeOf;

namespace {
constexpr int comfortableLine = 440;  // px at 100 %: what a wrapped text asks for when nobody limits it
}

ThemedLabel::ThemedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
  // Without a role of its own a label takes that of its surroundings; on a QWizard's pages the tone was lost.
  setForegroundRole(QPalette::WindowText);
  alignToLeading();
  applyTheme();
}

void ThemedLabel::setTextRole(TextRole role) {
  m_role = role;
  applyTheme();
}

void ThemedLabel::setTone(Tone tone) {
  m_tone = tone;
  applyTheme();
}

QSize ThemedLabel::sizeHint() const {
  if (!wordWrap()) return QLabel::sizeHint();
  // A pixel more than the text: QLabel wraps what fits exactly.
  const int natural = fontMetrics().size(Qt::TextShowMnemonic, text()).width() + 1;
  const int width = std::min(natural, themeOf(*this).scaled(comfortableLine));
  return {width, heightForWidth(width)};
}

void ThemedLabel::setAlarm(bool alarm) {
  m_alarm = alarm;
  applyTheme();
}

void ThemedLabel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) applyTheme();
  if (event->type() == QEvent::LayoutDirectionChange) alignToLeading();
  QLabel::changeEvent(event);
}

void ThemedLabel::alignToLeading() {
  // QLabel aligns by the direction of its text; here all texts of a window stand at the same edge.
  if (alignment().testFlag(Qt::AlignHCenter)) return;
  const Qt::Alignment edge = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
  setAlignment(edge | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void ThemedLabel::applyTheme() {
  const theme::Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  setFont(theme.font(m_role));
  QColor colour = c.text;
  switch (m_alarm ? Tone::Warning : m_tone) {
    case Tone::Normal:
      break;
    case Tone::Muted:
      colour = c.mutedText;
      break;
    case Tone::Accent:
      colour = c.accent;
      break;
    case Tone::Error:
      colour = c.error;
      break;
    case Tone::Warning:
      colour = c.warning;
      break;
    case Tone::Success:
      colour = c.success;
      break;
  }
  QPalette own = theme.palette();
  own.setColor(QPalette::WindowText, colour);
  setPalette(own);
}

StaticLabel::StaticLabel(QWidget* parent) : ThemedLabel(parent) {}

StaticLabel::StaticLabel(TextRole role, QWidget* parent) : ThemedLabel(parent) {
  setTextRole(role);
}

namespace {
class HeadingInterface final : public QAccessibleWidget {
public:
  explicit HeadingInterface(TitleLabel* label) : QAccessibleWidget(label, QAccessible::Heading) {}
  [[nodiscard]] QString text(QAccessible::Text what) const override {
    if (what == QAccessible::Name) return static_cast<TitleLabel*>(widget())->text();
    return QAccessibleWidget::text(what);
  }
};
}  // namespace

TitleLabel::TitleLabel(QWidget* parent) : StaticLabel(TextRole::Title, parent) {
  provideAccessible<TitleLabel, HeadingInterface>();
}

PlainLabel::PlainLabel(QWidget* parent) : ThemedLabel(parent) {}

void PlainLabel::setOutsideText(const QString& text) {
  m_outside = text;
  refresh();
}

bool PlainLabel::isMarked() const {
  return isSuspicious(m_outside);
}

void PlainLabel::setSuspicionText(const QString& text) {
  m_suspicion = text;
  refresh();
}

void PlainLabel::setSelectable(bool selectable) {
  setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                     : Qt::NoTextInteraction);
  refresh();
}

bool PlainLabel::isSelectable() const {
  return textInteractionFlags().testFlag(Qt::TextSelectableByMouse);
}

void PlainLabel::refresh() {
  QLabel::setText(shownText());
  // Screen readers get the words without the direction marks, which some of them spell out.
  QString spoken = visibleText(m_outside);
  if (isMarked() && !m_suspicion.isEmpty()) spoken += QStringLiteral(". ") + m_suspicion;
  setAccessibleName(spoken);
  setAlarm(isMarked());
}

QString PlainLabel::shownText() const {
  if (m_outside.isEmpty()) return {};
  QString shown = shownOutside(m_outside);
  if (isMarked() && !m_suspicion.isEmpty()) shown += QLatin1Char('\n') + m_suspicion;
  return shown;
}

QSize PlainLabel::sizeHint() const {
  if (isSelectable()) return ThemedLabel::sizeHint();
  const WrappedText text(shownText(), font());
  const int width = std::min(text.naturalWidth(), themeOf(*this).scaled(comfortableLine));
  return {width, text.height(width)};
}

QSize PlainLabel::minimumSizeHint() const {
  return {themeOf(*this).scaled(theme::spacing::page), fontMetrics().height()};
}

int PlainLabel::heightForWidth(int width) const {
  if (isSelectable()) return QLabel::heightForWidth(width);
  return WrappedText(shownText(), font()).height(width);
}

void PlainLabel::paintEvent(QPaintEvent* event) {
  if (isSelectable()) {
    QLabel::paintEvent(event);
    return;
  }
  QPainter painter(this);
  painter.setPen(palette().color(foregroundRole()));
  WrappedText(shownText(), font()).draw(painter, QRectF(rect()), layoutDirection());
}

}  // namespace latchkey::ui::widgets
