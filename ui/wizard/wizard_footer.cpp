// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_footer.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "ui/text/catalogue.h"
#include "ui/text/chrome_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

using protocol::Language;

namespace {

template <typename Button>
Button* named(Button* button, const char16_t* name) {
  button->setObjectName(QString::fromUtf16(name));
  return button;
}

}  // namespace

WizardFooter::WizardFooter(QWidget* parent)
    : QWidget(parent),
      m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_about(new QWidget),
      m_moves(new QWidget),
      m_receiptButton(newLink(QStringLiteral("receiptButton"))),
      m_help(newLink(QStringLiteral("helpButton"))),
      m_languageButton(named(new QToolButton, u"languageButton")),
      m_languages(new QActionGroup(this)),
      m_cancel(named(new QPushButton, u"cancelButton")),
      m_back(named(new QPushButton, u"backButton")),
      m_next(named(new QPushButton, u"nextButton")) {
  m_rows->setContentsMargins(theme::spacing::section, theme::spacing::unit, theme::spacing::section,
                             theme::spacing::unit);
  m_rows->setSpacing(theme::spacing::unit);
  auto* about = new QHBoxLayout(m_about);
  about->setContentsMargins(0, 0, 0, 0);
  about->setSpacing(theme::spacing::section);
  about->addWidget(m_receiptButton);
  about->addWidget(m_help);
  about->addWidget(m_languageButton);
  about->addStretch();
  auto* moves = new QHBoxLayout(m_moves);
  moves->setContentsMargins(0, 0, 0, 0);
  moves->setSpacing(theme::spacing::twice);
  moves->addStretch();
  moves->addWidget(m_cancel);
  moves->addWidget(m_back);
  moves->addWidget(m_next);
  m_rows->addWidget(m_about, 1);
  m_rows->addWidget(m_moves, 1);

  theme::setButtonKind(*m_cancel, theme::ButtonKind::Quiet);
  for (QPushButton* button : {m_cancel, m_back, m_next}) button->setAutoDefault(false);
  m_next->setDefault(true);

  auto* menu = new QMenu(m_languageButton);
  menu->setObjectName(QStringLiteral("languageMenu"));
  for (const Language language : text::languages()) {
    QAction* action = menu->addAction(text::nameOf(language));
    action->setData(static_cast<int>(language));
    action->setCheckable(true);
    m_languages->addAction(action);
  }
  m_languageButton->setMenu(menu);
  m_languageButton->setPopupMode(QToolButton::InstantPopup);
  m_languageButton->setAutoRaise(true);
  m_languageButton->setFocusPolicy(Qt::StrongFocus);  // a tool button is left out of the tab order by default

  connect(m_languages, &QActionGroup::triggered, this, [this](const QAction* action) {
    Q_EMIT languageChosen(static_cast<Language>(action->data().toInt()));
  });
  connect(m_receiptButton, &QPushButton::clicked, this, &WizardFooter::copyReceipt);
  connect(m_help, &QPushButton::clicked, this, &WizardFooter::helpClicked);
  connect(m_cancel, &QPushButton::clicked, this, &WizardFooter::cancelClicked);
  connect(m_back, &QPushButton::clicked, this, &WizardFooter::backClicked);
  connect(m_next, &QPushButton::clicked, this, &WizardFooter::primaryClicked);
  setReceipt({});
  retranslate();
}

void WizardFooter::setReceipt(const QString& receipt) {
  if (m_receipt != receipt) m_copied = false;
  m_receipt = receipt;
  m_receiptButton->setVisible(!receipt.isEmpty());
  retranslate();
}

void WizardFooter::setLanguage(Language language) {
  for (QAction* action : m_languages->actions())
    action->setChecked(action->data().toInt() == static_cast<int>(language));
  m_languageButton->setText(text::nameOf(language));
}

void WizardFooter::setPrimary(const QString& text, bool enabled) {
  m_next->setText(text);
  m_next->setVisible(!text.isEmpty());
  m_next->setEnabled(enabled);
}

void WizardFooter::setBackVisible(bool visible) {
  m_back->setVisible(visible);
}

void WizardFooter::setCancel(const QString& text) {
  m_cancel->setText(text);
  m_cancel->setVisible(!text.isEmpty());
}

void WizardFooter::setHelpVisible(bool visible) {
  m_help->setVisible(visible);
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
  const int moves = m_moves->sizeHint().height();
  const int rows = fitsInOneRow(width) ? std::max(about, moves) : about + m_rows->spacing() + moves;
  return rows + margins.top() + margins.bottom();
}

void WizardFooter::copyReceipt() {
  QGuiApplication::clipboard()->setText(m_receipt);
  m_copied = true;
  retranslate();
  widgets::announce(*m_receiptButton, widgets::Urgency::Polite);
}

void WizardFooter::retranslate() {
  m_receiptButton->setText(m_copied ? text::receiptCopied(widgets::visibleText(m_receipt))
                                    : text::receiptLabel(widgets::visibleText(m_receipt)));
  m_receiptButton->setToolTip(text::receiptCopyHint());
  m_receiptButton->setAccessibleDescription(text::receiptCopyHint());
  m_help->setText(text::helpButton());
  m_back->setText(text::backButton());
  m_languageButton->setAccessibleName(text::languageButtonName());
  m_languageButton->setToolTip(text::languageButtonName());
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
