// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>
#include <variant>
#include <vector>

#include "core/platform/secret.h"
#include "core/protocol/appeal_messages.h"
#include "core/protocol/delivery_messages.h"

/// The messages of the HTTPS interface, as values. Described for others in openapi.yaml.
///
/// Durations are whole seconds from the moment the answer was made: the wire carries no time of day,
/// so that a PC whose clock is wrong still shows right countdowns. Texts are UTF-8 without NUL.
namespace latchkey::protocol {

enum class Reason { ForgotPassword, CannotSignIn, SomebodyElse, NeverHadPassword };
enum class Language { English, Japanese };

/// What the service waits for; the same words as core/flow's states that have a server side.
enum class Stage {
  Challenge,    ///< the anti-robot test
  Method,       ///< a choice among the masked ways to prove who you are
  Confirm,      ///< the part of the contact that the mask hides
  Code,         ///< the code that was sent (or the authenticator's, or a start code)
  Questions,    ///< the answers to the security questions
  SecurityKey,  ///< what a security key signs
  Password,     ///< all gates passed, the permit to set a password is open
  AppealCode,   ///< the code that was sent to the address that an appeal is to be answered at
  AppealForm,   ///< what the person remembers
  Done,
  Appealed,  ///< an end: the appeal waits for its review
  Cancelled,
  Expired,
  Ended  ///< cannot go on: see RecoveryView::ending
};

/// Why a recovery ended without a new password (SPEC section 2). Only realms that disclose tell more than the
/// first two, and never before the challenge. A word that a client does not know is read as NotPossible.
enum class Ending {
  TooManyTries,
  NotPossible,        ///< for another reason: the account was changed meanwhile, another recovery was first
  UnknownAccount,     ///< no account goes by this name
  Disabled,           ///< a reset would not enable it
  ManagedElsewhere,   ///< the organisation keeps the password by other means
  NotEnabled,         ///< reset is not switched on for this account
  NothingRegistered,  ///< too few contacts and factors to prove anything with
  OnlyAdministrator,  ///< of the realm's administrators the locked account is the only one
  Stopped,            ///< somebody who can read the account's messages said "this was not me"
  ContinuedElsewhere  ///< it was gone on with from another PC, by its receipt and a fresh proof
};

/// What became of OpenRecovery::receipt, from the first proof on.
enum class Continuation {
  None,         ///< absent on the wire: no receipt was given, or nothing is proven yet
  Continued,    ///< this recovery has taken the place of the earlier one, and its receipt
  NothingFound  ///< for whatever reason; it goes on as the new one that it is
};

/// "Contact an administrator": whether this recovery can send its one message.
enum class AdministratorContact {
  NotOffered,  ///< absent on the wire: not at this step, or the realm names nobody to write to
  Offered,
  Sent
};

enum class ChallengeKind { Picture, Work };

/// All factors of SPEC section 1. A start code is one that an administrator hands out for a first password.
enum class MethodKind { Mail, Text, Call, Authenticator, Questions, SecurityKey, StartCode };

enum class MethodWarning { None, LockedAccountItself };

/// How far a code has got, as told before the gates: the same schedule for everybody.
enum class DeliveryState { Sending, HandedOver };

/// What is wrong with a number as it was registered. Realms that disclose tell it.
enum class NumberProblem { NoCountryCode, LeadingZero, CannotText, Invalid };

/// Where the account lives: decides what the locked PC needs before it takes the new password.
enum class AccountKind {
  Other,
  Domain,  ///< Active Directory: the PC asks a domain controller
  Cloud    ///< the PC asks a service on the internet
};

/// Whether too many wrong passwords have locked the account at its directory.
enum class AccountLock {
  Unknown,  ///< absent on the wire: not asked for, or the directory did not say
  Open,
  Locked
};

/// What a recovery came to.
enum class Outcome {
  PasswordSet,  ///< absent on the wire
  Unlocked,     ///< the lock was taken off and the password left as it was
  Rehearsed     ///< nothing was changed; who did it would get in
};

/// What one sign-in with the new password came to. A word that a client does not know is read as Refused.
enum class SignInResult {
  Accepted,
  MustChange,  ///< right, and to be changed at the next sign-in
  Refused,     ///< not this password, or not yet
  Disabled,    ///< right, but the account is disabled or has expired
  LockedOut    ///< locked again, mostly by a device that still tries the old password
};

struct Method {
  QString handle;  ///< random for each recovery, opaque, 22 base64url characters
  MethodKind kind = MethodKind::Mail;
  QString mask;  ///< empty for factors that are no contact
  MethodWarning warning = MethodWarning::None;
  bool operator==(const Method&) const = default;
};

struct ChallengeView {
  QString id;
  ChallengeKind kind = ChallengeKind::Picture;
  int expiresIn = 0;
  /// Proof of work, kind Work only: find a counter so that SHA-256(seed || counter as 8 bytes big
  /// endian) begins with `bits` zero bits. The seed is 16 bytes, base64url on the wire.
  QByteArray workSeed;
  int workBits = 0;
  bool operator==(const ChallengeView&) const = default;
};

struct CodeView {
  MethodKind kind = MethodKind::Mail;
  QString mask;
  QString shownEntry;  ///< what the person typed at the confirm step, so that it can be corrected
  int digits = 7;
  int expiresIn = 0;
  int resendIn = 0;  ///< 0: may be sent again now
  int resendsLeft = 0;
  int triesLeft = 0;
  DeliveryState delivery = DeliveryState::Sending;
  QString sender = {};                    ///< address, number or name that it comes from; empty: not known
  std::optional<DeliveryNews> news = {};  ///< where the realm discloses
  QList<NumberProblem> problems = {};     ///< of the number; where the realm discloses
  bool operator==(const CodeView&) const = default;
};

/// One of the questions that a registered answer belongs to, in the language of the recovery.
struct Question {
  QString id;
  QString text;
  bool operator==(const Question&) const = default;
};
struct QuestionsView {
  QList<Question> asked;  ///< all of them are answered at once, in any order
  int triesLeft = 0;
  bool operator==(const QuestionsView&) const = default;
};

/// What a security key is asked to sign (docs/decisions/0020-security-keys.md).
struct SecurityKeyView {
  QString rpId;                   ///< the relying party that the keys were registered for: a host name
  QByteArray challenge;           ///< 32 bytes; good for one answer
  QList<QByteArray> credentials;  ///< any one of them will do
  bool verifiesPerson = false;    ///< the key has to ask for its PIN or a fingerprint, not only for a touch
  int triesLeft = 0;
  bool operator==(const SecurityKeyView&) const = default;
};

/// The rules of the password page. Mirrors rules::PasswordPolicy without its word lists.
struct PasswordRulesView {
  int minimumLength = 8;
  int maximumLength = 16;
  int minimumClasses = 2;
  bool asciiOnly = true;
  bool refuseCommon = true;
  bool refuseNames = true;
  QStringList organisationWords;
  bool operator==(const PasswordRulesView&) const = default;
};

/// The appeal: the way of those who can prove nothing. Where the view has none, there is none to be had.
struct AppealView {
  QList<MethodKind> contactKinds;  ///< what the address may be that the answer goes to; Mail
  QString contactMask;             ///< stages AppealForm and Appealed
  QList<AppealField> fields;       ///< stage AppealForm only
  int reviewedWithin = 0;          ///< seconds that a review usually takes
  int waitsAtLeast = 0;            ///< seconds between an approval and the mail with its code
  bool operator==(const AppealView&) const = default;
};

struct SupportContact {
  QString name;  ///< e.g. "IT help desk"
  QString mail;
  QString phone;
  QString hours;
  bool operator==(const SupportContact&) const = default;
};

/// The whole state of one recovery as its owner may see it. Answer to every call of a recovery.
struct RecoveryView {
  Stage stage = Stage::Challenge;
  QString receipt;      ///< e.g. "7Q4-K2M"
  QString accountName;  ///< the name that will be used, in its canonical form for display
  QString realmName;
  SupportContact support;
  int gatesPassed = 0;
  int gatesNeeded = 1;
  int idleExpiresIn = 0;
  int expiresIn = 0;
  bool discloses = false;  ///< realm is `explicit`: a confirm entry that does not match is told
  std::optional<Ending> ending;
  int retryIn = 0;  ///< with Ending::TooManyTries: when it can go on
  AdministratorContact administrator = AdministratorContact::NotOffered;
  bool freshProof =
      false;  ///< only in the answer to ResumeRecovery: gates that were passed are asked for again
  Continuation continuation = Continuation::None;
  std::optional<ChallengeView> challenge;
  /// From stage Method until Password. At Ending::TooManyTries: what another recovery could be proven by now;
  /// at Outcome::Rehearsed: what was not tried. Their handles are worth nothing any more at either.
  QList<Method> methods;
  QString chosenHandle;                            ///< the method in use, empty when none
  std::optional<CodeView> code;                    ///< stage Code only
  std::optional<QuestionsView> questions;          ///< stage Questions only
  std::optional<SecurityKeyView> securityKey;      ///< stage SecurityKey only
  std::optional<PasswordRulesView> passwordRules;  ///< stage Password only
  QString displayName;                             ///< stage Password only: for the rule about names
  AccountLock lock = AccountLock::Unknown;         ///< stage Password only, with Reason::CannotSignIn
  QUrl signInUrl;                                  ///< stage Done only
  Outcome outcome = Outcome::PasswordSet;          ///< stage Done only
  int contactsNotified = 0;                        ///< stage Done only
  QStringList contacts;  ///< stage Done, with Reason::SomebodyElse: masks of what is registered
  int signInsEndIn = 0;  ///< the same: how long who is signed in may go on; 0: nobody knows
  AccountKind accountKind = AccountKind::Other;  ///< stage Done only
  std::optional<SignInResult> signIn;            ///< stage Done only: the answer to TrySignIn
  int signInTriesLeft = 0;                       ///< stage Done only; 0: TrySignIn is refused
  /// From stage Method until Questions and at Ended: an appeal may be begun. At its own stages: what it is.
  std::optional<AppealView> appeal;
  bool byAppeal = false;  ///< opened by the code of an approved appeal
  /// What can be registered to prove something with here: at Ending::NothingRegistered, and at stage Done.
  QList<MethodKind> realmFactors;
  bool rehearsal = false;  ///< absent on the wire: false; the same for the whole of a recovery
  QList<Method> provenBy;  ///< stage Done only, with Outcome::Rehearsed: what they would get in with
  bool operator==(const RecoveryView&) const = default;
};

/// An answer that opens or continues a recovery under a new token: after opening, when a gate is passed, and
/// when it is resumed.
struct RecoveryAnswer {
  RecoveryView view;
  std::optional<platform::Secret> token;
};

// --- requests -------------------------------------------------------------------------------------

struct OpenRecovery {  ///< POST /v1/recoveries -> 201
  QString account;     ///< as typed, at most 320 characters; the service canonicalises it
  Reason reason = Reason::ForgotPassword;
  Language language = Language::English;
  QString receipt =
      {};  ///< of an earlier recovery to go on from, as typed; empty, and absent on the wire: none
  /// A recovery up to the password step that changes nothing; absent on the wire: false. With a receipt it is
  /// refused, and its reason is not looked at.
  bool rehearsal = false;
};
struct NewChallenge {  ///< POST /v1/recovery/challenge
  ChallengeKind kind = ChallengeKind::Picture;
};
struct AnswerChallenge {  ///< POST /v1/recovery/challenge/answer
  QString id;
  QString text;                        ///< letters of the picture or words of the clip; empty with work
  std::optional<quint64> workCounter;  ///< as a decimal string on the wire
};
struct ChooseMethod {  ///< POST /v1/recovery/method
  QString handle;
};
struct ConfirmContact {  ///< POST /v1/recovery/confirm; sends the code
  QString entry;         ///< local part, last four digits, or the whole contact
};
struct ResendCode {};  ///< POST /v1/recovery/resend
struct SubmitCode {    ///< POST /v1/recovery/code
  platform::Secret code;
};
struct GivenAnswer {
  QString question;  ///< Question::id
  platform::Secret answer;
};
struct SubmitAnswers {  ///< POST /v1/recovery/answers: one answer for each question of the view
  std::vector<GivenAnswer> answers;
};
struct SubmitAssertion {         ///< POST /v1/recovery/assertion: what the security key has signed, and its
                                 ///< signature
  QByteArray credential;         ///< one of SecurityKeyView::credentials
  QByteArray clientData;         ///< core/rules/client_data.h
  QByteArray authenticatorData;  ///< 37 bytes: no extensions (WebAuthn, section 6.1)
  QByteArray signature;          ///< ES256 over authenticatorData and the SHA-256 of clientData, DER
};
struct SetPassword {  ///< POST /v1/recovery/password
  platform::Secret password;
};
/// POST /v1/recovery/unlock: the lock is taken off and the password stays. Where the view says Locked.
struct UnlockAccount {};
struct CancelRecovery {};  ///< POST /v1/recovery/cancel
struct SetLanguage {       ///< POST /v1/recovery/language: of the clip and of the messages
  Language language = Language::English;
};
/// POST /v1/recovery/administrator: one mail to the realm's administrators, once for each recovery. Repeated
/// after it was sent, it does nothing and succeeds.
struct ContactAdministrator {};
struct TrySignIn {  ///< POST /v1/recovery/sign-in: one sign-in with the new password
  platform::Secret password;
};

/// POST /v1/recovery/resume, with the token that the recovery was opened with: whoever was at it before is
/// out, and gates that were passed are to be passed afresh.
struct ResumeRecovery {
  Language language = Language::English;
};

/// POST /v1/approvals -> 201: opens a recovery by the one-time code of an approved appeal. A fresh code goes
/// to the appeal's address at once, so that the view is at Stage::Code.
struct OpenByApproval {
  platform::Secret code;  ///< as typed
  Language language = Language::English;
};

using Command = std::variant<OpenRecovery, NewChallenge, AnswerChallenge, ChooseMethod, ConfirmContact,
                             ResendCode, SubmitCode, SubmitAnswers, SubmitAssertion, SetPassword,
                             UnlockAccount, CancelRecovery, SetLanguage, ContactAdministrator, TrySignIn,
                             ResumeRecovery, GiveAppealContact, FileAppeal, OpenByApproval>;

// Reads: GET /v1/recovery -> RecoveryView, GET /v1/recovery/challenge/picture -> image/png,
// GET /v1/recovery/challenge/clip -> audio/wav, GET /.well-known/account-recovery -> Discovery.

/// "This was not me": the one-time code of a message. No command: it belongs to no recovery.
struct Object {
  platform::Secret code;  ///< as typed
};
/// What an objection has stopped.
struct Objection {
  QString receipt;  ///< of the recovery that the message was about; empty: of no recovery
  QString accountMask;
  QString realmName;
  SupportContact support;
  int stoppedFor = 0;  ///< seconds; no recovery of the account until then
  int recoveriesEnded = 0;
  bool passwordChanged = false;  ///< it had been changed already, and stays as it is
  int contactsNotified = 0;
  bool administratorsTold = false;
  int appealsEnded = 0;    ///< open appeals of the account that it has ended; absent on the wire: none
  bool mayAppeal = false;  ///< the owner may appeal while recoveries are stopped
};

struct Discovery {
  QString serviceName;
  QString apiVersion;  ///< "v1"
  QList<Language> languages;
  QList<ChallengeKind> challengeKinds;  ///< in the order that the realm wants them offered
  SupportContact support;
  bool operator==(const Discovery&) const = default;
};

}  // namespace latchkey::protocol
