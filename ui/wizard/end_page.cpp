// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/end_page.h"

#include <QVBoxLayout>

#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

using flow::Step;
using protocol::Ending;

EndPage::EndPage(WizardSession& session, Step step, QWidget* parent)
    : StepPage(session, step, parent),
      m_when(new widgets::CountdownLabel(session.settings().now)),
      m_hint(new widgets::StaticLabel),
      m_support(new SupportBox),
      m_receipt(new widgets::StaticLabel) {
  m_when->setTextRole(theme::TextRole::CardTitle);
  m_when->setTone(widgets::Tone::Normal);
  m_when->setObjectName(QStringLiteral("retryLabel"));
  m_receipt->setTone(widgets::Tone::Muted);
  column()->addWidget(m_when);
  column()->addWidget(m_hint);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_support);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
  connect(m_when, &widgets::CountdownLabel::reached, this, [this] {
    showWhen();
    Q_EMIT primaryTextChanged();
  });
  connect(&session, &WizardSession::discovered, this, [this] {
    if (flow().step() == this->step()) retranslate();
  });
}

void EndPage::retranslate() {
  StepPage::retranslate();
  m_hint->setText(step() == Step::Ended ? text::endedOtherWays()
                                        : text::startAgainHint(widgets::shownOutside(flow().account())));
  m_hint->setVisible(step() == Step::Ended || !flow().account().isEmpty());
  m_support->setLines(text::supportHeading(), text::supportLines(session().support()));
  m_support->setVisible(step() == Step::Ended);
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
  showWhen();
}

void EndPage::present() {
  StepPage::present();
  showSign();
  retranslate();
  Q_EMIT primaryTextChanged();
}

QString EndPage::primaryText() const {
  return mayStartAgain() ? text::startAgainButton() : QString();
}

void EndPage::primaryAtEnd() {
  flow().startAgain();
}

QString EndPage::whySentence() const {
  // Of all answers that may have got lost only that to a new password leaves a question.
  const bool mayBeNew = flow().outcomeUnknown() && view().stage == protocol::Stage::Password;
  return step() != Step::Ended && mayBeNew ? text::outcomeUnknown() : StepPage::whySentence();
}

void EndPage::showSign() {
  const bool time = step() == Step::Expired || view().ending == Ending::TooManyTries;
  setSign(step() == Step::Cancelled ? theme::Icon::Stop
          : time                    ? theme::Icon::Clock
                                    : theme::Icon::Person,
          widgets::Tone::Accent);
}

bool EndPage::pauses() const {
  return step() == Step::Ended && view().ending == Ending::TooManyTries && view().retryIn > 0;
}

bool EndPage::mayStartAgain() const {
  return !pauses() || session().now() >= session().momentAfterAnswer(view().retryIn);
}

void EndPage::showWhen() {
  if (flow().step() != step()) return;
  m_when->setVisible(pauses());
  if (mayStartAgain()) {
    m_when->stop();
    m_when->setText(text::retryNowLine());
  } else {
    m_when->start(session().momentAfterAnswer(view().retryIn), text::retryLine);
  }
}

}  // namespace latchkey::ui::wizard
