// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "service/domain/policy.h"
#include "service/domain/recovery_service.h"
#include "service/domain/stage_table.h"
#include "service/domain/store_ports.h"

/// The inside of RecoveryService: what its verbs share. The verbs stand in files of their own:
/// opening.cpp, challenging.cpp, sending.cpp, proving.cpp, answering.cpp, touching.cpp, finishing.cpp,
/// unlocking.cpp, starting.cpp, administrators.cpp, trying.cpp, resuming.cpp, going_on.cpp, objecting.cpp,
/// appealing.cpp, approving.cpp, rehearsing.cpp.
namespace latchkey::service::domain {

using Answer = Result<Outcome, Refusal>;

/// How long a claimed write or an attempt at a password or a lock may stay unanswered before others clear it
/// up: longer than any deadline of a directory. Milliseconds.
inline constexpr qint64 claimLease = 60'000;

/// How long an unlocking of which nobody knows what became of it is tried again before it is given up: until
/// what one controller did has reached the others. Milliseconds.
inline constexpr qint64 unlockLasts = 900'000;

struct ResetParts;

/// One request: who, under which idempotency key, with which token.
struct Request {
  const platform::Secret* token = nullptr;  ///< not looked at where the key alone is asked for
  const Caller& caller;
  const WriteKey& write;
};

/// A recovery that may be acted on, inside one transaction.
struct Seat {
  RecoveryRecord recovery;
  const Realm* realm = nullptr;
  qint64 now = 0;
  bool queued = false;                  ///< a message waits for the delivery thread
  std::optional<SignInVerdict> signIn;  ///< of the sign-in that is being answered
  bool freshProof = false;              ///< the resumption that is being answered took passed gates back
  std::optional<Budget> spent = {};     ///< what has withheld a message of somebody real
};

/// A request that is answered without an act.
struct Settled {
  Answer answer;
};

/// What a verb did. Its changes to the seat's recovery are kept even when it refuses (misses count).
struct Deed {
  bool newToken = false;
};
using Step = Result<Deed, Refusal>;

/// Whether a directory would say the same another time.
[[nodiscard]] constexpr bool isLasting(DirectoryError error) {
  return error != DirectoryError::Unavailable && error != DirectoryError::OutcomeUnknown;
}

[[nodiscard]] Refusal refusal(RefusalKind kind, const char* logReason);
[[nodiscard]] Refusal refusalUntil(RefusalKind kind, qint64 moment, qint64 now, const char* logReason);

/// Names of counts. The account's canonical key is in them, and a source or a contact as keyed hash only.
namespace scope {
[[nodiscard]] QString misses(const QString& accountKey, MethodKind factor);
/// Those of a code to the address of an appeal count for the address alone, and those of the code that an
/// approval sends there for the appeal: nobody locks anybody's factor, or what was approved to them, by
/// naming an address.
[[nodiscard]] QString misses(const RecoveryRecord& recovery, const MethodRecord& method);
[[nodiscard]] QString hourlyMisses(const QString& accountKey, MethodKind factor);
[[nodiscard]] QString tries(const QString& accountKey, const QString& source);
[[nodiscard]] QString shownSends(const QString& accountKey, const QString& slot);
[[nodiscard]] QString realSends(const QString& contactKey);
[[nodiscard]] QString confirmEnds(const QString& source);
[[nodiscard]] QString startTries(const QString& accountKey);
[[nodiscard]] QString signIns(const QString& recoveryId);
[[nodiscard]] QString resumptions(const QString& recoveryId);
}  // namespace scope

class Recovering {
public:
  Recovering(RecoveryParts parts, ServicePolicy policy);

