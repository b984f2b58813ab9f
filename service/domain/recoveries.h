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

#include "core/platform/network.h"
#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "service/domain/delivery_standing.h"
#include "service/domain/ports.h"
#include "service/domain/replay_guard.h"

/// What the outside can do to a recovery, in the domain's own words. service/http translates.
namespace latchkey::service::domain {

enum class Reason { ForgotPassword, CannotSignIn, SomebodyElse, NeverHadPassword };
/// Kept as numbers in the store: new ones at the end.
enum class Stage {
  Challenge,
  Method,
  Confirm,
  Code,
  Password,
  Done,
  Cancelled,
  Expired,
  Ended,
  Questions,
  SecurityKey,
  AppealCode,
  AppealForm,
  Appealed  ///< an end
};
enum class Ending {
  TooManyTries,
  NotPossible,
  UnknownAccount,
  Disabled,
  ManagedElsewhere,
  NotEnabled,
  NothingRegistered,
  OnlyAdministrator,
  Stopped,
  ContinuedElsewhere
};
/// What became of the receipt that somebody gave to go on from another PC (going_on.cpp). Kept as numbers in
/// the store: new ones at the end.
enum class Continuation {
  None,     ///< no receipt was given
  Waiting,  ///< for a fresh proof: until then nothing is looked at
  Continued,
  NothingFound
};
enum class AdministratorContact { NotOffered, Offered, Sent };
enum class ChallengeKind { Picture, Work };
/// Kept as numbers in the store: new ones at the end.
enum class MethodKind { Mail, Text, Call, Authenticator, Questions, SecurityKey, StartCode };
enum class MethodWarning { None, LockedAccountItself };
enum class DeliveryState { Sending, HandedOver };
enum class AccountKind { Other, Domain, Cloud };
/// Kept as numbers in the store: new ones at the end.
enum class Finish {
  PasswordSet,
  Unlocked,
  Rehearsed  ///< nothing was changed: rehearsing.cpp
};

struct MethodOffer {
  QString handle;
  MethodKind kind = MethodKind::Mail;
  QString mask;
  MethodWarning warning = MethodWarning::None;
};
struct ChallengeOffer {
  QString id;
  ChallengeKind kind = ChallengeKind::Picture;
  qint64 expiresAt = 0;
  QByteArray workSeed;
  int workBits = 0;
};
struct CodeOffer {
  MethodKind kind = MethodKind::Mail;
  QString mask;
  QString shownEntry;
  int digits = 7;
  qint64 expiresAt = 0;
  qint64 resendAt = 0;
  int resendsLeft = 0;
  int triesLeft = 0;
  DeliveryState delivery = DeliveryState::Sending;
  QString sender = {};                    ///< whom the message comes from; the same for everybody
  std::optional<DeliveryNews> news = {};  ///< where the realm discloses
  QList<PhoneProblem> problems = {};      ///< of the number; where the realm discloses
};
struct QuestionOffer {
  QString id;
  QString text;  ///< in the language of the recovery
};
struct QuestionsOffer {
  QList<QuestionOffer> asked;
  int triesLeft = 0;
};
/// What a security key is asked to sign.
struct KeyOffer {
  QString rpId;
  QByteArray challenge;
  QList<QByteArray> credentials;
  bool verifiesPerson = false;
  int triesLeft = 0;
};
struct AppealFieldOffer {
  QString id;
  QString label;  ///< in the language of the recovery
  int maximumLength = 200;
};
struct AppealOffer {
  QList<MethodKind> contactKinds;
  QString contactMask;
  QList<AppealFieldOffer> fields;
  int reviewedWithin = 0;  ///< seconds
  int waitsAtLeast = 0;    ///< seconds
};
struct PasswordRules {
  int minimumLength = 8;
  int maximumLength = 16;
  int minimumClasses = 2;
  bool asciiOnly = true;
  bool refuseCommon = true;
  bool refuseNames = true;
  QStringList organisationWords;
};
struct SupportContact {
  QString name, mail, phone, hours;
};

/// A recovery as its owner may see it. Times are ms since the epoch, from the same Clock.
struct Snapshot {
  qint64 now = 0;  ///< when this was taken; the wire carries differences
  Stage stage = Stage::Challenge;
  QString receipt;
  QString accountName;
  QString realmName;
  SupportContact support;
  int gatesPassed = 0;
  int gatesNeeded = 1;
  qint64 idleExpiresAt = 0;
  qint64 expiresAt = 0;
  bool discloses = false;
  std::optional<Ending> ending;
  qint64 retryAt = 0;
  AdministratorContact administrator = AdministratorContact::NotOffered;
  Continuation continuation = Continuation::None;
  bool freshProof = false;  ///< the resumption that this is the answer to took passed gates back
  std::optional<ChallengeOffer> challenge;
  QList<MethodOffer> methods;
  QString chosenHandle;
  std::optional<CodeOffer> code;
  std::optional<QuestionsOffer> questions;
  std::optional<KeyOffer> securityKey;
  std::optional<PasswordRules> passwordRules;
  QString displayName;
  LockState lock = LockState::Unknown;  ///< at Stage::Password of Reason::CannotSignIn
  Finish finish = Finish::PasswordSet;
  QUrl signInUrl;
  int contactsNotified = 0;
  QStringList contacts;  ///< masks of what is registered, with Reason::SomebodyElse
  qint64 signInsEndAt = 0;
  AccountKind accountKind = AccountKind::Other;
  std::optional<SignInVerdict> signIn;  ///< of the sign-in that this is the answer to
  int signInTriesLeft = 0;
  std::optional<AppealOffer> appeal;
  bool byAppeal = false;
  QList<MethodKind> realmFactors;  ///< what can be registered, where that is worth telling
  bool rehearsal = false;
  /// With Finish::Rehearsed: the ways that proved it. Those that were not tried are the methods then.
  QList<MethodOffer> provenBy;
};
struct Outcome {
  Snapshot snapshot;
  QByteArray newToken;    ///< empty unless a token is issued with this answer; wipe after use
  bool repeated = false;  ///< the kept answer of the same write: nothing was done for it
};

enum class RefusalKind {
  InvalidField,
  IdempotencyKeyReused,
  RequestInProgress,
  Unauthorized,
  WrongStage,
  ChallengeFailed,
  ChallengeExpired,
  UnknownMethod,
  EntryMalformed,
  EntryMismatch,
  CodeWrong,
  CodeExpired,
  AnswersWrong,
  KeyRefused,
  ObjectionRefused,
  AppealContactRefused,
  ApprovalRefused,
  TooManyTries,
  ResendTooEarly,
  PasswordRefused,
  RecoverySuperseded,
  RateLimited,
  Unavailable,
  InternalError,
  SignInRefused,
  PasswordMustChange,
  ProofNeeded,
  ContactRegistered,
  ContactCannotText,
  AccountStopped
};
struct Refusal {
  RefusalKind kind = RefusalKind::InternalError;
  QString field;           ///< InvalidField: JSON pointer
  QStringList violations;  ///< PasswordRefused
  std::optional<int> triesLeft;
  std::optional<int> retryIn;     ///< seconds
  std::optional<bool> otherWays;  ///< TooManyTries: another way of this recovery can prove something now
  QString logReason;              ///< for the log only; no secret and no contact in it
};

struct OpenRecovery {
  QString account;
  Reason reason = Reason::ForgotPassword;
  Language language = Language::English;
  QString receipt = {};  ///< of an earlier recovery to go on from, as typed; empty: none
  /// It ends where a permit would be given, and changes nothing. Its reason is not looked at.
  bool rehearsal = false;
};
struct NewChallenge {
  ChallengeKind kind = ChallengeKind::Picture;
};
struct AnswerChallenge {
  QString id;
  QString text;
  std::optional<quint64> workCounter;
};
struct ChooseMethod {
  QString handle;
};
struct ConfirmContact {
  QString entry;
};
struct ResendCode {};
struct SubmitCode {
  platform::Secret code;
};
struct GivenAnswer {
  QString question;
  platform::Secret answer;
};
struct SubmitAnswers {
  std::vector<GivenAnswer> answers;
};
struct SubmitAssertion {  ///< what a security key has signed, and its signature (assertions.h)
  QByteArray credential;
  QByteArray clientData;
  QByteArray authenticatorData;
  QByteArray signature;
};
struct SetPassword {
  platform::Secret password;
};
struct UnlockAccount {};
struct CancelRecovery {};
struct SetLanguage {
  Language language = Language::English;
};
struct ContactAdministrator {};
struct TrySignIn {
  platform::Secret password;
};
/// Going on from a kept place, by the token that the recovery was opened with: resuming.cpp.
struct ResumeRecovery {
  Language language = Language::English;
};
struct GiveAppealContact {
  QString contact;
};
struct GivenField {
  QString id;
  QString value;
};
struct FileAppeal {
  QString names;
  QString birthDate;
  std::vector<platform::Secret> passwords;
  QString lastSignIn;
  QString places;
  QStringList contacts;
  QString devices;
  QList<GivenField> fields;
};
using Command =
    std::variant<NewChallenge, AnswerChallenge, ChooseMethod, ConfirmContact, ResendCode, SubmitCode,
                 SubmitAnswers, SubmitAssertion, SetPassword, UnlockAccount, CancelRecovery, SetLanguage,
                 ContactAdministrator, TrySignIn, ResumeRecovery, GiveAppealContact, FileAppeal>;
enum class Media { Picture, Clip };

/// "This was not me", with the code of a message. Belongs to no recovery.
struct ObjectToRecovery {
  platform::Secret code;  ///< as typed
};
/// A new recovery by the code of an approved appeal.
struct OpenByApproval {
  platform::Secret code;  ///< as typed
  Language language = Language::English;
};
/// What an objection has stopped.
struct Objected {
  qint64 now = 0;
  QString receipt;  ///< of the recovery that the message was about; empty: of no recovery
  QString accountMask;
  QString realmName;
  SupportContact support;
  qint64 stoppedUntil = 0;
  int recoveriesEnded = 0;
  bool passwordChanged = false;  ///< before the objection, and it stays so
  int contactsNotified = 0;
  bool administratorsTold = false;
  int appealsEnded = 0;
  bool mayAppeal = false;
};

/// Who asks. Filled by service/http from what it has verified.
struct Caller {
  QByteArray keyThumbprint;  ///< RFC 7638 SHA-256 of the proof key, 32 bytes
  QString source;            ///< network that limits count by: IPv4 /32, IPv6 /64, or a kiosk's id
  std::optional<platform::Address> address = {};  ///< the person's own; nothing where a proxy hides it
};
/// One write and its idempotency key. Scope of the key: the caller's proof key.
struct WriteKey {
  QByteArray key;          ///< 16 to 64 bytes
  QByteArray fingerprint;  ///< keyed hash of method, path and body
};

/// The recoveries of this service. Thread-safe: called from the worker pool; calls may block for the
/// deadlines of store and directory. Never throws on outside input.
class Recoveries {
public:
  virtual ~Recoveries() = default;
  [[nodiscard]] virtual Result<Outcome, Refusal> open(const OpenRecovery& command, const Caller& caller,
                                                      const WriteKey& write) = 0;
  /// Accepted for one of many that come with one code at once.
  [[nodiscard]] virtual Result<Outcome, Refusal> openByApproval(const OpenByApproval& command,
                                                                const Caller& caller,
                                                                const WriteKey& write) = 0;
  /// @param token not looked at with TrySignIn, which the caller's key alone is good for.
  [[nodiscard]] virtual Result<Outcome, Refusal> perform(Command command, const platform::Secret& token,
                                                         const Caller& caller, const WriteKey& write) = 0;
  /// Accepted for one of many that come with one code at once.
  [[nodiscard]] virtual Result<Objected, Refusal> object(const ObjectToRecovery& command,
                                                         const Caller& caller, const WriteKey& write) = 0;
  [[nodiscard]] virtual Result<Snapshot, Refusal> look(const platform::Secret& token,
                                                       const Caller& caller) = 0;
  [[nodiscard]] virtual Result<QByteArray, Refusal> media(Media media, const platform::Secret& token,
                                                          const Caller& caller) = 0;
};

}  // namespace latchkey::service::domain
