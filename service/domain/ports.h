// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <span>

#include "core/platform/result.h"
#include "core/platform/secret.h"

/// What the domain needs from the world. Adapters are named after their technology and live in the
/// folders beside this one. Unless said otherwise every port may be called from any worker thread.
namespace latchkey::service::domain {

/// Milliseconds since 1970-01-01 UTC. The only clock of the service.
class Clock {
public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual qint64 now() const = 0;
};

/// The system's generator. Never fails: an adapter that gets no entropy ends the process.
class Random {
public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// Keys that live outside the database, one derived for each purpose (HKDF-SHA-256 of the master key).
enum class KeyPurpose {
  Code,
  Token,
  Nonce,
  Challenge,
  Decoy,
  Idempotency,
  Source,
  Journal,
  StartCode,
  Objection,
  SecurityKey,
  Approval,
  Bounce,
  Enrolment,  ///< handles, challenges and user ids of "Secure your account"
  Reminder    ///< EnrolSnapshot::reminder
};
/// Beside the list, so that nobody who lengthens it forgets those who have a key for each.
inline constexpr std::size_t keyPurposes = static_cast<std::size_t>(KeyPurpose::Reminder) + 1;
class KeyedHash {
public:
  virtual ~KeyedHash() = default;
  /// HMAC-SHA-256, 32 bytes.
  [[nodiscard]] virtual QByteArray mac(KeyPurpose purpose, QByteArrayView data) const = 0;
  /// Identifies the master key without telling it; the database keeps it.
  [[nodiscard]] virtual QByteArray fingerprint() const = 0;
};

/// Secrets that have to be read again (an authenticator's), encrypted at rest under a key that is not in the
/// database. Authenticated: what was changed, or sealed for another context, does not open.
class SecretBox {
public:
  virtual ~SecretBox() = default;
  /// @param context what the secret belongs to, e.g. account and factor; needed again to open it.
  [[nodiscard]] virtual QByteArray seal(const platform::Secret& secret, QByteArrayView context) = 0;
  [[nodiscard]] virtual std::optional<platform::Secret> open(const QByteArray& sealed,
                                                             QByteArrayView context) const = 0;
};

/// A slow hash that takes much memory (Argon2id), for secrets that people choose. A call takes tens of
/// milliseconds of one core: whoever calls it counts first.
class SlowHash {
public:
  virtual ~SlowHash() = default;
  /// With a salt of its own; empty when there is not enough memory.
  [[nodiscard]] virtual QByteArray hash(const platform::Secret& secret) const = 0;
  /// Takes as long for an empty verifier as for a real one.
  [[nodiscard]] virtual bool verify(const QByteArray& verifier, const platform::Secret& secret) const = 0;
};

/// Signatures of security keys: ES256 (COSE algorithm -7), which every one of them can make.
class SignatureCheck {
public:
  virtual ~SignatureCheck() = default;
  /// @param publicKey x and y of a point of P-256, 64 bytes. Takes as long for a signature that does not fit.
  [[nodiscard]] virtual bool isSigned(QByteArrayView publicKey, QByteArrayView data,
                                      QByteArrayView signature) const = 0;
  /// Whether it is a point of the curve at all.
  [[nodiscard]] virtual bool isKey(QByteArrayView publicKey) const = 0;
};

enum class Language { English, Japanese };

// --- numbering ------------------------------------------------------------------------------------

enum class PhoneType { Mobile, Fixed, FixedOrMobile, Voip, Unknown };
enum class PhoneProblem { NoCountryCode, LeadingZero, CannotText, Invalid };
struct PhoneNumber {
  QString raw;            ///< as received: the checks for country code and leading zero read this
  QString e164;           ///< empty where not known
  QString national;       ///< libphonenumber's NATIONAL format, without the extension
  QString international;  ///< and its INTERNATIONAL one
  QString extension;
  PhoneType type = PhoneType::Unknown;
  QList<PhoneProblem> problems;
};
class Numbering {
public:
  virtual ~Numbering() = default;
  /// @param region ISO 3166 region for numbers without a country code, e.g. "JP"; may be empty.
  [[nodiscard]] virtual PhoneNumber judge(const QString& raw, const QString& region) const = 0;
};

// --- challenge ------------------------------------------------------------------------------------

/// What a picture may show: capitals alone, so that nobody wonders whether it is a letter or a digit, and
/// without those that people take for one another once bent (I J L, O Q, U V, C G, Z 2, S 5, B 8).
[[nodiscard]] inline QString pictureAlphabet() {
  return QStringLiteral("ACDEFHKMNPRTUWXY");
}

/// Renders what the domain has decided; the same arguments give the same bytes.
class ChallengeRenderer {
public:
  virtual ~ChallengeRenderer() = default;
  /// PNG, at most 512 KiB. Letters are of pictureAlphabet(). Seed: 32 bytes that fix the distortion.
  [[nodiscard]] virtual QByteArray picture(const QString& letters, QByteArrayView seed) const = 0;
  /// WAV (PCM 16 bit mono), at most 512 KiB: the digits 0 to 9 spoken in the language, over friction noise.
  [[nodiscard]] virtual QByteArray clip(const QString& digits, Language language,
                                        QByteArrayView seed) const = 0;
};

// --- directory ------------------------------------------------------------------------------------

enum class ContactKind { Mail, Mobile, Phone };  ///< Phone: a fixed line, or one that takes calls only
struct Contact {
  QString id;  ///< stable within the account
  ContactKind kind = ContactKind::Mail;
  QString value;       ///< mail address, or E.164
  QString raw;         ///< as received
  QString national;    ///< phones: NATIONAL format, for mask and last four digits
  QString extension;   ///< dialled after the number
  bool usable = true;  ///< what cannot be judged is kept, not offered
};
enum class AccountStatus { Enabled, Disabled, NotEnabledForReset, ManagedElsewhere, Privileged };
/// What a directory demands of this account's passwords by itself. Zero: nothing.
struct DirectoryRules {
  int minimumLength = 0;
  int maximumLength = 0;
  int minimumClasses = 0;
  bool refusesNames = false;