  // Verbs.
  [[nodiscard]] Answer open(const OpenRecovery& command, const Request& request);
  [[nodiscard]] Answer newChallenge(const NewChallenge& command, const Request& request);
  [[nodiscard]] Answer answerChallenge(const AnswerChallenge& command, const Request& request);
  [[nodiscard]] Answer chooseMethod(const ChooseMethod& command, const Request& request);
  [[nodiscard]] Answer confirmContact(const ConfirmContact& command, const Request& request);
  [[nodiscard]] Answer resendCode(const Request& request);
  [[nodiscard]] Answer submitCode(const SubmitCode& command, const Request& request);
  [[nodiscard]] Answer submitAnswers(const SubmitAnswers& command, const Request& request);
  [[nodiscard]] Answer submitAssertion(const SubmitAssertion& command, const Request& request);
  [[nodiscard]] Answer setPassword(const SetPassword& command, const Request& request);
  [[nodiscard]] Answer unlockAccount(const Request& request);
  [[nodiscard]] Answer cancel(const Request& request);
  [[nodiscard]] Answer setLanguage(const SetLanguage& command, const Request& request);
  [[nodiscard]] Answer contactAdministrator(const Request& request);
  [[nodiscard]] Answer trySignIn(const TrySignIn& command, const Request& request);
  [[nodiscard]] Answer resume(const ResumeRecovery& command, const Request& request);
  [[nodiscard]] Result<Objected, Refusal> object(const ObjectToRecovery& command, const Request& request);
  [[nodiscard]] Answer giveAppealContact(const GiveAppealContact& command, const Request& request);
  [[nodiscard]] Answer fileAppeal(const FileAppeal& command, const Request& request);
  [[nodiscard]] Answer openByApproval(const OpenByApproval& command, const Request& request);
  [[nodiscard]] Result<Snapshot, Refusal> look(const platform::Secret& token, const Caller& caller);
  [[nodiscard]] Result<QByteArray, Refusal> media(Media media, const platform::Secret& token,
                                                  const Caller& caller);
  [[nodiscard]] int settle();
  [[nodiscard]] int endTemporaryPasswords();
  [[nodiscard]] int releaseAppeals();

private:
  // recovering.cpp: admission and conclusion.
  enum class Claim { None, Held };  ///< Held: this very request has claimed its key before
  using Act = std::function<Step(Transaction&, Seat&)>;
  /// Admits the request, runs the act and keeps its answer, all in one transaction.
  [[nodiscard]] Answer run(Verb verb, const Request& request, Claim claim, const Act& act);
  /// The seat, or the answer that settles the request without an act.
  [[nodiscard]] Result<Seat, Settled> admit(Transaction& tables, Verb verb, const Request& request,
                                            Claim claim);
  [[nodiscard]] Result<Seat, Refusal> seatOf(Transaction& tables, Verb verb, const platform::Secret& token,
                                             const Caller& caller, bool* spent);
  /// The done recovery of the caller's key, for what is asked when every token is worth nothing.
  [[nodiscard]] Result<Seat, Refusal> seatOfKey(Transaction& tables, const Caller& caller, bool* spent);
  /// The refusal of a verb that has no edge in the seat's stage.
  [[nodiscard]] static Refusal whyNotDrawn(const Seat& seat);
  [[nodiscard]] Answer conclude(Transaction& tables, const Request& request, Seat& seat, const Step& step);
  [[nodiscard]] std::optional<Answer> replay(const WriteRecord& record, const QByteArray& fingerprint,
                                             const QByteArray& thumbprint, Claim claim) const;
  [[nodiscard]] WriteRecord writeOf(const Request& request, const QString& recoveryId) const;
  /// run() of a write that was claimed and then worked on with nothing held. Where nothing was kept under its
  /// key the claim goes: else the same request would be told to wait for nobody.
  [[nodiscard]] Answer runClaimed(Verb verb, const Request& request, const Act& act);
  void releaseClaim(const Request& request);
  [[nodiscard]] Snapshot snapshotOf(Transaction& tables, const Seat& seat);

  // challenging.cpp
  void putChallenge(Transaction& tables, const Seat& seat, ChallengeKind kind);
  [[nodiscard]] QByteArray derived(const QString& challengeId, const char* use) const;
  [[nodiscard]] ChallengeOffer challengeOffer(const ChallengeRecord& record) const;
  [[nodiscard]] bool isAnswered(const ChallengeRecord& record, const AnswerChallenge& command) const;
  [[nodiscard]] Step offerMethods(Transaction& tables, Seat& seat, const std::optional<Account>& account,
                                  const Caller& caller);

  // sending.cpp
  [[nodiscard]] Step sendCode(Transaction& tables, Seat& seat, const MethodRecord& method, bool matched,
                              const std::optional<CodeRecord>& before, bool corrected);
  [[nodiscard]] Step askForOwnProof(Transaction& tables, Seat& seat, const MethodRecord& method);
  [[nodiscard]] Message codeMessage(Transaction& tables, const Seat& seat, const MethodRecord& method,
                                    const CodeRecord& code, const QString& digits);
  [[nodiscard]] QByteArray codeMac(const CodeRecord& record, const platform::Secret& code) const;
  [[nodiscard]] Step confirmedTooOften(Transaction& tables, Seat& seat);

