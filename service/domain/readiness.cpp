// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/readiness.h"

#include <algorithm>

#include "service/domain/notices.h"
#include "service/domain/recoverability.h"
#include "service/domain/rehearsals.h"

namespace latchkey::service::domain {

namespace {
ObstacleFound plain(Obstacle obstacle) {
  ObstacleFound found;
  found.obstacle = obstacle;
  return found;
}

ObstacleFound ofContact(Obstacle obstacle, const Contact& contact) {
  ObstacleFound found = plain(obstacle);
  found.contactId = contact.id;
  found.mask = maskContact(contact);
  return found;
}

/// What a phone that is only called has no need of.
bool isOfTexts(const ObstacleFound& found, const QList<Contact>& contacts) {
  if (found.obstacle != Obstacle::CannotText) return false;
  const auto contact = std::ranges::find(contacts, found.contactId, &Contact::id);
  return contact != contacts.end() && contact->kind == ContactKind::Phone;
}

void lookAtReserve(Reserve reserve, QList<ObstacleFound>& found) {
  if (reserve == Reserve::TooLittle) found.append(plain(Obstacle::OnlyLockedMailbox));
  if (reserve == Reserve::JustEnough) found.append(plain(Obstacle::NoSpareWay));
}

void lookAtUse(const QList<MethodRecord>& ways, const ReadinessFacts& facts, const Numbering& numbering,
               const KeyedHash& keys, QList<ObstacleFound>& found) {
  const Realm& realm = *facts.account.realm;
  const QList<Contact> contacts = allContactsOf(facts.account.account->contacts, facts.account.factors);
  for (const Contact& contact : contacts) {
    const bool isOffered = std::ranges::any_of(
        ways, [&](const MethodRecord& way) { return isContact(way.kind) && way.value == contact.value; });
    if (!isOffered) continue;
    const bool isPhone = contact.kind != ContactKind::Mail;
    if (isPhone && numbering.judge(contact.raw, realm.phones.homeRegion).type == PhoneType::Voip) {
      // One line for it says why it takes no texts.
      found.removeIf([&](const ObstacleFound& other) {
        return other.obstacle == Obstacle::CannotText && other.contactId == contact.id;
      });
      found.append(ofContact(Obstacle::InternetTelephony, contact));
    }
    // Whoever registers one passes its code first.
    const bool isOwn = std::ranges::any_of(
        facts.account.factors.contacts,
        [&](const RegisteredContact& registered) { return registered.contact.value == contact.value; });
    if (!isOwn && !facts.confirmed.contains(contactKeyOf(keys, contact.value))) {
      found.append(ofContact(Obstacle::NeverConfirmed, contact));
    }
  }
}
}  // namespace

QString codeOf(Readiness readiness) {
  switch (readiness) {
    case Readiness::Ready:
      return QStringLiteral("ready");
    case Readiness::Doubtful:
      return QStringLiteral("doubtful");
    case Readiness::NotReady:
      return QStringLiteral("not-ready");
  }
  return {};
}

bool isInTheWay(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::UnknownAccount:
    case Obstacle::Disabled:
    case Obstacle::NotEnabledForReset:
    case Obstacle::ManagedElsewhere:
    case Obstacle::Privileged:
    case Obstacle::ResetSwitchedOff:
    case Obstacle::Stopped:
    case Obstacle::NothingRegistered:
    case Obstacle::TooFewContacts:
    case Obstacle::NoRealm:
    case Obstacle::OnlyLockedMailbox:
      return true;
    case Obstacle::NoMobile:
    case Obstacle::StartCodeWaits:
    case Obstacle::StartCodeOver:
    case Obstacle::StartCodeClosed:
    case Obstacle::StartCodeMissing:
    case Obstacle::NoCountryCode:
    case Obstacle::LeadingZero:
    case Obstacle::CannotText:
    case Obstacle::InvalidNumber:
    case Obstacle::InvalidAddress:
    case Obstacle::CountryNotAllowed:
    case Obstacle::ChannelSwitchedOff:
    case Obstacle::AccountItself:
    case Obstacle::NoSpareWay:
    case Obstacle::InternetTelephony:
    case Obstacle::NeverConfirmed:
    case Obstacle::NeverRehearsed:
    case Obstacle::EntryMismatch:
    case Obstacle::LimitReached:
    case Obstacle::FactorLocked:
    case Obstacle::FirstProofWaits:
    case Obstacle::Waiting:
    case Obstacle::TriedAgain:
    case Obstacle::BeingSent:
    case Obstacle::TooLate:
    case Obstacle::Refused:
    case Obstacle::GivenUp:
    case Obstacle::AnswerLost:
    case Obstacle::Accepted:
    case Obstacle::Delivered:
    case Obstacle::Undelivered:
    case Obstacle::NothingAsked:
      return false;
  }
  return false;
}

ReadinessFound readinessOf(const ReadinessFacts& facts, const Numbering& numbering, const KeyedHash& keys) {
  ReadinessFound result;
  result.accountKey = facts.account.accountKey;
  result.rehearsal = facts.rehearsal;
  QList<ObstacleFound>& found = result.obstacles;
  const auto judged = [&] {
    const bool blocked =
        std::ranges::any_of(found, [](const ObstacleFound& each) { return isInTheWay(each.obstacle); });
    result.readiness = blocked           ? Readiness::NotReady
                       : found.isEmpty() ? Readiness::Ready
                                         : Readiness::Doubtful;
    return result;
  };
  if (!facts.account.account) {
    found.append(plain(Obstacle::UnknownAccount));
    return judged();
  }
  result.realm = facts.account.account->realm;
  if (facts.account.realm == nullptr) {
    found.append(plain(Obstacle::NoRealm));
    return judged();
  }
  const QList<MethodRecord> ways = waysOf(facts.account, numbering);
  const QList<ObstacleFound> lasting = lastingObstaclesOf(facts.account, ways, numbering);
  for (const MethodRecord& way : ways) {
    if (!result.ways.contains(way.kind)) result.ways.append(way.kind);
  }
  const QList<Contact> all = allContactsOf(facts.account.account->contacts, facts.account.factors);
  QList<ObstacleFound> contacts;
  for (const ObstacleFound& each : lasting) {
    if (isOfTexts(each, all)) continue;
    (each.contactId.isEmpty() ? found : contacts).append(each);
  }
  // Who cannot recover it at all is told that, and not what else would be missing then.
  const bool isPossible =
      std::ranges::none_of(found, [](const ObstacleFound& each) { return isInTheWay(each.obstacle); });
  if (isPossible) {
    const ObstacleFacts& account = facts.account;
    const Factors usable = usableFactors(account.account, account.factors, account.now);
    lookAtReserve(recoverabilityOf(account.account, *account.realm, ways, usable, account.isStopped).reserve,
                  found);
    lookAtUse(ways, facts, numbering, keys, contacts);
  }
  // A list of all accounts is passed on as it is: no contact stands in it but masked.
  for (ObstacleFound& each : contacts) each.detail = each.mask;
  found += contacts;
  if (isPossible && !facts.rehearsal) found.append(plain(Obstacle::NeverRehearsed));
  return judged();
}

}  // namespace latchkey::service::domain
