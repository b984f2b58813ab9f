// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

#include "core/platform/secret.h"
#include "core/protocol/messages.h"

/// "Secure your account": registering what proves somebody (SPEC section 5), as values. On the same terms as
/// messages.h: durations in whole seconds, texts UTF-8 without NUL, secrets in platform::Secret.
namespace latchkey::protocol {

/// What the service waits for.
enum class EnrolStage {
  List,       ///< what is registered; a change may be begun
  Proof,      ///< which of the registered ways proves afresh who is sitting there
  Code,       ///< a code: of the proof, or the first one of what is being added
  Questions,  ///< the answers: of the proof, or those that are being registered
  Key,        ///< a touch of a security key: of the proof, or to register it
  Done,       ///< signed out
  Expired,
  Ended  ///< cannot go on: too many tries, or the account was changed meanwhile
};

/// How well the account could be recovered. A word that a client does not know is read as Fragile.
enum class Strength {
  None,     ///< too little to recover it
  Fragile,  ///< just enough: when one of it is lost, it cannot be recovered
  Good,     ///< whichever one of it is lost, the others are enough
  Closed    ///< it cannot be recovered here at present, whatever is registered
};

/// One of the ways that are registered, whoever registered it.
struct RegisteredMethod {
  QString handle;  ///< opaque, random for each sign-in
  MethodKind kind = MethodKind::Mail;
  QString mask;   ///< of a contact
  QString label;  ///< of a security key or an app, as its owner named it
  MethodWarning warning = MethodWarning::None;
  QList<NumberProblem> problems = {};
  bool resetOnly = false;        ///< serves for reset alone, not for signing in (mail, questions)
  bool proves = true;            ///< serves for a fresh proof once usableIn is over; absent on the wire: yes
  bool byDirectory = false;      ///< the organisation's directory has it: shown, and changed there alone
  qint64 confirmedDaysAgo = -1;  ///< whole days since it was confirmed; -1: never
  int usableIn = 0;              ///< seconds until it can recover the account (SPEC: 24 h); 0: now
  bool operator==(const RegisteredMethod&) const = default;
};

/// What changed since the last sign-in, in realms where nobody could be told by a message.
struct RegistrationNews {
  MethodKind kind = MethodKind::Mail;
  bool added = true;  ///< or removed
  int daysAgo = 0;
  bool operator==(const RegistrationNews&) const = default;
};

/// What the policy asks for.
struct RegistrationPolicyView {
  bool isMet = false;
  int wanted = 1;       ///< methods
  int gatesNeeded = 1;  ///< proofs that a recovery takes; absent on the wire: 1
  bool maySkip = true;
  bool mayAppeal = false;     ///< who has lost all of it may appeal; absent on the wire: no
  QList<MethodKind> kinds;    ///< that can be added here
  int questionsAsked = 3;     ///< how many are chosen
  QList<Question> questions;  ///< the administrator's list, in the language of the sign-in
  QStringList countries;      ///< ISO 3166 regions that numbers may be of
  QString homeCountry;        ///< of a number without one
  bool operator==(const RegistrationPolicyView&) const = default;
};

/// The thing that is being added.
struct AddingView {
  MethodKind kind = MethodKind::Mail;
  /// Authenticator alone: shown once. Base32 without padding, in capitals, not grouped.
  std::optional<platform::Secret> secret;
  QString issuer;       ///< of the app's entry; free of ':' and of what could end a label
  QString accountName;  ///< of the app's entry
  int secretExpiresIn = 0;
  QString dialled;  ///< numbers: as it will be dialled, in international form
  QString mask;     ///< contacts
  QList<NumberProblem> problems;
  MethodWarning warning = MethodWarning::None;
  std::optional<CodeView> code;  ///< contacts: how the code goes, as in a recovery
  /// Security key: what is made of it (WebAuthn, section 7.1).
  QString rpId;
  QByteArray challenge;           ///< 32 bytes
  QByteArray userId;              ///< 32 bytes, tells nothing of the account
  QList<QByteArray> credentials;  ///< registered ones, which are not registered again
  bool verifiesPerson = false;
  bool replaces = false;  ///< something registered goes when this is confirmed
};

/// The proof that is asked for.
struct FreshProofView {
  QString handle;  ///< of RegisteredMethod
  MethodKind kind = MethodKind::Mail;
  std::optional<CodeView> code;
  std::optional<QuestionsView> questions;
  std::optional<SecurityKeyView> securityKey;
  int triesLeft = 0;
};

/// The whole state of one sign-in to "Secure your account".
struct EnrolmentView {
  EnrolStage stage = EnrolStage::List;
  QString accountName;
  QString displayName;
  QString realmName;
  SupportContact support;
  int idleExpiresIn = 0;
  int expiresIn = 0;
  bool proofNeeded = false;  ///< before the next change
  int provenFor = 0;         ///< seconds that the last proof is still fresh
  QList<RegisteredMethod> methods;
  Strength strength = Strength::None;
  RegistrationPolicyView policy;
  QList<RegistrationNews> news;
  int rehearsedDaysAgo = -1;            ///< -1: never
  std::optional<FreshProofView> proof;  ///< stages Code, Questions and Key, where they are of the proof
  std::optional<AddingView> adding;     ///< the same, where they are of what is being added
  int contactsNotified = 0;             ///< of the change that this answer is about
  QString reminder;  ///< stages List and Done: what CheckNeed::reminder takes, for this account on this PC
};

struct EnrolmentAnswer {
  EnrolmentView view;
  std::optional<platform::Secret> token;
};

// --- requests -------------------------------------------------------------------------------------

/// POST /v1/enrolments -> 201. A wrong password and an account that does not exist are answered alike.
struct OpenEnrolment {
  QString account;
  platform::Secret password;
  Language language = Language::English;
};
/// POST /v1/enrolment/proof: which registered method proves it afresh. Sends the code where it is a contact.
struct ChooseProof {
  QString handle;
};
struct ResendEnrolCode {};  ///< POST /v1/enrolment/resend
struct SubmitEnrolCode {    ///< POST /v1/enrolment/code
  platform::Secret code;
};
/// POST /v1/enrolment/answers: of the proof, or those that are registered from now on.
struct SubmitEnrolAnswers {
  std::vector<GivenAnswer> answers;
};
struct SubmitEnrolAssertion {  ///< POST /v1/enrolment/assertion: a touch as the proof
  QByteArray credential;
  QByteArray clientData;
  QByteArray authenticatorData;
  QByteArray signature;
};
/// POST /v1/enrolment/add: begins it. Another one that was begun and not confirmed goes.
struct AddMethod {
  MethodKind kind = MethodKind::Mail;
  QString contact;    ///< mail address or number, as typed; empty for the others
  QString region;     ///< ISO 3166, of a number without a country; empty: the realm's
  QString extension;  ///< calls: dialled after the number
  QString label;      ///< security keys
  QString replaces;   ///< handle of what it takes the place of; empty: nothing
};
/// POST /v1/enrolment/key: what a security key has made (WebAuthn "none" attestation).
struct RegisterKey {
  QByteArray credential;         ///< the id that the key gave it
  QByteArray publicKey;          ///< x and y of the point, 64 bytes
  QByteArray clientData;         ///< type webauthn.create
  QByteArray authenticatorData;  ///< with attested credential data
};
struct RemoveMethod {  ///< POST /v1/enrolment/remove
  QString handle;
};
struct LeaveStep {};        ///< POST /v1/enrolment/back: to the list; nothing is added
struct FinishEnrolment {};  ///< POST /v1/enrolment/finish: signed out
struct SetEnrolLanguage {   ///< POST /v1/enrolment/language
  Language language = Language::English;
};

using EnrolCommand = std::variant<OpenEnrolment, ChooseProof, ResendEnrolCode, SubmitEnrolCode,
                                  SubmitEnrolAnswers, SubmitEnrolAssertion, AddMethod, RegisterKey,
                                  RemoveMethod, LeaveStep, FinishEnrolment, SetEnrolLanguage>;

/// POST /v1/enrolments/need: whether the account still has to register something. For scripts, which sign in
/// nobody: who has no reminder of this very account is told that it has. Belongs to no sign-in.
struct CheckNeed {
  QString account;
  QString reminder;  ///< EnrolmentView::reminder
};
struct Need {
  bool isNeeded = true;
  bool maySkip = true;
};

}  // namespace latchkey::protocol