  // proving.cpp
  struct Attempt {
    CodeRecord code;
    MethodRecord method;
    QString mark;
    QList<Authenticator> authenticators;  ///< of the account, with MethodKind::Authenticator
    QByteArray verifier;                  ///< of its answers, with MethodKind::Questions; empty: none
    QList<SecurityKey> keys;              ///< of the account, with MethodKind::SecurityKey
    bool verifiesPerson = false;          ///< the realm wants a PIN or fingerprint of it
    QString fault;                        ///< what was wrong with it, for the journal
    StartCode startCode;                  ///< with MethodKind::StartCode; without an id: none
    QString startKey;                     ///< of the account that it is for
  };
  /// What fits what was typed: the code that was sent, a step of an authenticator, or the answers.
  struct Match {
    QString authenticatorId;  ///< empty: no authenticator
    qint64 step = 0;
    QByteArray credential;  ///< empty: no security key
    qint64 counter = 0;
  };
  /// Nothing, or why what was typed is no answer to this method at all; that counts as no try.
  using Fits = std::function<std::optional<Refusal>(const MethodRecord&)>;
  using Judge = std::function<std::optional<Match>(const QString& accountKey, Attempt&)>;
  /// Counts the try, has it judged with nothing held, and then passes the gate or misses.
  [[nodiscard]] Answer prove(Verb verb, const Request& request, const Fits& fits, const Judge& judge);
  [[nodiscard]] Result<Attempt, Refusal> countAttempt(Transaction& tables, Seat& seat, const Fits& fits);
  [[nodiscard]] std::optional<Match> matchOf(const QString& accountKey, const Attempt& attempt,
                                             const platform::Secret& digits) const;
  [[nodiscard]] std::optional<Match> ownCodeOf(const QString& accountKey, const Attempt& attempt,
                                               const platform::Secret& digits) const;
  [[nodiscard]] bool spend(Transaction& tables, Seat& seat, const Attempt& attempt, const Match& match);
  [[nodiscard]] std::optional<Refusal> countMiss(Transaction& tables, Seat& seat, const Attempt& attempt);
  /// What the directory says of the lock to who has just proven to be the owner, where they asked about it.
  [[nodiscard]] LockState lockFor(const RecoveryRecord& recovery, const Attempt& attempt);
  [[nodiscard]] Step passGate(Transaction& tables, Seat& seat, const Attempt& attempt, LockState lock);
  [[nodiscard]] Step missed(Transaction& tables, Seat& seat, const Attempt& attempt);
  [[nodiscard]] Step exhausted(Transaction& tables, Seat& seat, const MethodRecord& method);
  /// Whether a code by this method could be judged as far as the method itself is concerned.
  [[nodiscard]] static bool isUsable(Transaction& tables, const Seat& seat, const MethodRecord& method);
  /// Refuses a method until a moment, and says whether another one would do now.
  [[nodiscard]] static Refusal tooManyTries(Transaction& tables, const Seat& seat, const MethodRecord& method,
                                            qint64 until, const char* logReason);

  // touching.cpp
  /// What is to be signed at the next try; a new one after each.
  [[nodiscard]] QByteArray keyChallenge(const CodeRecord& record) const;
  [[nodiscard]] KeyOffer keyOffer(Transaction& tables, const Seat& seat, const CodeRecord& record) const;
  [[nodiscard]] std::optional<Match> matchOfKey(const SubmitAssertion& command, Attempt& attempt) const;
  [[nodiscard]] QByteArray ofDecoyKeys(const QString& accountKey) const;

  // starting.cpp
  static void countStartCode(Transaction& tables, const Seat& seat, Attempt& attempt);
  /// Makes the code this recovery's, and tells the administrators when it was not before.
  [[nodiscard]] bool reserveStartCode(Transaction& tables, Seat& seat, const Attempt& attempt);
  [[nodiscard]] bool isHeldByAnother(Transaction& tables, const Seat& seat, const StartCode& code) const;
  void tellOfStartCode(Transaction& tables, Seat& seat, const QString& accountKey);
  /// Whether what the recovery was proven by is still good now that it comes to the password: a start code
  /// that was replaced meanwhile is not, nor one for an account that may use none any more.
  [[nodiscard]] static bool startCodeStands(Transaction& tables, const Seat& seat, const Account& account);

  // going_on.cpp
  /// With the first proof: takes over the recovery whose receipt was given, where there is one. False when
  /// somebody changed it meanwhile.
  [[nodiscard]] bool goOn(Transaction& tables, Seat& seat);
  /// The recovery that the receipt names, if it is this account's and can be gone on with.
  [[nodiscard]] std::optional<RecoveryRecord> earlierOf(Transaction& tables, const Seat& seat) const;

