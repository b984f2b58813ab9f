// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/start_codes.h"

#include <algorithm>
#include <utility>

#include "core/platform/guard.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
using NotIssued = unexpected<StartCodeFault>;
}  // namespace

QByteArray startCodeMac(const KeyedHash& keys, const QString& accountKey, const QString& id,
                        const platform::Secret& digits) {
  QByteArray data = id.toLatin1() + '|' + accountKey.toUtf8() + '|';
  data.append(digits.view().data(), static_cast<qsizetype>(digits.size()));
  const QByteArray mac = keys.mac(KeyPurpose::StartCode, data);
  platform::wipe(data);
  return mac;
}

bool mayUseStartCode(const Account& account, const Factors& registered, const Realm& realm) {
  return realm.resetEnabled && realm.factors.contains(MethodKind::StartCode) &&
         account.status == AccountStatus::Enabled &&
         (!(registered.hadPassword || account.hasPassword) || realm.startCodesAgain);
}

std::optional<int> proofsWithStartCode(const Account& account, const Factors& registered, const Realm& realm,
                                       const Numbering& numbering, qint64 now) {
  const std::optional<Account> known = account;
  const auto real = methodsOf(QStringList{account.key} + account.ownAddresses, account.contacts,
                              usableFactors(known, registered, now), realm, numbering);
  const bool tells = discloses(realm, false);
  const Offer offer =
      offerOf({known, registered, realm, Reason::NeverHadPassword, tells, false, now}, real, {});
  if (offer.cause == Cause::OnlyStartCode) return 1;
  if (offer.cause != Cause::None) return std::nullopt;
  return gatesFor(known, offer.methods, realm);
}

qint64 startCodeClosedUntil(TallyTable& tallies, const QString& accountKey, const Realm& realm, qint64 now) {
  const QList<qint64> tries = tallies.since(scope::startTries(accountKey), now - day);
  const qsizetype over = tries.size() - realm.limits.missesPerDay;
  return over < 0 ? 0 : tries.at(over) + day;
}

StartCodes::StartCodes(Parts parts, ServicePolicy policy) : m_parts(parts), m_policy(std::move(policy)) {}

Result<IssuedStartCode, StartCodeFault> StartCodes::issue(const Account& account) {
  const Realm* const realm = realmById(m_policy, account.realm);
  if (realm == nullptr || !realm->factors.contains(MethodKind::StartCode)) {
    return NotIssued(StartCodeFault::NotOffered);
  }
  if (account.status == AccountStatus::Privileged) return NotIssued(StartCodeFault::Privileged);
  if (!mayReset(account, *realm) || !realm->resetEnabled) return NotIssued(StartCodeFault::NotResettable);

  const auto tables = m_parts.store.begin(Access::Write);
  Factors registered = tables->factors().of(account.key);
  if (tables->failed()) return NotIssued(StartCodeFault::Unavailable);
  if (!mayUseStartCode(account, registered, *realm)) return NotIssued(StartCodeFault::HadPassword);

  const qint64 now = m_parts.clock.now();
  const bool isStopped = tables->objections().frozenUntil(account.key, now) > 0;
  if (isStopped && platform::isOn(platform::Guard::FreezeStartCode))
    return NotIssued(StartCodeFault::Stopped);
  QString digits = randomCode(m_parts.random, startCodeDigits);
  IssuedStartCode issued;
  issued.digits = platform::Secret::consume(digits.toLatin1());
  platform::wipe(digits);
  issued.expiresAt = now + realm->limits.startCode * second;
  StartCode code{randomId(m_parts.random), {}, now, issued.expiresAt};
  code.mac = startCodeMac(m_parts.keys, account.key, code.id, issued.digits);
  registered.startCode = code;
  const auto proofs = proofsWithStartCode(account, registered, *realm, m_parts.numbering, now);
  if (!proofs) return NotIssued(StartCodeFault::NotEnough);
  issued.proofs = *proofs;
  tables->factors().put(account.key, code);

  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.when = isoTime(issued.expiresAt);
  facts.supportContact = supportLine(realm->support);
  // As long as the code itself can be used at least, and it may be good for longer than a notice.
  const qint64 objectionEnd = std::max(now + realm->limits.objectionFor * second, issued.expiresAt);
  auto toOwner =
      noticesTo(allContactsOf(account.contacts, registered), account.language, now, m_parts.random,
                [&](Channel channel, const Contact& reader) {
                  facts.objection = issueTicket(*tables, m_parts.keys, m_parts.random,
                                                {{},
                                                 account.key,
                                                 account.realm,
                                                 {},
                                                 {},
                                                 MessageSubject::StartCodeIssued,
                                                 channel,
                                                 now,
                                                 objectionEnd,
                                                 readerKey(m_parts.keys, reader)});
                  return m_parts.writer.notice(Notice::StartCodeIssued, channel, account.language, facts);
                });
  for (Message& notice : toOwner) seal(notice, m_parts.box);
  // Whoever handed it out is not the only one to know: two of them see what one of them does. In the language
  // of those who read it, who are no owners, and need no code to stop anything.
  facts.accountMask = account.key;
  facts.objection.clear();
  const Language theirs = m_policy.administratorLanguage;
  const auto toOthers =
      noticesTo(mailboxes(realm->administrators), theirs, now, m_parts.random, [&](Channel channel) {
        return m_parts.writer.notice(Notice::StartCodeHandedOut, channel, theirs, facts);
      });
  for (const Message& notice : toOwner + toOthers) tables->outgoing().enqueue(notice, {});
  issued.toldOwner = static_cast<int>(toOwner.size());
  issued.toldAdministrators = static_cast<int>(toOthers.size());
  tables->outgoing().note({now,
                           QStringLiteral("start-code-issued"),
                           {},
                           account.key,
                           QStringLiteral("until %1, told %2 and %3")
                               .arg(isoTime(issued.expiresAt))
                               .arg(issued.toldOwner)
                               .arg(issued.toldAdministrators)});
  if (!tables->commit()) return NotIssued(StartCodeFault::Unavailable);
  return issued;
}

Result<bool, StartCodeFault> StartCodes::withdraw(const QString& accountKey) {
  const auto tables = m_parts.store.begin(Access::Write);
  const bool ended = tables->factors().endStartCode(accountKey);
  if (ended) {
    tables->outgoing().note(
        {m_parts.clock.now(), QStringLiteral("start-code-withdrawn"), {}, accountKey, {}});
  }
  if (!tables->commit()) return NotIssued(StartCodeFault::Unavailable);
  return ended;
}

}  // namespace latchkey::service::domain
