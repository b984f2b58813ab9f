// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/obstacle_text.h"

#include <algorithm>

#include "service/domain/delivery_news.h"
#include "service/domain/method_offers.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::Channel;
using domain::DeliveryFault;
using domain::Obstacle;
using domain::ObstacleFound;

bool isMail(const ObstacleFound& found) {
  return found.channel == Channel::Mail;
}
QString whoSends(const ObstacleFound& found) {
  return isMail(found) ? QStringLiteral("the mail relay") : QStringLiteral("the gateway");
}

/// What is out of Latchkey's sight once somebody else has the message (SPEC section 3).
ObstacleText handedOver(const ObstacleFound& found, const QString& sender) {
  const QString cause = whoSends(found) + QStringLiteral(" accepted it");
  if (isMail(found)) {
    const QString from = sender.isEmpty() ? QStringLiteral("the sender") : sender;
    return {cause, QStringLiteral("look in junk and for a full mailbox, and let %1 through there").arg(from)};
  }
  if (found.channel == Channel::Text) {
    return {cause,
            QStringLiteral("ask whether the phone and its carrier take texts, also from abroad; else a "
                           "call or mail")};
  }
  return {cause, QStringLiteral("ask whether call blocking is on, and who answers that phone")};
}

bool takesContacts(const ObstacleFound& found) {
  return std::ranges::any_of(found.factors, domain::isContact);
}

/// What the realm takes, and how each comes to be registered.
QString registerFor(const ObstacleFound& found, const QString& account) {
  QStringList ways;
  if (takesContacts(found)) {
    ways << QStringLiteral("add a contact: `latchkeyctl accounts contacts add %1 CONTACT`").arg(account);
  }
  if (found.factors.contains(domain::MethodKind::Questions)) {
    ways << QStringLiteral("register security questions: `latchkeyctl accounts questions set %1`")
                .arg(account);
  }
  if (found.factors.contains(domain::MethodKind::Authenticator)) {
    ways << QStringLiteral("have an authenticator app registered");
  }
  if (found.factors.contains(domain::MethodKind::SecurityKey)) {
    ways << QStringLiteral("register a security key: `latchkeyctl accounts keys add %1`").arg(account);
  }
  return ways.join(QStringLiteral(", or "));
}

/// @param way as the journal names it
QString lockedFor(const QString& way) {
  if (way == u"questions") {
    return QStringLiteral("too many wrong answers: the security questions are locked");
  }
  if (way == u"authenticator") {
    return QStringLiteral("too many wrong codes of the authenticator app: it is locked");
  }
  if (way == u"security-key") return QStringLiteral("too many refused answers: the security keys are locked");
  if (way == u"start-code") return QStringLiteral("too many wrong start codes: start codes are locked");
  return QStringLiteral("too many wrong codes: codes by %1 are locked").arg(way);
}

QString nextFor(const QString& reason) {
  if (reason.startsWith(u"connect") || reason.startsWith(u"tls") || reason.startsWith(u"resolve")) {
    return QStringLiteral("look whether it is up and can be reached from the service");
  }
  return QStringLiteral("look up this reason in its own log");
}

/// What the reason means, where it is one of those that say.
QString meaningOf(const ObstacleFound& found) {
  switch (domain::faultOf(found.detail)) {
    case DeliveryFault::MailboxFull:
      return QStringLiteral(": the mailbox is full");
    case DeliveryFault::NoSuchMailbox:
      return QStringLiteral(": there is no such mailbox");
    case DeliveryFault::Unwanted:
      return QStringLiteral(": the receiving side takes it for junk, or its rules keep it out");
    case DeliveryFault::CannotText:
      return QStringLiteral(": the number takes no texts");
    case DeliveryFault::NoCountryCode:
      return QStringLiteral(": the number lacks its country code");
    case DeliveryFault::InvalidNumber:
      return QStringLiteral(": no phone has this number");
    case DeliveryFault::Blocked:
      return QStringLiteral(": blocked by the receiver or the carrier");
    case DeliveryFault::Unreachable:
      return QStringLiteral(": the phone could not be reached");
    case DeliveryFault::None:
    case DeliveryFault::TooLate:
    case DeliveryFault::Other:
      return {};
  }
  return {};
}

