// SPDX-License-Identifier: GPL-3.0-or-later
// "This was not me": the code of a message stops every recovery of its account. The code, the end of the
// recoveries, the freeze, the messages and the journal are one transaction, so that none is without the
// others.
#include <QDataStream>
#include <QIODevice>

#include "core/platform/guard.h"
#include "core/rules/objection_code.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

namespace {
constexpr quint8 objectedVersion = 2;

/// Calls visit with every part, in one order for writing and reading.
template <typename O, typename Visit>
void eachObjectedPart(O& o, Visit visit) {
  visit(o.now), visit(o.receipt), visit(o.accountMask), visit(o.realmName), visit(o.support.name);
  visit(o.support.mail), visit(o.support.phone), visit(o.support.hours), visit(o.stoppedUntil);
  visit(o.recoveriesEnded), visit(o.passwordChanged), visit(o.contactsNotified), visit(o.administratorsTold);
  visit(o.appealsEnded), visit(o.mayAppeal);
}

QByteArray encodeObjected(const Objected& objected) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  out << objectedVersion;
  eachObjectedPart(objected, [&out](const auto& part) { out << part; });
  return bytes;
}

std::optional<Objected> decodeObjected(const QByteArray& bytes) {
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint8 version = 0;
  in >> version;
  Objected objected;
  eachObjectedPart(objected, [&in](auto& part) { in >> part; });
  if (version != objectedVersion || in.status() != QDataStream::Ok) return std::nullopt;
  return objected;
}

Refusal objectionUnavailable(const char* what) {
  return refusal(RefusalKind::Unavailable, what);
}

/// No recovery has this id.
QString nobodysRecovery() {
  return QStringLiteral("objection");
}
}  // namespace

Result<Objected, Refusal> Recovering::object(const ObjectToRecovery& command, const Request& request) {
  QString typed = QString::fromUtf8(command.code.view().data(), static_cast<qsizetype>(command.code.size()));
  // What is no code at all goes the way of a wrong one, and counts like it.
  QString code = rules::readObjection(typed).value_or(QString());
  platform::wipe(typed);
  const QByteArray mac = objectionMac(m_parts.keys, code);
  platform::wipe(code);

  // The directory is asked with nothing held. One that does not answer keeps nobody from stopping: only the
  // contacts, which it alone knows, are not told then.
  Result<std::optional<Account>, DirectoryError> account{std::nullopt};
  {
    const auto tables = m_parts.store.begin(Access::Read);
    const auto ticket = tables->objections().find(mac, now());
    if (!tables->commit()) return unexpected(objectionUnavailable("store"));
    if (ticket) account = m_parts.directory.find(ticket->accountKey);
  }

  const auto tables = m_parts.store.begin(Access::Write);
  const auto written = tables->writes().find(request.caller.keyThumbprint, request.write.key);
  if (tables->failed()) return unexpected(objectionUnavailable("store"));
  if (written) {
    const auto kept = decodeObjected(written->answer);
    if (written->fingerprint != request.write.fingerprint || !kept) {
      return unexpected(refusal(RefusalKind::IdempotencyKeyReused, "another request under this key"));
    }
    Objected again = *kept;
    again.now = std::max(again.now, now());
    return again;
  }

  Seat seat;  // of no recovery, as far as this is known
  seat.now = now();
  seat.realm = &m_policy.realms.first();
  seat.recovery.source = hashed("network", request.caller.source);
  const auto ticket = tables->objections().find(mac, seat.now);
  // One statement decides between those that come at once. A right code is not counted: who types wrong ones
  // must not take the brake from everybody behind the same address.
  if (!ticket || !tables->objections().use(mac, seat.now)) {
    const Refusal refused =
        refuseTicket(*tables, seat,
                     {"objection-source:", "objection-refused", RefusalKind::ObjectionRefused,
                      "objection code wrong, used or too old"});
    if (!tables->commit()) return unexpected(objectionUnavailable("store"));
    return unexpected(refused);
  }
  const Objected objected = stopRecoveries(*tables, seat, *ticket, account);
  WriteRecord write = writeOf(request, nobodysRecovery());
  write.answer = encodeObjected(objected);
  if (!tables->writes().finish(write) || !tables->commit()) return unexpected(objectionUnavailable("store"));
  if (seat.queued && m_parts.messageQueued) m_parts.messageQueued();
  return objected;
}

Refusal Recovering::refuseTicket(Transaction& tables, Seat& seat, const TicketKind& kind) {
  const QString counted = QLatin1String(kind.counted) + seat.recovery.source;
  if (tables.tallies().addBelow(counted, {}, seat.now, seat.now - hour,
                                seat.realm->limits.objectionsPerHourAndSource)) {
    note(tables, seat, kind.event, QStringLiteral("from ") + seat.recovery.source);
    return refusal(kind.refused, kind.reason);
  }
  const QList<qint64> times = tables.tallies().since(counted, seat.now - hour);
  const Refusal limited =
      refusalUntil(RefusalKind::RateLimited, (times.isEmpty() ? seat.now : times.first()) + hour, seat.now,
                   "too many wrong codes");
  noteLimit(tables, seat, limited);
  return limited;
}

bool Recovering::passwordMayBeNew(Transaction& tables, const ObjectionTicket& ticket) {
  if (ticket.subject == MessageSubject::PasswordChanged) return true;
  // By whichever recovery, and by a start code. The account remembers it for longer than the recovery is
  // kept.
  const qint64 setAt = tables.factors().of(ticket.accountKey).passwordSetAt;
  if (setAt > 0 && setAt >= ticket.issuedAt) return true;
  // One that the directory has in hand is not undone either: it will be looked up and made true.
  const auto attempt = tables.finishes().find(ticket.accountKey);
  return attempt && attempt->finish == Finish::PasswordSet;
}

