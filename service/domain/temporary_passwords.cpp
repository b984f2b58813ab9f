// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/temporary_passwords.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/platform/guard.h"
#include "core/rules/password_suggestion.h"
#include "service/domain/directory_rules.h"
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
using NotSent = unexpected<ResetFault>;

/// Stands where a recovery's attempt has the write that it belongs to.
constexpr QByteArrayView resetMark("reset");
constexpr int mostEndedAtOnce = 50;

ResetFault faultOf(DirectoryError error) {
  switch (error) {
    case DirectoryError::Unavailable:
      return ResetFault::DirectoryUnavailable;
    case DirectoryError::OutcomeUnknown:
      return ResetFault::OutcomeUnknown;
    case DirectoryError::NoSuchAccount:
      return ResetFault::NoSuchAccount;
    case DirectoryError::NotTemporary:
      return ResetFault::NotTemporary;
    case DirectoryError::InHistory:
    case DirectoryError::TooRecent:
    case DirectoryError::Refused:
    case DirectoryError::TooShort:
    case DirectoryError::TooSimple:
      break;
  }
  return ResetFault::Refused;
}

NoticeFacts resetFacts(const ServicePolicy& policy, const Account& account, qint64 now) {
  NoticeFacts facts;
  facts.serviceName = policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.when = isoTime(now);
  if (const Realm* const realm = realmById(policy, account.realm)) {
    facts.supportContact = supportLine(realm->support);
  }
  return facts;
}

QString ticketFor(Transaction& tables, const ResetParts& parts, const ServicePolicy& policy,
                  const Account& account, Channel channel, const Contact& reader, qint64 now) {
  const Realm* const realm = realmById(policy, account.realm);
  const RecoveryLimits limits = realm != nullptr ? realm->limits : RecoveryLimits();
  return issueTicket(tables, parts.keys, parts.random,
                     {{},
                      account.key,
                      account.realm,
                      {},
                      {},
                      MessageSubject::PasswordChanged,
                      channel,
                      now,
                      now + limits.objectionFor * second,
                      readerKey(parts.keys, reader)});
}

/// What goes with a password that was set: everything else that is open ends, and these contacts are told.
int concludeReset(Transaction& tables, const ResetParts& parts, const ServicePolicy& policy,
                  const Account& account, const QList<Contact>& readers) {
  const qint64 now = parts.clock.now();
  NoticeFacts facts = resetFacts(policy, account, now);
  auto notices =
      noticesTo(readers, account.language, now, parts.random, [&](Channel channel, const Contact& reader) {
        facts.objection = ticketFor(tables, parts, policy, account, channel, reader, now);
        return parts.writer.notice(Notice::PasswordReplaced, channel, account.language, facts);
      });
  for (Message& notice : notices) {
    seal(notice, parts.box);
    tables.outgoing().enqueue(notice, {});
  }
  tables.recoveries().endOthers(account.key, {});
  tables.appeals().endOpen(account.key, AppealState::Superseded, {}, now);
  tables.factors().notePassword(account.key, now);
  return static_cast<int>(notices.size());
}
}  // namespace

bool isReset(const FinishRecord& record) {
  return record.recoveryId.isEmpty() && record.thumbprint == resetMark;
}

bool settleReset(const ResetParts& parts, const ServicePolicy& policy, const FinishRecord& record) {
  const auto changed = parts.directory.changedBy(record.accountKey, record.marker);
  const auto account = parts.directory.find(record.accountKey);
  if (!changed || !account) return false;
  const auto tables = parts.store.begin(Access::Write);
  if (!tables->finishes().remove(record.accountKey, record.marker)) return false;
  if (*changed && *account) {
    const int told =
        concludeReset(*tables, parts, policy, **account,
                      allContactsOf((*account)->contacts, tables->factors().of((*account)->key)));
    tables->outgoing().note({parts.clock.now(),
                             QStringLiteral("temporary-password-lost"),
                             {},
                             record.accountKey,
                             QStringLiteral("told %1").arg(told)});
  }
  return tables->commit().has_value();
}

TemporaryPasswords::TemporaryPasswords(ResetParts parts, ServicePolicy policy)
    : m_parts(parts), m_policy(std::move(policy)) {}

