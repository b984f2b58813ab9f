// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/end_page.h"

#include <QVBoxLayout>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::wizard {

using flow::Step;

EndPage::EndPage(WizardSession& session, Step step, QWidget* parent)
    : StepPage(session, step, parent), m_hint(new widgets::StaticLabel), m_receipt(new widgets::StaticLabel) {
  m_receipt->setTone(widgets::Tone::Muted);
  column()->addWidget(m_hint);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
}

void EndPage::retranslate() {
  StepPage::retranslate();
  m_hint->setText(text::startAgainHint(widgets::shownOutside(flow().account())));
  m_hint->setVisible(!flow().account().isEmpty());
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
}

void EndPage::present() {
  StepPage::present();
  setSign(step() == Step::Cancelled ? theme::Icon::Stop : theme::Icon::Clock, widgets::Tone::Accent);
  retranslate();
  Q_EMIT primaryTextChanged();
}

QString EndPage::primaryText() const {
  return text::startAgainButton();
}

void EndPage::primaryAtEnd() {
  flow().startAgain();
}

QString EndPage::whySentence() const {
  // Of all answers that may have got lost only that to a new password leaves a question.
  return flow().passwordMayBeNew() ? text::passwordMayBeNew(flow().reason()) : StepPage::whySentence();
}

}  // namespace latchkey::ui::wizard
