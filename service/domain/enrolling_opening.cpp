// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in to "Secure your account", and out of it. A wrong password, and an account that is unknown,
// disabled or locked, run the same statements and one slow hash, and are refused in the same words.
#include "core/platform/guard.h"
#include "core/rules/account_name.h"
#include "service/domain/codes.h"
#include "service/domain/enrolling.h"
#include "service/domain/limits.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
/// So many wrong passwords of one account from one source, and a pause begins that grows with each further
/// one.
constexpr int freeMisses = 5;

/// Of a write that has come to no sign-in.
QString nobodysEnrolment() {
  return QStringLiteral("sign-in");
}

Refusal badAccountName() {
  Refusal bad = refusal(RefusalKind::InvalidField, "account name");
  bad.field = QStringLiteral("/account");
  return bad;
}

QString signInMisses(const QString& accountKey) {
  return QStringLiteral("enrol-miss:") + accountKey;
}
QString signInTries(const QString& accountKey, const QString& source) {
  return QStringLiteral("enrol-try:") + source + u':' + accountKey;
}

qint64 opensAt(const QList<qint64>& times, qint64 window, qint64 now) {
  return (times.isEmpty() ? now : times.first()) + window;
}

/// Counts one try at a password, and says until when there is none.
std::optional<Refusal> countSignIn(TallyTable& tallies, const EnrolSeat& seat, const QString& mark) {
  const QString& key = seat.enrolment.accountKey;
  const qint64 now = seat.now;
  const QString tries = signInTries(key, seat.enrolment.source);
  if (const qint64 wait = waitUntil(tallies.since(tries, now - day), freeMisses); wait > now) {
    return refusalUntil(RefusalKind::TooManyTries, wait, now, "has to wait to sign in");
  }
  const QString misses = signInMisses(key);
  if (!tallies.addBelow(misses, mark, now, now - day, seat.realm->registration.missesPerDay)) {
    return refusalUntil(RefusalKind::TooManyTries, opensAt(tallies.since(misses, now - day), day, now), now,
                        "wrong passwords of the day used up");
  }
  std::ignore = tallies.addBelow(tries, mark, now, now - day, 1000);
  return std::nullopt;
}

void takeBackSignIn(TallyTable& tallies, const EnrolSeat& seat, const QString& mark) {
  tallies.takeBack(signInMisses(seat.enrolment.accountKey), mark);
  tallies.takeBack(signInTries(seat.enrolment.accountKey, seat.enrolment.source), mark);
}
}  // namespace

