// SPDX-License-Identifier: GPL-3.0-or-later
// What is registered, and what is taken away: each in one transaction with the end of the account's open
// recoveries, what all others are told, and the journal.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/codes.h"
#include "service/domain/enrolling.h"
#include "service/domain/factor_notices.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/question_changes.h"
#include "service/domain/random_text.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/security_questions.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
struct ChangeWords {
  Notice notice;
  MessageSubject subject;
  const char* added;
  const char* removed;
};
/// Of what is no contact.
ChangeWords wordsOf(MethodKind kind) {
  switch (kind) {
    case MethodKind::Questions:
      return {Notice::QuestionsChanged, MessageSubject::QuestionsChanged, "questions-set",
              "questions-removed"};
    case MethodKind::SecurityKey:
      return {Notice::KeysChanged, MessageSubject::KeysChanged, "security-key-added", "security-key-removed"};
    case MethodKind::Authenticator:
    case MethodKind::Mail:
    case MethodKind::Text:
    case MethodKind::Call:
    case MethodKind::StartCode:
      return {Notice::AuthenticatorsChanged, MessageSubject::AuthenticatorsChanged, "authenticator-added",
              "authenticator-removed"};
  }
  return {};
}
}  // namespace

Step Enrolling::registered(Transaction& tables, EnrolSeat& seat, const PendingMethod& pending,
                           const std::function<void(qint64)>& put) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  // It was fresh when this was begun, and may have run out over the typing.
  const QList<RegisteredWay> ways = waysOf(seat);
  const auto replaced = std::ranges::find(ways, pending.replaces, &RegisteredWay::slot);
  if (!pending.replaces.isEmpty() && replaced == ways.end()) {
    toList(seat);
    return unexpected(refusal(RefusalKind::UnknownMethod, "what it replaces is gone"));
  }
  // What it takes the place of stood as well, and so did what was taken away a moment ago: else whoever has
  // one proof clears the account first, and what they add then waits for nobody.
  const bool isFirst = ways.isEmpty() && (tables.enrolments().waitsUntil(enrolment.accountKey) <= seat.now ||
                                          !platform::isOn(platform::Guard::RemovedWait));
  const qint64 wait = registrationWait(*seat.realm);
  const qint64 usableAt = isFirst || wait == 0 ? 0 : seat.now + wait;
  if (replaced != ways.end()) {
    if (!takeAway(tables, seat, *replaced)) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    tell(tables, seat, replaced->kind, replaced->contact, false, QStringLiteral("replaced"));
  }
  put(usableAt);
  tables.recoveries().endOthers(enrolment.accountKey, enrolment.id);
  const QString detail = usableAt == 0 ? QStringLiteral("usable at once")
                                       : QStringLiteral("usable from %1").arg(isoTime(usableAt));
  tell(tables, seat, pending.kind, pending.contact, true, detail);
  toList(seat);
  if (!ways.isEmpty()) return Deed();
  // Whoever registers the first way has just shown that it works: nobody waits for a second code to the same
  // place before they go on.
  notePassedProof(seat);
  return Deed{true};
}

Step Enrolling::registerConfirmed(Transaction& tables, EnrolSeat& seat, const PendingMethod& pending,
                                  qint64 step) {
  const QString key = seat.enrolment.accountKey;
  return registered(tables, seat, pending, [&](qint64 usableAt) {
    if (pending.kind == MethodKind::Authenticator) {
      // The code that has just confirmed it opens nothing else.
      tables.factors().put(
          key, Authenticator{pending.id, m_parts.box.seal(pending.secret, sealingContext(key, pending.id)),
                             step, seat.now, usableAt, pending.label});
      return;
    }
    tables.factors().put(key, RegisteredContact{pending.contact, seat.now, usableAt});
  });
}

bool Enrolling::takeAway(Transaction& tables, const EnrolSeat& seat, const RegisteredWay& way) {
  const QString& key = seat.enrolment.accountKey;
  tables.enrolments().keepWaiting(key, seat.now + registrationWait(*seat.realm));
  switch (way.kind) {
    case MethodKind::Mail:
    case MethodKind::Text:
    case MethodKind::Call:
      // Nothing that it was sent before stops anything any more: it may be taken away for that. What others
      // were sent does, and so does what tells of this.
      tables.objections().dropTicketsOf(key, readerKey(m_parts.keys, way.contact));
      return tables.factors().removeContact(key, way.id, seat.now);
    case MethodKind::Authenticator:
      return tables.factors().removeAuthenticator(key, way.id);
    case MethodKind::SecurityKey:
      return tables.factors().removeKey(
          key, QByteArray::fromBase64(way.id.toLatin1(), QByteArray::Base64UrlEncoding));
    case MethodKind::Questions:
      return tables.factors().removeQuestions(key);
    case MethodKind::StartCode:
      break;
  }
  return false;
}

