// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/footer_bar.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/theme/theme_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::widgets {

FooterBar::FooterBar(QWidget* parent)
    : QWidget(parent),
      m_receipt(new StaticLabel(this)),
      m_help(new QPushButton(this)),
      m_language(new LanguageButton(this)) {
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
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::unit);
  layout->addWidget(m_receipt);
  layout->addWidget(m_help);
  layout->addWidget(m_language);
  layout->addStretch(1);
}

void FooterBar::setReceiptText(const QString& text) {
  m_receipt->setText(visibleSentence(text));
  m_receipt->setVisible(!text.isEmpty());
}

void FooterBar::setHelpText(const QString& text) {
  m_help->setText(text);
}

}  // namespace latchkey::ui::widgets
