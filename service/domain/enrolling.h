// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "service/domain/recovering.h"
#include "service/domain/registered_ways.h"

/// The inside of EnrolmentService: what its verbs share. The verbs stand in files of their own:
/// enrolling_opening.cpp, enrolling_proofs.cpp, enrolling_sending.cpp, enrolling_additions.cpp,
/// enrolling_answers.cpp, enrolling_changes.cpp; what the person sees in enrolling_views.cpp.
namespace latchkey::service::domain {

using EnrolAnswer = Result<EnrolOutcome, Refusal>;

enum class EnrolVerb {
  ChooseProof,
  Resend,
  SubmitCode,
  SubmitAnswers,
  SubmitAssertion,
  Add,
  RegisterKey,
  Remove,
  Leave,
  Finish,
  SetLanguage,
  Look
};
[[nodiscard]] EnrolVerb verbOf(const EnrolCommand& command);

/// The edges of a sign-in as the service draws them; every other is refused.
[[nodiscard]] bool isDrawn(EnrolStage stage, EnrolVerb verb);

/// What is being added, and is registered by nothing but its confirmation.
struct PendingMethod {
  QString id;  ///< random: what was begun anew is another one
  MethodKind kind = MethodKind::Mail;
  Contact contact;          ///< contacts
  platform::Secret secret;  ///< authenticator
  QString label;            ///< security keys and apps
  QString replaces;         ///< slot; empty: nothing
};

/// A sign-in that may be acted on, inside one transaction.
struct EnrolSeat {
  EnrolmentRecord enrolment;
  const Realm* realm = nullptr;
  Account account;  ///< as its directory knew it a moment ago
  Factors factors;  ///< as they are stored
  qint64 now = 0;
  bool queued = false;               ///< a message waits for the delivery thread
  std::optional<Budget> spent = {};  ///< what has withheld a message
  int told = 0;                      ///< contacts, of the change that is being answered
  bool ranOut = false;               ///< what was being added, a moment ago
  QString shown = {};                ///< id of the pending method whose secret this answer tells
};

/// One try at something that is judged, as it was counted.
struct EnrolAttempt {
  CodeRecord code;
  MethodRecord method;  ///< of a proof; of a contact that is being added, too
  bool isProof = false;
  QString accountKey;
  QString mark;
  QString misses;  ///< scope; empty: counted by its row alone
  QList<Authenticator> authenticators;
  QByteArray verifier;
  QList<SecurityKey> keys;
  bool verifiesPerson = false;
  std::optional<PendingMethod> pending;
  QString fault;
};
struct EnrolMatch {
  QString authenticatorId;  ///< empty: none that is registered
  qint64 step = 0;
  QByteArray credential;
  qint64 counter = 0;
};

class Enrolling {
public:
  Enrolling(RecoveryParts parts, ServicePolicy policy);

  [[nodiscard]] EnrolAnswer open(const OpenEnrolment& command, const Request& request);
  [[nodiscard]] EnrolAnswer chooseProof(const ChooseProof& command, const Request& request);
  [[nodiscard]] EnrolAnswer resend(const Request& request);
  [[nodiscard]] EnrolAnswer submitCode(const SubmitEnrolCode& command, const Request& request);
  [[nodiscard]] EnrolAnswer submitAnswers(const SubmitEnrolAnswers& command, const Request& request);
  [[nodiscard]] EnrolAnswer submitAssertion(const SubmitEnrolAssertion& command, const Request& request);
  [[nodiscard]] EnrolAnswer add(const AddMethod& command, const Request& request);
  [[nodiscard]] EnrolAnswer registerKey(const RegisterKey& command, const Request& request);
  [[nodiscard]] EnrolAnswer remove(const RemoveMethod& command, const Request& request);
  [[nodiscard]] EnrolAnswer leave(const Request& request);
  [[nodiscard]] EnrolAnswer finish(const Request& request);
  [[nodiscard]] EnrolAnswer setLanguage(const SetEnrolLanguage& command, const Request& request);
  [[nodiscard]] Result<EnrolSnapshot, Refusal> look(const platform::Secret& token, const Caller& caller);
  [[nodiscard]] Result<Need, Refusal> need(const CheckNeed& command, const Caller& caller);

private:
  enum class Claim { None, Held };  ///< Held: this very request has claimed its key before
  using Act = std::function<Step(Transaction&, EnrolSeat&)>;

