// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_error.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include "ui/theme/icons.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::widgets {

using theme::themeOf;
namespace spacing = theme::spacing;

namespace {
constexpr int errorSignSize = 18;
}

FieldError::FieldError(QWidget* field, QWidget* parent)
    : QWidget(parent), m_field(field), m_label(new StaticLabel(this)) {
  provideAccessible<FieldError, RoleInterface<FieldError, QAccessible::AlertMessage>>();
  m_label->setObjectName(QStringLiteral("fieldErrorLabel"));
  m_label->setTone(Tone::Error);
  auto* layout = new QHBoxLayout(this);
  layout->addWidget(m_label, 1);
  // Not Fixed: a box layout would hold it to the height that it has at its favourite width.
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  applyTheme();
  hide();
}

void FieldError::setError(const QString& text) {
  if (isHidden() && text.isEmpty()) return;
  if (m_field != nullptr) {
    if (isHidden()) m_fieldDescription = m_field->accessibleDescription();
    m_field->setAccessibleDescription(text.isEmpty() ? m_fieldDescription : withoutIsolates(text));
    theme::setFieldInvalid(*m_field, !text.isEmpty());
  }
  m_label->setText(visibleSentence(text));
  setAccessibleName(withoutIsolates(m_label->text()));
  setVisible(!text.isEmpty());
  if (!text.isEmpty()) announce(*this, Urgency::Assertive);
}

QString FieldError::text() const {
  return m_label->text();
}

void FieldError::applyTheme() {
  const int sign = themeOf(*this).scaled(errorSignSize) + spacing::unit;
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  layout()->setContentsMargins(mirrored ? 0 : sign, 0, mirrored ? sign : 0, 0);
}

void FieldError::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) applyTheme();
  QWidget::changeEvent(event);
}

void FieldError::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int size = themeOf(*this).scaled(errorSignSize);
  const int line = m_label->fontMetrics().height();
  const QRect sign(0, m_label->y() + (line - size) / 2, size, size);
  theme::paintIcon(painter, theme::Icon::Error, QRectF(QStyle::visualRect(layoutDirection(), rect(), sign)),
                   themeOf(*this).colours().error);
}

}  // namespace latchkey::ui::widgets
