// SPDX-License-Identifier: GPL-3.0-or-later
// "Contact an administrator": one mail to the realm's administrators, who learn the true cause whatever the
// person is shown. In realms that do not disclose it is the same work for every name, known or not.
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

namespace {
/// The one message of a recovery. A recovery lives a day at most, and tallies are kept for longer.
QString ofRecovery(const RecoveryRecord& recovery) {
  return QStringLiteral("administrator-recovery:") + recovery.id;
}

/// A mark, and no count; kept and gone with the others of the recovery.
QString ofSoleAdministrator(const RecoveryRecord& recovery) {
  return QStringLiteral("sole-administrator:") + recovery.id;
}

bool mayAsk(const RecoveryRecord& recovery) {
  if (!isDrawn(recovery.stage, Verb::ContactAdministrator) || recovery.superseded) return false;
  if (recovery.stage != Stage::Ended) return true;
  switch (recovery.ending.value_or(Ending::NotPossible)) {
    case Ending::TooManyTries:
    case Ending::NotPossible:
    case Ending::Disabled:
    case Ending::NotEnabled:
    case Ending::NothingRegistered:
    case Ending::Stopped:
      return true;
    case Ending::UnknownAccount:      // the name is to be corrected
    case Ending::ManagedElsewhere:    // other people are to be asked, and the page names them
    case Ending::OnlyAdministrator:   // nobody would read it
    case Ending::ContinuedElsewhere:  // it is asked for where it goes on
      return false;
  }
  return false;
}
}  // namespace

bool Recovering::mayContactAdministrator(Transaction& tables, const Seat& seat) {
  // In a rehearsal nobody is locked out: the page names the support contact instead.
  return !seat.realm->administrators.isEmpty() && !seat.recovery.rehearsal && mayAsk(seat.recovery) &&
         !isSoleAdministrator(tables, seat);
}

void Recovering::keepAdministratorMessage(Transaction& tables, const Seat& seat,
                                          const RecoveryRecord& earlier) {
  if (tables.tallies().since(ofRecovery(earlier), 0).isEmpty()) return;
  std::ignore =
      tables.tallies().addBelow(ofRecovery(seat.recovery), seat.recovery.id, seat.now, seat.now - 2 * day, 1);
}

void Recovering::keepSoleAdministrator(Transaction& tables, const Seat& seat) {
  if (!discloses(*seat.realm, seat.recovery.inside)) return;
  std::ignore =
      tables.tallies().addBelow(ofSoleAdministrator(seat.recovery), {}, seat.now, seat.now - 2 * day, 1);
}

bool Recovering::isSoleAdministrator(Transaction& tables, const Seat& seat) {
  return discloses(*seat.realm, seat.recovery.inside) &&
         !tables.tallies().since(ofSoleAdministrator(seat.recovery), 0).isEmpty();
}

AdministratorContact Recovering::administratorContactOf(Transaction& tables, const Seat& seat) {
  if (!mayContactAdministrator(tables, seat)) return AdministratorContact::NotOffered;
  return tables.tallies().since(ofRecovery(seat.recovery), 0).isEmpty() ? AdministratorContact::Offered
                                                                        : AdministratorContact::Sent;
}

Answer Recovering::contactAdministrator(const Request& request) {
  return run(Verb::ContactAdministrator, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    // One statement decides between two that come at once. Sent already (a lost answer, a second press):
    // done.
    const QString& id = seat.recovery.id;
    const QString once = ofRecovery(seat.recovery);
    if (!tables.tallies().addBelow(once, id, seat.now, seat.now - 2 * day, 1)) return Deed();
    if (auto refused = countAdministratorMessage(tables, seat)) {
      tables.tallies().takeBack(once, id);
      return unexpected(std::move(*refused));
    }
    tellAdministrators(tables, seat);
    return Deed();
  });
}

std::optional<Refusal> Recovering::countAdministratorMessage(Transaction& tables, const Seat& seat) {
  const RecoveryLimits& limits = seat.realm->limits;
  const RecoveryRecord& recovery = seat.recovery;
  struct Limit {
    QString scope;
    qint64 window;
    int most;
  };
  // Counted one after the other, each by one statement; what a later one refuses is taken back.
  const Limit all[] = {
      {QStringLiteral("administrator-source:") + recovery.source, hour,
       limits.administratorMessagesPerHourAndSource},
      {QStringLiteral("administrator-account:") + recovery.accountKey, day,
       limits.administratorMessagesPerDay},
      {QStringLiteral("administrator-realm:") + seat.realm->id, hour, limits.administratorMessagesPerHour},
  };
  TallyTable& tallies = tables.tallies();
  for (const Limit& limit : all) {
    const qint64 since = seat.now - limit.window;
    if (tallies.addBelow(limit.scope, recovery.id, seat.now, since, limit.most)) continue;
    for (const Limit& counted : all) {
      if (counted.scope == limit.scope) break;
      tallies.takeBack(counted.scope, recovery.id);
    }
    const QList<qint64> times = tallies.since(limit.scope, since);
    const qint64 opens = (times.isEmpty() ? seat.now : times.first()) + limit.window;
    return refusalUntil(RefusalKind::RateLimited, opens, seat.now, "too many messages to administrators");
  }
  return std::nullopt;
}

void Recovering::tellAdministrators(Transaction& tables, Seat& seat) {
  const RecoveryRecord& recovery = seat.recovery;
  AdministratorFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.account = recovery.givenName.isEmpty() ? recovery.accountKey : recovery.givenName;
  facts.realm = seat.realm->name;
  facts.receipt = recovery.receipt;
  facts.when = isoTime(seat.now);
  facts.cause = codeOf(recovery.cause);
  // Who reads it chose it; whoever asks, a stranger perhaps, does not.
  const Language language = m_policy.administratorLanguage;
  const MessageText text = m_parts.writer.administratorAsked(language, facts);
  for (const QString& address : seat.realm->administrators) {
    Message message;
    message.id = randomId(m_parts.random);
    message.channel = Channel::Mail;
    message.to = address;
    message.language = language;
    message.subject = text.subject;
    message.body = text.body;
    message.createdAt = seat.now;
    tables.outgoing().enqueue(message, recovery.id);
  }
  note(tables, seat, "administrator-asked", facts.cause);
  seat.queued = true;
}

}  // namespace latchkey::service::domain
