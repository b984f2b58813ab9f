// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/start_codes.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::tests {

/// A desk whose realm takes start codes; besides the sample person somebody new, of whom nothing is
/// registered.
struct StartCodeDesk : RecoveryDesk {
  explicit StartCodeDesk(Disclosure disclosure = Disclosure::Uniform)
      : StartCodeDesk(anyBench(), disclosure) {}
  explicit StartCodeDesk(std::unique_ptr<StoreBench> on, Disclosure disclosure = Disclosure::Uniform)
      : RecoveryDesk(std::move(on), disclosure) {
    realm().factors.append(MethodKind::StartCode);
    realm().administrators = {QStringLiteral("it@example.com")};
    Account account = person(starter());
    account.contacts.clear();
    directory.put(account);
    restart();
  }
  [[nodiscard]] static QString starter() { return QStringLiteral("starter@outlook.com"); }
  [[nodiscard]] Realm& realm() { return policy.realms.first(); }
  [[nodiscard]] Result<IssuedStartCode, StartCodeFault> tryToIssue(const QString& key,
                                                                   bool hasPassword = false) {
    StartCodes codes({bench->store(), keys, writer, numbering, clock, random, box}, policy);
    Account account = **directory.find(key);
    account.hasPassword = hasPassword;
    return codes.issue(account);
  }
  [[nodiscard]] bool withdraw(const QString& key = starter()) {
    StartCodes codes({bench->store(), keys, writer, numbering, clock, random, box}, policy);
    return codes.withdraw(key).value_or(false);
  }
  [[nodiscard]] QString issue(const QString& key = starter()) {
    const auto issued = tryToIssue(key);
    if (!issued) qFatal("no start code");
    return QString::fromLatin1(issued->digits.view().data(), static_cast<qsizetype>(issued->digits.size()));
  }
};

[[nodiscard]] inline bool reachStartCode(Visitor& visitor,
                                         const QString& account = StartCodeDesk::starter()) {
  return visitor.open(account, Reason::NeverHadPassword) && visitor.passChallenge() &&
         visitor.choose(MethodKind::StartCode) && visitor.view.stage == Stage::Code;
}

}  // namespace latchkey::tests
