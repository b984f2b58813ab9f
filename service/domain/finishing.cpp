// SPDX-License-Identifier: GPL-3.0-or-later
// Setting the password. The directory cannot take part in our transaction, so the attempt is written down
// first, one for each account at a time, under a marker that the directory keeps with the change: after a
// crash or a lost answer the directory is asked, and then the one attempt is completed or dropped.
#include "core/platform/guard.h"
#include "core/rules/password_policy.h"
#include "service/domain/answer_codec.h"
#include "service/domain/directory_rules.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "service/domain/recovering.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/temporary_passwords.h"

#include <algorithm>

namespace latchkey::service::domain {

namespace {
Refusal refusedFor(const QList<rules::PasswordViolation>& violations) {
  Refusal refused = refusal(RefusalKind::PasswordRefused, "password refused");
  for (const rules::PasswordViolation violation : violations) refused.violations += rules::codeOf(violation);
  return refused;
}

Refusal refusalFor(DirectoryError error) {
  using rules::PasswordViolation;
  switch (error) {
    case DirectoryError::InHistory:
      return refusedFor({PasswordViolation::InHistory});
    case DirectoryError::TooRecent:
      return refusedFor({PasswordViolation::TooRecent});
    case DirectoryError::Refused:
      return refusedFor({PasswordViolation::RefusedByDirectory});
    case DirectoryError::TooShort:
      return refusedFor({PasswordViolation::TooShort});
    case DirectoryError::TooSimple:
      return refusedFor({PasswordViolation::TooFewClasses});
    case DirectoryError::Unavailable:
    case DirectoryError::OutcomeUnknown:
    case DirectoryError::NoSuchAccount:
    case DirectoryError::NotTemporary:
      return refusal(RefusalKind::Unavailable, "directory");
  }
  return refusal(RefusalKind::Unavailable, "directory");
}

/// Each once, those too that no code can be sent to: the owner has to know them all.
QStringList masksOf(const QList<Contact>& contacts) {
  QStringList masks;
  for (const Contact& contact : contacts) masks += maskContact(contact);
  masks.removeDuplicates();
  return masks;
}

Notice noticeOf(Finish finish) {
  return finish == Finish::Unlocked ? Notice::AccountUnlocked : Notice::PasswordChanged;
}

Refusal busy() {
  Refusal waiting = refusal(RefusalKind::RequestInProgress, "another attempt at this account is under way");
  waiting.retryIn = 1;
  return waiting;
}
}  // namespace

Answer Recovering::setPassword(const SetPassword& command, const Request& request) {
  Seat seen;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    auto seat = admit(*tables, Verb::SetPassword, request, Claim::None);
    if (!seat) return seat.error().answer;
    seen = std::move(*seat);
  }
  const auto account = m_parts.directory.find(seen.recovery.accountKey);
  if (!account) return unexpected(refusal(RefusalKind::Unavailable, "directory"));
  if (!*account || !mayReset(**account, *seen.realm)) return endedMeanwhile(Verb::SetPassword, request);
  // The assistant has checked the same rules; the service has the last word.
  // The directory's rules are those of this moment, not those that were shown.
  const auto violations = rules::judgePassword(command.password.view(),
                                               withDirectoryRules(seen.realm->password, (*account)->rules),
                                               {seen.recovery.accountKey, (*account)->displayName});
  if (!violations.isEmpty()) {
    return run(Verb::SetPassword, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
      return unexpected(noteRefused(tables, seat, refusedFor(violations)));
    });
  }

  const FinishRecord mine = attemptOf(seen, request, Finish::PasswordSet);
  if (auto settled = begin(Verb::SetPassword, request, mine, **account)) return *settled;

  const auto changed = changePassword(mine.accountKey, command.password, mine.marker);
  if (!changed && changed.error() == DirectoryError::OutcomeUnknown) {
    // Nobody knows yet: the attempt stays written down, and settle() asks again.
    return unexpected(refusal(RefusalKind::Unavailable, "outcome of the change unknown"));
  }
  Answer answer = run(Verb::SetPassword, request, Claim::Held, [&](Transaction& tables, Seat& seat) -> Step {
    if (!tables.finishes().remove(mine.accountKey, mine.marker)) {
      return unexpected(refusal(RefusalKind::Unavailable, "attempt settled by another instance"));
    }
    if (!changed) return unexpected(noteRefused(tables, seat, refusalFor(changed.error())));
    complete(tables, seat, **account, mine.finish);
    return Deed();
  });
  if (answer || answer.error().kind == RefusalKind::PasswordRefused) return answer;
  if (!changed) {
    // Nothing was changed: the next try need not wait for the lease.
    abandon(request, mine);
    return answer;
  }
  return completedAnyway(Verb::SetPassword, request, mine, std::move(answer));
}

