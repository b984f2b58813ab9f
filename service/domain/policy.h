// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include "core/rules/password_policy.h"
#include "service/domain/recoveries.h"

/// What an organisation sets. Defaults are those of SPEC section 9 and SECURITY.md; service/config reads
/// them from TOML. Durations are seconds.
namespace latchkey::service::domain {

enum class Disclosure { Uniform, Explicit };

struct CodePolicy {
  int digits = 7;
  int mailLifetime = 30 * 60;
  int phoneLifetime = 10 * 60;
  int tries = 5;
  int resendAfter = 60;
  int resendsPerHour = 5;
  int resendsPerDay = 10;
};
struct RecoveryLimits {
  int idle = 15 * 60;
  int absolute = 60 * 60;
  int permit = 10 * 60;
  int missesPerDay = 10;  ///< of one account and factor, over all recoveries and sources; then locked lockFor
  int authenticatorMissesPerHour = 5;  ///< of one account, besides missesPerDay: six digits are few
  int lockFor = 24 * 60 * 60;
  int confirmMisses = 5;
  int opensPerHourAndSource = 60;
  int opensPerHourAndAccount = 20;  ///< from one source: over all, anybody could keep the owner out
  int challengeLifetime = 5 * 60;
  int challengesPerHourAndSource = 120;
  int administratorMessagesPerDay = 3;  ///< of one account, over all recoveries and sources
  int administratorMessagesPerHourAndSource = 10;
  int administratorMessagesPerHour =
      60;                               ///< whole realm: strangers must not fill the administrators' mailbox
  int startCode = 72 * 60 * 60;         ///< how long an administrator's start code is good
  int objectionFor = 7 * 24 * 60 * 60;  ///< how long the "this was not me" of a notice is good
  int objectionForCode = 24 * 60 * 60;  ///< and that of a message with a code
  int objectionsPerHourAndSource = 20;  ///< of the first realm: whose a wrong code is nobody knows
  int freezeFor = 7 * 24 * 60 * 60;     ///< how long an objection stops recoveries of the account
  int removedContacts = 30 * 24 * 60 * 60;  ///< how long they are told when the account is recovered; 0: not
  /// How long somebody who is signed in may go on after a new password; 0: ten hours in a domain, the life of
  /// a Kerberos ticket unless its policy says otherwise, and not known elsewhere.
  int signInsLast = 0;
  int signInTries = 3;   ///< of the new password, after one recovery; 0: not offered
  int resumptions = 20;  ///< of one recovery: each writes, and is free for whoever holds a kept place
};
/// What the answers to security questions may prove.
enum class QuestionUse {
  Off,
  SecondGate,  ///< only once something else has passed the first gate
  Alone
};
struct SecurityQuestion {
  QString id;  ///< "first-school"
  QString english;
  QString japanese;  ///< one of the two may be empty
  /// In the language, else in the other one.
  [[nodiscard]] QString in(Language language) const;
};
struct QuestionPolicy {
  QuestionUse use = QuestionUse::Off;
  int asked = 3;  ///< how many are registered, and asked
  QList<SecurityQuestion> list;
};
struct KeyPolicy {
  /// A key has to ask for its PIN or a fingerprint: who finds one cannot use it. Those without either are of
  /// no use then.
  bool verifiesPerson = false;
};
/// A field that the realm adds to the form of an appeal.
struct AppealField {
  QString id;  ///< "staff-number"
  QString english;
  QString japanese;  ///< one of the two may be empty
  int maximumLength = 200;
  [[nodiscard]] QString in(Language language) const;
};
/// The appeal (docs/decisions/0019).
struct AppealPolicy {
  bool on = false;
  int perDay = 3;                     ///< filed for one account, over all recoveries and sources
  int perHourAndSource = 10;          ///< filed
  int contactsPerHourAndSource = 10;  ///< codes to addresses that somebody merely names
  int contactsPerRecovery = 5;
  int reviewedWithin = 24 * 60 * 60;  ///< what the person is told that a review takes
  int wait = 24 * 60 * 60;            ///< between an approval and its code
  int waitWithFactors =
      72 * 60 * 60;                ///< the same where something that is registered can still prove the owner
  int codeFor = 7 * 24 * 60 * 60;  ///< how long the code of an approval is good
  QList<AppealField> fields;
};
/// What people are asked to register ("Secure your account").
enum class RegistrationUse { Optional, Required };
struct RegistrationPolicy {
  RegistrationUse use = RegistrationUse::Optional;
  int methods = 1;      ///< so many are wanted
  bool maySkip = true;  ///< for now, where they are required
  /// What is added to an account that has others, or had some so long ago, recovers nothing for so long: its
  /// owner can say "this was not me" before it does.
  int waitHours = 24;
  int provenFor = 10 * 60;           ///< how long a fresh proof is good for changes
  int secretFor = 10 * 60;           ///< how long an authenticator's secret waits for its first code
  int signInsPerHourAndSource = 60;  ///< right or wrong
  int missesPerDay = 10;             ///< wrong passwords of one account, over all sources
  int codesPerDayAndAccount = 10;    ///< to addresses that are not registered yet
  int codesPerHourAndSource = 60;    ///< the same: a class or an office may stand behind one address
  int needChecksPerHourAndSource = 600;
};
struct PhonePolicy {
  QStringList allowedCountries = {QStringLiteral("JP")};  ///< ISO regions that texts and calls may go to
  QString homeRegion = QStringLiteral("JP");              ///< for numbers without a country code
  int textsPerHour = 200;                                 ///< whole realm
  int textsPerHourAndPrefix = 50;                         ///< E.164 without its last four digits
};
struct Realm {
  QString id;    ///< "consumer"
  QString name;  ///< shown to people
  QString profile;
  QStringList domains;       ///< "outlook.com"; a realm without any takes all others
  QStringList shortDomains;  ///< NetBIOS names of `DOMAIN\user`
  AccountKind accountKind = AccountKind::Other;
  Disclosure disclosure = Disclosure::Uniform;
  QStringList ownNetworks;  ///< "10.0.0.0/8": explicit to whoever asks from there, whatever disclosure says
  int gates = 1;
  int gatesForPrivileged = 0;  ///< 0: privileged accounts are not recovered here
  QList<MethodKind> factors = {MethodKind::Mail, MethodKind::Text, MethodKind::Call};
  QList<ChallengeKind> challengeKinds = {ChallengeKind::Picture, ChallengeKind::Work};
  int workBits = 20;
  CodePolicy code;
  RecoveryLimits limits;
  PhonePolicy phones;
  QuestionPolicy questions;
  KeyPolicy keys;
  AppealPolicy appeal;
  RegistrationPolicy registration;
  rules::PasswordPolicy password;
  int passwordHistory = 5;      ///< earlier passwords that are refused; 0: none
  bool keepMinimumAge = false;  ///< the directory's minimum age of a password holds for a recovery too
  SupportContact support;
  SupportContact vendorSupport;  ///< whom the realm's only administrator asks; empty: the same as all
  QStringList administrators;    ///< mail addresses of "Contact an administrator"; empty: not offered
  QUrl signInUrl;
  bool resetEnabled = true;
  bool startCodesAgain = false;  ///< start codes also for accounts that have had a password

  [[nodiscard]] static Realm consumer();
  [[nodiscard]] static Realm workplace();
  [[nodiscard]] static Realm school();
};
/// Seconds; 0: not known.
[[nodiscard]] int signInsLastIn(const Realm& realm);
/// Whom messages come from: an address, a number or a name. Empty: the ways out do not say.
struct MessageSenders {
  QString mail, text, voice;
};
/// How a directory that keeps logins without a domain spells them: `ann`, `EXAMPLE\ann` and `ann@example.com`
/// are one name there, whether anybody has it or not.
struct DirectoryNames {
  QString domain = {};            ///< "example.com"; empty: a name without a domain is one of its own
  QString shortDomain = {};       ///< NetBIOS name; empty: none
  QStringList otherDomains = {};  ///< "example.org": `ann@example.org` is the same name, too
};
struct ServicePolicy {
  QString serviceName = QStringLiteral("Latchkey");
  MessageSenders senders = {};
  /// Of the address that assistants call; what security keys sign names it.
  QString origin;
  QString rpId = {};  ///< the host name that security keys are registered for
  Language administratorLanguage = Language::English;  ///< of what administrators are sent
  DirectoryNames directory = {};
  QList<Realm> realms;
};

}  // namespace latchkey::service::domain
