// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/recovery_service.h"

#include "service/domain/recovering.h"

namespace latchkey::service::domain {

namespace {
template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;
}  // namespace

RecoveryService::RecoveryService(RecoveryParts parts, ServicePolicy policy)
    : m_parts(std::move(parts)), m_work(std::make_shared<Recovering>(m_parts, std::move(policy))) {}

RecoveryService::~RecoveryService() = default;

std::shared_ptr<Recovering> RecoveryService::work() const {
  const std::lock_guard lock(m_mutex);
  return m_work;
}

void RecoveryService::usePolicy(ServicePolicy policy) {
  auto next = std::make_shared<Recovering>(m_parts, std::move(policy));
  const std::lock_guard lock(m_mutex);
  m_work = std::move(next);
}

Result<Outcome, Refusal> RecoveryService::open(const OpenRecovery& command, const Caller& caller,
                                               const WriteKey& write) {
  return work()->open(command, Request{nullptr, caller, write});
}

Result<Outcome, Refusal> RecoveryService::openByApproval(const OpenByApproval& command, const Caller& caller,
                                                         const WriteKey& write) {
  return work()->openByApproval(command, Request{nullptr, caller, write});
}

Result<Outcome, Refusal> RecoveryService::perform(Command command, const platform::Secret& token,
                                                  const Caller& caller, const WriteKey& write) {
  const Request request{&token, caller, write};
  const auto present = work();
  return std::visit(Overloaded{
                        [&](const NewChallenge& c) { return present->newChallenge(c, request); },
                        [&](const AnswerChallenge& c) { return present->answerChallenge(c, request); },
                        [&](const ChooseMethod& c) { return present->chooseMethod(c, request); },
                        [&](const ConfirmContact& c) { return present->confirmContact(c, request); },
                        [&](const ResendCode&) { return present->resendCode(request); },
                        [&](const SubmitCode& c) { return present->submitCode(c, request); },
                        [&](const SubmitAnswers& c) { return present->submitAnswers(c, request); },
                        [&](const SubmitAssertion& c) { return present->submitAssertion(c, request); },
                        [&](const SetPassword& c) { return present->setPassword(c, request); },
                        [&](const UnlockAccount&) { return present->unlockAccount(request); },
                        [&](const CancelRecovery&) { return present->cancel(request); },
                        [&](const SetLanguage& c) { return present->setLanguage(c, request); },
                        [&](const ContactAdministrator&) { return present->contactAdministrator(request); },
                        [&](const TrySignIn& c) { return present->trySignIn(c, request); },
                        [&](const ResumeRecovery& c) { return present->resume(c, request); },
                        [&](const GiveAppealContact& c) { return present->giveAppealContact(c, request); },
                        [&](const FileAppeal& c) { return present->fileAppeal(c, request); },
                    },
                    command);
}

Result<Objected, Refusal> RecoveryService::object(const ObjectToRecovery& command, const Caller& caller,
                                                  const WriteKey& write) {
  return work()->object(command, Request{nullptr, caller, write});
}

Result<Snapshot, Refusal> RecoveryService::look(const platform::Secret& token, const Caller& caller) {
  return work()->look(token, caller);
}

Result<QByteArray, Refusal> RecoveryService::media(Media media, const platform::Secret& token,
                                                   const Caller& caller) {
  return work()->media(media, token, caller);
}

void RecoveryService::takeOver() {
  const auto tables = m_parts.store.begin(Access::Write);
  tables->writes().releaseAll();
  // When this fails, the claims are taken over after their lease.
  std::ignore = tables->commit();
}

int RecoveryService::settle() {
  return work()->settle();
}

int RecoveryService::endTemporaryPasswords() {
  return work()->endTemporaryPasswords();
}

int RecoveryService::releaseAppeals() {
  return work()->releaseAppeals();
}

}  // namespace latchkey::service::domain