EnrolAnswer Enrolling::open(const OpenEnrolment& command, const Request& request) {
  const auto unavailable = [](const char* what) {
    return unexpected(refusal(RefusalKind::Unavailable, what));
  };
  const auto name = rules::AccountName::parse(command.account);
  if (!name) return unexpected(badAccountName());
  const NamedAccount named = lookUp(*name, m_policy);

  EnrolSeat seat;
  seat.realm = named.realm;
  seat.now = now();
  EnrolmentRecord& record = seat.enrolment;
  record.accountKey = named.key;
  record.givenName = named.given;
  record.source = hashed("network", request.caller.source);
  std::optional<WriteRecord> written;
  {
    // By its source first: what follows asks the directory.
    const auto tables = m_parts.store.begin(Access::Write);
    written = tables->writes().find(request.caller.keyThumbprint, request.write.key);
    if (tables->failed()) return unavailable("store");
    if (written) {
      if (const auto refused = whyNotRepeated(*written, request.write, Claim::None)) {
        return unexpected(*refused);
      }
    }
    if (!written || !written->finished) {
      const QString counted = QStringLiteral("enrol-source:") + record.source;
      const int most = seat.realm->registration.signInsPerHourAndSource;
      if (!tables->tallies().addBelow(counted, {}, seat.now, seat.now - hour, most)) {
        const Refusal limited =
            refusalUntil(RefusalKind::RateLimited,
                         opensAt(tables->tallies().since(counted, seat.now - hour), hour, seat.now), seat.now,
                         "too many sign-ins from there");
        noteLimit(*tables, seat, limited);
        if (!tables->commit()) return unavailable("store");
        return unexpected(limited);
      }
      if (!tables->commit()) return unavailable("store");
    }
  }
  const auto account = m_parts.directory.find(named.key);
  if (!account) return unavailable("directory");
  if (written && written->finished) {
    const auto tables = m_parts.store.begin(Access::Read);
    const auto known = tables->enrolments().find(written->recoveryId);
    if (tables->failed()) return unavailable("store");
    seat.account = account->value_or(Account());
    if (known) {
      seat.enrolment = *known;
      seat.realm = &realmOf(seat.account, known->realm);
      seat.factors = tables->factors().of(known->accountKey);
    }
    return replayed(*tables, *written, seat, request.caller.keyThumbprint);
  }
  if (*account) seat.account = **account;
  // Whatever name was typed, tries count for the one account. Not those at a disabled one, which nobody's
  // password opens: tries that added up would tell which names are one account.
  if (*account && seat.account.status != AccountStatus::Disabled) {
    seat.realm = &realmOf(seat.account, named.realm->id);
    record.accountKey = seat.account.key;
  }
  record.realm = seat.realm->id;
  record.language = command.language;
  const QString mark = randomId(m_parts.random);
  qint64 passwordSetAt = 0;
  {
    const auto tables = m_parts.store.begin(Access::Write);
    passwordSetAt = tables->factors().of(record.accountKey).passwordSetAt;
    const auto limited = countSignIn(tables->tallies(), seat, mark);
    if (tables->failed()) return unavailable("store");
    if (limited) {
      noteLimit(*tables, seat, *limited);
      // Not kept under the key: the same request is good once the pause is over.
      if (!tables->commit()) return unavailable("store");
      return unexpected(*limited);
    }
    const bool claimed = tables->writes().claim(writeOf(request, nobodysEnrolment()), seat.now - claimLease);
    if (!claimed || !tables->commit()) return unavailable("store");
  }
  const auto verdict = m_parts.directory.signIn(record.accountKey, command.password);
  const auto tables = m_parts.store.begin(Access::Write);
  seat.now = now();
  // A password that was set meanwhile has ended the sign-ins that it found. This one comes after them, and
  // nobody knows by which of the two passwords it was let in.
  const bool isOutdated = tables->factors().of(record.accountKey).passwordSetAt != passwordSetAt &&
                          platform::isOn(platform::Guard::SignInOutdated);
  if (tables->failed()) return unavailable("store");
  if (!verdict || isOutdated) {
    // Nobody has judged it: the same request may be given again.
    takeBackSignIn(tables->tallies(), seat, mark);
    tables->writes().release(request.caller.keyThumbprint, request.write.key);
    std::ignore = tables->commit();
    return unavailable(verdict ? "a password was set meanwhile" : "directory");
  }
  return concludeSignIn(*tables, request, seat, *verdict, mark);
}

EnrolAnswer Enrolling::concludeSignIn(Transaction& tables, const Request& request, EnrolSeat& seat,
                                      SignInVerdict verdict, const QString& mark) {
  EnrolmentRecord& record = seat.enrolment;
  const bool isRight = verdict == SignInVerdict::Accepted || verdict == SignInVerdict::MustChange;
  // A directory that lets somebody in whom it calls disabled would be a strange one.
  const bool isKnown = !seat.account.key.isEmpty() && seat.account.status != AccountStatus::Disabled;
  // Asked for everybody. Told, as what follows, to nobody but who knows the password.
  const bool isStopped = this->isStopped(tables, seat);
  if (!isRight || !isKnown || isStopped || verdict == SignInVerdict::MustChange) {
    if (isRight && isKnown) takeBackSignIn(tables.tallies(), seat, mark);
    note(tables, seat, "sign-in-refused",
         (isRight && isStopped ? QStringLiteral("stopped") : codeOf(verdict)) + QStringLiteral(" from ") +
             record.source);
    const bool tells = isRight && isKnown;
    const Refusal refused = !tells ? refusal(RefusalKind::SignInRefused, "sign-in refused")
                            : isStopped
                                ? refusal(RefusalKind::AccountStopped, "stopped")
                                : refusal(RefusalKind::PasswordMustChange, "password must be changed");
    WriteRecord write = writeOf(request, nobodysEnrolment());
    write.answer = keptRefusal(refused);
    if (!tables.writes().finish(write) || !tables.commit()) {
      return unexpected(refusal(RefusalKind::Unavailable, "store"));
    }
    return unexpected(refused);
  }
  takeBackSignIn(tables.tallies(), seat, mark);
  record.id = randomId(m_parts.random);
  record.createdAt = record.touchedAt = seat.now;
  record.expiresAt = seat.now + seat.realm->limits.absolute * second;
  tables.enrolments().insert(record);
  note(tables, seat, "enrolment-opened", QStringLiteral("from ") + record.source);
  return conclude(tables, request, seat, Deed{true});
}

