// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>

#include "service/domain/enrolments.h"
#include "service/domain/recovery_service.h"

namespace latchkey::service::domain {

class Enrolling;

/// "Secure your account" over a store and a directory. Keeps nothing in memory between calls, as
/// RecoveryService.
class EnrolmentService final : public Enrolments {
public:
  /// @param parts those of the recoveries, which share counts, locks and budgets with this
  EnrolmentService(RecoveryParts parts, ServicePolicy policy);
  ~EnrolmentService() override;

  [[nodiscard]] Result<EnrolOutcome, Refusal> open(const OpenEnrolment& command, const Caller& caller,
                                                   const WriteKey& write) override;
  [[nodiscard]] Result<EnrolOutcome, Refusal> perform(EnrolCommand command, const platform::Secret& token,
                                                      const Caller& caller, const WriteKey& write) override;
  [[nodiscard]] Result<EnrolSnapshot, Refusal> look(const platform::Secret& token,
                                                    const Caller& caller) override;
  [[nodiscard]] Result<Need, Refusal> need(const CheckNeed& command, const Caller& caller) override;

  /// What administration has changed while the service runs: good for every call that begins from now on.
  void usePolicy(ServicePolicy policy);

private:
  [[nodiscard]] std::shared_ptr<Enrolling> work() const;

  const RecoveryParts m_parts;
  mutable std::mutex m_mutex;
  std::shared_ptr<Enrolling> m_work;
};

}  // namespace latchkey::service::domain