Objected Recovering::stopRecoveries(Transaction& tables, Seat& seat, const ObjectionTicket& ticket,
                                    const Result<std::optional<Account>, DirectoryError>& account) {
  seat.realm = &realmBy(ticket.realm);
  seat.recovery.id = ticket.recoveryId;
  seat.recovery.receipt = ticket.receipt;
  seat.recovery.accountKey = ticket.accountKey;

  Objected objected;
  objected.now = seat.now;
  objected.receipt = ticket.receipt;
  objected.accountMask = maskAccount(ticket.accountKey);
  objected.realmName = seat.realm->name;
  objected.support = seat.realm->support;
  objected.passwordChanged = passwordMayBeNew(tables, ticket);
  const bool wasStopped = tables.objections().frozenUntil(ticket.accountKey, seat.now) > 0;
  tables.objections().freeze(ticket.accountKey, seat.now, seat.now + seat.realm->limits.freezeFor * second);
  // As it is then: an end that was later already stays.
  objected.stoppedUntil = tables.objections().frozenUntil(ticket.accountKey, seat.now);
  objected.recoveriesEnded = tables.recoveries().endOthers(ticket.accountKey, {});
  objected.appealsEnded = tables.appeals().endOpen(ticket.accountKey, AppealState::Cancelled, {}, seat.now);
  objected.mayAppeal = seat.realm->appeal.on;
  // What was put there meanwhile is no way in, nor a proof of anything, until its owner has had a wait's time
  // after the end to take it away again. What is added then waits as well, and what was, if all others are
  // gone.
  const qint64 waits = objected.stoppedUntil + registrationWait(*seat.realm);
  const int putOff = platform::isOn(platform::Guard::FreezePutOff)
                         ? tables.factors().putOff(ticket.accountKey, seat.now, ticket.issuedAt, waits)
                         : 0;
  tables.enrolments().keepWaiting(ticket.accountKey, waits);
  // Whoever has it must not find it good again when the time is over: an administrator hands out another.
  const bool codeEnded = tables.factors().endStartCode(ticket.accountKey);
  note(
      tables, seat, "objected",
      QStringLiteral("%1, %2 recoveries ended%6, stopped until %3%4%5%7")
          .arg(codeOf(ticket.subject))
          .arg(objected.recoveriesEnded)
          .arg(isoTime(objected.stoppedUntil), codeEnded ? QStringLiteral(", start code ended") : QString(),
               account ? QString() : QStringLiteral(", contacts not told: the directory did not answer"),
               objected.appealsEnded > 0 ? QStringLiteral(", %1 appeals cancelled").arg(objected.appealsEnded)
                                         : QString(),
               putOff > 0 ? QStringLiteral(", %1 ways put off").arg(putOff) : QString()));
  if (account) tellContacts(tables, seat, *account, objected);
  tellAdministratorsOfObjection(tables, seat, wasStopped, objected);
  return objected;
}

/// Once for each freeze: a further code of the same week says nothing new to them.
void Recovering::tellContacts(Transaction& tables, Seat& seat, const std::optional<Account>& account,
                              Objected& objected) {
  const RecoveryRecord& recovery = seat.recovery;
  if (!tables.objections().takeTelling(recovery.accountKey)) return;
  const Language language = account ? account->language : Language::English;
  NoticeFacts facts = noticeFacts(seat, recovery.accountKey);
  facts.when = isoTime(objected.stoppedUntil);
  const QList<Contact> contacts =
      allContactsOf(account ? account->contacts : QList<Contact>(), tables.factors().of(recovery.accountKey));
  const QList<Message> notices =
      noticesTo(contacts, language, seat.now, m_parts.random, [&](Channel channel) {
        return m_parts.writer.notice(Notice::RecoveryStopped, channel, language, facts);
      });
  for (const Message& notice : notices) tables.outgoing().enqueue(notice, recovery.id);
  objected.contactsNotified = static_cast<int>(notices.size());
  note(tables, seat, "notices-queued",
       QStringLiteral("recovery-stopped, to %1").arg(objected.contactsNotified));
  seat.queued = seat.queued || !notices.isEmpty();
}

void Recovering::tellAdministratorsOfObjection(Transaction& tables, Seat& seat, bool wasStopped,
                                               Objected& objected) {
  const RecoveryRecord& recovery = seat.recovery;
  if (seat.realm->administrators.isEmpty()) return;
  // Each freeze, and of those that come while it lasts one a day: a mailbox that is filled is not read.
  const bool isFirst = tables.tallies().addBelow(QStringLiteral("objection-told:") + recovery.accountKey, {},
                                                 seat.now, seat.now - day, 1);
  objected.administratorsTold = true;
  if (wasStopped && !isFirst) return;
  ObjectionFacts cause;
  cause.serviceName = m_policy.serviceName;
  cause.account = recovery.accountKey;
  cause.realm = seat.realm->name;
  cause.receipt = objected.receipt;
  cause.when = isoTime(seat.now);
  cause.until = isoTime(objected.stoppedUntil);
  cause.passwordChanged = objected.passwordChanged;
  const Language theirs = m_policy.administratorLanguage;  // of those who read it
  const auto toOthers = noticesTo(mailboxes(seat.realm->administrators), theirs, seat.now, m_parts.random,
                                  [&](Channel) { return m_parts.writer.administratorTold(theirs, cause); });
  for (const Message& notice : toOthers) tables.outgoing().enqueue(notice, recovery.id);
  seat.queued = seat.queued || !toOthers.isEmpty();
}

}  // namespace latchkey::service::domain
