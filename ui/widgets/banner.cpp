// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include "ui/theme/icons.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::widgets {

using theme::Theme;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {

constexpr int bannerSignSize = 22;

class BannerInterface final : public QAccessibleWidget {
public:
  explicit BannerInterface(Banner* banner) : QAccessibleWidget(banner) {}
  [[nodiscard]] QAccessible::Role role() const override {
    const auto kind = static_cast<Banner*>(widget())->kind();
    return kind == Banner::Kind::Error || kind == Banner::Kind::Warning ? QAccessible::AlertMessage
                                                                        : QAccessible::Notification;
  }
};

}  // namespace

Banner::Banner(QWidget* parent)
    : QWidget(parent), m_label(new StaticLabel(this)), m_action(new QPushButton(this)) {
  provideAccessible<Banner, BannerInterface>();
  m_label->setObjectName(QStringLiteral("bannerLabel"));
  m_action->setObjectName(QStringLiteral("bannerButton"));
  m_action->setAutoDefault(false);
  m_action->hide();
  theme::setButtonKind(*m_action, theme::ButtonKind::Link);
  connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
  auto* layout = new QHBoxLayout(this);
  layout->setSpacing(spacing::wide);
  layout->addWidget(m_label, 1);
  layout->addWidget(m_action, 0, Qt::AlignVCenter);
  // Not Fixed: a box layout would hold it to the height that it has at its favourite width.
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  applyTheme();
  hide();
}

void Banner::showMessage(Kind kind, const QString& text) {
  const bool news = m_kind != kind || m_label->text() != text || isHidden();
  m_kind = kind;
  m_label->setText(visibleSentence(text));
  setAccessibleName(withoutIsolates(m_label->text()));
  setVisible(!text.isEmpty());
  update();
  const bool urgent = kind == Kind::Warning || kind == Kind::Error;
  if (news && !text.isEmpty()) announce(*this, urgent ? Urgency::Assertive : Urgency::Polite);
}

void Banner::clear() {
  m_label->clear();
  setAccessibleName(QString());
  setAction(QString());
  hide();
}

QString Banner::text() const {
  return m_label->text();
}

void Banner::setAction(const QString& text) {
  m_action->setText(text);
  m_action->setVisible(!text.isEmpty());
}

void Banner::applyTheme() {
  const Theme& theme = themeOf(*this);
  const int sign = theme.scaled(bannerSignSize) + spacing::wide;
  // The sign stands in the layout's leading margin, which Qt mirrors only when it is told.
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  const int edge = spacing::twice;
  layout()->setContentsMargins(edge + (mirrored ? 0 : sign), spacing::wide, edge + (mirrored ? sign : 0),
                               spacing::wide);
}

void Banner::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) applyTheme();
  QWidget::changeEvent(event);
}

void Banner::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QColor ground = c.infoSoft;
  QColor ink = c.accent;
  theme::Icon icon = theme::Icon::Info;
  switch (m_kind) {
    case Kind::Info:
      break;
    case Kind::Success:
      ink = c.success;
      icon = theme::Icon::Celebrate;
      break;
    case Kind::Warning:
      ground = c.warningSoft;
      ink = c.warning;
      icon = theme::Icon::Warning;
      break;
    case Kind::Error:
      ground = c.errorSoft;
      ink = c.error;
      icon = theme::Icon::Error;
      break;
  }
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double line = theme.isHighContrast() ? theme.borderWidth() : 0.0;
  painter.setPen(line > 0 ? QPen(ink, line) : QPen(Qt::NoPen));
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                          theme::radius::control, theme::radius::control);
  const int size = theme.scaled(bannerSignSize);
  const QRect sign(spacing::twice, (height() - size) / 2, size, size);
  theme::paintIcon(painter, icon, QRectF(QStyle::visualRect(layoutDirection(), rect(), sign)), ink);
}

}  // namespace latchkey::ui::widgets
