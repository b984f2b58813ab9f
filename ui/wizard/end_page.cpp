// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/end_page.h"

#include <QVBoxLayout>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

using flow::Step;

EndPage::EndPage(WizardSession& session, Step step, QWidget* parent)
    : StepPage(session, step, parent),
      m_hint(new widgets::StaticLabel),
      m_support(new SupportBox),
      m_receipt(new widgets::StaticLabel) {
  m_receipt->setTone(widgets::Tone::Muted);
  column()->addWidget(m_hint);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_support);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
}

void EndPage::retranslate() {
  StepPage::retranslate();
  m_hint->setText(text::startAgainHint(widgets::shownOutside(flow().account())));
  m_hint->setVisible(!flow().account().isEmpty());
  m_support->setLines(text::supportHeading(), text::supportLines(session().support()));
  m_support->setVisible(wasSuperseded());
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
}

void EndPage::present() {
  StepPage::present();
  const bool byTime = step() == Step::Expired && !wasSuperseded();
  setSign(byTime ? theme::Icon::Clock : theme::Icon::Stop, widgets::Tone::Accent);
  retranslate();
  Q_EMIT primaryTextChanged();
}

QString EndPage::primaryText() const {
  return text::startAgainButton();
}

void EndPage::primaryAtEnd() {
  flow().startAgain();
}

QString EndPage::titleSentence() const {
  return wasSuperseded() ? text::supersededTitle() : StepPage::titleSentence();
}

QString EndPage::whySentence() const {
  if (wasSuperseded()) return text::supersededWhy();
  // Of all answers that may have got lost only that to a new password leaves a question.
  return flow().passwordMayBeNew() ? text::passwordMayBeNew(flow().reason()) : StepPage::whySentence();
}

bool EndPage::wasSuperseded() const {
  return step() == Step::Expired && flow().wasSuperseded();
}

}  // namespace latchkey::ui::wizard