QString nextAfterRefusal(const ObstacleFound& found, const QString& change, const QString& sender) {
  switch (domain::faultOf(found.detail)) {
    case DeliveryFault::MailboxFull:
      return QStringLiteral("have the mailbox emptied, then have a new code sent");
    case DeliveryFault::Unwanted:
      return QStringLiteral("have %1 allowed there, or let the person choose another method")
          .arg(sender.isEmpty() ? QStringLiteral("the sender") : sender);
    case DeliveryFault::CannotText:
      return QStringLiteral("let the person choose a call, or register a mobile");
    case DeliveryFault::NoCountryCode:
      return QStringLiteral("register it again as + and country code: ") + change;
    case DeliveryFault::Blocked:
      return QStringLiteral("have the blocking ended, or let the person choose another method");
    case DeliveryFault::Unreachable:
      return QStringLiteral("have the phone switched on, then have a new code sent");
    case DeliveryFault::NoSuchMailbox:
    case DeliveryFault::InvalidNumber:
      return QStringLiteral("register the right one: ") + change;
    case DeliveryFault::None:
    case DeliveryFault::TooLate:
    case DeliveryFault::Other:
      return QStringLiteral("correct the contact, or ask the provider why: ") + change;
  }
  return {};
}

}  // namespace

ObstacleText textOf(const ObstacleFound& found, const QString& account, const QString& sender) {
  const QString change = QStringLiteral("`latchkeyctl accounts contacts`");
  const QString dialled = found.detail.isEmpty() ? QStringLiteral("no number that can be dialled")
                                                 : QStringLiteral("a number of the realm's country");
  switch (found.obstacle) {
    case Obstacle::UnknownAccount:
      return {QStringLiteral("there is no such account, so nothing is ever sent"),
              QStringLiteral("compare the name letter by letter with `latchkeyctl accounts list`")};
    case Obstacle::Disabled:
      return {QStringLiteral("the account is disabled, and a reset never enables it"),
              QStringLiteral("enable it in the directory first")};
    case Obstacle::NotEnabledForReset:
      return {QStringLiteral("the account is not enabled for reset; in some organisations only those of "
                             "administrators are"),
              QStringLiteral("enable it for reset, or let an administrator set the password")};
    case Obstacle::ManagedElsewhere:
      return {QStringLiteral("the password of this account is managed somewhere else"),
              QStringLiteral("send the person to whoever keeps the password")};
    case Obstacle::Privileged:
      return {QStringLiteral("this realm recovers no privileged accounts"),
              QStringLiteral("let another administrator reset it in the directory")};
    case Obstacle::ResetSwitchedOff:
      return {QStringLiteral("reset is switched off in this realm"),
              QStringLiteral("switch it on: `latchkeyctl policy set REALM reset_enabled true`")};
    case Obstacle::Stopped:
      return {QStringLiteral(
                  "somebody who reads this account's messages said \"this was not me\", so no code goes out"),
              QStringLiteral("find out who it was; then `latchkeyctl accounts unfreeze %1`").arg(account)};
    case Obstacle::NothingRegistered:
      return {takesContacts(found) ? QStringLiteral("no mail address and no number is registered")
                                   : QStringLiteral("nothing is registered that could prove who it is"),
              registerFor(found, account)};
    case Obstacle::TooFewContacts:
      return {QStringLiteral("fewer of the registered ways can be used than the policy asks for"),
              (takesContacts(found) ? QStringLiteral("mend a contact that is named here, or ") : QString()) +
                  registerFor(found, account)};
    case Obstacle::NoMobile:
      return {QStringLiteral("no number that takes texts is registered, so no text can come"),
              QStringLiteral("register a mobile, or let the person choose mail or a call")};
    case Obstacle::StartCodeWaits:
      return {QStringLiteral(
                  "a start code was handed out and is good until %1; it is told by hand and never sent")
                  .arg(found.detail),
              QStringLiteral("have the person choose \"I never got a password\" and enter it")};
    case Obstacle::StartCodeOver:
      return {QStringLiteral("the start code that was handed out has run out"),
              QStringLiteral("hand out another one: `latchkeyctl start-code %1`").arg(account)};
    case Obstacle::StartCodeClosed:
      return {
          QStringLiteral(
              "start codes of this account were guessed at too often, by all of its names together; until "
              "%1 the right one is refused like a wrong one")
              .arg(found.detail),
          QStringLiteral("find out who guesses; tell the person to wait until then, or register a contact")};
    case Obstacle::StartCodeMissing:
      return {QStringLiteral("the account never had a password, and no start code was handed out"),
              QStringLiteral("hand one out to its owner: `latchkeyctl start-code %1`").arg(account)};
    case Obstacle::NoCountryCode:
      return {
          QStringLiteral("the number was registered without its country code; it is taken for ") + dialled,
          QStringLiteral("register it again as + and country code: ") + change};
    case Obstacle::LeadingZero:
      return {QStringLiteral("the number was registered with its leading 0 after the country code"),
              QStringLiteral("register it again without that 0: ") + change};
    case Obstacle::CannotText:
      return {QStringLiteral("a fixed line or an internet telephony number, which takes no texts"),
              QStringLiteral("let the person choose a call, or register a mobile")};
    case Obstacle::InvalidNumber:
      return {QStringLiteral("nobody can dial this number; it is kept and never offered"),
              QStringLiteral("register the right one: ") + change};
    case Obstacle::InvalidAddress:
      return {QStringLiteral("this is no mail address; it is kept and never offered"),
              QStringLiteral("register the right one: ") + change};
    case Obstacle::CountryNotAllowed:
      return {QStringLiteral("the realm sends no texts and calls to this country"),
              QStringLiteral("let the person choose mail, or allow the country in the configuration")};
    case Obstacle::ChannelSwitchedOff:
      return {QStringLiteral("the realm's factors leave this kind of contact out"),
              QStringLiteral("let the person choose another method, or change the realm's factors")};
    case Obstacle::AccountItself:
      return {QStringLiteral("this mailbox belongs to the very account that is locked"),
              QStringLiteral("register an address that opens without this account")};
    case Obstacle::NoRealm:
      return {QStringLiteral("the configuration has no realm of this name"),
              QStringLiteral("put the realm back, or the account into another one")};
    case Obstacle::OnlyLockedMailbox:
      return {QStringLiteral("all that would prove it is a mailbox that is locked together with the account"),
              QStringLiteral("register an address that opens without this account, or another way")};
    case Obstacle::NoSpareWay:
      return {QStringLiteral("whoever loses one of the ways cannot recover the account"),
              QStringLiteral("have one more way registered")};
    case Obstacle::InternetTelephony:
      return {
          QStringLiteral("%1 is an internet-telephony number: it takes no texts, and is out with the line")
              .arg(found.detail),
          QStringLiteral("register a mobile")};
    case Obstacle::NeverConfirmed:
      return {
          QStringLiteral("no code was ever passed that went there"),
          QStringLiteral("have the owner rehearse with it: `latchkey --rehearse --account %1`").arg(account)};
    case Obstacle::NeverRehearsed:
      return {QStringLiteral("its recovery was never rehearsed"),
              QStringLiteral("have the owner rehearse it: `latchkey --rehearse --account %1`").arg(account)};
    case Obstacle::EntryMismatch:
      return {QStringLiteral("what was typed at the confirm step is not this contact, so no code was sent"),
              QStringLiteral("ask for the whole address or number, letter by letter")};
    case Obstacle::LimitReached:
      return {found.detail.isEmpty() ? QStringLiteral("a limit of codes was reached, so no code was sent")
                                     : QStringLiteral("a limit was reached: ") + found.detail,
              QStringLiteral("wait until the hour or the day has passed, or choose another method")};
    case Obstacle::FactorLocked:
      return {lockedFor(found.detail),
              QStringLiteral("choose another method; the lock ends by itself, after a day by default")};
    case Obstacle::FirstProofWaits:
      return {QStringLiteral("a code for the first of two proofs went out and no proof was finished; nothing "
                             "is sent for the second before that"),
              QStringLiteral("have the code of the newest message entered first, then the other way chosen")};
    case Obstacle::Waiting:
      return {QStringLiteral("it waits in the queue and was not tried yet"),
              QStringLiteral("see that latchkeyd runs")};
    case Obstacle::TriedAgain:
      return {
          whoSends(found) + QStringLiteral(" did not take it yet (%1); it is tried again").arg(found.detail),
          nextFor(found.detail)};
    case Obstacle::BeingSent:
      return {QStringLiteral("it is being sent right now"),
              QStringLiteral("wait three minutes and ask again")};
    case Obstacle::TooLate:
      return {QStringLiteral("it could not be handed over before the code expired"),
              QStringLiteral("look at what held it up, then have a new code sent")};
    case Obstacle::Refused:
      return {
          whoSends(found) + QStringLiteral(" refused it for good (%1)%2").arg(found.detail, meaningOf(found)),
          nextAfterRefusal(found, change, sender)};
    case Obstacle::Delivered:
      return {whoSends(found) + QStringLiteral(" reported that it was delivered"),
              QStringLiteral(
                  "look whether it is shown elsewhere, and whether the contact is still the person's")};
    case Obstacle::Undelivered:
      return {whoSends(found) + QStringLiteral(" reported that it was not delivered (%1)%2")
                                    .arg(found.detail, meaningOf(found)),
              nextAfterRefusal(found, change, sender)};
    case Obstacle::GivenUp:
      return {QStringLiteral("it was given up (%1)").arg(found.detail), nextFor(found.detail)};
    case Obstacle::AnswerLost:
      return {whoSends(found) + QStringLiteral(" has it, but its answer was lost (%1); it is never sent "
                                               "twice")
                                    .arg(found.detail),
              QStringLiteral("have a new code sent if it has not come")};
    case Obstacle::Accepted:
      return handedOver(found, sender);
    case Obstacle::NothingAsked:
      return {QStringLiteral("nobody asked for a code or was told anything in the last day"),
              QStringLiteral("compare the account name on the person's screen with this one")};
  }
  return {};
}

}  // namespace latchkey::admin