EnrolAnswer Enrolling::finish(const Request& request) {
  return run(EnrolVerb::Finish, request, [this](Transaction& tables, EnrolSeat& seat) -> Step {
    toList(seat);
    seat.enrolment.stage = EnrolStage::Done;
    seat.enrolment.provenUntil = 0;
    note(tables, seat, "enrolment-finished");
    return Deed();
  });
}

EnrolAnswer Enrolling::leave(const Request& request) {
  return run(EnrolVerb::Leave, request, [](Transaction&, EnrolSeat& seat) -> Step {
    toList(seat);
    return Deed();
  });
}

EnrolAnswer Enrolling::setLanguage(const SetEnrolLanguage& command, const Request& request) {
  return run(EnrolVerb::SetLanguage, request, [&](Transaction&, EnrolSeat& seat) -> Step {
    seat.enrolment.language = command.language;
    return Deed();
  });
}

QString Enrolling::reminderOf(const QString& accountKey) const {
  return toBase64Url(m_parts.keys.mac(KeyPurpose::Reminder, accountKey.toUtf8()));
}

Result<Need, Refusal> Enrolling::need(const CheckNeed& command, const Caller& caller) {
  const auto name = rules::AccountName::parse(command.account);
  if (!name) return unexpected(badAccountName());
  const NamedAccount named = lookUp(*name, m_policy);
  EnrolSeat seat;
  seat.realm = named.realm;
  seat.now = now();
  seat.enrolment.source = hashed("network", caller.source);
  {
    const auto tables = m_parts.store.begin(Access::Write);
    const QString counted = QStringLiteral("enrol-need:") + seat.enrolment.source;
    const int most = seat.realm->registration.needChecksPerHourAndSource;
    if (!tables->tallies().addBelow(counted, {}, seat.now, seat.now - hour, most)) {
      if (tables->failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
      const auto times = tables->tallies().since(counted, seat.now - hour);
      return unexpected(refusalUntil(RefusalKind::RateLimited, opensAt(times, hour, seat.now), seat.now,
                                     "asked too often what is needed"));
    }
    if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  }
  const auto account = m_parts.directory.find(named.key);
  if (!account) return unexpected(refusal(RefusalKind::Unavailable, "directory"));
  // The same for a name without an account, and for a wrong reminder.
  seat.account = account->value_or(Account());
  const QString key = seat.enrolment.accountKey = *account ? seat.account.key : named.key;
  Security security;
  seat.realm = &realmOf(seat.account, named.realm->id);
  {
    const auto tables = m_parts.store.begin(Access::Read);
    seat.factors = tables->factors().of(key);
    security = securityOf(*tables, seat);
    if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  }
  const bool isKnown = equalInConstantTime(command.reminder.toUtf8(), reminderOf(key).toUtf8());
  Need need;
  // Who could not be helped by anything that they register is not asked for it at each sign-in.
  const bool isSettled = security.isMet || security.strength == Strength::Closed;
  // Somebody else at another PC learns nothing of the account by asking.
  need.isNeeded = !(isSettled && isKnown && account->has_value());
  const Realm& told = isKnown ? *seat.realm : *named.realm;
  need.maySkip = told.registration.use == RegistrationUse::Optional || told.registration.maySkip;
  return need;
}

}  // namespace latchkey::service::domain