  // locking.cpp
  /// The refusal of a way whose factor is locked; nothing while it is open.
  [[nodiscard]] static std::optional<Refusal> whyLocked(Transaction& tables, const Seat& seat,
                                                        const MethodRecord& method);
  /// Locks the factor unless it is locked; whoever does it tells the owner.
  void lockFactor(Transaction& tables, Seat& seat, MethodKind factor, qint64 until);
  /// By what another recovery of the account, from the same source, could be proven now; nothing where that
  /// is too little.
  [[nodiscard]] static QList<MethodRecord> openAnew(Transaction& tables, const Seat& seat);
  /// When enough will be, as far as is known now.
  [[nodiscard]] static qint64 opensAnewAt(Transaction& tables, const Seat& seat);

  // rehearsing.cpp
  /// Whether nothing may be changed by it, nor by what follows from it.
  [[nodiscard]] static bool isKeptFromChanges(const RecoveryRecord& recovery);
  /// All gates are passed: the end, in the place of a permit.
  void completeRehearsal(Transaction& tables, Seat& seat);
  /// What it came to: by what they would get in, and what was not tried.
  static void tellRehearsed(Transaction& tables, const Seat& seat, Snapshot& snapshot);

  // finishing.cpp
  /// Makes this the one attempt at the account, or says why it is not; what nobody works on any more is
  /// cleared up before.
  [[nodiscard]] std::optional<Answer> begin(Verb verb, const Request& request, const FinishRecord& mine,
                                            const Account& account);
  [[nodiscard]] std::optional<Answer> claimFinish(Verb verb, const Request& request, const FinishRecord& mine,
                                                  const Account& account, std::optional<FinishRecord>* other);
  [[nodiscard]] FinishRecord attemptOf(const Seat& seen, const Request& request, Finish finish) const;
  /// The account is not what it was when the gates were passed.
  [[nodiscard]] Answer endedMeanwhile(Verb verb, const Request& request);
  /// The answer to an attempt whose change was made, whatever came in between.
  [[nodiscard]] Answer completedAnyway(Verb verb, const Request& request, const FinishRecord& mine,
                                       Answer answer);
  [[nodiscard]] Result<void, DirectoryError> changePassword(const QString& accountKey,
                                                            const platform::Secret& password,
                                                            const QString& marker);
  [[nodiscard]] NoticeFacts noticeFacts(const Seat& seat, const QString& accountKey) const;
  [[nodiscard]] QList<Message> noticesFor(Transaction& tables, const Seat& seat, const Account& account,
                                          Finish finish);
  /// The same for contacts that were taken from the account lately; with no code to stop anything.
  [[nodiscard]] QList<Message> noticesForFormer(Transaction& tables, const Seat& seat, const Account& account,
                                                Finish finish);
  /// The recovery has won: done, every other one ended, every contact told.
  void complete(Transaction& tables, Seat& seat, const Account& account, Finish finish);
  [[nodiscard]] Refusal noteRefused(Transaction& tables, const Seat& seat, Refusal refused);
  void abandon(const Request& request, const FinishRecord& record);
  /// Whether the attempt has changed what it was for; nothing: nobody knows yet.
  [[nodiscard]] std::optional<bool> outcomeOf(const FinishRecord& record);
  /// @param known the outcome, where it need not be looked up
  [[nodiscard]] ResetParts resetParts() const;
  [[nodiscard]] bool settleOne(const FinishRecord& record, std::optional<bool> known = {});

  // unlocking.cpp
  /// Whether this recovery is about a lock, and there is one.
  [[nodiscard]] static bool mayUnlock(const Seat& seat);
  [[nodiscard]] std::optional<bool> unlockedBy(const FinishRecord& record);
  /// Whether the attempt's recovery is over for another one's sake, by "this was not me" above all; nothing:
  /// the store does not say.
  [[nodiscard]] std::optional<bool> isStopped(const FinishRecord& record);