Result<TemporaryPasswords::Target, ResetFault> TemporaryPasswords::targetOf(const Account& account,
                                                                            const Realm& realm,
                                                                            const QString& contactId) {
  Factors registered;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    registered = tables->factors().of(account.key);
    if (tables->failed()) return NotSent(ResetFault::Unavailable);
  }
  // As for codes: no contact that was added lately, no other countries, no premium numbers. But in writing
  // alone, and never into the very mailbox that is locked.
  Factors usable;
  usable.contacts = usableFactors(account, registered, m_parts.clock.now()).contacts;
  Realm written = realm;
  written.factors = {MethodKind::Mail, MethodKind::Text};
  for (const Contact& contact : allContactsOf(account.contacts, usable)) {
    if (!contactId.isEmpty() && contact.id != contactId) continue;
    const auto ways =
        methodsOf(QStringList{account.key} + account.ownAddresses, {contact}, {}, written, m_parts.numbering);
    if (ways.isEmpty() || ways.first().warning != MethodWarning::None) continue;
    return Target{contact, ways.first().kind == MethodKind::Mail ? Channel::Mail : Channel::Text};
  }
  return unexpected(contactId.isEmpty() ? ResetFault::NoContact : ResetFault::NoSuchContact);
}

std::optional<platform::Secret> TemporaryPasswords::makePassword(const Account& account, const Realm& realm) {
  std::array<std::byte, rules::suggestionRandomBytes> bytes{};
  m_parts.random.fill(bytes);
  auto password = rules::suggestPassword(bytes, withDirectoryRules(realm.password, account.rules),
                                         {account.key, account.displayName});
  platform::secureZero(bytes.data(), bytes.size());
  return password;
}

Result<SentPassword, ResetFault> TemporaryPasswords::send(const QString& accountKey,
                                                          const QString& contactId) {
  const auto found = m_parts.directory.find(accountKey);
  if (!found) return NotSent(ResetFault::DirectoryUnavailable);
  if (!*found) return NotSent(ResetFault::NoSuchAccount);
  const Account& account = **found;
  const Realm* const realm = realmById(m_policy, account.realm);
  // Whatever a realm lets them recover by themselves.
  if (account.status == AccountStatus::Privileged && platform::isOn(platform::Guard::PrivilegedReset)) {
    return NotSent(ResetFault::Privileged);
  }
  if (realm == nullptr || !realm->resetEnabled || !mayReset(account, *realm)) {
    return NotSent(ResetFault::NotResettable);
  }
  const auto target = targetOf(account, *realm, contactId);
  if (!target) return NotSent(target.error());
  const auto password = makePassword(account, *realm);
  if (!password) return NotSent(ResetFault::NoPassword);

  const FinishRecord mine = attemptAt(account.key);
  if (const auto claimed = claim(mine); !claimed) return NotSent(claimed.error());
  if (const auto changed = change(mine, *password); !changed) return NotSent(changed.error());
  return finish(mine, account, *target, *password);
}

FinishRecord TemporaryPasswords::attemptAt(const QString& accountKey) {
  FinishRecord mine;
  mine.accountKey = accountKey;
  mine.recoveryId = QLatin1String("");  // empty, not null
  mine.marker = randomId(m_parts.random);
  mine.startedAt = m_parts.clock.now();
  mine.thumbprint = resetMark.toByteArray();
  mine.writeKey = mine.fingerprint = QByteArray("");
  return mine;
}

int TemporaryPasswords::endDue(TemporaryEnds& ends) {
  const auto due = ends.due(mostEndedAtOnce);
  if (!due) return 0;
  int ended = 0;
  for (const TemporaryPassword& which : *due) {
    // Nobody else sets this account's password meanwhile: theirs would be lost.
    const FinishRecord mine = attemptAt(which.accountKey);
    {
      const auto tables = m_parts.store.begin(Access::Write);
      if (!tables->finishes().claim(mine) || !tables->commit()) continue;
    }
    // Nobody has to type it, or ever learns it. Of every kind of character, whatever a directory asks for.
    const platform::Secret other((randomId(m_parts.random) + QStringLiteral("-Aa1")).toStdString());
    const auto answer = ends.end(which, other);
    const auto tables = m_parts.store.begin(Access::Write);
    std::ignore = tables->finishes().remove(mine.accountKey, mine.marker);
    if (answer && *answer) {
      tables->outgoing().note(
          {m_parts.clock.now(), QStringLiteral("temporary-password-ended"), {}, which.accountKey, {}});
      ++ended;
    }
    // When this fails, the attempt is settled as any other that changed nothing.
    std::ignore = tables->commit();
  }
  return ended;
}

Result<void, ResetFault> TemporaryPasswords::claim(const FinishRecord& mine) {
  for (const bool isFirst : {true, false}) {
    std::optional<FinishRecord> other;
    {
      const auto tables = m_parts.store.begin(Access::Write);
      const bool isStopped = tables->objections().frozenUntil(mine.accountKey, mine.startedAt) > 0;
      if (tables->failed()) return NotSent(ResetFault::Unavailable);
      if (isStopped && platform::isOn(platform::Guard::FreezeReset)) return NotSent(ResetFault::Stopped);
      if (tables->finishes().claim(mine)) {
        // Before the change: whatever becomes of it, somebody has asked for it.
        tables->outgoing().note(
            {mine.startedAt, QStringLiteral("temporary-password-begun"), {}, mine.accountKey, {}});
        if (!tables->commit()) return NotSent(ResetFault::Unavailable);
        return {};
      }
      other = tables->finishes().find(mine.accountKey);
      if (tables->failed()) return NotSent(ResetFault::Unavailable);
    }
    // One that nobody works on any more is cleared up here if it is of our kind; the service does it with the
    // others.
    const bool isLeft = other && isReset(*other) && other->startedAt < mine.startedAt - claimLease;
    if (!isFirst || !isLeft || !settleReset(m_parts, m_policy, *other)) break;
  }
  return NotSent(ResetFault::Busy);
}

