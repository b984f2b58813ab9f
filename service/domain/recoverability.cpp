// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/recoverability.h"

#include <algorithm>

namespace latchkey::service::domain {

namespace {
/// Several of it stand behind one entry.
bool hasTwin(const MethodRecord& way, const Factors& factors) {
  return (way.kind == MethodKind::SecurityKey && factors.keys.size() > 1) ||
         (way.kind == MethodKind::Authenticator && factors.authenticators.size() > 1);
}

Reserve reserveOf(QList<MethodRecord> ways, const Factors& factors, const Realm& realm, int gates) {
  ways.removeIf([](const MethodRecord& way) { return way.warning == MethodWarning::LockedAccountItself; });
  if (gatesPassable(ways, realm) < gates) return Reserve::TooLittle;
  const bool bearsAnyLoss = std::ranges::all_of(ways, [&](const MethodRecord& lost) {
    if (hasTwin(lost, factors)) return true;
    QList<MethodRecord> others = ways;
    // A text and a call to one number are lost together.
    others.removeIf([&](const MethodRecord& other) { return other.value == lost.value; });
    return gatesPassable(others, realm) >= gates;
  });
  return bearsAnyLoss ? Reserve::Spare : Reserve::JustEnough;
}
}  // namespace

Recoverability recoverabilityOf(const std::optional<Account>& account, const Realm& realm,
                                const QList<MethodRecord>& ways, const Factors& factors, bool isStopped) {
  const int gates = gatesFor(account, ways, realm);
  return {causeOf(account, realm, ways, isStopped), gates, reserveOf(ways, factors, realm, gates)};
}

}  // namespace latchkey::service::domain
