// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/footer_bar.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>

#include "ui/theme/theme_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::widgets {

namespace {
constexpr double stackedFrom = 1.4;
}

FooterBar::FooterBar(QWidget* parent)
    : QWidget(parent),
      m_receipt(new StaticLabel(this)),
      m_help(new QPushButton(this)),
      m_language(new LanguageButton(this)),
      m_layout(new QGridLayout(this)) {
  m_receipt->setObjectName(QStringLiteral("receiptLabel"));
  m_receipt->setTone(Tone::Muted);
  // For the help desk: it is copied or read aloud.
  m_receipt->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_receipt->setWordWrap(false);
  m_receipt->hide();
  m_help->setObjectName(QStringLiteral("helpButton"));
  m_help->setAutoDefault(false);
  m_help->setCursor(Qt::PointingHandCursor);
  theme::setButtonKind(*m_help, theme::ButtonKind::Link);
  connect(m_help, &QPushButton::clicked, this, &FooterBar::helpRequested);
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setVerticalSpacing(0);
  m_layout->setHorizontalSpacing(theme::spacing::section);
  place();
}

void FooterBar::place() {
  // Large text leaves no room for three in a row beside the wizard's own buttons: the receipt goes above.
  const bool stacked = theme::themeOf(*this).fontScale() > stackedFrom;
  for (QWidget* widget : QList<QWidget*>{m_receipt, m_help, m_language}) m_layout->removeWidget(widget);
  m_layout->addWidget(m_receipt, 0, 0, 1, stacked ? 3 : 1);
  m_layout->addWidget(m_help, stacked ? 1 : 0, stacked ? 0 : 1);
  m_layout->addWidget(m_language, stacked ? 1 : 0, stacked ? 1 : 2);
  m_layout->setColumnStretch(stacked ? 2 : 3, 1);
  m_layout->setColumnStretch(stacked ? 3 : 2, 0);
}

void FooterBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) place();
  QWidget::changeEvent(event);
}

void FooterBar::setReceiptText(const QString& text) {
  m_receipt->setText(visibleSentence(text));
  m_receipt->setVisible(!text.isEmpty());
}

void FooterBar::setHelpText(const QString& text) {
  m_help->setText(text);
}

}  // namespace latchkey::ui::widgets