  bool operator==(const DirectoryRules&) const = default;
};
/// Whether the directory lets nobody in for a while, because of too many wrong passwords.
enum class LockState { Unknown, Open, Locked };
struct Account {
  QString key;  ///< canonical account name: what all counts are kept under
  QString displayName;
  QString realm;  ///< id of the realm
  AccountStatus status = AccountStatus::Enabled;
  Language language = Language::English;
  QList<Contact> contacts;
  QStringList ownAddresses;  ///< mail addresses that this account itself receives, besides its key
  DirectoryRules rules;
  LockState lock = LockState::Unknown;
  bool hasPassword =
      false;  ///< one that is not to be changed at the next sign-in, as far as the directory tells
  qint64 temporaryUntil = 0;  ///< the end of a temporary password, where the directory keeps it; 0: none
  qint64 lastSignInAt = 0;    ///< ms since the epoch, as the directory has it; 0: it does not tell
};
enum class DirectoryError {
  Unavailable,     ///< down, timed out before anything was sent, disk full
  OutcomeUnknown,  ///< the answer was lost: look the change up before saying anything
  NoSuchAccount,
  InHistory,
  TooRecent,
  Refused,   ///< by a rule of the directory's own, or because this account is not to be changed
  TooShort,  ///< by the directory's rules of this moment
  TooSimple,
  NotTemporary  ///< set, but it would last: nobody is to be given it. Of a temporary one alone
};
/// How long a temporary password is good, where the directory can end it. Milliseconds.
inline constexpr qint64 temporaryLasts = qint64{24} * 60 * 60 * 1000;
enum class PasswordUse {
  Lasting,
  UntilNextSignIn  ///< a temporary one: to be changed at the next sign-in, where the directory knows that
};
enum class SignInVerdict {
  Accepted,
  MustChange,  ///< right, and has to be changed first
  Refused,
  Disabled,  ///< right, but the account is disabled or has expired
  LockedOut
};
/// Where accounts and passwords live. Calls may block for their deadline; run them on a worker.
class Directory {
public:
  virtual ~Directory() = default;
  /// By any name that the account goes by: the key that comes back is the canonical one, and finds the same
  /// account again. Does the same work for accounts that do not exist.
  [[nodiscard]] virtual Result<std::optional<Account>, DirectoryError> find(const QString& key) = 0;
  /// Refused without a change, or changed wholly, with a lockout gone. Accounts that mayReset() says no to
  /// are never given a password. marker is unique for each attempt and is kept with the change, so that
  /// changedBy() can clear up a lost answer.
  [[nodiscard]] virtual Result<void, DirectoryError> setPassword(const QString& key,
                                                                 const platform::Secret& password,
                                                                 const QString& marker, PasswordUse use) = 0;
  /// Unavailable as long as the directory may still be at work on it.
  [[nodiscard]] virtual Result<bool, DirectoryError> changedBy(const QString& key, const QString& marker) = 0;
  /// Takes a lockout off and leaves the password as it is; done already where there is none, so that it may
  /// be asked again. Accounts that mayReset() says no to are not unlocked either. Unavailable: it was not
  /// done, and may be another time; OutcomeUnknown: a try whose answer was lost may have done it, whatever a
  /// second one said; anything else lasts.
  [[nodiscard]] virtual Result<void, DirectoryError> unlock(const QString& key) = 0;
  /// One sign-in with this password. Does the same work for accounts that do not exist, which are Refused.
  [[nodiscard]] virtual Result<SignInVerdict, DirectoryError> signIn(const QString& key,
                                                                     const platform::Secret& password) = 0;
};

/// Which passwords an account has had, where the directory remembers that. For appeals.
class PasswordMemory {
public:
  virtual ~PasswordMemory() = default;
  /// Whether it is the present password or one of those before it; nothing: that cannot be told. Costs as
  /// many hashes for accounts that do not exist.
  /// @param realm of the account, or the one that it would be in
  [[nodiscard]] virtual Result<std::optional<bool>, DirectoryError> knew(
      const QString& key, const QString& realm, const platform::Secret& password) = 0;
};

struct TemporaryPassword {
  QString accountKey;
  QString marker;  ///< of the change that has set it
};
/// Of a directory that does not end a temporary password by itself: whose time is over, and another one in
/// its place that nobody knows.
class TemporaryEnds {
public:
  virtual ~TemporaryEnds() = default;
  [[nodiscard]] virtual Result<QList<TemporaryPassword>, DirectoryError> due(int limit) = 0;
  /// False: somebody has used it meanwhile, or another one is there, or nobody can tell: nothing was changed,
  /// and it is due no more. An error: it is due once more, or the directory has refused it for good.
  [[nodiscard]] virtual Result<bool, DirectoryError> end(const TemporaryPassword& which,
                                                         const platform::Secret& other) = 0;
};

// --- delivery -------------------------------------------------------------------------------------

enum class Channel { Mail, Text, Voice };
/// One message on its way to one contact, its text made already.
struct Message {
  QString id;  ///< unique; also the Message-ID of mails and the idempotency key of gateways
  Channel channel = Channel::Mail;
  QString to;  ///< mail address or E.164; empty: to nobody, taken from the queue and thrown away
  QString extension;
  Language language = Language::English;
  QString subject;  ///< mail only
  /// Text with LF between lines. Voice: the first paragraph is said at once and asks for a key; what
  /// follows the first empty line is said after the key only, so that no answering machine records a code.
  QString body;
  QString code;          ///< the digits alone; empty for notices. For the outbox and for gateways.
  qint64 createdAt = 0;  ///< ms since the epoch
  qint64 expiresAt = 0;  ///< not sent any more after this; 0: no limit
};
enum class SendFault {
  Transient,  ///< try again later
  Permanent,  ///< give up with this reason
  Unknown     ///< the answer was lost after everything was handed over: counts as sent, never sent again
};
struct SendError {
  SendFault fault = SendFault::Transient;
  QString reason;  ///< code for logs and records, e.g. "smtp-550", "connect", "http-429"; no contact in it
};
/// One way out (SMTP, gateway, outbox). May block up to its deadline.
class MessageSender {
public:
  virtual ~MessageSender() = default;
  [[nodiscard]] virtual Result<void, SendError> send(const Message& message) = 0;
};

enum class CodeUse {
  Recovery,
  /// Confirms the address of an appeal: a mail to somebody of whom nothing is known, who must not be able to
  /// stop the account's recoveries by it.
  AppealAddress,
  Approval,   ///< leads from an approved appeal to the new password; by mail to the same address
  Rehearsal,  ///< of a recovery that changes nothing
  // "Secure your account"; of no recovery, so that neither has a receipt
  FreshProof,   ///< somebody has signed in there, and proves by this contact that it is them
  Registration  ///< confirms an address or number that is to be registered, and is nobody's yet
};
/// Makes the words of a message from a code and facts. Sentences live in resources/templates.
struct CodeFacts {
  QString code;
  QString serviceName;
  QString accountMask;  ///< the account as it may stand in a message
  QString receipt;
  int validMinutes = 0;
  QString supportContact;  ///< one line: whom to tell "this was not me"; empty leaves that sentence out
  QString objection;       ///< the code of "this was not me", grouped
  CodeUse use = CodeUse::Recovery;
};
struct NoticeFacts {
  QString serviceName;
  QString accountMask;
  QString receipt;
  QString when;  ///< ISO 8601, with the offset: of the change, or until when the way is closed
  QString supportContact;
  QString objection;      ///< the code of "this was not me"; none in a message that says it was heard
  bool isFormer = false;  ///< for a contact that was taken from the account lately
  QString ticket;         ///< the code of an approved appeal
  QString password;       ///< a temporary one
};
/// A contact was added to an account, or taken from it.
enum class ContactEvent { Added, Removed };
struct ContactFacts {
  ContactEvent event = ContactEvent::Added;
  QString serviceName;
  QString accountMask;
  QString contactMask;
  QString when;  ///< ISO 8601, with the offset
  QString supportContact;
  QString objection;
};
/// Somebody asks the realm's administrators for help with an account. Holds nothing of its contacts.
struct AdministratorFacts {
  QString serviceName;
  QString account;  ///< in full, as it was asked for: administrators have to find it
  QString realm;
  QString receipt;
  QString when;           ///< ISO 8601, with the offset
  QString cause;          ///< codeOf(Cause)
  bool isAppeal = false;  ///< an appeal was filed, and waits for its review
};
/// Somebody said "this was not me". For the realm's administrators.
struct ObjectionFacts {
  QString serviceName;
  QString account;  ///< in full
  QString realm;
  QString receipt;               ///< empty: the message was about no recovery
  QString when;                  ///< ISO 8601, with the offset
  QString until;                 ///< recoveries are stopped as long
  bool passwordChanged = false;  ///< before anybody objected
};
struct MessageText {
  QString subject;
  QString body;
};
/// What somebody is told of. The time of the facts is until when something is good or closed, else when it
/// happened; the facts of what belongs to no recovery have no receipt.
enum class Notice {
  // to the owner, by every channel
  PasswordChanged,
  AccountUnlocked,   ///< its password is what it was
  FactorLocked,      ///< wrong so often that one way to prove who you are is closed, until then
  QuestionsChanged,  ///< registered, registered anew or taken away; no receipt
  KeysChanged,       ///< a security key was registered or taken away; no receipt
  StartCodeIssued,   ///< good until then; no receipt
  PasswordReplaced,  ///< by administration, by a temporary one that went to another contact; no receipt
  RecoveryStopped,   ///< somebody said "this was not me": no recovery until then
  RecoveryAllowed,   ///< an administrator has ended that; no receipt
  AppealFiled,
  AppealApproved,         ///< not before then a code goes out
  AuthenticatorsChanged,  ///< an app was registered or taken away; no receipt
  // to one contact, by mail or text
  TemporaryPassword,  ///< with it; no receipt
  // to the address of an appeal, by mail alone
  AppealDenied,
  AppealReleased,  ///< with the code, good until then
  // to administrators, by mail alone
  FreezeLifted,        ///< by one of them; no receipt
  StartCodeHandedOut,  ///< by one of them, good until then; no receipt
  StartCodeUsed,       ///< to prove who somebody is, who may set a first password now
  RegistrationChanged  ///< by somebody who has no contact that could be told; no receipt
};
class MessageWriter {
public:
  virtual ~MessageWriter() = default;
  [[nodiscard]] virtual MessageText code(Channel channel, Language language,
                                         const CodeFacts& facts) const = 0;
  [[nodiscard]] virtual MessageText notice(Notice notice, Channel channel, Language language,
                                           const NoticeFacts& facts) const = 0;
  [[nodiscard]] virtual MessageText contactChanged(Channel channel, Language language,
                                                   const ContactFacts& facts) const = 0;
  /// Mail alone.
  [[nodiscard]] virtual MessageText administratorAsked(Language language,
                                                       const AdministratorFacts& facts) const = 0;
  /// Somebody said "this was not me", to administrators. Mail alone.
  [[nodiscard]] virtual MessageText administratorTold(Language language,
                                                      const ObjectionFacts& facts) const = 0;
};

}  // namespace latchkey::service::domain
