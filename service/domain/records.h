// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "service/domain/recoveries.h"

/// What the store keeps of a recovery, as plain values. Times are ms since the epoch; 0: never.
namespace latchkey::service::domain {

/// Why an account cannot be recovered. Kept as numbers in the store: new ones at the end. Administrators are
/// told; a client only in realms that disclose, and after the challenge (endingFor() in method_offers.h).
enum class Cause {
  None,  ///< a real account that can be recovered
  Unknown,
  Disabled,
  NotEnabledForReset,
  ManagedElsewhere,
  Privileged,
  TooFewContacts,
  ResetSwitchedOff,
  OnlyStartCode,  ///< nothing that is registered proves it, but an administrator's start code would
  Stopped         ///< its owner said "this was not me"
};
[[nodiscard]] QString codeOf(Cause cause);  ///< "not-enabled-for-reset"

/// What a code is for. A code of one purpose never passes for another.
enum class CodePurpose {
  Recovery,
  Registration,
  Appeal,     ///< confirms the address that an appeal is to be answered at, and proves nothing
  FreshProof  ///< of somebody who is signed in to "Secure your account"
};

struct RecoveryRecord {
  QString id;  ///< 22 base64url characters
  QString receipt;
  QString accountKey;   ///< canonical: all counts are kept under it
  QString givenName;    ///< the account as it was asked for; shown until the gates are passed
  QString displayName;  ///< known once the challenge is passed; empty for decoys
  QString realm;
  Cause cause = Cause::None;
  Language language = Language::English;
  /// Of the account, once the challenge is passed: notices are in this one, which no stranger chooses.
  Language ownerLanguage = Language::English;
  Reason reason = Reason::ForgotPassword;
  QString source;  ///< keyed hash of the caller's network
  /// Asked for from within the realm's own networks, so that it is told what is wrong (discloses()).
  bool inside = false;
  Stage stage = Stage::Challenge;
  std::optional<Ending> ending;
  bool superseded = false;  ///< ended because another recovery of the account finished
  qint64 retryAt = 0;
  int epoch = 0;  ///< of the token; grows when a gate is passed and when somebody comes back
  int gatesPassed = 0;
  int gatesNeeded = 1;
  qint64 createdAt = 0;
  qint64 touchedAt = 0;  ///< last write by the owner; the idle limit runs from here
  qint64 expiresAt = 0;  ///< absolute
  QString chosenHandle;
  QString shownEntry;
  int confirms = 0;  ///< explicit realms: misses; uniform realms: all well-formed entries
  qint64 permitUntil = 0;
  int contactsNotified = 0;
  LockState lock = LockState::Unknown;  ///< as the directory said when the last gate was passed
  Finish finish = Finish::PasswordSet;
  qint64 finishedAt = 0;  ///< at Stage::Done; what is asked afterwards touches it, and does not move this
  /// With Cause::OnlyStartCode, until the code has proven it: the account itself. accountKey is what was
  /// typed.
  QString startKey;
  QStringList contacts;           ///< masks, with Reason::SomebodyElse, once it is done
  QString appealId;               ///< of the appeal whose approval opened it; empty: none
  DirectoryRules directoryRules;  ///< as they were when the challenge was passed; for the page
  QString earlierReceipt = {};    ///< of the recovery to go on from, as it was given; empty: none
  Continuation continuation = Continuation::None;
  qint64 receiptAt = 0;       ///< since when this one has the receipt of the earlier one; 0: it has its own
  bool rehearsal = false;     ///< from its opening on, and never otherwise
  QStringList provenBy = {};  ///< the handles of the methods that passed its gates
  int version = 0;            ///< an update succeeds against the version that was read, and only once
};

struct MethodRecord {
  int position = 0;
  QString handle;
  MethodKind kind = MethodKind::Mail;
  QString slot;  ///< the contact behind it; text and call to one number share it
  QString mask;
  MethodWarning warning = MethodWarning::None;
  QString value;  ///< address or E.164; made up for decoys, which are never written to
  QString national;
  QString extension;
  QStringList asked;             ///< MethodKind::Questions: the ids of the questions
  QList<PhoneProblem> problems;  ///< of the number as it was received; only where the realm tells
  bool used = false;             ///< passed a gate: no second gate by the same contact
};

struct ChallengeRecord {
  QString id;
  QString recoveryId;
  ChallengeKind kind = ChallengeKind::Picture;
  int workBits = 0;
  qint64 expiresAt = 0;
};

/// The one code row of a recovery and contact. A new code replaces the old one in place, so that the
/// attempts go on counting.
struct CodeRecord {
  QString recoveryId;
  QString slot;
  CodePurpose purpose = CodePurpose::Recovery;
  QString handle;     ///< the method it was sent by
  QByteArray mac;     ///< keyed hash of recovery, method, purpose and code
  qint64 sentAt = 0;  ///< as shown; also when nothing went out
  qint64 expiresAt = 0;
  int attempts = 0;
  bool matched = false;  ///< the present entry fits the contact
  bool sent = false;     ///< a message with this very code was queued
  QString liveContact;   ///< keyed hash of the contact while this is its one live code; else empty
  QString message;       ///< the id of the message with this code, to somebody or to nobody
};

/// A write and its first answer, scoped by proof key.
struct WriteRecord {
  QByteArray thumbprint;
  QByteArray key;
  QByteArray fingerprint;
  QString recoveryId;
  qint64 claimedAt = 0;
  bool finished = false;
  QByteArray answer;    ///< without token
  int tokenEpoch = -1;  ///< the token that belonged to the answer is rebuilt from this; -1: none
};

/// The one attempt at an account's password, or at its lock, that is under way. Outlives a crash, so that a
/// lost answer of the directory is looked up before anybody goes on.
struct FinishRecord {
  QString accountKey;
  QString recoveryId;
  QString marker;
  qint64 startedAt = 0;
  Finish finish = Finish::PasswordSet;
  // The write that it belongs to, so that its repetition gets the true answer.
  QByteArray thumbprint;
  QByteArray writeKey;
  QByteArray fingerprint;
};

/// What a message to the owner of an account is about. Kept as numbers: new ones at the end.
enum class MessageSubject {
  Code,
  PasswordChanged,
  ContactsChanged,
  QuestionsChanged,
  FactorLocked,
  AccountUnlocked,
  StartCodeIssued,
  KeysChanged,
  AppealFiled,
  AppealApproved,
  AuthenticatorsChanged
};

/// One code of "this was not me", as it is kept until it is used or too old.
struct ObjectionTicket {
  QByteArray mac;  ///< keyed hash of the code
  QString accountKey;
  QString realm;
  QString recoveryId;  ///< empty: the message was about no recovery
  QString receipt;
  MessageSubject subject = MessageSubject::Code;
  Channel channel = Channel::Mail;
  qint64 issuedAt = 0;
  qint64 expiresAt = 0;
  QString reader = {};  ///< readerKey() of whom it was sent to; empty: not known
};

/// One line for administrators. No secret and no full contact in it.
struct JournalEntry {
  qint64 at = 0;
  QString event;  ///< "opened", "not-possible", "factor-locked", …
  QString recoveryId;
  QString accountKey;
  QString detail;
  QString receipt = {};  ///< of the recovery, which it outlives
};

}  // namespace latchkey::service::domain
