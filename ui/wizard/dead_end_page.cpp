// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/dead_end_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/after_text.h"
#include "ui/text/appeal_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/page_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

using protocol::AdministratorContact;
using protocol::Ending;

DeadEndPage::DeadEndPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Ended, parent),
      m_when(new widgets::CountdownLabel(session.settings().now)),
      m_sent(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_advice(new BulletList),
      m_support(new SupportBox),
      m_receipt(new widgets::StaticLabel),
      m_appeal(newButton(QStringLiteral("endAppealButton"), theme::ButtonKind::Plain)),
      m_administrator(newLink(QStringLiteral("endAdministratorButton"))),
      m_again(newLink(QStringLiteral("otherAccountButton"))) {
  m_when->setTextRole(theme::TextRole::CardTitle);
  m_when->setTone(widgets::Tone::Normal);
  m_when->setObjectName(QStringLiteral("retryLabel"));
  m_sent->setTone(widgets::Tone::Success);
  m_sent->setObjectName(QStringLiteral("administratorSentLabel"));
  m_receipt->setTone(widgets::Tone::Muted);
  column()->addWidget(m_when);
  column()->addWidget(m_sent);
  column()->addWidget(m_advice);
  column()->addWidget(m_appeal, 0, Qt::AlignLeading);
  column()->addWidget(m_administrator, 0, Qt::AlignLeading);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_support);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_receipt);
  column()->addWidget(m_again, 0, Qt::AlignLeading);
  connect(m_appeal, &QPushButton::clicked, this, &DeadEndPage::openAppeal);
  connect(m_administrator, &QPushButton::clicked, this, &DeadEndPage::writeToAdministrators);
  connect(m_again, &QPushButton::clicked, this, [this] { this->flow().startAgain(); });
  connect(m_when, &widgets::CountdownLabel::reached, this, [this] {
    showWhen();
    Q_EMIT primaryTextChanged();
  });
  connect(&session, &WizardSession::discovered, this, [this] {
    if (flow().step() == step()) retranslate();
  });
}

void DeadEndPage::enter() {
  m_saidSent = false;
}

void DeadEndPage::retranslate() {
  StepPage::retranslate();
  m_sent->setText(text::administratorSent());
  m_sent->setVisible(isSent());
  protocol::RecoveryView shown = view();
  for (protocol::Method& method : shown.methods) method.mask = widgets::shownOutside(method.mask);
  m_advice->setSentences(isSent() ? text::administratorNext() : text::endedAdvice(shown, flow().reason()));
  m_support->setLines(text::supportHeading(), text::supportLines(session().support()));
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
  m_appeal->setText(text::appealButton());
  m_administrator->setText(text::methodAdministratorButton());
  m_again->setText(ending() == Ending::ContinuedElsewhere ? text::startAgainButton()
                                                          : text::otherAccountButton());
  showButtons();
  showWhen();
}

void DeadEndPage::present() {
  StepPage::present();
  showSign();
  retranslate();
  Q_EMIT primaryTextChanged();
  if (session().takeAppealWish()) openAppeal();
  if (isSent() && !std::exchange(m_saidSent, true)) widgets::announce(*m_sent, widgets::Urgency::Assertive);
}

QString DeadEndPage::primaryText() const {
  if (administratorLeads()) return text::methodAdministratorButton();
  return startLeads() && mayStartAgain() ? text::startAgainButton() : QString();
}

void DeadEndPage::primaryAtEnd() {
  if (administratorLeads()) return writeToAdministrators();
  flow().startAgain();
}

void DeadEndPage::openAppeal() {
  openPanel([this] { return appealContent(session()); }, [this] { flow().beginAppeal(); });
}

void DeadEndPage::writeToAdministrators() {
  act([this] { flow().contactAdministrator(); });
}

QString DeadEndPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  return problem.kind == protocol::ProblemKind::RateLimited
             ? text::administratorLimit(problem.retryIn.value_or(0), at)
             : StepPage::problemSentence(problem, at);
}

Ending DeadEndPage::ending() const {
  return view().ending.value_or(Ending::NotPossible);
}

bool DeadEndPage::isOffered() const {
  return view().administrator == AdministratorContact::Offered;
}

bool DeadEndPage::isSent() const {
  return view().administrator == AdministratorContact::Sent;
}

bool DeadEndPage::startLeads() const {
  switch (ending()) {
    case Ending::TooManyTries:
    case Ending::NotPossible:
    case Ending::UnknownAccount:
      return true;
    case Ending::Disabled:
    case Ending::ManagedElsewhere:
    case Ending::NotEnabled:
    case Ending::NothingRegistered:
    case Ending::OnlyAdministrator:
    case Ending::Stopped:
    case Ending::ContinuedElsewhere:
      return false;
  }
  return false;
}

bool DeadEndPage::administratorLeads() const {
  return isOffered() && !startLeads();
}

bool DeadEndPage::pauses() const {
  return ending() == Ending::TooManyTries && view().retryIn > 0;
}

bool DeadEndPage::mayStartAgain() const {
  return !pauses() || !view().methods.isEmpty() ||
         session().now() >= session().momentAfterAnswer(view().retryIn);
}

void DeadEndPage::showSign() {
  setSign(ending() == Ending::TooManyTries ? theme::Icon::Clock : theme::Icon::Person, widgets::Tone::Accent);
}

void DeadEndPage::showButtons() {
  m_administrator->setVisible(isOffered() && !administratorLeads());
  m_appeal->setVisible(flow().mayAppeal());
  m_again->setVisible(!startLeads());
}

void DeadEndPage::showWhen() {
  if (flow().step() != step()) return;
  m_when->setVisible(pauses());
  const QDateTime moment = session().momentAfterAnswer(view().retryIn);
  if (session().now() >= moment) {
    m_when->stop();
    m_when->setText(text::retryNowLine());
  } else {
    m_when->start(moment, view().methods.isEmpty() ? text::retryLine : text::retryTriedLine);
  }
}

}  // namespace latchkey::ui::wizard