FinishRecord Recovering::attemptOf(const Seat& seen, const Request& request, Finish finish) const {
  return {seen.recovery.accountKey,     seen.recovery.id,  randomId(m_parts.random), seen.now, finish,
          request.caller.keyThumbprint, request.write.key, request.write.fingerprint};
}

Answer Recovering::endedMeanwhile(Verb verb, const Request& request) {
  return run(verb, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    seat.recovery.stage = Stage::Ended;
    seat.recovery.ending = Ending::NotPossible;
    note(tables, seat, "not-possible", QStringLiteral("account changed during the recovery"));
    return Deed();
  });
}

/// The change is made, so the recovery is done, whatever came in between (a cancel, a failing store):
/// completed now if the store lets it, else by settle().
Answer Recovering::completedAnyway(Verb verb, const Request& request, const FinishRecord& mine,
                                   Answer answer) {
  if (!settleOne(mine, true)) return answer;
  answer = run(verb, request, Claim::Held, [](Transaction&, Seat&) -> Step {
    return unexpected(refusal(RefusalKind::InternalError, "a settled write was not found"));
  });
  if (answer) answer->repeated = false;  // kept a moment ago, and given for the first time
  return answer;
}

std::optional<Answer> Recovering::begin(Verb verb, const Request& request, const FinishRecord& mine,
                                        const Account& account) {
  std::optional<FinishRecord> other;
  auto settled = claimFinish(verb, request, mine, account, &other);
  // An attempt that nobody works on any more is cleared up first.
  if (settled && other && other->startedAt < now() - claimLease && settleOne(*other)) {
    settled = claimFinish(verb, request, mine, account, &other);
  }
  return settled;
}

std::optional<Answer> Recovering::claimFinish(Verb verb, const Request& request, const FinishRecord& mine,
                                              const Account& account, std::optional<FinishRecord>* other) {
  const auto unavailable = [] { return Answer(unexpected(refusal(RefusalKind::Unavailable, "store"))); };
  auto tables = m_parts.store.begin(Access::Write);
  auto seat = admit(*tables, verb, request, Claim::None);
  if (!seat) return seat.error().answer;
  if (!tables->finishes().claim(mine)) {
    *other = tables->finishes().find(mine.accountKey);
    if (tables->failed()) return unavailable();
    return Answer(unexpected(busy()));
  }
  // "This was not me" is looked for where the recovery has its effect, too: no code, whichever way it takes,
  // leads past it. The start code not before: while an attempt is under way the password that it has set
  // would speak against it.
  const bool isFrozen = tables->objections().frozenUntil(mine.accountKey, seat->now) > 0;
  if ((isFrozen && platform::isOn(platform::Guard::FreezeFinish)) ||
      !startCodeStands(*tables, *seat, account) || !approvalStands(*tables, *seat, account)) {
    if (tables->failed()) return unavailable();
    tables.reset();
    return endedMeanwhile(verb, request);
  }
  if (!tables->writes().claim(writeOf(request, seat->recovery.id), seat->now - claimLease)) {
    return unavailable();
  }
  if (!tables->commit()) return unavailable();
  return std::nullopt;
}

Result<void, DirectoryError> Recovering::changePassword(const QString& accountKey,
                                                        const platform::Secret& password,
                                                        const QString& marker) {
  const auto changed = m_parts.directory.setPassword(accountKey, password, marker, PasswordUse::Lasting);
  if (changed || changed.error() != DirectoryError::OutcomeUnknown) return changed;
  const auto found = m_parts.directory.changedBy(accountKey, marker);
  if (!found) return unexpected(DirectoryError::OutcomeUnknown);
  if (*found) return {};
  return unexpected(DirectoryError::Unavailable);
}

