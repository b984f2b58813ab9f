// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/secret_groups.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

namespace latchkey::ui::enrol {

using theme::themeOf;

namespace {

constexpr int groupLength = 4;
constexpr int groupsOfAFullLine = 4;  // easier to keep one's place in than one long line
constexpr double gapInSigns = 1.2;

class SecretGroupsInterface final : public QAccessibleWidget {
public:
  explicit SecretGroupsInterface(SecretGroups* groups) : QAccessibleWidget(groups, QAccessible::StaticText) {}
  [[nodiscard]] QString text(QAccessible::Text what) const override {
    if (what != QAccessible::Name) return QAccessibleWidget::text(what);
    const auto* const groups = static_cast<SecretGroups*>(widget());
    const QString spelled = groups->spelled();
    if (spelled.isEmpty()) return groups->accessibleName();
    return groups->accessibleName() + QStringLiteral(": ") + spelled;
  }
};

}  // namespace

SecretGroups::SecretGroups(QWidget* parent) : QWidget(parent) {
  widgets::provideAccessible<SecretGroups, SecretGroupsInterface>();
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void SecretGroups::setSecret(platform::Secret secret) {
  m_secret = std::move(secret);
  updateGeometry();
  update();
}

void SecretGroups::setCovered(bool covered) {
  if (std::exchange(m_covered, covered) == covered) return;
  update();
  widgets::announce(*this, widgets::Urgency::Polite);
}

QString SecretGroups::spelled() const {
  if (m_covered) return {};
  QString text;
  text.reserve(3 * static_cast<qsizetype>(m_secret.size()));
  int place = 0;
  for (const char sign : m_secret.view()) {
    if (place > 0) text += place % groupLength == 0 ? QStringLiteral(", ") : QStringLiteral(" ");
    text += QLatin1Char(sign);
    ++place;
  }
  return text;
}

int SecretGroups::groupCount() const {
  return (static_cast<int>(m_secret.size()) + groupLength - 1) / groupLength;
}

SecretGroups::Measures SecretGroups::measuresFor(int width) const {
  const QFontMetricsF metrics(themeOf(*this).font(theme::TextRole::Code));
  const double sign = metrics.horizontalAdvance(u'W');
  const double group = sign * (groupLength + gapInSigns);
  const int fits = static_cast<int>((width + sign * gapInSigns) / group);
  return {sign, group, static_cast<int>(metrics.height()) + theme::spacing::half,
          std::clamp(fits, 1, groupsOfAFullLine)};
}

QSize SecretGroups::sizeHint() const {
  const Measures m = measuresFor(QWIDGETSIZE_MAX);
  const int width = static_cast<int>(m.group * m.groupsAcross) + 1;
  return {width, heightForWidth(width)};
}

QSize SecretGroups::minimumSizeHint() const {
  const Measures m = measuresFor(0);
  return {static_cast<int>(m.sign * groupLength) + 1, m.line};
}

int SecretGroups::heightForWidth(int width) const {
  const Measures m = measuresFor(width);
  return std::max(1, (groupCount() + m.groupsAcross - 1) / m.groupsAcross) * m.line;
}

void SecretGroups::paintEvent(QPaintEvent*) {
  const theme::Theme& theme = themeOf(*this);
  const Measures m = measuresFor(width());
  QPainter painter(this);
  painter.setFont(theme.font(theme::TextRole::Code));
  painter.setPen(m_covered ? theme.colours().mutedText : theme.colours().text);
  const std::string_view bytes = m_secret.view();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int group = static_cast<int>(i) / groupLength;
    const double x = group % m.groupsAcross * m.group + static_cast<int>(i) % groupLength * m.sign;
    const int line = group / m.groupsAcross;
    const QRectF cell(x, line * m.line, m.sign, m.line);
    const QChar sign = m_covered ? QChar(0x2022) : QChar(QLatin1Char(bytes[i]));
    painter.drawText(cell, Qt::AlignCenter, QString(sign));
  }
}

void SecretGroups::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace latchkey::ui::enrol
