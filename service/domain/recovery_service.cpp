// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/recovery_service.h"

#include "service/domain/recovering.h"

namespace latchkey::service::domain {

namespace {
template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
}  // namespace

RecoveryService::RecoveryService(RecoveryParts parts, ServicePolicy policy)
    : m_work(std::make_unique<Recovering>(std::move(parts), std::move(policy))) {}

RecoveryService::~RecoveryService() = default;

Result<Outcome, Refusal> RecoveryService::open(const OpenRecovery& command, const Caller& caller,
                                               const WriteKey& write) {
  return m_work->open(command, Request{nullptr, caller, write});
}

Result<Outcome, Refusal> RecoveryService::perform(Command command, const platform::Secret& token,
                                                  const Caller& caller, const WriteKey& write) {
  const Request request{&token, caller, write};
  Recovering& work = *m_work;
  return std::visit(Overloaded{
                        [&](const NewChallenge& c) { return work.newChallenge(c, request); },
                        [&](const AnswerChallenge& c) { return work.answerChallenge(c, request); },
                        [&](const ChooseMethod& c) { return work.chooseMethod(c, request); },
                        [&](const ConfirmContact& c) { return work.confirmContact(c, request); },
                        [&](const ResendCode&) { return work.resendCode(request); },
                        [&](const SubmitCode& c) { return work.submitCode(c, request); },
                        [&](const SetPassword& c) { return work.setPassword(c, request); },
                        [&](const CancelRecovery&) { return work.cancel(request); },
                        [&](const SetLanguage& c) { return work.setLanguage(c, request); },
                    },
                    command);
}

Result<Snapshot, Refusal> RecoveryService::look(const platform::Secret& token, const Caller& caller) {
  return m_work->look(token, caller);
}

Result<QByteArray, Refusal> RecoveryService::media(Media media, const platform::Secret& token,
                                                   const Caller& caller) {
  return m_work->media(media, token, caller);
}

int RecoveryService::settle() {
  return m_work->settle();
}

}  // namespace latchkey::service::domain
