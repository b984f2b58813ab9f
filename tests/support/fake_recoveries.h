// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "service/domain/recoveries.h"

namespace latchkey::tests {

/// Answers as the test says, and remembers what it was asked.
class FakeRecoveries final : public service::domain::Recoveries {
public:
  using Outcome = service::domain::Outcome;
  using Refusal = service::domain::Refusal;
  template <typename T>
  using Result = latchkey::Result<T, Refusal>;

  [[nodiscard]] Result<Outcome> open(const service::domain::OpenRecovery& command,
                                     const service::domain::Caller& caller,
                                     const service::domain::WriteKey& write) override {
    opened = command;
    return note(caller, &write);
  }
  [[nodiscard]] Result<Outcome> perform(service::domain::Command command, const platform::Secret& token,
                                        const service::domain::Caller& caller,
                                        const service::domain::WriteKey& write) override {
    performed = std::move(command);
    lastToken = token.clone();
    return note(caller, &write);
  }
  [[nodiscard]] Result<Outcome> openByApproval(const service::domain::OpenByApproval& command,
                                               const service::domain::Caller& caller,
                                               const service::domain::WriteKey& write) override {
    approval = command.code.clone();
    return note(caller, &write);
  }
  [[nodiscard]] Result<service::domain::Objected> object(const service::domain::ObjectToRecovery& command,
                                                         const service::domain::Caller& caller,
                                                         const service::domain::WriteKey& write) override {
    objection = command.code.clone();
    auto outcome = note(caller, &write);
    if (!outcome) return unexpected(outcome.error());
    return objected;
  }
  [[nodiscard]] Result<service::domain::Snapshot> look(const platform::Secret& token,
                                                       const service::domain::Caller& caller) override {
    lastToken = token.clone();
    auto outcome = note(caller, nullptr);
    if (!outcome) return unexpected(outcome.error());
    return outcome->snapshot;
  }
  [[nodiscard]] Result<QByteArray> media(service::domain::Media media, const platform::Secret& token,
                                         const service::domain::Caller& caller) override {
    lastToken = token.clone();
    auto outcome = note(caller, nullptr);
    if (!outcome) return unexpected(outcome.error());
    return media == service::domain::Media::Picture ? QByteArray("\x89PNG picture") : QByteArray("RIFF clip");
  }

  /// What the next calls give. May throw, as a bug would.
  std::function<Result<Outcome>()> answer = [] { return Result<Outcome>(Outcome{}); };

  service::domain::Objected objected;  ///< what object() gives
  platform::Secret objection;
  platform::Secret approval;
  int calls = 0;
  std::optional<service::domain::OpenRecovery> opened;
  std::optional<service::domain::Command> performed;
  platform::Secret lastToken;
  service::domain::Caller lastCaller;
  service::domain::WriteKey lastWrite;

private:
  Result<Outcome> note(const service::domain::Caller& caller, const service::domain::WriteKey* write) {
    ++calls;
    lastCaller = caller;
    if (write != nullptr) lastWrite = *write;
    return answer();
  }
};

}  // namespace latchkey::tests
