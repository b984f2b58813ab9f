// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

#include "service/domain/audit_trail.h"
#include "service/domain/factors.h"
#include "service/domain/policy.h"
#include "service/domain/records.h"

/// Why no mail or text reached an account (SPEC section 3), from what is registered, what the journal says
/// and what became of each message. For administrators and operators: it tells true causes.
namespace latchkey::service::domain {

enum class Obstacle {
  // of the account
  UnknownAccount,
  Disabled,
  NotEnabledForReset,
  ManagedElsewhere,
  Privileged,
  ResetSwitchedOff,
  Stopped,  ///< its owner said "this was not me"
  NothingRegistered,
  TooFewContacts,
  NoMobile,          ///< nothing that takes texts, though the realm sends some
  StartCodeWaits,    ///< handed out and not used; detail: until when
  StartCodeOver,     ///< handed out, and its time has run out
  StartCodeClosed,   ///< guessed at too often by all names of the account; detail: until when
  StartCodeMissing,  ///< too little is registered, and one would do
  // of a contact
  NoCountryCode,
  LeadingZero,
  CannotText,
  InvalidNumber,
  InvalidAddress,
  CountryNotAllowed,
  ChannelSwitchedOff,  ///< the realm sends nothing of this kind
  AccountItself,       ///< the mailbox is the very account that is locked
  // of how well it could be recovered (readiness.h)
  NoRealm,            ///< the configuration has none of this name
  OnlyLockedMailbox,  ///< what is left of the ways is a mailbox that is locked together with the account
  NoSpareWay,         ///< whoever loses one of the ways cannot recover the account
  InternetTelephony,  ///< a number that takes no texts, and that may be out when the PC is
  NeverConfirmed,     ///< an administrator or the directory named it, and no code was ever passed by it
  NeverRehearsed,
  // of what was tried
  EntryMismatch,
  LimitReached,
  FactorLocked,
  FirstProofWaits,  ///< of two; a code for the second goes out only when the first is finished
  // of a message
  Waiting,
  TriedAgain,
  BeingSent,
  TooLate,  ///< it had expired before it could be sent
  Refused,  ///< by the relay or the gateway, for good
  GivenUp,
  AnswerLost,
  Accepted,     ///< by the relay or the gateway: what follows is out of sight
  Delivered,    ///< as was reported afterwards
  Undelivered,  ///< the same
  NothingAsked  ///< no code was asked for as long as records are kept
};
[[nodiscard]] QString codeOf(Obstacle obstacle);  ///< "no-country-code"

struct ObstacleFound {
  Obstacle obstacle = Obstacle::NothingAsked;
  std::optional<Channel> channel;  ///< of a message
  QString contactId;               ///< of a contact of the account
  QString mask;                    ///< the contact or the recipient; empty: of the whole account
  QString detail;                  ///< a reason of the delivery, or the number as it is dialled
  qint64 at = 0;                   ///< the latest time; 0: lasting
  int count = 1;
  QList<MethodKind> factors = {};  ///< of an account with too little: what the realm takes

  bool operator==(const ObstacleFound&) const = default;
};

struct ObstacleFacts {
  QString accountKey;
  std::optional<Account> account;  ///< nothing: unknown, or kept in another directory
  bool isKeptElsewhere = false;    ///< the directory is not Latchkey's own: contacts are not known here
  Factors factors;
  bool isStopped = false;           ///< by "this was not me"
  qint64 startCodeClosedUntil = 0;  ///< start_codes.h
  const Realm* realm = nullptr;
  qint64 now = 0;
  QList<JournalRow> journal;      ///< of the account, as far back as messages are kept
  QList<MessageRecord> messages;  ///< of the account
};
/// What stands in the way, lasting things first, then what happened, the oldest first.
[[nodiscard]] QList<ObstacleFound> obstaclesOf(const ObstacleFacts& facts, const Numbering& numbering);

/// The ways that the account could be proven by.
[[nodiscard]] QList<MethodRecord> waysOf(const ObstacleFacts& facts, const Numbering& numbering);
/// What lasts of it alone, of the account and its contacts; nothing of start codes. There is an account, and
/// a realm.
/// @param ways waysOf()
[[nodiscard]] QList<ObstacleFound> lastingObstaclesOf(const ObstacleFacts& facts,
                                                      const QList<MethodRecord>& ways,
                                                      const Numbering& numbering);

}  // namespace latchkey::service::domain