NoticeFacts Recovering::noticeFacts(const Seat& seat, const QString& accountKey) const {
  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(accountKey);
  facts.receipt = seat.recovery.receipt;
  facts.when = isoTime(seat.now);
  facts.supportContact = supportLine(seat.realm->support);
  return facts;
}

QList<Message> Recovering::noticesFor(Transaction& tables, const Seat& seat, const Account& account,
                                      Finish finish) {
  const bool unlocked = finish == Finish::Unlocked;
  const Notice notice = noticeOf(finish);
  const MessageSubject subject = unlocked ? MessageSubject::AccountUnlocked : MessageSubject::PasswordChanged;
  NoticeFacts facts = noticeFacts(seat, account.key);
  const QList<Contact> contacts = allContactsOf(account.contacts, tables.factors().of(account.key));
  QList<Message> notices = noticesTo(
      contacts, account.language, seat.now, m_parts.random, [&](Channel channel, const Contact& reader) {
        facts.objection = objectionCode(tables, seat, subject, channel, readerKey(m_parts.keys, reader));
        return m_parts.writer.notice(notice, channel, account.language, facts);
      });
  for (Message& message : notices) seal(message, m_parts.box);
  return notices;
}

/// Whoever takes an account over must not keep its owner from hearing of it by taking a contact away first.
/// But a contact may have been taken away because a stranger reads it: it cannot stop anything.
QList<Message> Recovering::noticesForFormer(Transaction& tables, const Seat& seat, const Account& account,
                                            Finish finish) {
  const qint64 since = seat.now - seat.realm->limits.removedContacts * second;
  QList<Contact> removed = tables.accounts().removedContacts(account.key, since);
  removed += tables.factors().removedContacts(account.key, since);
  const QList<Contact> contacts = allContactsOf(account.contacts, tables.factors().of(account.key));
  removed.removeIf([&contacts](const Contact& contact) {
    return std::ranges::any_of(contacts, [&contact](const Contact& present) {
      return present.value == contact.value && present.extension == contact.extension;
    });
  });
  NoticeFacts facts = noticeFacts(seat, account.key);
  facts.isFormer = true;
  return noticesTo(removed, account.language, seat.now, m_parts.random, [&](Channel channel) {
    return m_parts.writer.notice(noticeOf(finish), channel, account.language, facts);
  });
}

void Recovering::complete(Transaction& tables, Seat& seat, const Account& account, Finish finish) {
  RecoveryRecord& recovery = seat.recovery;
  const QList<Message> notices = noticesFor(tables, seat, account, finish);
  const QList<Message> former = noticesForFormer(tables, seat, account, finish);
  for (const Message& notice : notices + former) tables.outgoing().enqueue(notice, recovery.id);
  seat.queued = !notices.isEmpty() || !former.isEmpty();
  recovery.stage = Stage::Done;
  recovery.finish = finish;
  recovery.finishedAt = seat.now;
  if (recovery.reason == Reason::SomebodyElse)
    recovery.contacts = masksOf(allContactsOf(account.contacts, tables.factors().of(account.key)));
  recovery.permitUntil = 0;
  // Of those that were taken away nothing is said here: the person may be who took them.
  recovery.contactsNotified = static_cast<int>(notices.size());
  if (platform::isOn(platform::Guard::OthersEnd)) {
    tables.recoveries().endOthers(recovery.accountKey, recovery.id);
  }
  // What was asked for otherwise is over as well: another appeal would lead into an account that is back.
  tables.appeals().endOpen(recovery.accountKey, AppealState::Superseded, recovery.appealId, seat.now);
  if (!recovery.appealId.isEmpty())
    std::ignore = tables.appeals().end(recovery.appealId, AppealState::Completed, seat.now);
  const char* event = "account-unlocked";
  if (finish == Finish::PasswordSet) {
    event = "password-changed";
    // Before the next line a start code was good; from here on this account has had a password.
    tables.factors().notePassword(recovery.accountKey, seat.now);
  }
  note(tables, seat, event);
  note(tables, seat, "notices-queued",
       QStringLiteral("%1, to %2").arg(QLatin1String(event)).arg(recovery.contactsNotified) +
           (former.isEmpty() ? QString() : QStringLiteral(" and %1 removed lately").arg(former.size())));
}