  // administrators.cpp
  /// Whether there is somebody to write to, and this is a step at which that helps.
  [[nodiscard]] static bool mayContactAdministrator(Transaction& tables, const Seat& seat);
  /// What the earlier recovery has sent is the one message of this one too.
  static void keepAdministratorMessage(Transaction& tables, const Seat& seat, const RecoveryRecord& earlier);
  /// The realm's only administrator would write to themselves. Kept for realms that disclose alone: in others
  /// it would tell an account apart.
  static void keepSoleAdministrator(Transaction& tables, const Seat& seat);
  [[nodiscard]] static bool isSoleAdministrator(Transaction& tables, const Seat& seat);
  [[nodiscard]] static AdministratorContact administratorContactOf(Transaction& tables, const Seat& seat);
  /// Counts one message to the administrators, or says until when there is none.
  [[nodiscard]] static std::optional<Refusal> countAdministratorMessage(Transaction& tables,
                                                                        const Seat& seat);
  void tellAdministrators(Transaction& tables, Seat& seat);

  // objecting.cpp
  [[nodiscard]] Objected stopRecoveries(Transaction& tables, Seat& seat, const ObjectionTicket& ticket,
                                        const Result<std::optional<Account>, DirectoryError>& account);
  /// Counts a code that is no good against where it came from; what is then said to it.
  /// Right ones never: nobody's wrong ones keep the owner from it.
  struct TicketKind {
    const char* counted;  ///< begins the name of the tally
    const char* event;    ///< of the journal
    RefusalKind refused;
    const char* reason;
  };
  [[nodiscard]] Refusal refuseTicket(Transaction& tables, Seat& seat, const TicketKind& kind);
  /// Whether a password was set since the message went out, whoever did it, or may be set at this moment.
  [[nodiscard]] static bool passwordMayBeNew(Transaction& tables, const ObjectionTicket& ticket);
  void tellContacts(Transaction& tables, Seat& seat, const std::optional<Account>& account,
                    Objected& objected);
  void tellAdministratorsOfObjection(Transaction& tables, Seat& seat, bool wasStopped, Objected& objected);

  // appealing.cpp
  [[nodiscard]] static bool mayAppeal(const Seat& seat);
  [[nodiscard]] static std::optional<AppealOffer> appealOfferOf(Transaction& tables, const Seat& seat);
  /// The address of the appeal that this recovery has begun, as what a code goes to. Never one of the
  /// recovery's methods: it proves nothing.
  [[nodiscard]] std::optional<MethodRecord> appealContact(Transaction& tables, const Seat& seat) const;
  /// The method that the code in hand was sent by.
  [[nodiscard]] std::optional<MethodRecord> methodInHand(Transaction& tables, const Seat& seat) const;
  /// A limit of events, each counted by one statement; what a later one refuses is taken back.
  struct Limit {
    QString scope;
    qint64 window;
    int most;
  };
  [[nodiscard]] std::optional<Refusal> countAll(Transaction& tables, const Seat& seat,
                                                const QList<Limit>& limits, const char* logReason);
  [[nodiscard]] Step contactConfirmed(Transaction& tables, Seat& seat, const Attempt& attempt);
  /// What was said, compared with what there is; nothing: the directory does not answer.
  [[nodiscard]] std::optional<QList<AppealAnswer>> compared(const FileAppeal& command, const Seat& seen,
                                                            const std::optional<Account>& account,
                                                            const Factors& registered) const;
  void tellOfAppeal(Transaction& tables, Seat& seat, const AppealRecord& appeal,
                    const std::optional<Account>& account);

  // approving.cpp
  /// Whether the appeal that a recovery was opened by still stands, and is for such an account.
  [[nodiscard]] static bool approvalStands(Transaction& tables, const Seat& seat, const Account& account);
  /// Whether its code went out; nothing where the directory does not answer.
  [[nodiscard]] std::optional<bool> releaseOne(const AppealRecord& appeal);

  // helpers
  /// The code of "this was not me" for a message about the seat's recovery.
  [[nodiscard]] QString objectionCode(Transaction& tables, const Seat& seat, MessageSubject subject,
                                      Channel channel, const QString& reader);
  [[nodiscard]] const Realm& realmBy(const QString& id) const;
  [[nodiscard]] qint64 now() const { return m_parts.clock.now(); }
  [[nodiscard]] QString hashed(const char* kind, const QString& text) const;
  void note(Transaction& tables, const Seat& seat, const char* event, const QString& detail = {});
  /// Notes a refusal that a limit has caused, for each recovery and limit once an hour.
  void noteLimit(Transaction& tables, const Seat& seat, const Refusal& refused);

  RecoveryParts m_parts;
  ServicePolicy m_policy;
  /// What is opened and compared where no authenticator is registered.
  static constexpr char nobodysContext[] = "nobody's authenticator";
  QByteArray m_nobodysSecret;
};

}  // namespace latchkey::service::domain
