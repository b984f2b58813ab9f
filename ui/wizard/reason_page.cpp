// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/reason_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/text/appeal_text.h"
#include "ui/text/choice_text.h"
#include "ui/text/objection_text.h"
#include "ui/text/place_text.h"
#include "ui/text/step_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

using protocol::Reason;

namespace {

constexpr std::array reasons{Reason::ForgotPassword, Reason::CannotSignIn, Reason::SomebodyElse,
                             Reason::NeverHadPassword};

theme::Icon iconOf(Reason reason) {
  switch (reason) {
    case Reason::ForgotPassword:
      return theme::Icon::Questions;
    case Reason::CannotSignIn:
      return theme::Icon::Lock;
    case Reason::SomebodyElse:
      return theme::Icon::PersonAlert;
    case Reason::NeverHadPassword:
      return theme::Icon::PersonAdd;
  }
  Q_UNREACHABLE();
}

/// Also the beginning of the card's object name.
QString idOf(Reason reason) {
  switch (reason) {
    case Reason::ForgotPassword:
      return QStringLiteral("forgotPassword");
    case Reason::CannotSignIn:
      return QStringLiteral("cannotSignIn");
    case Reason::SomebodyElse:
      return QStringLiteral("somebodyElse");
    case Reason::NeverHadPassword:
      return QStringLiteral("neverHadPassword");
  }
  Q_UNREACHABLE();
}

}  // namespace

ReasonPage::ReasonPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Reason, parent),
      m_choices(new widgets::ChoiceList),
      m_advice(new QWidget),
      m_adviceTitle(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_adviceList(new BulletList),
      m_notMe(newLink(QStringLiteral("notMeButton"))),
      m_approval(newLink(QStringLiteral("approvalButton"))) {
  m_choices->setObjectName(QStringLiteral("reasonChoiceList"));
  auto* adviceColumn = new QVBoxLayout(m_advice);
  adviceColumn->setContentsMargins(0, theme::spacing::unit, 0, 0);
  adviceColumn->addWidget(m_adviceTitle);
  adviceColumn->addWidget(m_adviceList);
  column()->addWidget(m_choices);
  column()->addWidget(m_advice);
  column()->addWidget(m_notMe, 0, Qt::AlignLeading);
  column()->addWidget(m_approval, 0, Qt::AlignLeading);
  m_notMe->setVisible(static_cast<bool>(session.settings().object));
  setFocusProxy(m_choices);
  retranslate();
  m_choices->select(idOf(Reason::ForgotPassword));  // the usual one; choosing it changes nothing yet

  connect(m_choices, &widgets::ChoiceList::selectionChanged, this, [this] {
    showAdvice();
    Q_EMIT readinessChanged();
  });
  connect(m_notMe, &QPushButton::clicked, this, &ReasonPage::objectionWanted);
  connect(m_approval, &QPushButton::clicked, this, &ReasonPage::approvalWanted);
  connect(m_choices, &widgets::ChoiceList::activated, this, [this] { wizard()->next(); });
  showAdvice();
}

bool ReasonPage::isComplete() const {
  return !m_choices->selectedId().isEmpty();
}

void ReasonPage::retranslate() {
  StepPage::retranslate();
  QList<widgets::Choice> choices;
  for (const Reason reason : reasons) {
    const text::Choice words = text::choiceOf(reason);
    choices.append({idOf(reason), iconOf(reason), words.title, words.detail, words.warning});
  }
  m_notMe->setText(text::objectionButton());
  m_approval->setText(text::approvalButton());
  m_choices->setAccessibleName(text::titleOf(step(), view(), flow().reason()));
  m_choices->setChoices(choices);
  showAdvice();
}

void ReasonPage::resume(Reason reason) {
  m_choices->select(idOf(reason));
  act([this, reason] { flow().resume(reason, session().language()); });
}

QString ReasonPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  using protocol::ProblemKind;
  // Too often, with nothing to wait for: begun anew it goes on at once.
  const bool gone = problem.kind == ProblemKind::Unauthorized || problem.kind == ProblemKind::WrongStage ||
                    (problem.kind == ProblemKind::TooManyTries && problem.retryIn.value_or(0) == 0);
  return gone ? text::placeGone() : StepPage::problemSentence(problem, at);
}

void ReasonPage::submit() {
  act([this] { flow().chooseReason(chosen()); });
}

Reason ReasonPage::chosen() const {
  const QString id = m_choices->selectedId();
  const auto* found =
      std::find_if(reasons.begin(), reasons.end(), [&](Reason reason) { return idOf(reason) == id; });
  return found == reasons.end() ? Reason::ForgotPassword : *found;
}

void ReasonPage::showAdvice() {
  const QStringList advice = isComplete() ? text::adviceOf(chosen()) : QStringList();
  m_adviceTitle->setText(isComplete() ? text::adviceTitleOf(chosen()) : QString());
  m_adviceList->setSentences(advice);
  m_advice->setVisible(!advice.isEmpty());
  if (!advice.isEmpty()) reveal(*m_advice);
}

}  // namespace latchkey::ui::wizard
