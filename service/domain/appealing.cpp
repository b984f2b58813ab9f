// SPDX-License-Identifier: GPL-3.0-or-later
// The appeal, as far as the person takes it: an address, its code, the form. The same work for every name,
// known or not; what is compared is for the reviewer alone.
#include <QSet>
#include <algorithm>

#include "core/rules/account_name.h"
#include "core/rules/mask.h"
#include "service/domain/appeal_comparison.h"
#include "service/domain/appeals.h"
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
QString filedBy(const QString& accountKey) {
  return QStringLiteral("appeal-account:") + accountKey;
}

Refusal badField(const char* field) {
  Refusal bad = refusal(RefusalKind::InvalidField, "field of the appeal");
  bad.field = QLatin1String(field);
  return bad;
}

/// What is given for the realm's own fields: each once, none that there is not, none too long.
bool fitsFields(const QList<GivenField>& given, const AppealPolicy& policy) {
  QSet<QString> seen;
  return std::ranges::all_of(given, [&](const GivenField& one) {
    const auto field = std::ranges::find(policy.fields, one.id, &AppealField::id);
    const bool fits = field != policy.fields.end() && one.value.toUcs4().size() <= field->maximumLength &&
                      !seen.contains(one.id);
    seen.insert(one.id);
    return fits;
  });
}

bool isEndThatMayAppeal(const std::optional<Ending>& ending) {
  switch (ending.value_or(Ending::NotPossible)) {
    case Ending::TooManyTries:
    case Ending::NothingRegistered:
    case Ending::Stopped:
      return true;
    case Ending::NotPossible:
    case Ending::UnknownAccount:
    case Ending::Disabled:
    case Ending::ManagedElsewhere:
    case Ending::NotEnabled:
    case Ending::OnlyAdministrator:
    case Ending::ContinuedElsewhere:  // its receipt is another recovery's by now
      return false;
  }
  return false;
}

/// Whom a stranger's appeal seems to be told to: what a name without an account shows as its contacts.
QList<Contact> contactsOf(const QList<MethodRecord>& methods) {
  QList<Contact> contacts;
  for (const MethodRecord& method : methods) {
    if (!isContact(method.kind)) continue;
    Contact contact;
    contact.kind = method.kind == MethodKind::Mail   ? ContactKind::Mail
                   : method.kind == MethodKind::Text ? ContactKind::Mobile
                                                     : ContactKind::Phone;
    contact.value = method.value;
    contact.extension = method.extension;
    contacts.append(contact);
  }
  return contacts;
}
}  // namespace

bool Recovering::mayAppeal(const Seat& seat) {
  const RecoveryRecord& recovery = seat.recovery;
  if (!seat.realm->appeal.on || recovery.superseded || !recovery.appealId.isEmpty()) return false;
  if (isKeptFromChanges(recovery)) return false;
  if (!isDrawn(recovery.stage, Verb::GiveAppealContact)) return false;
  return recovery.stage != Stage::Ended || isEndThatMayAppeal(recovery.ending);
}

std::optional<AppealOffer> Recovering::appealOfferOf(Transaction& tables, const Seat& seat) {
  const RecoveryRecord& recovery = seat.recovery;
  const AppealPolicy& policy = seat.realm->appeal;
  const bool isBegun = recovery.stage == Stage::AppealForm || recovery.stage == Stage::Appealed;
  if (!isBegun && recovery.stage != Stage::AppealCode && !mayAppeal(seat)) return std::nullopt;
  AppealOffer offer;
  offer.contactKinds = {MethodKind::Mail};
  offer.reviewedWithin = policy.reviewedWithin;
  // The shorter one, for all: that something still works would tell an account from a name without one.
  offer.waitsAtLeast = std::min(policy.wait, policy.waitWithFactors);
  if (isBegun) {
    if (const auto appeal = tables.appeals().find(recovery.id)) offer.contactMask = appeal->contactMask;
  }
  if (recovery.stage == Stage::AppealForm) {
    for (const AppealField& field : policy.fields) {
      offer.fields.append({field.id, field.in(recovery.language), field.maximumLength});
    }
  }
  return offer;
}

