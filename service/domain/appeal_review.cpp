// SPDX-License-Identifier: GPL-3.0-or-later
// The review of appeals: one decision each, by somebody else than whom it is about.
#include <algorithm>
#include <utility>

#include "service/domain/appeals.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
JournalEntry entryOf(const AppealRecord& appeal, qint64 now, const char* event, const QString& detail) {
  return {now, QString::fromLatin1(event), appeal.id, appeal.accountKey, detail, appeal.receipt};
}
}  // namespace

Appeals::Appeals(Parts parts, ServicePolicy policy) : m_parts(parts), m_policy(std::move(policy)) {}

Result<QList<AppealRecord>, StoreError> Appeals::find(const AppealFilter& filter) const {
  const auto tables = m_parts.store.begin(Access::Read);
  QList<AppealRecord> appeals = tables->appeals().of(filter);
  if (const auto done = tables->commit(); !done) return unexpected(done.error());
  return appeals;
}

NoticeFacts Appeals::factsOf(const AppealRecord& appeal) const {
  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(appeal.accountKey);
  facts.receipt = appeal.receipt;
  facts.when = isoTime(m_parts.clock.now());
  if (const Realm* realm = realmById(m_policy, appeal.realm))
    facts.supportContact = supportLine(realm->support);
  return facts;
}

Result<AppealRecord, AppealFault> Appeals::undecided(Transaction& tables, const QString& id,
                                                     const QString& reviewer) {
  auto appeal = tables.appeals().find(id);
  if (tables.failed()) return unexpected(AppealFault::Unavailable);
  if (!appeal || appeal->state == AppealState::Begun) return unexpected(AppealFault::NoSuchAppeal);
  // By either of its names: what was typed may be another one of the same account.
  if (reviewer == appeal->accountKey || reviewer == appeal->givenName) {
    return unexpected(AppealFault::OwnAppeal);
  }
  return std::move(*appeal);
}

Result<Decision, AppealFault> Appeals::approve(const QString& id, const QString& reviewer,
                                               const std::optional<Account>& account) {
  const auto tables = m_parts.store.begin(Access::Write);
  auto appeal = undecided(*tables, id, reviewer);
  if (!appeal) return unexpected(appeal.error());
  const Realm* const realm =
      realmById(m_policy, account && !account->realm.isEmpty() ? account->realm : appeal->realm);
  if (realm == nullptr) return unexpected(AppealFault::NotPossible);
  const Cause cause = appealCauseOf(account, *realm);
  if (cause == Cause::Privileged) return unexpected(AppealFault::Privileged);
  // It may exist only since: then it is not whom the appeal was filed for.
  if (cause != Cause::None || account->key != appeal->accountKey) return unexpected(AppealFault::NotPossible);
  const qint64 now = m_parts.clock.now();
  // Who reads the account's messages says that somebody else is at it. That is to be cleared up first.
  if (tables->objections().frozenUntil(account->key, now) > 0) return unexpected(AppealFault::Stopped);

  const Factors factors = usableFactors(account, tables->factors().of(account->key), now);
  const QStringList own = QStringList{account->key} + account->ownAddresses;
  const auto methods = methodsOf(own, account->contacts, factors, *realm, m_parts.numbering);
  Decision decision;
  decision.state = AppealState::Approved;
  decision.hasFactors = !methods.isEmpty();
  const int wait = decision.hasFactors ? realm->appeal.waitWithFactors : realm->appeal.wait;
  decision.releaseAt = now + wait * second;
  appeal->state = decision.state;
  appeal->decidedAt = now;
  appeal->decidedBy = reviewer;
  appeal->releaseAt = decision.releaseAt;
  if (!tables->appeals().decide(*appeal)) {
    return unexpected(tables->failed() ? AppealFault::Unavailable : AppealFault::Decided);
  }
  const QList<Message> notices = noticesOf(*tables, *appeal, *account, *realm);
  for (const Message& notice : notices) tables->outgoing().enqueue(notice, appeal->id);
  decision.toldOwner = static_cast<int>(notices.size());
  tables->outgoing().note(
      entryOf(*appeal, now, "appeal-approved",
              QStringLiteral("by %1, its code goes out at %2, told %3%4")
                  .arg(reviewer, isoTime(decision.releaseAt))
                  .arg(decision.toldOwner)
                  .arg(decision.hasFactors ? QStringLiteral(", factors still work") : QString())));
  if (!tables->commit()) return unexpected(AppealFault::Unavailable);
  return decision;
}

QList<Message> Appeals::noticesOf(Transaction& tables, const AppealRecord& appeal, const Account& account,
                                  const Realm& realm) const {
  const qint64 now = m_parts.clock.now();
  NoticeFacts facts = factsOf(appeal);
  facts.when = isoTime(appeal.releaseAt);
  // Good for as long as there is something to stop.
  const qint64 good =
      std::max(now + realm.limits.objectionFor * second, appeal.releaseAt + realm.appeal.codeFor * second);
  QList<Message> notices =
      noticesTo(allContactsOf(account.contacts, tables.factors().of(account.key)), account.language, now,
                m_parts.random, [&](Channel channel, const Contact& reader) {
                  facts.objection = issueTicket(tables, m_parts.keys, m_parts.random,
                                                {{},
                                                 account.key,
                                                 realm.id,
                                                 appeal.id,
                                                 appeal.receipt,
                                                 MessageSubject::AppealApproved,
                                                 channel,
                                                 now,
                                                 good,
                                                 readerKey(m_parts.keys, reader)});
                  return m_parts.writer.notice(Notice::AppealApproved, channel, account.language, facts);
                });
  for (Message& notice : notices) seal(notice, m_parts.box);
  return notices;
}

Result<Decision, AppealFault> Appeals::deny(const QString& id, const QString& reviewer) {
  const auto tables = m_parts.store.begin(Access::Write);
  auto appeal = undecided(*tables, id, reviewer);
  if (!appeal) return unexpected(appeal.error());
  const qint64 now = m_parts.clock.now();
  appeal->state = AppealState::Denied;
  appeal->decidedAt = now;
  appeal->decidedBy = reviewer;
  if (!tables->appeals().decide(*appeal)) {
    return unexpected(tables->failed() ? AppealFault::Unavailable : AppealFault::Decided);
  }
  const auto mail = mailToApplicant(m_parts.writer, m_parts.box, m_parts.random, *appeal,
                                    Notice::AppealDenied, factsOf(*appeal), now);
  if (mail) tables->outgoing().enqueue(*mail, appeal->id);
  tables->outgoing().note(
      entryOf(*appeal, now, "appeal-denied",
              QStringLiteral("by %1%2").arg(reviewer, mail ? QString() : QStringLiteral(", not told"))));
  if (!tables->commit()) return unexpected(AppealFault::Unavailable);
  return Decision{AppealState::Denied, 0, false, 0};
}

}  // namespace latchkey::service::domain
