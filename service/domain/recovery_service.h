// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "service/domain/budget_alarm.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"
#include "service/domain/recoveries.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

class Recovering;

/// What a RecoveryService works with. All of it must outlive the service.
struct RecoveryParts {
  Store& store;
  Directory& directory;
  const ChallengeRenderer& renderer;
  const MessageWriter& writer;
  const Numbering& numbering;
  const KeyedHash& keys;
  SecretBox& box;
  const SlowHash& slowHash;
  const SignatureCheck& signatures;
  const Clock& clock;
  Random& random;
  /// Called from any thread after a message was queued and committed; wakes the delivery thread.
  std::function<void()> messageQueued;
  /// What administrators are told of a budget of texts and calls; none: they are told nothing.
  const AlarmWriter* alarms = nullptr;
  /// Called from any thread after a message was withheld for a budget's sake, and that is committed.
  std::function<void(Budget)> budgetSpent = {};
  /// Called from any thread when an attempt whose answer was lost turns out to have made its recovery done.
  std::function<void()> doneAfterAll = {};
  /// Null: no earlier password can be compared with anything.
  PasswordMemory* passwords = nullptr;
  /// Null: the directory ends temporary passwords by itself, or not at all.
  TemporaryEnds* temporaryEnds = nullptr;
};

/// Recoveries over a store and a directory. Keeps nothing in memory between calls: it may be restarted
/// at any moment, and any number of instances may share one store.
class RecoveryService final : public Recoveries {
public:
  RecoveryService(RecoveryParts parts, ServicePolicy policy);
  ~RecoveryService() override;

  [[nodiscard]] Result<Outcome, Refusal> open(const OpenRecovery& command, const Caller& caller,
                                              const WriteKey& write) override;
  [[nodiscard]] Result<Outcome, Refusal> openByApproval(const OpenByApproval& command, const Caller& caller,
                                                        const WriteKey& write) override;
  [[nodiscard]] Result<Outcome, Refusal> perform(Command command, const platform::Secret& token,
                                                 const Caller& caller, const WriteKey& write) override;
  [[nodiscard]] Result<Objected, Refusal> object(const ObjectToRecovery& command, const Caller& caller,
                                                 const WriteKey& write) override;
  [[nodiscard]] Result<Snapshot, Refusal> look(const platform::Secret& token, const Caller& caller) override;
  [[nodiscard]] Result<QByteArray, Refusal> media(Media media, const platform::Secret& token,
                                                  const Caller& caller) override;

  /// Lets go of what an earlier process was in the middle of when it died, so that whoever asks again need
  /// not wait. Call before anything else, and only where no other instance works on the store (latchkeyd
  /// holds a lock on its data directory).
  void takeOver();

  /// Clears up attempts at a password or a lock that a crash or a failing store left open. Call at start and
  /// every minute or so; how many were settled.
  int settle();

  /// Ends temporary passwords whose time is over, where the directory does not. Call often; how many were.
  int endTemporaryPasswords();

  /// Sends the codes of approved appeals whose time has come. Call often; how many were sent or ended.
  int releaseAppeals();

  /// What administration has changed while the service runs: good for every call that begins from now on.
  void usePolicy(ServicePolicy policy);

private:
  /// A call keeps to one policy from its beginning to its end.
  [[nodiscard]] std::shared_ptr<Recovering> work() const;

  const RecoveryParts m_parts;
  mutable std::mutex m_mutex;
  std::shared_ptr<Recovering> m_work;
};

}  // namespace latchkey::service::domain
