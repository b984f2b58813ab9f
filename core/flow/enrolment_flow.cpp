// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/enrolment_flow.h"

#include <QPointer>
#include <utility>

namespace latchkey::flow {

using protocol::EnrolStage;
using protocol::MethodKind;
using protocol::ProblemKind;

namespace {

/// Something is typed before the service is asked: a contact, or the name of a key.
bool isFilledInFirst(MethodKind kind) {
  return kind == MethodKind::Mail || kind == MethodKind::Text || kind == MethodKind::Call ||
         kind == MethodKind::SecurityKey;
}

bool isEndOfSignIn(EnrolStep step) {
  return step == EnrolStep::Done || step == EnrolStep::Expired || step == EnrolStep::Ended;
}

bool isRefusal(const GatewayError& error, ProblemKind kind) {
  return error.fault == GatewayFault::Refused && error.problem.kind == kind;
}

/// The view may be another one now.
bool asksForEnrolLook(const GatewayError& error) {
  return isRefusal(error, ProblemKind::WrongStage) || isRefusal(error, ProblemKind::TooManyTries) ||
         isRefusal(error, ProblemKind::KeyRefused) || isRefusal(error, ProblemKind::UnknownMethod);
}

}  // namespace

EnrolmentFlow::EnrolmentFlow(EnrolmentGateway& gateway, QObject* parent)
    : QObject(parent), m_gateway(gateway) {}

EnrolmentFlow::~EnrolmentFlow() = default;  // the gateway may be gone by now: not touched

void EnrolmentFlow::signIn(const QString& account, platform::Secret password, protocol::Language language) {
  if (m_step != EnrolStep::SignIn) return;
  send(protocol::OpenEnrolment{account, std::move(password), language});
}

void EnrolmentFlow::add(MethodKind kind, const QString& replaces) {
  if (m_step != EnrolStep::List || m_busy) return;
  protocol::AddMethod wanted;
  wanted.kind = kind;
  wanted.replaces = replaces;
  m_wanted = wanted;
  m_isFilledIn = !isFilledInFirst(kind);
  goOn();
}

void EnrolmentFlow::remove(const QString& handle) {
  if (m_step != EnrolStep::List || m_busy) return;
  m_wanted = protocol::RemoveMethod{handle};
  m_isFilledIn = true;
  goOn();
}

void EnrolmentFlow::goOn() {
  if (m_view.proofNeeded) return move(EnrolStep::ChooseProof);
  if (const auto* removal = std::get_if<protocol::RemoveMethod>(&m_wanted)) return send(*removal);
  if (m_isFilledIn) return send(std::get<protocol::AddMethod>(m_wanted));
  move(EnrolStep::Add);
}

void EnrolmentFlow::chooseProof(const QString& handle) {
  if (m_step == EnrolStep::ChooseProof) send(protocol::ChooseProof{handle});
}

void EnrolmentFlow::submit(protocol::EnrolCommand command) {
  if (m_busy || (m_step != EnrolStep::Prove && m_step != EnrolStep::Add)) return;
  if (const auto* filled = std::get_if<protocol::AddMethod>(&command)) {
    // Kept: a proof that has grown old meanwhile costs nobody what was typed.
    m_wanted = *filled;
    m_isFilledIn = true;
  }
  send(std::move(command));
}

bool EnrolmentFlow::canGoBack() const {
  return m_step == EnrolStep::ChooseProof || m_step == EnrolStep::Prove || m_step == EnrolStep::Add;
}

void EnrolmentFlow::goBack() {
  if (!canGoBack() || m_busy) return;
  m_wanted = std::monostate();
  // Only here: the service knows of nothing that could be left.
  if (m_view.stage == EnrolStage::List) return move(EnrolStep::List);
  send(protocol::LeaveStep{});
}

void EnrolmentFlow::finish() {
  if (!m_open) return;
  ++m_epoch;
  m_open = false;
  m_wanted = std::monostate();
  // Whatever comes of it, the token goes: nobody waits for the answer.
  m_gateway.send(protocol::FinishEnrolment{}, [](const ViewResult&) {});
  setBusy(false);
  move(EnrolStep::Done);
}

void EnrolmentFlow::changeLanguage(protocol::Language language) {
  if (m_open && !m_busy) send(protocol::SetEnrolLanguage{language});
}

void EnrolmentFlow::refresh() {
  if (!m_open || m_busy) return;
  setBusy(true);
  m_gateway.refresh(guarded([this](ViewResult result) { answered(std::move(result)); }));
}

void EnrolmentFlow::startAgain() {
  if (!isEndOfSignIn(m_step)) return;
  ++m_epoch;
  m_gateway.forget();
  m_open = false;
  m_view = {};
  m_lastChange = Change::None;
  move(EnrolStep::SignIn);
}

void EnrolmentFlow::send(protocol::EnrolCommand command) {
  if (m_busy) return;
  setBusy(true);
  m_gateway.send(std::move(command), guarded([this](ViewResult result) { answered(std::move(result)); }));
}

EnrolmentGateway::Callback<protocol::EnrolmentView> EnrolmentFlow::guarded(
    std::function<void(ViewResult)> then) {
  return [self = QPointer(this), epoch = m_epoch, then = std::move(then)](ViewResult result) {
    if (self && self->m_epoch == epoch) then(std::move(result));
  };
}

void EnrolmentFlow::answered(ViewResult result) {
  setBusy(false);
  if (result)
    accept(std::move(*result));
  else
    failed(result.error());
}

void EnrolmentFlow::accept(protocol::EnrolmentView view) {
  m_open = true;
  noteChange(view);
  // The secret of an app is told once: a later view of the same step has not got it.
  const bool stays = m_view.stage == view.stage && m_view.adding && view.adding &&
                     m_view.adding->kind == view.adding->kind && !view.adding->secret;
  if (stays) view.adding->secret = std::move(m_view.adding->secret);
  m_view = std::move(view);
  switch (m_view.stage) {
    case EnrolStage::List:
      if (std::holds_alternative<std::monostate>(m_wanted)) return move(EnrolStep::List);
      return goOn();
    case EnrolStage::Proof:
      return move(EnrolStep::ChooseProof);
    case EnrolStage::Code:
    case EnrolStage::Questions:
    case EnrolStage::Key:
      return move(m_view.proof ? EnrolStep::Prove : EnrolStep::Add);
    case EnrolStage::Done:
      m_open = false;
      return move(EnrolStep::Done);
    case EnrolStage::Expired:
      m_open = false;
      return move(EnrolStep::Expired);
    case EnrolStage::Ended:
      m_open = false;
      return move(EnrolStep::Ended);
  }
}

/// What is wanted is done when its step has led back to the list.
void EnrolmentFlow::noteChange(const protocol::EnrolmentView& next) {
  if (next.stage != EnrolStage::List) return;
  const bool wasAdding = m_view.stage != EnrolStage::List && m_view.adding.has_value();
  if (wasAdding && next.methods != m_view.methods) {
    m_lastChange = m_view.adding->replaces ? Change::Replaced : Change::Added;
    m_wanted = std::monostate();
  } else if (removes() && next.methods.size() < m_view.methods.size()) {
    m_lastChange = Change::Removed;
    m_wanted = std::monostate();
  } else if (wasAdding) {
    // Too many tries, perhaps: nothing was added, and nothing is tried again by itself.
    m_wanted = std::monostate();
  } else if (std::holds_alternative<std::monostate>(m_wanted)) {
    m_lastChange = Change::None;
  }
}

void EnrolmentFlow::failed(const GatewayError& error) {
  if (isRefusal(error, ProblemKind::ProofNeeded)) {
    m_view.proofNeeded = true;
    m_view.stage = EnrolStage::List;
    m_view.adding.reset();
    return move(EnrolStep::ChooseProof);
  }
  // The sign-in is over for the service, which shows nothing of it any more: too old, or ended by a change of
  // the account, in which case every further request would be refused the same way.
  const bool isExpired = isRefusal(error, ProblemKind::Unauthorized);
  if (m_open && (isExpired || isRefusal(error, ProblemKind::RecoverySuperseded))) {
    m_open = false;
    m_wanted = std::monostate();
    return move(isExpired ? EnrolStep::Expired : EnrolStep::Ended);
  }
  // What was typed stays where it is typed; anything else is asked for anew when somebody presses again.
  if (m_step == EnrolStep::Add)
    m_isFilledIn = false;
  else if (m_step == EnrolStep::List || m_view.stage == EnrolStage::List)
    giveUp();
  if (!m_open || !asksForEnrolLook(error)) {
    Q_EMIT refused(error);
    return;
  }
  setBusy(true);
  m_gateway.refresh(guarded([this, error](ViewResult result) {
    setBusy(false);
    // Why comes last: it stands on the page that the view leads to.
    if (result) accept(std::move(*result));
    Q_EMIT refused(error);
  }));
}

void EnrolmentFlow::giveUp() {
  m_wanted = std::monostate();
  // The proof is passed, and what it was for has failed: its page has nothing left to ask.
  const bool isPassed = m_step == EnrolStep::Prove && !m_view.proof;
  if (isPassed) move(EnrolStep::List);
}

void EnrolmentFlow::move(EnrolStep step) {
  m_step = step;
  Q_EMIT moved(step);
}

void EnrolmentFlow::setBusy(bool busy) {
  if (std::exchange(m_busy, busy) != busy) Q_EMIT busyChanged(busy);
}

}  // namespace latchkey::flow