  // enrolling.cpp: admission and conclusion, as those of Recovering.
  [[nodiscard]] EnrolAnswer run(EnrolVerb verb, const Request& request, const Act& act);
  [[nodiscard]] EnrolAnswer runOn(const Account& account, EnrolVerb verb, const Request& request, Claim claim,
                                  const Act& act);
  /// run() of a write that was claimed and then worked on with nothing held.
  [[nodiscard]] EnrolAnswer runClaimed(const Account& account, EnrolVerb verb, const Request& request,
                                       const Act& act);
  /// Whoever is signed in by this token, as the directory knows them now; with nothing held.
  [[nodiscard]] Result<Account, Refusal> accountBy(const platform::Secret& token, const Caller& caller);
  struct SettledEnrolment {
    EnrolAnswer answer;
  };
  [[nodiscard]] Result<EnrolSeat, SettledEnrolment> admit(Transaction& tables, const Account& account,
                                                          EnrolVerb verb, const Request& request,
                                                          Claim claim);
  [[nodiscard]] Result<EnrolSeat, Refusal> seatOf(Transaction& tables, const platform::Secret& token,
                                                  const Caller& caller, const Account& account, bool* spent);
  [[nodiscard]] EnrolAnswer conclude(Transaction& tables, const Request& request, EnrolSeat& seat,
                                     const Step& step);
  [[nodiscard]] EnrolAnswer replayed(Transaction& tables, const WriteRecord& record, EnrolSeat& seat,
                                     const QByteArray& thumbprint);
  /// Nothing where the write may go on.
  [[nodiscard]] std::optional<Refusal> whyNotRepeated(const WriteRecord& record, const WriteKey& write,
                                                      Claim claim) const;
  [[nodiscard]] WriteRecord writeOf(const Request& request, const QString& id) const;
  void releaseClaim(const Request& request);
  /// "This was not me" was said of the account, and is not over.
  [[nodiscard]] static bool isStopped(Transaction& tables, const EnrolSeat& seat);
  void note(Transaction& tables, const EnrolSeat& seat, const char* event, const QString& detail = {});
  void noteLimit(Transaction& tables, const EnrolSeat& seat, const Refusal& refused);
  [[nodiscard]] const Realm& realmOf(const Account& account, const QString& otherwise) const;
  [[nodiscard]] qint64 now() const { return m_parts.clock.now(); }
  [[nodiscard]] QString hashed(const char* kind, const QString& text) const;

  [[nodiscard]] static QByteArray keptRefusal(const Refusal& refused);

  // enrolling_opening.cpp
  [[nodiscard]] EnrolAnswer concludeSignIn(Transaction& tables, const Request& request, EnrolSeat& seat,
                                           SignInVerdict verdict, const QString& mark);
  [[nodiscard]] QString reminderOf(const QString& accountKey) const;

  // enrolling_views.cpp
  [[nodiscard]] EnrolSnapshot snapshotOf(Transaction& tables, EnrolSeat& seat);
  [[nodiscard]] QString handleOf(const QString& enrolmentId, const QString& slot) const;
  [[nodiscard]] QList<RegisteredWay> waysOf(const EnrolSeat& seat) const;
  /// What the realm could recover the account by, once nothing waits any more.
  [[nodiscard]] QList<MethodRecord> allMethods(const EnrolSeat& seat) const;
  /// How the account stands by what is registered.
  struct Security {
    Strength strength = Strength::None;  ///< now
    int gates = 1;
    bool isMet = false;  ///< as much is registered as the realm asks for; what waits is counted
  };
  [[nodiscard]] Security securityOf(Transaction& tables, const EnrolSeat& seat) const;
  /// By which of them a fresh proof can be given now.
  [[nodiscard]] QList<MethodRecord> proofsOf(const EnrolSeat& seat) const;
  /// Whether a change takes a fresh proof that is not there.
  [[nodiscard]] bool needsProof(const EnrolSeat& seat) const;
  [[nodiscard]] std::optional<RegisteredWay> wayBy(const EnrolSeat& seat, const QString& handle) const;
  [[nodiscard]] ProofOffer proofOffer(Transaction& tables, const EnrolSeat& seat) const;
  [[nodiscard]] AddingOffer addingOffer(Transaction& tables, const EnrolSeat& seat) const;
  [[nodiscard]] CodeOffer codeOffer(Transaction& tables, const EnrolSeat& seat, const CodeRecord& record,
                                    const MethodRecord& method) const;

