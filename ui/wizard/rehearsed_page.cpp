// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/rehearsed_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/rehearsal_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

namespace {
QStringList entriesOf(const QList<protocol::Method>& methods) {
  QStringList entries;
  for (protocol::Method method : methods) {
    method.mask = widgets::shownOutside(method.mask);
    entries << text::rehearsedEntry(method);
  }
  return entries;
}
}  // namespace

RehearsedPage::RehearsedPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Rehearsed, parent),
      m_account(new widgets::PlainLabel),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_proven(new BulletList),
      m_untriedHeading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_untried(new BulletList),
      m_adviceHeading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_advice(new BulletList),
      m_again(newLink(QStringLiteral("rehearseAgainButton"))),
      m_receipt(new widgets::StaticLabel),
      m_whoSees(new widgets::StaticLabel) {
  m_account->setObjectName(QStringLiteral("rehearsedAccountLabel"));
  m_account->setTextRole(theme::TextRole::CardTitle);
  m_receipt->setTone(widgets::Tone::Muted);
  m_whoSees->setObjectName(QStringLiteral("rehearsedWhoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  setSign(theme::Icon::Check, widgets::Tone::Success);
  column()->addWidget(m_account);
  column()->addSpacing(theme::spacing::unit);
  for (const auto& [heading, list] : {std::pair(m_heading, m_proven), std::pair(m_adviceHeading, m_advice),
                                      std::pair(m_untriedHeading, m_untried)}) {
    column()->addWidget(heading);
    column()->addWidget(list);
    list->setContentsMargins(0, 0, 0, theme::spacing::twice);
  }
  column()->addWidget(m_again, 0, Qt::AlignLeading);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
  column()->addWidget(m_whoSees);
  connect(m_again, &QPushButton::clicked, this, [this] { flow().startAgain(); });
}

void RehearsedPage::retranslate() {
  StepPage::retranslate();
  setFinalPage(true);
  m_account->setOutsideText(view().accountName);
  m_heading->setText(text::rehearsedHeading());
  m_proven->setSentences(entriesOf(view().provenBy));
  const QStringList advice = text::rehearsedAdvice(view());
  m_adviceHeading->setText(text::rehearsedAdviceHeading());
  m_adviceHeading->setVisible(!advice.isEmpty());
  m_advice->setSentences(advice);
  m_advice->setVisible(!advice.isEmpty());
  const bool isLeft = !view().methods.isEmpty();
  m_untriedHeading->setText(text::untriedHeading());
  m_untriedHeading->setVisible(isLeft);
  m_untried->setSentences(entriesOf(view().methods));
  m_untried->setVisible(isLeft);
  m_whoSees->setText(text::rehearsalWhoSees());
  m_again->setText(text::rehearseAgainButton());
  m_again->setVisible(isLeft);
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
}

void RehearsedPage::present() {
  StepPage::present();
  retranslate();
  Q_EMIT primaryTextChanged();
}

QString RehearsedPage::primaryText() const {
  return text::closeButton();
}

void RehearsedPage::primaryAtEnd() {
  wizard()->accept();
}

}  // namespace latchkey::ui::wizard