std::optional<MethodRecord> Recovering::appealContact(Transaction& tables, const Seat& seat) const {
  const auto appeal = tables.appeals().find(seat.recovery.id);
  if (!appeal || appeal->state != AppealState::Begun) return std::nullopt;
  const auto address = openContact(m_parts.box, *appeal);
  if (!address) return std::nullopt;
  MethodRecord method;
  method.handle = appeal->handle;
  method.kind = MethodKind::Mail;
  method.slot = appeal->slot;
  method.mask = appeal->contactMask;
  method.value = *address;
  return method;
}

std::optional<MethodRecord> Recovering::methodInHand(Transaction& tables, const Seat& seat) const {
  if (seat.recovery.stage == Stage::AppealCode) return appealContact(tables, seat);
  const QString& handle = seat.recovery.chosenHandle;
  for (const MethodRecord& method : tables.methods().of(seat.recovery.id)) {
    if (!handle.isEmpty() && method.handle == handle) return method;
  }
  return std::nullopt;
}

std::optional<Refusal> Recovering::countAll(Transaction& tables, const Seat& seat, const QList<Limit>& limits,
                                            const char* logReason) {
  // Of this call alone: what is taken back are all events of a mark.
  const QString mark = randomId(m_parts.random);
  TallyTable& tallies = tables.tallies();
  for (qsizetype i = 0; i < limits.size(); ++i) {
    const Limit& limit = limits.at(i);
    const qint64 since = seat.now - limit.window;
    if (tallies.addBelow(limit.scope, mark, seat.now, since, limit.most)) continue;
    for (const Limit& counted : limits.first(i)) tallies.takeBack(counted.scope, mark);
    const QList<qint64> times = tallies.since(limit.scope, since);
    const qint64 opens = (times.isEmpty() ? seat.now : times.first()) + limit.window;
    return refusalUntil(RefusalKind::RateLimited, opens, seat.now, logReason);
  }
  return std::nullopt;
}

Answer Recovering::giveAppealContact(const GiveAppealContact& command, const Request& request) {
  return run(Verb::GiveAppealContact, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    RecoveryRecord& recovery = seat.recovery;
    const AppealPolicy& policy = seat.realm->appeal;
    const auto address = appealAddress(command.contact);
    const auto mask = address ? rules::maskMail(*address) : std::nullopt;
    if (!mask) return unexpected(refusal(RefusalKind::EntryMalformed, "no mail address"));
    const auto given = rules::AccountName::parse(recovery.givenName);
    // As it was typed, and nothing else that the account may receive: that would tell what belongs to it.
    const auto spelled = rules::AccountName::parse(*address);
    if (given && spelled && lookUp(*given, m_policy).key == lookUp(*spelled, m_policy).key) {
      return unexpected(refusal(RefusalKind::AppealContactRefused, "the locked account itself"));
    }
    // Said before anybody fills in a form that would be refused.
    const auto filed = tables.tallies().since(filedBy(recovery.accountKey), seat.now - day);
    if (filed.size() >= policy.perDay) {
      const qint64 opens = (filed.isEmpty() ? seat.now : filed.first()) + day;
      return unexpected(
          refusalUntil(RefusalKind::RateLimited, opens, seat.now, "appeals of the day used up"));
    }
    const QString slot = appealSlot(hashed("contact", *address));
    const auto code = tables.codes().find(recovery.id, slot, CodePurpose::Appeal);
    if (code && code->attempts >= seat.realm->code.tries) {
      return unexpected(refusalUntil(RefusalKind::RateLimited, recovery.expiresAt, seat.now,
                                     "tries for this address used up"));
    }
    // The same address again, after a step back: the code that is on its way will do.
    AppealRecord appeal;
    // One that was carried over from another PC has no handle.
    appeal.handle = code && !code->handle.isEmpty() ? code->handle : randomId(m_parts.random);
    const auto allowance =
        allowanceOf(tables.tallies().since(scope::shownSends(recovery.accountKey, slot), seat.now - day),
                    seat.realm->code, seat.now);
    const SendVerdict send = judgeConfirm(code, appeal.handle, allowance, seat.now);
    if (send.sending == Sending::TooEarly || send.sending == Sending::Limited) {
      return unexpected(refusalUntil(
          send.sending == Sending::TooEarly ? RefusalKind::ResendTooEarly : RefusalKind::RateLimited,
          send.retryAt, seat.now, "codes to this address"));
    }
    const bool corrected = send.sending == Sending::Correct;
    if (!corrected) {
      // Whoever names addresses makes us write to strangers.
      if (const auto limited = countAll(
              tables, seat,
              {{QStringLiteral("appeal-contact-source:") + recovery.source, hour,
                policy.contactsPerHourAndSource},
               {QStringLiteral("appeal-contact:") + recovery.id, 2 * day, policy.contactsPerRecovery}},
              "too many addresses")) {
        return unexpected(*limited);
      }
    }
    appeal.id = recovery.id;
    appeal.receipt = recovery.receipt;
    appeal.accountKey = recovery.accountKey;
    appeal.givenName = given ? given->key() : recovery.givenName;
    appeal.realm = seat.realm->id;
    appeal.language = recovery.language;
    appeal.slot = slot;
    appeal.contactMask = *mask;
    appeal.contact = sealContact(m_parts.box, appeal.id, *address);
    appeal.begunAt = appeal.touchedAt = seat.now;
    tables.appeals().begin(appeal);
    recovery.stage = Stage::AppealCode;
    recovery.ending.reset();
    recovery.retryAt = 0;
    recovery.chosenHandle = appeal.handle;
    recovery.shownEntry = *address;
    const auto method = appealContact(tables, seat);
    if (!method) return unexpected(refusal(RefusalKind::Unavailable, "appeal"));
    return sendCode(tables, seat, *method, true, code, corrected);
  });
}

