// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/recovery_flow.h"

#include <QPointer>
#include <algorithm>
#include <memory>
#include <utility>

#include "core/flow/settle.h"

namespace latchkey::flow {

namespace {
const GatewayError badAnswer{GatewayFault::BadAnswer, {}};
}  // namespace

RecoveryFlow::RecoveryFlow(RecoveryGateway& gateway, QObject* parent) : QObject(parent), m_gateway(gateway) {}

RecoveryFlow::~RecoveryFlow() = default;  // the gateway may be gone by now: not touched

// --- what the person does -------------------------------------------------------------------------

void RecoveryFlow::chooseReason(protocol::Reason reason) {
  if (m_step != Step::Reason) return;
  m_reason = reason;
  m_rehearsal = false;
  moveLocally(Event::ReasonChosen);
}

void RecoveryFlow::openRecovery(const QString& account, protocol::Language language, const QString& receipt) {
  if (m_busy || m_step != Step::Account) return;
  m_account = account;
  beginAnew();
  run(protocol::OpenRecovery{account, m_reason, language, receipt, m_rehearsal});
}

void RecoveryFlow::beginAnew() {
  m_lost = Lost::Nothing;
  m_languageDeferred.reset();
  // Token and key of a recovery that went before. Not after a lost opening: repeated under its key it
  // opens one recovery and not two.
  if (std::exchange(m_opened, false)) m_gateway.forget();
}

void RecoveryFlow::resume(protocol::Reason reason, protocol::Language language) {
  if (m_busy || m_step != Step::Reason) return;
  m_reason = reason;
  m_rehearsal = false;
  m_opened = true;  // the gateway holds key and token: they go before another recovery is opened
  run(protocol::ResumeRecovery{language});
}

void RecoveryFlow::requestChallenge(protocol::ChallengeKind kind) {
  run(protocol::NewChallenge{kind});
}

void RecoveryFlow::answerChallenge(const QString& text) {
  if (m_view.challenge) run(protocol::AnswerChallenge{m_view.challenge->id, text, {}});
}

void RecoveryFlow::answerWork(quint64 counter) {
  if (m_view.challenge) run(protocol::AnswerChallenge{m_view.challenge->id, {}, counter});
}

void RecoveryFlow::chooseMethod(const QString& handle) {
  run(protocol::ChooseMethod{handle});
}

void RecoveryFlow::confirmContact(const QString& entry) {
  run(protocol::ConfirmContact{entry});
}

void RecoveryFlow::resendCode() {
  run(protocol::ResendCode{});
}

void RecoveryFlow::submitCode(platform::Secret code) {
  run(protocol::SubmitCode{std::move(code)});
}

void RecoveryFlow::submitAnswers(std::vector<protocol::GivenAnswer> answers) {
  run(protocol::SubmitAnswers{std::move(answers)});
}

void RecoveryFlow::submitAssertion(protocol::SubmitAssertion assertion) {
  run(std::move(assertion));
}

void RecoveryFlow::setPassword(platform::Secret password) {
  run(protocol::SetPassword{std::move(password)});
}

void RecoveryFlow::unlockAccount() {
  if (m_view.lock == protocol::AccountLock::Locked) run(protocol::UnlockAccount{});
}

void RecoveryFlow::contactAdministrator() {
  if (m_view.administrator == protocol::AdministratorContact::Offered) run(protocol::ContactAdministrator{});
}

void RecoveryFlow::trySignIn(platform::Secret password) {
  if (mayTrySignIn()) run(protocol::TrySignIn{std::move(password)});
}

bool RecoveryFlow::mayTrySignIn() const {
  const bool isSettled = m_view.signIn == protocol::SignInResult::Accepted;
  return m_step == Step::Done && m_view.signInTriesLeft > 0 && !isSettled;
}

void RecoveryFlow::changeLanguage(protocol::Language language) {
  if (m_busy) {
    m_languageDeferred = language;
  } else if (m_open) {
    run(protocol::SetLanguage{language});
  }
}

void RecoveryFlow::cancel() {
  if (const auto to = next(m_step, Event::CancelChosen)) {
    // What is overtaken may still be carried out: a password may be set behind this page.
    if (m_busy) lose();
    drop(*to);
  }
}

void RecoveryFlow::startAgain() {
  if (m_busy || !next(m_step, Event::StartAgainChosen)) return;
  m_view = {};
  m_lost = Lost::Nothing;
  m_superseded = false;
  moveLocally(Event::StartAgainChosen);
}

void RecoveryFlow::refresh() {
  if (m_busy || !m_open) return;
  m_busy = true;
  m_gateway.refresh(guarded([this](const ViewResult& result) {
    if (result) return answered(*result, Follow::UnlessWentBack);
    if (!lapsesBy(result.error())) reportRefusal(result.error());
  }));
  Q_EMIT busyChanged(true);
}

void RecoveryFlow::noteExpiry() {
  if (!m_open) return;
  if (m_busy) {
    m_expiryDeferred = true;
    return;
  }
  m_busy = true;
  m_gateway.refresh(guarded([this](const ViewResult& result) {
    if (result) return answered(*result, Follow::UnlessWentBack);
    // Out of reach, the countdown has the last word; it began with the service's own numbers.
    if (!lapsesBy(result.error())) lapse();
  }));
  Q_EMIT busyChanged(true);
}

void RecoveryFlow::wipe() {
  ++m_epoch;
  m_gateway.forget();
  m_view = {};
  platform::wipe(m_account);
  m_reason = protocol::Reason::ForgotPassword;
  m_rehearsal = false;
  m_open = false;
  m_opened = false;
  m_lost = Lost::Nothing;
  m_superseded = false;
  m_expiryDeferred = false;
  m_languageDeferred.reset();
  moveLocally(Event::Wiped);
}

void RecoveryFlow::fetchMedia(Media media, RecoveryGateway::Callback<QByteArray> done) {
  m_gateway.fetch(media, [flow = QPointer(this), epoch = m_epoch, done = std::move(done)](auto result) {
    if (flow && flow->m_epoch == epoch) done(std::move(result));
  });
}

// --- commands and their answers -------------------------------------------------------------------

RecoveryGateway::Callback<protocol::RecoveryView> RecoveryFlow::guarded(
    std::function<void(const ViewResult&)> then) {
  return [flow = QPointer(this), epoch = m_epoch, then = std::move(then)](const ViewResult& result) {
    if (flow && flow->m_epoch == epoch) then(result);
  };
}

void RecoveryFlow::run(protocol::Command command) {
  if (m_busy || !offers(m_step, command)) return;
  m_busy = true;
  if (m_open && outcomeUnknown()) {
    settleThenSend(std::move(command));
  } else {
    send(std::move(command));
  }
  Q_EMIT busyChanged(true);
}

void RecoveryFlow::settleThenSend(protocol::Command command) {
  // A std::function has to be copyable, a command with a secret is not.
  auto held = std::make_shared<protocol::Command>(std::move(command));
  m_gateway.refresh(guarded([this, held](const ViewResult& result) {
    if (!result) {
      if (!lapsesBy(result.error())) reportRefusal(result.error());
      return;
    }
    if (!stillMeant(*held, m_view, *result)) return answered(*result, Follow::Always);
    m_lost = Lost::Nothing;
    m_view = *result;
    send(std::move(*held));
  }));
}

void RecoveryFlow::send(protocol::Command command) {
  if (std::holds_alternative<protocol::SetPassword>(command)) m_atStake = Lost::Password;
  const bool keepsStep = std::holds_alternative<protocol::SetLanguage>(command) ||
                         std::holds_alternative<protocol::ContactAdministrator>(command);
  const Follow follow = keepsStep ? Follow::UnlessWentBack : Follow::Always;
  m_gateway.send(std::move(command), guarded([this, follow](const ViewResult& result) {
                   if (result) return answered(*result, follow);
                   m_lost = Lost::Nothing;
                   if (leavesOutcomeUnknown(result.error())) lose();
                   failed(result.error());
                 }));
}

void RecoveryFlow::answered(const protocol::RecoveryView& view, Follow follow) {
  if (accept(view, follow)) return reportMove();
  lose();
  reportRefusal(badAnswer);
}

void RecoveryFlow::failed(const GatewayError& error) {
  if (m_open && asksForLook(error)) return look(error);
  const bool counts = error.fault == GatewayFault::Refused && error.problem.triesLeft.has_value();
  if (counts && m_view.code) m_view.code->triesLeft = *error.problem.triesLeft;
  if (counts && m_view.questions) m_view.questions->triesLeft = *error.problem.triesLeft;
  reportRefusal(error);
}

/// Once, after a refusal that says that both sides are out of step.
void RecoveryFlow::look(const GatewayError& reason) {
  m_atStake = Lost::Something;  // the command itself was answered
  m_gateway.refresh(guarded([this, reason](const ViewResult& result) {
    if (!result) {
      if (lapsesBy(result.error())) return;
      lose();
      return reportRefusal(result.error());
    }
    const Step before = m_step;
    if (!accept(*result, Follow::Always)) return reportRefusal(badAnswer);
    if (m_step != before) return reportMove();
    const QPointer self(this);
    reportMove();
    if (self) Q_EMIT refused(reason);  // the person pressed something and sees the same page
  }));
}

bool RecoveryFlow::accept(const protocol::RecoveryView& view, Follow follow) {
  const bool stays = follow == Follow::UnlessWentBack && m_open && view.stage == m_view.stage;
  const auto to = stays ? std::optional(m_step) : next(m_step, eventOf(view.stage, view.outcome));
  if (!to || !isOfThis(view, *to)) return false;
  m_view = view;
  m_step = *to;
  if (m_account.isEmpty()) m_account = view.accountName;  // of a recovery that was come back to
  m_open = !isEnd(m_step);
  m_opened = true;
  m_lost = Lost::Nothing;
  if (!m_open && !hasMoreToSay()) letGo();
  return true;
}

/// At these ends the service still takes something, for which the gateway must keep what it has: one message
/// to the administrators, an appeal, a try of the new password.
bool RecoveryFlow::hasMoreToSay() const {
  if (mayTrySignIn() || mayAppeal()) return true;
  return m_step == Step::Ended && m_view.administrator == protocol::AdministratorContact::Offered;
}

/// An opening that was lost is repeated as the same one.
void RecoveryFlow::lose() {
  if (m_open) m_lost = std::max(m_lost, m_atStake);
}

// --- moves ----------------------------------------------------------------------------------------

void RecoveryFlow::lapse() {
  m_step = next(m_step, Event::Lapsed).value_or(m_step);
  m_view.stage = protocol::Stage::Expired;
  m_open = false;
  letGo();
  reportMove();
}

/// Whether this refusal says that there is nothing to go on with; then it has ended here too.
bool RecoveryFlow::lapsesBy(const GatewayError& error) {
  m_superseded = saysSuperseded(error);
  const bool over = m_superseded || saysUnknownRecovery(error);
  if (over) lapse();
  return over;
}

/// At an end: token, key and connection are of no more use, and what is not there cannot be found.
void RecoveryFlow::letGo() {
  m_opened = false;
  m_gateway.forget();
}

/// Leaves a recovery behind: the service is told, its answer is not waited for.
void RecoveryFlow::drop(Step step) {
  ++m_epoch;
  if (m_open) {
    // What the cancellation overtook ends with it, answered or not.
    m_gateway.send(protocol::CancelRecovery{}, guarded([this](const ViewResult&) { letGo(); }));
  } else if (m_busy || m_step == Step::AppealContact) {
    letGo();  // an opening whose answer nobody wants any more; an appeal from an end, of which nothing was
              // sent
  }
  if (isEnd(step)) {
    m_view.stage = protocol::Stage::Cancelled;
  } else {
    m_view = {};
  }
  m_open = false;
  m_expiryDeferred = false;
  m_languageDeferred.reset();
  m_step = step;
  reportMove();
}

void RecoveryFlow::moveLocally(Event event) {
  if (const auto to = next(m_step, event)) {
    m_step = *to;
    reportMove();
  }
}

// State is final before anything is emitted, and nothing is touched afterwards unguarded: whoever listens
// may give the next command or delete the flow.

void RecoveryFlow::reportMove() {
  const QPointer self(this);
  endBusy();
  if (self) Q_EMIT moved(m_step);
  if (self) runDeferred();
}

void RecoveryFlow::reportRefusal(const GatewayError& error) {
  const QPointer self(this);
  // A copy: the answer that it lies in may die with the flow.
  const GatewayError copy = error;  // NOLINT(performance-unnecessary-copy-initialization)
  endBusy();
  if (self) Q_EMIT refused(copy);
  if (self) runDeferred();
}

void RecoveryFlow::runDeferred() {
  if (m_busy) return;
  if (std::exchange(m_expiryDeferred, false)) return noteExpiry();
  if (const auto language = std::exchange(m_languageDeferred, {})) changeLanguage(*language);
}

void RecoveryFlow::endBusy() {
  m_atStake = Lost::Something;
  if (std::exchange(m_busy, false)) Q_EMIT busyChanged(false);
}

}  // namespace latchkey::flow
