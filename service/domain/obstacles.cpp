// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/obstacles.h"

#include <QSet>
#include <algorithm>
#include <utility>

#include "service/domain/delivery_news.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/start_codes.h"

namespace latchkey::service::domain {

namespace {
using Found = QList<ObstacleFound>;

std::optional<Obstacle> obstacleFor(Cause cause, bool hasAnything) {
  switch (cause) {
    case Cause::None:
      return std::nullopt;
    case Cause::Unknown:
      return Obstacle::UnknownAccount;
    case Cause::Disabled:
      return Obstacle::Disabled;
    case Cause::NotEnabledForReset:
      return Obstacle::NotEnabledForReset;
    case Cause::ManagedElsewhere:
      return Obstacle::ManagedElsewhere;
    case Cause::Privileged:
      return Obstacle::Privileged;
    case Cause::TooFewContacts:
    case Cause::OnlyStartCode:
      return hasAnything ? Obstacle::TooFewContacts : Obstacle::NothingRegistered;
    case Cause::ResetSwitchedOff:
      return Obstacle::ResetSwitchedOff;
    case Cause::Stopped:
      return Obstacle::Stopped;
  }
  return std::nullopt;
}

Obstacle obstacleFor(PhoneProblem problem) {
  switch (problem) {
    case PhoneProblem::NoCountryCode:
      return Obstacle::NoCountryCode;
    case PhoneProblem::LeadingZero:
      return Obstacle::LeadingZero;
    case PhoneProblem::CannotText:
      return Obstacle::CannotText;
    case PhoneProblem::Invalid:
      return Obstacle::InvalidNumber;
  }
  return Obstacle::InvalidNumber;
}

bool isPhone(MethodKind kind) {
  return kind == MethodKind::Text || kind == MethodKind::Call;
}

bool sends(const Realm& realm, ContactKind kind) {
  return std::ranges::any_of(realm.factors, [kind](MethodKind factor) {
    return kind == ContactKind::Mail ? factor == MethodKind::Mail : isPhone(factor);
  });
}

ObstacleFound of(const Contact& contact, Obstacle obstacle, const QString& detail = {}) {
  ObstacleFound found;
  found.obstacle = obstacle;
  found.contactId = contact.id;
  found.mask = maskContact(contact);
  found.detail = detail;
  return found;
}

void lookAt(const Contact& contact, const Account& account, const Realm& realm, const Numbering& numbering,
            Found& found) {
  const bool mail = contact.kind == ContactKind::Mail;
  QList<Obstacle> obstacles;
  if (mail && !contact.usable) obstacles += Obstacle::InvalidAddress;
  if (!mail) {
    // As it was received: what was made of it since has lost what was wrong with it.
    for (const PhoneProblem problem : numbering.judge(contact.raw, realm.phones.homeRegion).problems) {
      obstacles += obstacleFor(problem);
    }
  }
  const QStringList own = QStringList{account.key} + account.ownAddresses;
  const auto methods = methodsOf(own, {contact}, {}, realm, numbering, true);
  if (!sends(realm, contact.kind)) {
    obstacles += Obstacle::ChannelSwitchedOff;
  } else if (!mail && contact.usable && methods.isEmpty()) {
    obstacles += Obstacle::CountryNotAllowed;
  }
  if (mail && own.contains(contact.value, Qt::CaseInsensitive)) obstacles += Obstacle::AccountItself;
  for (const Obstacle obstacle : std::as_const(obstacles)) {
    found.append(of(contact, obstacle, mail ? QString() : contact.national));
  }
}

/// Whether one that was handed out now would lead anywhere.
bool wouldHelp(const ObstacleFacts& facts, const Numbering& numbering) {
  Factors with = facts.factors;
  with.startCode = StartCode{QStringLiteral("-"), {}, facts.now, facts.now + 1};
  return proofsWithStartCode(*facts.account, with, *facts.realm, numbering, facts.now).has_value();
}

void lookAtStartCode(const ObstacleFacts& facts, const Numbering& numbering, Cause cause, Found& found) {
  if (!mayUseStartCode(*facts.account, facts.factors, *facts.realm)) return;
  const auto& code = facts.factors.startCode;
  if (code && code->expiresAt > facts.now) {
    found.append({Obstacle::StartCodeWaits, {}, {}, {}, isoTime(code->expiresAt), 0, 1});
    if (facts.startCodeClosedUntil > facts.now) {
      found.append({Obstacle::StartCodeClosed, {}, {}, {}, isoTime(facts.startCodeClosedUntil), 0, 1});
    }
  } else if (code) {
    found.append({Obstacle::StartCodeOver, {}, {}, {}, {}, 0, 1});
  } else if (cause == Cause::TooFewContacts && wouldHelp(facts, numbering)) {
    found.append({Obstacle::StartCodeMissing, {}, {}, {}, {}, 0, 1});
  }
}

std::optional<ObstacleFound> obstacleOf(const ObstacleFacts& facts, Cause cause,
                                        const QList<MethodRecord>& methods) {
  const auto obstacle = obstacleFor(
      cause, !allContactsOf(facts.account->contacts, facts.factors).isEmpty() || !methods.isEmpty());
  if (!obstacle) return std::nullopt;
  const bool isTooLittle = cause == Cause::TooFewContacts;
  return ObstacleFound{*obstacle, {}, {}, {},
                       {},        0,  1,  isTooLittle ? facts.realm->factors : QList<MethodKind>()};
}

void lookAtContacts(const ObstacleFacts& facts, const Numbering& numbering, Found& found) {
  for (const Contact& contact : allContactsOf(facts.account->contacts, facts.factors)) {
    lookAt(contact, *facts.account, *facts.realm, numbering, found);
  }
}

void lookAtAccount(const ObstacleFacts& facts, const Numbering& numbering, Found& found) {
  if (facts.realm == nullptr) return;
  const Account& account = *facts.account;
  const auto methods = waysOf(facts, numbering);
  const Cause cause = causeOf(account, *facts.realm, methods, facts.isStopped);
  if (const auto obstacle = obstacleOf(facts, cause, methods)) found.append(*obstacle);
  if (!facts.isStopped) {
    lookAtStartCode(facts, numbering, cause, found);
  } else if (cause != Cause::Stopped) {
    // Beside another cause too: who has only too little gets no start code either.
    found.append({Obstacle::Stopped, {}, {}, {}, {}, 0, 1});
  }
  lookAtContacts(facts, numbering, found);
  const QList<Contact> contacts = allContactsOf(account.contacts, facts.factors);
  const bool takesTexts = std::ranges::any_of(
      contacts, [](const Contact& contact) { return contact.kind == ContactKind::Mobile; });
  if (!takesTexts && facts.realm->factors.contains(MethodKind::Text)) {
    found.append({Obstacle::NoMobile, {}, {}, {}, {}, 0, 1});
  }
}

/// One line for what happened again and again, with the last time.
void add(Found& found, ObstacleFound next) {
  for (ObstacleFound& same : found) {
    if (same.obstacle != next.obstacle || same.mask != next.mask || same.channel != next.channel ||
        same.detail != next.detail || same.at == 0) {
      continue;
    }
    same.at = std::max(same.at, next.at);
    ++same.count;
    return;
  }
  found.append(std::move(next));
}

/// Codes that went out for the first of two proofs and led to nothing more.
void lookAtFirstProofs(const ObstacleFacts& facts, const Numbering& numbering, Found& found) {
  if (!facts.account || facts.realm == nullptr) return;
  if (gatesFor(facts.account, waysOf(facts, numbering), *facts.realm) < 2) return;
  QSet<QString> passed;
  for (const JournalRow& row : facts.journal) {
    if (row.entry.event == u"gate-passed") passed.insert(row.entry.receipt);
  }
  for (const JournalRow& row : facts.journal) {
    if (row.entry.event != u"code-queued" || passed.contains(row.entry.receipt)) continue;
    const QString mask = row.entry.detail.section(u':', 0, 0).section(u' ', 1);
    add(found, {Obstacle::FirstProofWaits, {}, {}, mask, {}, std::max<qint64>(1, row.entry.at), 1});
  }
}

std::optional<Obstacle> obstacleFor(const JournalEntry& entry) {
  if (entry.event == u"entry-mismatch") return Obstacle::EntryMismatch;
  if (entry.event == u"factor-locked") return Obstacle::FactorLocked;
  if (entry.event == u"limit-hit") return Obstacle::LimitReached;
  if (entry.event != u"code-withheld") return std::nullopt;
  if (entry.detail.endsWith(u": no-match")) return Obstacle::EntryMismatch;
  // One word for both stands in journals of before.
  for (const char16_t* const why : {u": limit", u": budget", u": limit-or-budget"}) {
    if (entry.detail.endsWith(QStringView(why))) return Obstacle::LimitReached;
  }
  return std::nullopt;  // sent a moment ago: that message has a record of its own
}

ObstacleFound of(const MessageRecord& message, const Numbering& numbering) {
  ObstacleFound found;
  found.channel = message.channel;
  found.detail = message.reason;
  found.at = std::max<qint64>(1, message.createdAt);
  found.mask = maskRecipient(message.channel, message.to, numbering);
  switch (message.state) {
    case MessageState::Queued:
      found.obstacle = message.attempts == 0 ? Obstacle::Waiting : Obstacle::TriedAgain;
      break;
    case MessageState::Sending:
      found.obstacle = Obstacle::BeingSent;
      break;
    case MessageState::Accepted:
      found.obstacle = Obstacle::Accepted;
      break;
    case MessageState::GivenUp:
      found.obstacle = message.reason == u"expired" ? Obstacle::TooLate
                       : isRefusal(message.reason)  ? Obstacle::Refused
                                                    : Obstacle::GivenUp;
      break;
    case MessageState::Unknown:
      found.obstacle = Obstacle::AnswerLost;
      break;
    case MessageState::Delivered:
      found.obstacle = Obstacle::Delivered;
      break;
    case MessageState::Undelivered:
      found.obstacle = Obstacle::Undelivered;
      break;
  }
  return found;
}
}  // namespace

QList<MethodRecord> waysOf(const ObstacleFacts& facts, const Numbering& numbering) {
  const Account& account = *facts.account;
  return methodsOf(QStringList{account.key} + account.ownAddresses, account.contacts,
                   usableFactors(account, facts.factors, facts.now), *facts.realm, numbering, true);
}

QList<ObstacleFound> lastingObstaclesOf(const ObstacleFacts& facts, const QList<MethodRecord>& ways,
                                        const Numbering& numbering) {
  Found found;
  const Cause cause = causeOf(facts.account, *facts.realm, ways, facts.isStopped);
  if (const auto obstacle = obstacleOf(facts, cause, ways)) found.append(*obstacle);
  if (facts.isStopped && cause != Cause::Stopped) found.append({Obstacle::Stopped, {}, {}, {}, {}, 0, 1});
  lookAtContacts(facts, numbering, found);
  return found;
}

QString codeOf(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::UnknownAccount:
      return codeOf(Cause::Unknown);
    case Obstacle::Disabled:
      return codeOf(Cause::Disabled);
    case Obstacle::NotEnabledForReset:
      return codeOf(Cause::NotEnabledForReset);
    case Obstacle::ManagedElsewhere:
      return codeOf(Cause::ManagedElsewhere);
    case Obstacle::Privileged:
      return codeOf(Cause::Privileged);
    case Obstacle::ResetSwitchedOff:
      return codeOf(Cause::ResetSwitchedOff);
    case Obstacle::Stopped:
      return codeOf(Cause::Stopped);
    case Obstacle::NothingRegistered:
      return QStringLiteral("nothing-registered");
    case Obstacle::TooFewContacts:
      return codeOf(Cause::TooFewContacts);
    case Obstacle::NoMobile:
      return QStringLiteral("no-mobile");
    case Obstacle::StartCodeWaits:
      return QStringLiteral("start-code-waits");
    case Obstacle::StartCodeOver:
      return QStringLiteral("start-code-over");
    case Obstacle::StartCodeClosed:
      return QStringLiteral("start-code-closed");
    case Obstacle::StartCodeMissing:
      return QStringLiteral("start-code-missing");
    case Obstacle::NoCountryCode:
      return QStringLiteral("no-country-code");
    case Obstacle::LeadingZero:
      return QStringLiteral("leading-zero");
    case Obstacle::CannotText:
      return QStringLiteral("cannot-text");
    case Obstacle::InvalidNumber:
      return QStringLiteral("invalid-number");
    case Obstacle::InvalidAddress:
      return QStringLiteral("invalid-address");
    case Obstacle::CountryNotAllowed:
      return QStringLiteral("country-not-allowed");
    case Obstacle::ChannelSwitchedOff:
      return QStringLiteral("channel-switched-off");
    case Obstacle::AccountItself:
      return QStringLiteral("account-itself");
    case Obstacle::NoRealm:
      return QStringLiteral("no-realm");
    case Obstacle::OnlyLockedMailbox:
      return QStringLiteral("only-locked-mailbox");
    case Obstacle::NoSpareWay:
      return QStringLiteral("no-spare-way");
    case Obstacle::InternetTelephony:
      return QStringLiteral("internet-telephony");
    case Obstacle::NeverConfirmed:
      return QStringLiteral("never-confirmed");
    case Obstacle::NeverRehearsed:
      return QStringLiteral("never-rehearsed");
    case Obstacle::EntryMismatch:
      return QStringLiteral("entry-mismatch");
    case Obstacle::LimitReached:
      return QStringLiteral("limit-reached");
    case Obstacle::FactorLocked:
      return QStringLiteral("factor-locked");
    case Obstacle::FirstProofWaits:
      return QStringLiteral("first-proof-waits");
    case Obstacle::Waiting:
      return QStringLiteral("waiting");
    case Obstacle::TriedAgain:
      return QStringLiteral("tried-again");
    case Obstacle::BeingSent:
      return QStringLiteral("being-sent");
    case Obstacle::TooLate:
      return QStringLiteral("too-late");
    case Obstacle::Refused:
      return QStringLiteral("refused");
    case Obstacle::GivenUp:
      return QStringLiteral("given-up");
    case Obstacle::AnswerLost:
      return QStringLiteral("answer-lost");
    case Obstacle::Accepted:
      return QStringLiteral("accepted");
    case Obstacle::Delivered:
      return QStringLiteral("delivered");
    case Obstacle::Undelivered:
      return QStringLiteral("undelivered");
    case Obstacle::NothingAsked:
      return QStringLiteral("nothing-asked");
  }
  return {};
}