Step Recovering::contactConfirmed(Transaction& tables, Seat& seat, const Attempt& attempt) {
  RecoveryRecord& recovery = seat.recovery;
  recovery.stage = Stage::AppealForm;
  recovery.chosenHandle.clear();
  recovery.shownEntry.clear();
  note(tables, seat, "appeal-contact-confirmed", attempt.method.mask);
  return Deed();
}

std::optional<QList<AppealAnswer>> Recovering::compared(const FileAppeal& command, const Seat& seen,
                                                        const std::optional<Account>& account,
                                                        const Factors& registered) const {
  QList<AppealAnswer> answers;
  const auto say = [&answers](const QString& field, const QString& text, Comparison comparison) {
    if (!text.isEmpty()) answers.append({field, text, comparison});
  };
  const QList<Contact> contacts = allContactsOf(account ? account->contacts : QList<Contact>(), registered);
  say(QStringLiteral("names"), command.names,
      compareNames(command.names, account ? account->displayName : QString()));
  say(QStringLiteral("birth-date"), command.birthDate, Comparison::CannotCheck);
  const QString key = account ? account->key : seen.recovery.accountKey;
  for (const platform::Secret& password : command.passwords) {
    AppealAnswer answer{QStringLiteral("password"), {}, Comparison::CannotCheck};
    if (m_parts.passwords != nullptr) {
      const auto knew = m_parts.passwords->knew(key, seen.realm->id, password);
      if (!knew) return std::nullopt;
      if (*knew) answer.comparison = **knew ? Comparison::Match : Comparison::NoMatch;
    }
    answers.append(answer);
  }
  say(QStringLiteral("last-sign-in"), command.lastSignIn, Comparison::CannotCheck);
  say(QStringLiteral("places"), command.places, Comparison::CannotCheck);
  for (const QString& contact : command.contacts) {
    say(QStringLiteral("contact"), contact, compareContact(contact, contacts));
  }
  say(QStringLiteral("devices"), command.devices, Comparison::CannotCheck);
  for (const GivenField& given : command.fields) say(given.id, given.value, Comparison::CannotCheck);
  return answers;
}

