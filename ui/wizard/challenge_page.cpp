// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/challenge_page.h"

#include <QPointer>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/page_text.h"
#include "ui/widgets/challenge_view.h"

namespace latchkey::ui::wizard {

using protocol::ChallengeKind;
using protocol::ProblemKind;
using widgets::ChallengeView;

ChallengePage::ChallengePage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Challenge, parent), m_challenge(new ChallengeView) {
  m_challenge->setObjectName(QStringLiteral("challengeView"));
  column()->addWidget(m_challenge);

  connect(m_challenge, &ChallengeView::answerEdited, this, [this] {
    clearProblem();
    Q_EMIT readinessChanged();
  });
  // ChallengeView::submitted is not used: Enter reaches the wizard's main button as well.
  connect(m_challenge, &ChallengeView::newRequested, this,
          [this] { act([this] { flow().requestChallenge(ChallengeKind::Picture); }); });
  connect(m_challenge, &ChallengeView::clipRequested, this, &ChallengePage::fetchClip);
  connect(m_challenge, &ChallengeView::workRequested, this, &ChallengePage::startWork);
  connect(m_challenge, &ChallengeView::workCancelled, this, [this] {
    if (offers(ChallengeKind::Picture)) act([this] { flow().requestChallenge(ChallengeKind::Picture); });
  });
  connect(m_challenge, &ChallengeView::workSolved, this,
          [this](quint64 counter) { answer([this, counter] { flow().answerWork(counter); }); });
  connect(&flow(), &flow::RecoveryFlow::busyChanged, m_challenge, &ChallengeView::setBusy);
}

ChallengeKind ChallengePage::kind() const {
  return view().challenge ? view().challenge->kind : ChallengeKind::Picture;
}

bool ChallengePage::offers(ChallengeKind kind) const {
  const QList<ChallengeKind>& kinds = session().discovery().challengeKinds;
  return kinds.isEmpty() || kinds.contains(kind);  // not known yet: what is refused is said then
}

bool ChallengePage::isComplete() const {
  return kind() == ChallengeKind::Picture && !m_challenge->answer().isEmpty();
}

QString ChallengePage::primaryText() const {
  return kind() == ChallengeKind::Picture ? StepPage::primaryText() : QString();
}

void ChallengePage::retranslate() {
  StepPage::retranslate();
  m_challenge->setTexts({text::challengePictureName(), text::challengeCaption(), text::challengeHint(),
                         text::challengeNewButton(), text::challengePlayButton(), text::challengeStopButton(),
                         text::challengeWorkButton(), text::challengeWorkHint(), text::challengeWorking(),
                         text::challengeCancelWorkButton(), text::challengeNoSound(),
                         text::challengeNoModule(), text::challengeDamaged()});
}

void ChallengePage::present() {
  StepPage::present();
  if (!view().challenge || view().challenge->id == m_id) return;
  m_id = view().challenge->id;
  const bool workWanted = std::exchange(m_workWanted, false);
  m_challenge->clear();
  m_challenge->setPictureOffered(kind() == ChallengeKind::Picture);
  m_challenge->setWorkOffered(kind() == ChallengeKind::Work || offers(ChallengeKind::Work));
  if (kind() == ChallengeKind::Picture) {
    fetchPicture();
    m_challenge->focusAnswer();
  } else if (workWanted) {
    startWork();
  }
  sayProblem();  // "that was not it" belongs to the challenge before, and is said beside the new one
  Q_EMIT readinessChanged();
  Q_EMIT primaryTextChanged();
}

void ChallengePage::takeFocus() {
  if (hasPanel()) return StepPage::takeFocus();
  m_challenge->focusAnswer();
}

void ChallengePage::leave() {
  m_challenge->clear();
  m_id.clear();
  m_workWanted = false;
}

void ChallengePage::submit() {
  answer([this] { flow().answerChallenge(m_challenge->answer()); });
}

void ChallengePage::answer(std::function<void()> command) {
  act([this, command = std::move(command)] {
    m_answered = true;
    command();
  });
}

void ChallengePage::placeProblem(const QString& sentence) {
  if (kind() == ChallengeKind::Work) return StepPage::placeProblem(sentence);
  m_challenge->setAnswerError(sentence);
}

void ChallengePage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::ChallengeFailed && problem.kind != ProblemKind::ChallengeExpired) return;
  // One challenge, one try. Asked for once: a service that says the same to that as well is not asked for
  // ever.
  if (std::exchange(m_answered, false)) flow().requestChallenge(kind());
}

void ChallengePage::fetchPicture() {
  flow().fetchMedia(flow::Media::Picture, [self = QPointer(this), id = m_id](const auto& result) {
    if (!self || self->m_id != id) return;
    if (result) {
      self->m_challenge->setPicture(*result);
      return;
    }
    self->remember([self] { self->fetchPicture(); });
    Q_EMIT self->faulted(result.error());
  });
}

void ChallengePage::fetchClip() {
  flow().fetchMedia(flow::Media::Clip, [self = QPointer(this), id = m_id](const auto& result) {
    if (!self || self->m_id != id) return;
    if (result) {
      self->m_challenge->setClip(*result);
      return;
    }
    self->remember([self] { self->fetchClip(); });
    Q_EMIT self->faulted(result.error());
  });
}

void ChallengePage::startWork() {
  if (kind() == ChallengeKind::Work) {
    if (!m_challenge->startWork(view().challenge->workSeed, view().challenge->workBits))
      Q_EMIT faulted({flow::GatewayFault::BadAnswer, {}});
    return;
  }
  m_workWanted = true;
  act([this] { flow().requestChallenge(ChallengeKind::Work); });
}

}  // namespace latchkey::ui::wizard
