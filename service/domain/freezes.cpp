// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/freezes.h"

#include <algorithm>
#include <utility>

#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/realm_lookup.h"

namespace latchkey::service::domain {

Freezes::Freezes(Parts parts, ServicePolicy policy) : m_parts(parts), m_policy(std::move(policy)) {}

Result<LiftedFreeze, FreezeFault> Freezes::lift(const Account& account) {
  const auto tables = m_parts.store.begin(Access::Write);
  const qint64 now = m_parts.clock.now();
  if (!tables->objections().unfreeze(account.key, now)) {
    return unexpected(tables->failed() ? FreezeFault::Unavailable : FreezeFault::NotStopped);
  }
  // Whoever has stopped it, and holds more such codes, must not undo this a minute later.
  tables->objections().dropTickets(account.key);

  // What was put off waits from here on as what is added now does: its owner hears of the end, and has that
  // long to look.
  const Realm* const realm = realmById(m_policy, account.realm);
  const qint64 waits = now + registrationWait(realm != nullptr ? *realm : Realm());
  tables->factors().waitNoLonger(account.key, waits);
  tables->enrolments().waitNoLonger(account.key, waits);

  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.when = isoTime(now);
  QStringList administrators;
  if (realm != nullptr) {
    facts.supportContact = supportLine(realm->support);
    administrators = realm->administrators;
  }
  // Who has stopped it thinks that somebody else is at it: they have to hear that it goes on. With no code to
  // stop it again: the messages of the next recovery carry theirs.
  const auto toOwner =
      noticesTo(allContactsOf(account.contacts, tables->factors().of(account.key)), account.language, now,
                m_parts.random, [&](Channel channel) {
                  return m_parts.writer.notice(Notice::RecoveryAllowed, channel, account.language, facts);
                });
  facts.accountMask = account.key;
  const Language theirs = m_policy.administratorLanguage;
  const auto toOthers = noticesTo(
      mailboxes(administrators), theirs, now, m_parts.random,
      [&](Channel channel) { return m_parts.writer.notice(Notice::FreezeLifted, channel, theirs, facts); });
  for (const Message& notice : toOwner + toOthers) tables->outgoing().enqueue(notice, {});
  const LiftedFreeze lifted{static_cast<int>(toOwner.size()), static_cast<int>(toOthers.size())};
  tables->outgoing().note(
      {now,
       QStringLiteral("unfrozen"),
       {},
       account.key,
       QStringLiteral("told %1 and %2").arg(lifted.toldOwner).arg(lifted.toldAdministrators),
       {}});
  if (!tables->commit()) return unexpected(FreezeFault::Unavailable);
  return lifted;
}

}  // namespace latchkey::service::domain
