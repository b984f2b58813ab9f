// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of texts and calls. Twins count in budgets of their own: they cost nothing, and must not use up
// what real ones need. All that follows is the same work for them, down to an alarm that goes to nobody.
#include <algorithm>

#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

namespace {
/// Country and kind of number; the rest is most of somebody's own.
QString beginning(const QString& prefix) {
  return prefix.isEmpty() ? prefix : prefix.first(std::min<qsizetype>(5, prefix.size())) + u'…';
}
}  // namespace

std::optional<Budget> Recovering::spentBudget(Transaction& tables, const Seat& seat,
                                              const MethodRecord& method, bool real) {
  if (method.kind == MethodKind::Mail) return std::nullopt;
  const QString kind = real ? QStringLiteral("budget:") : QStringLiteral("shadow:");
  const PhonePolicy& phones = seat.realm->phones;
  const QString prefix = method.value.chopped(std::min<qsizetype>(4, method.value.size()));
  const qint64 since = seat.now - hour;
  const bool realm =
      tables.tallies().addBelow(kind + seat.realm->id, {}, seat.now, since, phones.textsPerHour);
  const bool range = tables.tallies().addBelow(kind + seat.realm->id + u':' + prefix, {}, seat.now, since,
                                               phones.textsPerHourAndPrefix);
  if (realm && range) return std::nullopt;
  raiseAlarm(tables, seat, realm ? prefix : QString(), real);
  return realm ? Budget::Prefix : Budget::Realm;
}

/// Once an hour, whichever budget it is and however many messages it withholds.
void Recovering::raiseAlarm(Transaction& tables, const Seat& seat, const QString& prefix, bool real) {
  const QString told =
      (real ? QStringLiteral("budget-told:") : QStringLiteral("shadow-told:")) + seat.realm->id;
  if (m_parts.alarms == nullptr || !tables.tallies().addBelow(told, {}, seat.now, seat.now - hour, 1)) return;
  const PhonePolicy& phones = seat.realm->phones;
  BudgetFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.realm = seat.realm->name;
  facts.prefix = beginning(prefix);
  facts.limit = prefix.isEmpty() ? phones.textsPerHour : phones.textsPerHourAndPrefix;
  facts.when = isoTime(seat.now);
  const Language language = m_policy.administratorLanguage;  // of those who read it
  QList<Message> alarms = noticesTo(mailboxes(seat.realm->administrators), language, seat.now, m_parts.random,
                                    [&](Channel) { return m_parts.alarms->budgetSpent(language, facts); });
  for (Message& alarm : alarms) {
    if (!real) alarm.to.clear();
    tables.outgoing().enqueue(alarm, {});
  }
}

}  // namespace latchkey::service::domain
