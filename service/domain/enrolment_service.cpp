// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/enrolment_service.h"

#include "service/domain/enrolling.h"

namespace latchkey::service::domain {

namespace {
/// Calls the verb of each command.
struct EnrolmentVisitor {
  Enrolling& work;
  const Request& request;
  EnrolAnswer operator()(const ChooseProof& c) const { return work.chooseProof(c, request); }
  EnrolAnswer operator()(const ResendEnrolCode& /*c*/) const { return work.resend(request); }
  EnrolAnswer operator()(const SubmitEnrolCode& c) const { return work.submitCode(c, request); }
  EnrolAnswer operator()(const SubmitEnrolAnswers& c) const { return work.submitAnswers(c, request); }
  EnrolAnswer operator()(const SubmitEnrolAssertion& c) const { return work.submitAssertion(c, request); }
  EnrolAnswer operator()(const AddMethod& c) const { return work.add(c, request); }
  EnrolAnswer operator()(const RegisterKey& c) const { return work.registerKey(c, request); }
  EnrolAnswer operator()(const RemoveMethod& c) const { return work.remove(c, request); }
  EnrolAnswer operator()(const LeaveStep& /*c*/) const { return work.leave(request); }
  EnrolAnswer operator()(const FinishEnrolment& /*c*/) const { return work.finish(request); }
  EnrolAnswer operator()(const SetEnrolLanguage& c) const { return work.setLanguage(c, request); }
};
}  // namespace

EnrolmentService::EnrolmentService(RecoveryParts parts, ServicePolicy policy)
    : m_parts(std::move(parts)), m_work(std::make_shared<Enrolling>(m_parts, std::move(policy))) {}

EnrolmentService::~EnrolmentService() = default;

std::shared_ptr<Enrolling> EnrolmentService::work() const {
  const std::lock_guard lock(m_mutex);
  return m_work;
}

void EnrolmentService::usePolicy(ServicePolicy policy) {
  auto next = std::make_shared<Enrolling>(m_parts, std::move(policy));
  const std::lock_guard lock(m_mutex);
  m_work = std::move(next);
}

Result<EnrolOutcome, Refusal> EnrolmentService::open(const OpenEnrolment& command, const Caller& caller,
                                                     const WriteKey& write) {
  return work()->open(command, Request{nullptr, caller, write});
}

Result<EnrolOutcome, Refusal> EnrolmentService::perform(EnrolCommand command, const platform::Secret& token,
                                                        const Caller& caller, const WriteKey& write) {
  const Request request{&token, caller, write};
  const auto present = work();
  return std::visit(EnrolmentVisitor{*present, request}, command);
}

Result<EnrolSnapshot, Refusal> EnrolmentService::look(const platform::Secret& token, const Caller& caller) {
  return work()->look(token, caller);
}

Result<Need, Refusal> EnrolmentService::need(const CheckNeed& command, const Caller& caller) {
  return work()->need(command, caller);
}

}  // namespace latchkey::service::domain
