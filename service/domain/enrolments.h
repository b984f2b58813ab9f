// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "service/domain/recoveries.h"

/// What the outside can do at "Secure your account" (SPEC section 5), in the domain's own words. On the same
/// terms as recoveries.h. service/http translates.
namespace latchkey::service::domain {

/// Kept as numbers in the store: new ones at the end.
enum class EnrolStage { List, Proof, Code, Questions, Key, Done, Expired, Ended };
/// Closed: it cannot be recovered here at present, whatever is registered.
enum class Strength { None, Fragile, Good, Closed };

/// One of the ways that are registered, or that the directory knows.
struct RegisteredMethod {
  QString handle;
  MethodKind kind = MethodKind::Mail;
  QString mask;
  QString label;
  MethodWarning warning = MethodWarning::None;
  QList<PhoneProblem> problems = {};
  bool resetOnly = false;
  bool byDirectory = false;
  bool proves = true;      ///< proves afresh, from usableAt on; else the realm takes it no more
  qint64 confirmedAt = 0;  ///< 0: never
  qint64 usableAt = 0;     ///< 0: now
};
struct EnrolNews {
  MethodKind kind = MethodKind::Mail;
  bool added = true;
  qint64 at = 0;
};
struct RegistrationOffer {
  bool isMet = false;
  int wanted = 1;
  int gatesNeeded = 1;  ///< by a recovery
  bool maySkip = true;
  bool mayAppeal = false;
  QList<MethodKind> kinds;
  int questionsAsked = 3;
  QList<QuestionOffer> questions;
  QStringList countries;
  QString homeCountry;
};
struct AddingOffer {
  MethodKind kind = MethodKind::Mail;
  std::optional<platform::Secret> secret;  ///< Base32; in the answer to AddMethod alone
  QString issuer;
  QString accountName;
  qint64 expiresAt = 0;  ///< of the secret
  QString dialled;
  QString mask;
  QList<PhoneProblem> problems;
  MethodWarning warning = MethodWarning::None;
  std::optional<CodeOffer> code;
  QString rpId;
  QByteArray challenge;
  QByteArray userId;
  QList<QByteArray> credentials;
  bool verifiesPerson = false;
  bool replaces = false;
};
struct ProofOffer {
  QString handle;
  MethodKind kind = MethodKind::Mail;
  std::optional<CodeOffer> code;
  std::optional<QuestionsOffer> questions;
  std::optional<KeyOffer> securityKey;
  int triesLeft = 0;
};

/// A sign-in as its owner may see it. Times are ms since the epoch, from the same Clock; 0: none.
struct EnrolSnapshot {
  qint64 now = 0;
  EnrolStage stage = EnrolStage::List;
  QString accountName;
  QString displayName;
  QString realmName;
  SupportContact support;
  qint64 idleExpiresAt = 0;
  qint64 expiresAt = 0;
  bool proofNeeded = false;
  qint64 provenUntil = 0;
  QList<RegisteredMethod> methods;
  Strength strength = Strength::None;
  RegistrationOffer policy;
  QList<EnrolNews> news;
  qint64 rehearsedAt = 0;
  std::optional<ProofOffer> proof;
  std::optional<AddingOffer> adding;
  int contactsNotified = 0;
  QString reminder;
};
struct EnrolOutcome {
  EnrolSnapshot snapshot;
  QByteArray newToken;    ///< empty unless a token is issued with this answer; wipe after use
  bool repeated = false;  ///< of a write that was done before
};

struct OpenEnrolment {
  QString account;
  platform::Secret password;
  Language language = Language::English;
};
struct ChooseProof {
  QString handle;
};
struct ResendEnrolCode {};
struct SubmitEnrolCode {
  platform::Secret code;
};
/// Of the proof, or those that are registered.
struct SubmitEnrolAnswers {
  std::vector<GivenAnswer> answers;
};
/// Of the proof.
struct SubmitEnrolAssertion {
  SubmitAssertion assertion;
};
struct AddMethod {
  MethodKind kind = MethodKind::Mail;
  QString contact;    ///< as typed
  QString region;     ///< of a number without a country; empty: the realm's
  QString extension;  ///< calls
  QString label;      ///< security keys and apps
  QString replaces;   ///< handle; empty: nothing
};
/// What a security key has made of it (WebAuthn Level 2, section 7.1), with no attestation.
struct RegisterKey {
  QByteArray credential;
  QByteArray publicKey;
  QByteArray clientData;
  QByteArray authenticatorData;
};
struct RemoveMethod {
  QString handle;
};
struct LeaveStep {};
struct FinishEnrolment {};
struct SetEnrolLanguage {
  Language language = Language::English;
};
using EnrolCommand =
    std::variant<ChooseProof, ResendEnrolCode, SubmitEnrolCode, SubmitEnrolAnswers, SubmitEnrolAssertion,
                 AddMethod, RegisterKey, RemoveMethod, LeaveStep, FinishEnrolment, SetEnrolLanguage>;

struct CheckNeed {
  QString account;
  QString reminder;  ///< EnrolSnapshot::reminder
};
struct Need {
  bool isNeeded = true;
  bool maySkip = true;
};

/// The sign-ins of this service to "Secure your account". Thread-safe, as Recoveries is.
class Enrolments {
public:
  virtual ~Enrolments() = default;
  /// Wrong passwords, and accounts that are unknown, disabled or locked, are refused alike and cost the same.
  [[nodiscard]] virtual Result<EnrolOutcome, Refusal> open(const OpenEnrolment& command, const Caller& caller,
                                                           const WriteKey& write) = 0;
  [[nodiscard]] virtual Result<EnrolOutcome, Refusal> perform(EnrolCommand command,
                                                              const platform::Secret& token,
                                                              const Caller& caller,
                                                              const WriteKey& write) = 0;
  [[nodiscard]] virtual Result<EnrolSnapshot, Refusal> look(const platform::Secret& token,
                                                            const Caller& caller) = 0;
  /// Signs in nobody. Whoever has no reminder of the account is told that something is to be registered.
  [[nodiscard]] virtual Result<Need, Refusal> need(const CheckNeed& command, const Caller& caller) = 0;
};

}  // namespace latchkey::service::domain