Answer Recovering::fileAppeal(const FileAppeal& command, const Request& request) {
  const auto unavailable = [](const char* why) { return unexpected(refusal(RefusalKind::Unavailable, why)); };
  Seat seen;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    auto seat = admit(*tables, Verb::FileAppeal, request, Claim::None);
    if (!seat) return seat.error().answer;
    seen = std::move(*seat);
  }
  if (!fitsFields(command.fields, seen.realm->appeal)) return unexpected(badField("/fields"));
  const auto account = m_parts.directory.find(seen.recovery.accountKey);
  if (!account) return unavailable("directory");
  Factors registered;
  {
    // Counted before anything is hashed, so that nobody gets more of the costly hash than appeals.
    const auto tables = m_parts.store.begin(Access::Write);
    auto seat = admit(*tables, Verb::FileAppeal, request, Claim::None);
    if (!seat) return seat.error().answer;
    const AppealPolicy& policy = seat->realm->appeal;
    const auto limited =
        countAll(*tables, *seat,
                 {{QStringLiteral("appeal-source:") + seat->recovery.source, hour, policy.perHourAndSource},
                  {filedBy(seat->recovery.accountKey), day, policy.perDay}},
                 "too many appeals");
    if (limited) return conclude(*tables, request, *seat, unexpected(*limited));
    registered = tables->factors().of(*account ? (*account)->key : seat->recovery.accountKey);
    const bool claimed = tables->writes().claim(writeOf(request, seat->recovery.id), seat->now - claimLease);
    if (!claimed || !tables->commit()) return unavailable("store");
  }
  const auto answers = compared(command, seen, *account, registered);
  if (!answers) {
    releaseClaim(request);
    return unavailable("directory");
  }
  return runClaimed(Verb::FileAppeal, request, [&](Transaction& tables, Seat& seat) -> Step {
    auto appeal = tables.appeals().find(seat.recovery.id);
    if (!appeal) return unexpected(refusal(RefusalKind::WrongStage, "no appeal was begun"));
    appeal->accountKey = *account ? (*account)->key : seat.recovery.accountKey;
    appeal->realm = seat.realm->id;
    appeal->cause = appealCauseOf(*account, *seat.realm);
    appeal->language = seat.recovery.language;
    appeal->answers = sealAnswers(m_parts.box, appeal->id, *answers);
    appeal->filedAt = seat.now;
    if (!tables.appeals().file(*appeal)) return unexpected(refusal(RefusalKind::WrongStage, "filed before"));
    tellOfAppeal(tables, seat, *appeal, *account);
    seat.recovery.stage = Stage::Appealed;
    return Deed();
  });
}

void Recovering::tellOfAppeal(Transaction& tables, Seat& seat, const AppealRecord& appeal,
                              const std::optional<Account>& account) {
  // An account with nothing registered tells nobody, and looks like a name without one.
  const Factors registered = tables.factors().of(appeal.accountKey);
  const QList<Contact> all = allContactsOf(account ? account->contacts : QList<Contact>(), registered);
  const bool real = account && !all.isEmpty();
  const QList<Contact> seeming = contactsOf(tables.methods().of(seat.recovery.id));  // read for all alike
  const QList<Contact> contacts = real ? all : seeming;
  const Language language = account ? account->language : seat.recovery.language;
  Seat owned{seat.recovery, seat.realm, seat.now, false, {}};
  owned.recovery.accountKey = appeal.accountKey;  // whose recoveries the codes of the messages stop
  NoticeFacts facts = noticeFacts(owned, appeal.accountKey);
  QList<Message> notices =
      noticesTo(contacts, language, seat.now, m_parts.random, [&](Channel channel, const Contact& reader) {
        facts.objection = objectionCode(tables, owned, MessageSubject::AppealFiled, channel,
                                        readerKey(m_parts.keys, reader));
        return m_parts.writer.notice(Notice::AppealFiled, channel, language, facts);
      });
  for (Message& notice : notices) {
    if (!real) notice.to.clear();  // nobody is behind them; the delivery thread does the same work
    seal(notice, m_parts.box);
    tables.outgoing().enqueue(notice, seat.recovery.id);
  }
  note(tables, owned, "appeal-filed",
       QStringLiteral("%1, told %2").arg(codeOf(appeal.cause)).arg(real ? notices.size() : 0));

  // A mailbox that strangers can fill is not read: beyond the limit an appeal waits in the list alone.
  const QString counted = QStringLiteral("administrator-realm:") + seat.realm->id;
  seat.queued = true;
  if (!tables.tallies().addBelow(counted, {}, seat.now, seat.now - hour,
                                 seat.realm->limits.administratorMessagesPerHour)) {
    return;
  }
  AdministratorFacts cause;
  cause.serviceName = m_policy.serviceName;
  cause.account = appeal.accountKey;
  cause.realm = seat.realm->name;
  cause.receipt = appeal.receipt;
  cause.when = isoTime(seat.now);
  cause.cause = codeOf(appeal.cause);
  cause.isAppeal = true;
  const Language theirs = m_policy.administratorLanguage;
  const auto told = noticesTo(mailboxes(seat.realm->administrators), theirs, seat.now, m_parts.random,
                              [&](Channel) { return m_parts.writer.administratorAsked(theirs, cause); });
  for (const Message& message : told) tables.outgoing().enqueue(message, seat.recovery.id);
}

}  // namespace latchkey::service::domain
