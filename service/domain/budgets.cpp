// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of texts and calls. Twins count in budgets of their own: they cost nothing, and must not use up
// what real ones need. All that follows is the same work for them, down to an alarm that goes to nobody.
#include <algorithm>

#include "service/domain/code_sending.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"

namespace latchkey::service::domain {

namespace {
/// Country and kind of number; the rest is most of somebody's own.
QString beginning(const QString& prefix) {
  return prefix.isEmpty() ? prefix : prefix.first(std::min<qsizetype>(5, prefix.size())) + u'…';
}

/// Once an hour, whichever budget it is and however many messages it withholds.
void raiseAlarm(Transaction& tables, const RecoveryParts& parts, const ServicePolicy& policy,
                const Realm& realm, const QString& prefix, qint64 now, bool real) {
  const QString told = (real ? QStringLiteral("budget-told:") : QStringLiteral("shadow-told:")) + realm.id;
  if (parts.alarms == nullptr || !tables.tallies().addBelow(told, {}, now, now - hour, 1)) return;
  const PhonePolicy& phones = realm.phones;
  BudgetFacts facts;
  facts.serviceName = policy.serviceName;
  facts.realm = realm.name;
  facts.prefix = beginning(prefix);
  facts.limit = prefix.isEmpty() ? phones.textsPerHour : phones.textsPerHourAndPrefix;
  facts.when = isoTime(now);
  const Language language = policy.administratorLanguage;  // of those who read it
  QList<Message> alarms = noticesTo(mailboxes(realm.administrators), language, now, parts.random,
                                    [&](Channel) { return parts.alarms->budgetSpent(language, facts); });
  for (Message& alarm : alarms) {
    if (!real) alarm.to.clear();
    tables.outgoing().enqueue(alarm, {});
  }
}
}  // namespace

std::optional<Budget> spentBudget(Transaction& tables, const RecoveryParts& parts,
                                  const ServicePolicy& policy, const Realm& realm, const MethodRecord& method,
                                  qint64 now, bool real) {
  if (method.kind == MethodKind::Mail) return std::nullopt;
  const QString kind = real ? QStringLiteral("budget:") : QStringLiteral("shadow:");
  const PhonePolicy& phones = realm.phones;
  const QString prefix = method.value.chopped(std::min<qsizetype>(4, method.value.size()));
  const qint64 since = now - hour;
  const bool whole = tables.tallies().addBelow(kind + realm.id, {}, now, since, phones.textsPerHour);
  const bool range = tables.tallies().addBelow(kind + realm.id + u':' + prefix, {}, now, since,
                                               phones.textsPerHourAndPrefix);
  if (whole && range) return std::nullopt;
  raiseAlarm(tables, parts, policy, realm, whole ? prefix : QString(), now, real);
  return whole ? Budget::Prefix : Budget::Realm;
}

}  // namespace latchkey::service::domain