  // enrolling_proofs.cpp
  /// What a code, answers or a touch belong to in this sign-in: the method that proves it, or the contact
  /// that is being added.
  [[nodiscard]] std::optional<MethodRecord> methodInHand(const EnrolSeat& seat) const;
  using Fits = std::function<std::optional<Refusal>(const EnrolSeat&, const MethodRecord&)>;
  using Judge = std::function<std::optional<EnrolMatch>(EnrolAttempt&)>;
  /// Counts the try, has it judged with nothing held, and then uses it up and accepts it, or misses.
  [[nodiscard]] EnrolAnswer judged(EnrolVerb verb, const Request& request, const Fits& fits,
                                   const Judge& judge);
  [[nodiscard]] Result<EnrolAttempt, Refusal> countAttempt(Transaction& tables, EnrolSeat& seat,
                                                           const Fits& fits);
  [[nodiscard]] std::optional<Refusal> countMiss(Transaction& tables, EnrolSeat& seat,
                                                 const EnrolAttempt& attempt);
  void lockFactor(Transaction& tables, EnrolSeat& seat, MethodKind factor, qint64 until);
  [[nodiscard]] std::optional<EnrolMatch> matchOfCode(const QString& accountKey, const EnrolAttempt& attempt,
                                                      const platform::Secret& digits) const;
  [[nodiscard]] std::optional<EnrolMatch> matchOfTouch(const SubmitAssertion& assertion,
                                                       EnrolAttempt& attempt) const;
  [[nodiscard]] bool spend(Transaction& tables, const EnrolSeat& seat, const EnrolAttempt& attempt,
                           const EnrolMatch& match);
  /// From now on, for a while: what was shown is as good as a fresh proof. The token goes with it.
  static void notePassedProof(EnrolSeat& seat);
  [[nodiscard]] Step proven(Transaction& tables, EnrolSeat& seat, const EnrolAttempt& attempt);
  [[nodiscard]] Step missed(Transaction& tables, EnrolSeat& seat, const EnrolAttempt& attempt);
  // enrolling_sending.cpp
  [[nodiscard]] static CodePurpose purposeInHand(const EnrolSeat& seat);
  /// Sends a code for what is in hand, or says until when there is none.
  [[nodiscard]] std::optional<Refusal> sendCode(Transaction& tables, EnrolSeat& seat,
                                                const MethodRecord& method);

  // enrolling_additions.cpp
  [[nodiscard]] QByteArray sealed(const PendingMethod& pending, const QString& enrolmentId);
  [[nodiscard]] std::optional<PendingMethod> pendingOf(const EnrolmentRecord& enrolment) const;
  [[nodiscard]] Result<Contact, Refusal> contactFrom(const AddMethod& command, const EnrolSeat& seat) const;
  /// Of codes to addresses of which nothing is known.
  [[nodiscard]] std::optional<Refusal> countStranger(Transaction& tables, const EnrolSeat& seat);
  void begin(EnrolSeat& seat, const PendingMethod& pending, EnrolStage stage, qint64 until);
  /// What is being added as what a code goes to; nothing for what is no contact.
  [[nodiscard]] std::optional<MethodRecord> pendingContact(const EnrolSeat& seat) const;

  // enrolling_answers.cpp
  [[nodiscard]] EnrolAnswer proveByAnswers(const SubmitEnrolAnswers& command, const Request& request);
  [[nodiscard]] EnrolAnswer registerAnswers(const Account& account, const SubmitEnrolAnswers& command,
                                            const Request& request);
  [[nodiscard]] QByteArray creationChallenge(const QString& enrolmentId, const QString& pendingId) const;

  // enrolling_changes.cpp
  /// What is confirmed is registered: in the place of what it replaces, told to all others.
  [[nodiscard]] Step registered(Transaction& tables, EnrolSeat& seat, const PendingMethod& pending,
                                const std::function<void(qint64 usableAt)>& put);
  [[nodiscard]] Step registerConfirmed(Transaction& tables, EnrolSeat& seat, const PendingMethod& pending,
                                       qint64 step);
  [[nodiscard]] bool takeAway(Transaction& tables, const EnrolSeat& seat, const RegisteredWay& way);
  /// @param change in words of the journal
  void tell(Transaction& tables, EnrolSeat& seat, MethodKind kind, const Contact& contact, bool added,
            const QString& detail);
  void tellAdministrators(Transaction& tables, EnrolSeat& seat);
  static void toList(EnrolSeat& seat);
  [[nodiscard]] QString objectionCode(Transaction& tables, const EnrolSeat& seat, MessageSubject subject,
                                      Channel channel, const QString& reader);

  RecoveryParts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