Refusal Recovering::noteRefused(Transaction& tables, const Seat& seat, Refusal refused) {
  note(tables, seat, "password-refused", refused.violations.join(QStringLiteral(", ")));
  return refused;
}

void Recovering::abandon(const Request& request, const FinishRecord& record) {
  const auto tables = m_parts.store.begin(Access::Write);
  std::ignore = tables->finishes().remove(record.accountKey, record.marker);
  tables->writes().release(request.caller.keyThumbprint, request.write.key);
  // When this fails too, settle() clears it up.
  std::ignore = tables->commit();
}

std::optional<bool> Recovering::outcomeOf(const FinishRecord& record) {
  if (record.finish == Finish::PasswordSet) {
    const auto found = m_parts.directory.changedBy(record.accountKey, record.marker);
    return found ? std::optional(*found) : std::nullopt;
  }
  return unlockedBy(record);
}

ResetParts Recovering::resetParts() const {
  return {m_parts.store, m_parts.directory, m_parts.writer, m_parts.numbering,
          m_parts.clock, m_parts.random,    m_parts.keys,   m_parts.box};
}

bool Recovering::settleOne(const FinishRecord& record, std::optional<bool> known) {
  if (isReset(record)) return settleReset(resetParts(), m_policy, record);
  const auto found = known ? known : outcomeOf(record);
  const auto account = m_parts.directory.find(record.accountKey);
  if (!found || !account) return false;
  const auto tables = m_parts.store.begin(Access::Write);
  const bool isOurs = tables->finishes().remove(record.accountKey, record.marker);
  // Whoever has made the change completes it, also where its attempt was given up meanwhile: by another,
  // which saw nothing changed when the lease had run out, as it does under a process that stood still.
  if (!isOurs && !known.value_or(false)) return false;
  auto recovery = tables->recoveries().find(record.recoveryId);
  const bool won = *found && *account && recovery && recovery->stage != Stage::Done;
  if (won) {
    Seat seat{std::move(*recovery), nullptr, now(), false, {}};
    seat.realm = &realmBy(seat.recovery.realm);
    seat.recovery.ending.reset();
    complete(*tables, seat, **account, record.finish);
    if (!tables->recoveries().update(seat.recovery)) return false;
    WriteRecord write;
    write.thumbprint = record.thumbprint;
    write.key = record.writeKey;
    write.fingerprint = record.fingerprint;
    write.recoveryId = record.recoveryId;
    write.claimedAt = seat.now;
    Answer answer{Outcome()};
    answer->snapshot = snapshotOf(*tables, seat);
    write.answer = encodeAnswer(answer);
    if (!tables->writes().finish(write)) return false;
  } else {
    if (record.finish == Finish::Unlocked && recovery) {
      const Seat seat{std::move(*recovery), nullptr, now(), false, {}};
      note(*tables, seat, "unlock-given-up");
    }
    tables->writes().release(record.thumbprint, record.writeKey);
  }
  if (!tables->commit()) return false;
  if (won && m_parts.messageQueued) m_parts.messageQueued();
  // Not where the attempt itself completes it: that one has its answer counted.
  if (won && !known && m_parts.doneAfterAll) m_parts.doneAfterAll();
  return true;
}

int Recovering::endTemporaryPasswords() {
  return m_parts.temporaryEnds == nullptr
             ? 0
             : TemporaryPasswords(resetParts(), m_policy).endDue(*m_parts.temporaryEnds);
}

int Recovering::settle() {
  QList<FinishRecord> stale;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    stale = tables->finishes().startedBefore(now() - claimLease);
    if (!tables->commit()) return 0;
  }
  int settled = 0;
  for (const FinishRecord& record : stale) settled += settleOne(record) ? 1 : 0;
  return settled;
}

}  // namespace latchkey::service::domain