QList<ObstacleFound> obstaclesOf(const ObstacleFacts& facts, const Numbering& numbering) {
  Found found;
  if (facts.account) {
    lookAtAccount(facts, numbering, found);
  } else if (!facts.isKeptElsewhere) {
    found.append({Obstacle::UnknownAccount, {}, {}, {}, {}, 0, 1});
  } else if (facts.isStopped) {
    found.append({Obstacle::Stopped, {}, {}, {}, {}, 0, 1});
  }
  Found happened;
  for (const JournalRow& row : facts.journal) {
    const auto obstacle = obstacleFor(row.entry);
    if (!obstacle) continue;
    // The detail begins with kind and mask: "text *********32: no-match".
    const QString mask = row.entry.detail.section(u':', 0, 0).section(u' ', 1);
    const bool masked = row.entry.event == u"entry-mismatch" || row.entry.event == u"code-withheld";
    add(happened, {*obstacle,
                   {},
                   {},
                   masked ? mask : QString(),
                   masked ? QString() : row.entry.detail,
                   std::max<qint64>(1, row.entry.at),
                   1});
  }
  lookAtFirstProofs(facts, numbering, happened);
  for (const MessageRecord& message : facts.messages) add(happened, of(message, numbering));
  std::ranges::stable_sort(happened, {}, &ObstacleFound::at);
  if (happened.isEmpty()) happened.append({Obstacle::NothingAsked, {}, {}, {}, {}, 0, 1});
  return found + happened;
}

}  // namespace latchkey::service::domain
