// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_footer.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

#include "ui/text/catalogue.h"
#include "ui/text/chrome_text.h"
#include "ui/widgets/footer_bar.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

using protocol::Language;

WizardFooter::WizardFooter(QWidget* parent)
    : QWidget(parent),
      m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_about(new widgets::FooterBar),
      m_moves(new QWidget),
      m_cancel(newButton(QStringLiteral("cancelButton"), theme::ButtonKind::Quiet)),
      m_back(newButton(QStringLiteral("backButton"), theme::ButtonKind::Plain)),
      m_next(newButton(QStringLiteral("nextButton"), theme::ButtonKind::Main)) {
  m_rows->setContentsMargins(theme::spacing::section, theme::spacing::unit, theme::spacing::section,
                             theme::spacing::unit);
  m_rows->setSpacing(theme::spacing::unit);
  auto* moves = new QHBoxLayout(m_moves);
  moves->setContentsMargins(0, 0, 0, 0);
  moves->setSpacing(theme::spacing::twice);
  moves->addStretch();
  moves->addWidget(m_cancel);
  moves->addWidget(m_back);
  moves->addWidget(m_next);
  m_rows->addWidget(m_about, 1);
  m_rows->addWidget(m_moves, 1);

  QList<widgets::LanguageEntry> entries;
  for (const Language language : text::languages())
    entries.append({text::tagOf(language), text::nameOf(language)});
  m_about->languageButton().setLanguages(entries);

  connect(&m_about->languageButton(), &widgets::LanguageButton::languageChosen, this,
          [this](const QString& tag) {
            if (const auto language = text::languageOf(tag)) Q_EMIT languageChosen(*language);
          });
  connect(m_about, &widgets::FooterBar::helpRequested, this, &WizardFooter::helpClicked);
  connect(m_cancel, &QPushButton::clicked, this, &WizardFooter::cancelClicked);
  connect(m_back, &QPushButton::clicked, this, &WizardFooter::backClicked);
  connect(m_next, &QPushButton::clicked, this, &WizardFooter::primaryClicked);
  retranslate();
}

void WizardFooter::setReceipt(const QString& receipt) {
  m_receipt = receipt;
  retranslate();
}

void WizardFooter::setLanguage(Language language) {
  m_about->languageButton().setCurrent(text::tagOf(language));
}

void WizardFooter::setPrimary(const QString& text, bool enabled) {
  m_next->setText(text);
  m_next->setVisible(!text.isEmpty());
  m_next->setEnabled(enabled);
  m_next->setDefault(!text.isEmpty());  // QDialog forgets it when another default button has been about
}

void WizardFooter::focusPrimary() {
  (m_next->isVisibleTo(this) ? m_next : m_cancel)->setFocus(Qt::OtherFocusReason);
}

void WizardFooter::setBackVisible(bool visible) {
  m_back->setVisible(visible);
}

void WizardFooter::setCancel(const QString& text) {
  m_cancel->setText(text);
  m_cancel->setVisible(!text.isEmpty());
}

bool WizardFooter::fitsInOneRow(int width) const {
  const QMargins margins = m_rows->contentsMargins();
  return m_about->minimumSizeHint().width() + m_moves->minimumSizeHint().width() + m_rows->spacing() +
             margins.left() + margins.right() <=
         width;
}

int WizardFooter::heightForWidth(int width) const {
  const QMargins margins = m_rows->contentsMargins();
  const int about = m_about->sizeHint().height();
  // As high without buttons as with them: the line above does not jump.
  const int moves = std::max(m_moves->sizeHint().height(), m_cancel->sizeHint().height());
  const int rows = fitsInOneRow(width) ? std::max(about, moves) : about + m_rows->spacing() + moves;
  return rows + margins.top() + margins.bottom();
}

/// As wide as its two rows need, also while it is one: a longer word on a button would else widen the whole
/// window, past the screen perhaps, a moment before the row is broken.
QSize WizardFooter::minimumSizeHint() const {
  const QMargins margins = m_rows->contentsMargins();
  const int widest = std::max(m_about->minimumSizeHint().width(), m_moves->minimumSizeHint().width());
  return {widest + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

void WizardFooter::retranslate() {
  m_about->setReceiptText(m_receipt.isEmpty() ? QString()
                                              : text::receiptLabel(widgets::shownOutside(m_receipt)));
  m_about->setHelpText(text::helpButton());
  m_about->languageButton().setNameText(text::languageButtonName());
  m_back->setText(text::backButton());
}

void WizardFooter::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void WizardFooter::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_rows->setDirection(fitsInOneRow(width()) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void WizardFooter::paintEvent(QPaintEvent*) {
  const theme::Colours& colours = theme::themeOf(*this).colours();
  QPainter painter(this);
  painter.fillRect(rect(), colours.panel);
  painter.fillRect(QRect(0, 0, width(), 1), colours.divider);
}

}  // namespace latchkey::ui::wizard