Result<void, ResetFault> TemporaryPasswords::change(const FinishRecord& mine,
                                                    const platform::Secret& password) {
  auto changed =
      m_parts.directory.setPassword(mine.accountKey, password, mine.marker, PasswordUse::UntilNextSignIn);
  if (!changed && changed.error() == DirectoryError::OutcomeUnknown) {
    const auto found = m_parts.directory.changedBy(mine.accountKey, mine.marker);
    // Nobody knows: the attempt stays written down, to be settled by whoever comes later.
    if (!found) return NotSent(ResetFault::OutcomeUnknown);
    if (*found && isKnownToEnd(mine.accountKey)) return {};
    if (!*found) changed = unexpected(DirectoryError::Unavailable);
  }
  if (changed) return {};
  const bool isLost =
      changed.error() == DirectoryError::OutcomeUnknown || changed.error() == DirectoryError::NotTemporary;
  if (isLost) {
    // What may be a lasting one is sent to nobody, so that nobody knows it; who has the account hears of it.
    // When this fails, it is settled later.
    std::ignore = settleReset(m_parts, m_policy, mine);
    return NotSent(faultOf(changed.error()));
  }
  abandon(mine);
  return NotSent(faultOf(changed.error()));
}

bool TemporaryPasswords::isKnownToEnd(const QString& accountKey) {
  const auto account = m_parts.directory.find(accountKey);
  return account && *account && (*account)->temporaryUntil > 0;
}

Result<SentPassword, ResetFault> TemporaryPasswords::finish(const FinishRecord& mine, const Account& account,
                                                            const Target& target,
                                                            const platform::Secret& password) {
  const auto tables = m_parts.store.begin(Access::Write);
  // It may be gone: given up by another, which saw nothing changed when the lease had run out. The change is
  // made all the same, so that its owner has to hear of it.
  std::ignore = tables->finishes().remove(mine.accountKey, mine.marker);
  enqueue(*tables, account, target, password);
  QList<Contact> others = allContactsOf(account.contacts, tables->factors().of(account.key));
  others.removeIf([&target](const Contact& contact) {
    return contact.value == target.contact.value && contact.extension == target.contact.extension;
  });
  SentPassword sent{target.channel, maskContact(target.contact), 0};
  sent.told = concludeReset(*tables, m_parts, m_policy, account, others);
  tables->outgoing().note({m_parts.clock.now(),
                           QStringLiteral("temporary-password-sent"),
                           {},
                           account.key,
                           QStringLiteral("%1, told %2 others").arg(sent.mask).arg(sent.told)});
  if (!tables->commit()) return NotSent(ResetFault::OutcomeUnknown);
  return sent;
}

void TemporaryPasswords::enqueue(Transaction& tables, const Account& account, const Target& target,
                                 const platform::Secret& password) {
  const qint64 now = m_parts.clock.now();
  NoticeFacts facts = resetFacts(m_policy, account, now);
  facts.objection = ticketFor(tables, m_parts, m_policy, account, target.channel, target.contact, now);
  // A message is text; it is sealed before it lies anywhere.
  facts.password = QString::fromUtf8(password.view().data(), static_cast<qsizetype>(password.size()));
  MessageText text =
      m_parts.writer.notice(Notice::TemporaryPassword, target.channel, account.language, facts);
  platform::wipe(facts.password);
  Message message;
  message.id = randomId(m_parts.random);
  message.channel = target.channel;
  message.to = target.contact.value;
  message.language = account.language;
  message.subject = text.subject;
  message.body = std::move(text.body);
  message.createdAt = now;
  // Later than that nobody waits for it any more, and it would only lie about.
  message.expiresAt = now + temporaryLasts;
  seal(message, m_parts.box);
  tables.outgoing().enqueue(message, {});
}

void TemporaryPasswords::abandon(const FinishRecord& mine) {
  const auto tables = m_parts.store.begin(Access::Write);
  std::ignore = tables->finishes().remove(mine.accountKey, mine.marker);
  tables->outgoing().note(
      {m_parts.clock.now(), QStringLiteral("temporary-password-refused"), {}, mine.accountKey, {}});
  // When this fails too, it is settled later.
  std::ignore = tables->commit();
}

}  // namespace latchkey::service::domain