EnrolAnswer Enrolling::remove(const RemoveMethod& command, const Request& request) {
  return run(EnrolVerb::Remove, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    const auto way = wayBy(seat, command.handle);
    if (!way || way->shown.byDirectory) {
      return unexpected(refusal(RefusalKind::UnknownMethod, "no such handle, or the directory's"));
    }
    if (needsProof(seat)) return unexpected(refusal(RefusalKind::ProofNeeded, "no fresh proof"));
    if (!takeAway(tables, seat, *way)) {
      return unexpected(refusal(RefusalKind::UnknownMethod, "gone a moment ago"));
    }
    tables.recoveries().endOthers(seat.enrolment.accountKey, seat.enrolment.id);
    tell(tables, seat, way->kind, way->contact, false, {});
    return Deed();
  });
}

void Enrolling::tell(Transaction& tables, EnrolSeat& seat, MethodKind kind, const Contact& contact,
                     bool added, const QString& detail) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  int told = 0;
  if (isContact(kind)) {
    ContactFacts facts;
    facts.event = added ? ContactEvent::Added : ContactEvent::Removed;
    facts.serviceName = m_policy.serviceName;
    facts.accountMask = maskAccount(enrolment.accountKey);
    facts.contactMask = maskContact(contact);
    facts.when = isoTime(seat.now);
    facts.supportContact = supportLine(seat.realm->support);
    // All others, and one that was taken away: whoever reads it may be the owner. Of seat.factors, which are
    // as they were before.
    QList<Contact> readers = allContactsOf(seat.account.contacts, seat.factors);
    if (added) readers.removeIf([&contact](const Contact& other) { return other.id == contact.id; });
    QList<Message> notices =
        noticesTo(readers, seat.account.language, seat.now, m_parts.random,
                  [&](Channel channel, const Contact& reader) {
                    facts.objection = objectionCode(tables, seat, MessageSubject::ContactsChanged, channel,
                                                    readerKey(m_parts.keys, reader));
                    return m_parts.writer.contactChanged(channel, seat.account.language, facts);
                  });
    for (Message& notice : notices) {
      seal(notice, m_parts.box);
      tables.outgoing().enqueue(notice, {});
    }
    told = static_cast<int>(notices.size());
    note(tables, seat, added ? "contact-added" : "contact-removed",
         contact.id + u' ' + facts.contactMask + u' ' + QString::number(told) +
             (detail.isEmpty() ? QString() : u' ' + detail));
  } else {
    const ChangeWords words = wordsOf(kind);
    told = tellOfFactor(tables, seat.account,
                        {words.notice, words.subject, added ? words.added : words.removed, detail}, m_policy,
                        {m_parts.writer, m_parts.clock, m_parts.random, m_parts.keys, m_parts.box});
  }
  seat.told = std::max(seat.told, told);
  seat.queued = seat.queued || told > 0;
  if (told > 0) return;
  tables.enrolments().putNews(enrolment.accountKey, kind, added, seat.now);
  tellAdministrators(tables, seat);
}

/// Where nobody else can be told: once a day for an account, and so many an hour that the mailbox is still
/// read.
void Enrolling::tellAdministrators(Transaction& tables, EnrolSeat& seat) {
  const QString& key = seat.enrolment.accountKey;
  const Realm& realm = *seat.realm;
  if (realm.administrators.isEmpty() ||
      !tables.tallies().addBelow(QStringLiteral("registration-told:") + key, {}, seat.now, seat.now - day,
                                 1) ||
      !tables.tallies().addBelow(QStringLiteral("administrator-realm:") + realm.id, {}, seat.now,
                                 seat.now - hour, realm.limits.administratorMessagesPerHour)) {
    return;
  }
  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = key;
  facts.when = isoTime(seat.now);
  const Language theirs = m_policy.administratorLanguage;
  const auto messages =
      noticesTo(mailboxes(realm.administrators), theirs, seat.now, m_parts.random, [&](Channel channel) {
        return m_parts.writer.notice(Notice::RegistrationChanged, channel, theirs, facts);
      });
  for (const Message& message : messages) tables.outgoing().enqueue(message, {});
  seat.queued = seat.queued || !messages.isEmpty();
}

EnrolAnswer Enrolling::submitAnswers(const SubmitEnrolAnswers& command, const Request& request) {
  const auto account = accountBy(*request.token, request.caller);
  if (!account) return unexpected(account.error());
  bool isProof = true;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    auto seat = admit(*tables, *account, EnrolVerb::SubmitAnswers, request, Claim::None);
    if (!seat) return std::move(seat.error().answer);
    isProof = seat->enrolment.isProof;
  }
  return isProof ? proveByAnswers(command, request) : registerAnswers(*account, command, request);
}

}  // namespace latchkey::service::domain
