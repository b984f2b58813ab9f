// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/routes.h"
#include "service/domain/appeals.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/start_codes.h"
#include "service/domain/totp.h"
#include "tests/support/handler_desk.h"
#include "tests/support/key_steps.h"
#include "tests/support/question_desk.h"
#include "tests/support/recovery_steps.h"

/// Recoveries in each of the states that the interface can find them in.
namespace latchkey::service::http {

using protocol::RequestKind;
using tests::HandlerDesk;
using tests::RecoveryCaller;
namespace steps = tests::steps;
using Answer = RecoveryCaller::Answer;

enum State {
  Nothing,
  Challenge,
  Method,
  Confirm,
  Code,
  Questions,
  SecurityKey,
  Password,
  AppealCode,
  AppealForm,
  Done,
  Appealed,
  Cancelled,
  Ended,
  Expired,
  Superseded,
  SecondGate,
  AuthenticatorCode,
  StartCode,
  Unlocked,
  Stopped,
  Rehearsing,
  Rehearsed
};
constexpr State lastState = Rehearsed;
constexpr const char* names[] = {"nothing opened",
                                 "challenge",
                                 "method",
                                 "confirm",
                                 "code",
                                 "questions",
                                 "security-key",
                                 "password",
                                 "appeal-code",
                                 "appeal-form",
                                 "done",
                                 "appealed",
                                 "cancelled",
                                 "ended",
                                 "expired",
                                 "superseded",
                                 "second gate",
                                 "code of an authenticator",
                                 "start code",
                                 "done by unlocking",
                                 "stopped by \"this was not me\"",
                                 "code of a rehearsal",
                                 "done by rehearsing"};
constexpr State running[] = {Challenge,         Method,    Confirm,    Code,       Questions,
                             SecurityKey,       Password,  AppealCode, AppealForm, SecondGate,
                             AuthenticatorCode, StartCode, Rehearsing};

/// The word of the interface for where somebody is.
inline const char* stageIn(State state) {
  if (state == SecondGate) return names[Method];
  return state == AuthenticatorCode || state == StartCode || state == Rehearsing ? names[Code] : names[state];
}

/// A stage that is added does not compile without a state here.
inline State showing(domain::Stage stage) {
  switch (stage) {
    case domain::Stage::Challenge:
      return Challenge;
    case domain::Stage::Method:
      return Method;
    case domain::Stage::Confirm:
      return Confirm;
    case domain::Stage::Code:
      return Code;
    case domain::Stage::Questions:
      return Questions;
    case domain::Stage::SecurityKey:
      return SecurityKey;
    case domain::Stage::Password:
      return Password;
    case domain::Stage::Done:
      return Done;
    case domain::Stage::Cancelled:
      return Cancelled;
    case domain::Stage::Expired:
      return Expired;
    case domain::Stage::Ended:
      return Ended;
    case domain::Stage::AppealCode:
      return AppealCode;
    case domain::Stage::AppealForm:
      return AppealForm;
    case domain::Stage::Appealed:
      return Appealed;
  }
  return Nothing;
}

inline const QString person = QStringLiteral("msabc123@outlook.com");
inline const QString solo = QStringLiteral("solo@outlook.com");
inline const QString starter = QStringLiteral("starter@outlook.com");
inline const QString entry = QStringLiteral("msabc123.backup");
inline const QString reason = QStringLiteral("cannot-sign-in");  // the one that draws the most edges
inline const QString notMe = QStringLiteral("7Q4K-2MXY-A3B4-C5D6");
inline const QString approval = QStringLiteral("8R5M-3NYZ-B4C5-D6E7");
inline const QString address = QStringLiteral("mika@example.net");
inline const QString newPassword = QStringLiteral("Quiet-Lake-42");

/// A gateway that reports, though nobody here has its key.
struct NobodysKey final : domain::ReportReader {
  [[nodiscard]] Result<domain::DeliveryReport, domain::ReportFault> read(const domain::RawReport& /*raw*/,
                                                                         qint64 /*now*/) const override {
    return unexpected(domain::ReportFault::BadSignature);
  }
};

/// One recovery in one state.
struct Scene {
  NobodysKey reader;
  HandlerDesk service;
  RecoveryCaller caller = service.caller();
  Answer last;
  QString handle;
  QString digits;  ///< of a code that nobody was sent
  bool rehearsal = false;
  QByteArray opening;  ///< the token that the recovery was opened with

  explicit Scene(State state) {
    domain::Account alone = tests::RecoveryDesk::person(solo);
    alone.contacts = {alone.contacts.first()};
    service.desk.directory.put(alone, "Old-pass-1");
    domain::Account locked = tests::RecoveryDesk::person(person);
    locked.lock = domain::LockState::Locked;
    service.desk.directory.put(locked, "Old-pass-1");
    service.textReports = service.voiceReports = &reader;
    service.desk.policy.realms[0].administrators = {QStringLiteral("it@example.com")};
    domain::Realm& realm = service.desk.policy.realms.first();
    realm.appeal.on = true;
    tests::askQuestions(realm, domain::QuestionUse::Alone);
    realm.factors +=
        {domain::MethodKind::Authenticator, domain::MethodKind::StartCode, domain::MethodKind::SecurityKey};
    if (state == SecondGate) realm.gates = 2;
    domain::Account fresh = tests::RecoveryDesk::person(starter);
    fresh.contacts.clear();
    service.desk.directory.put(fresh);
    service.restart();
    registerQuestions();
    approveAppeal();
    reach(state);
  }
  void registerQuestions() {
    domain::QuestionSet set;
    for (const auto& [id, answer] : tests::rightAnswers()) set.ids << id;
    const auto joined = domain::joinAnswers(set.ids, tests::asCommand(tests::rightAnswers()));
    set.verifier = service.desk.slowHash.hash(joined.text);
    const auto tables = service.desk.bench->store().begin(domain::Access::Write);
    tables->factors().put(person, set);
    const QString app = QStringLiteral("app");
    const auto sealed = service.desk.box.seal(secret(), domain::sealingContext(person, app));
    tables->factors().put(person, domain::Authenticator{app, sealed, 0, service.desk.clock.now()});
    tables->factors().put(person, tests::paperKey());
    tables->objections().issue({domain::objectionMac(service.desk.keys, notMe),
                                person,
                                QStringLiteral("people"),
                                {},
                                {},
                                domain::MessageSubject::ContactsChanged,
                                domain::Channel::Mail,
                                0,
                                service.desk.clock.now() + 3'600'000});
    if (!tables->commit()) qFatal("cannot register questions");
  }
  static platform::Secret secret() { return platform::Secret("12345678901234567890"); }
  static QString textOf(const platform::Secret& digits) {
    return QString::fromLatin1(digits.view().data(), static_cast<qsizetype>(digits.size()));
  }
  void issueStartCode() {
    auto& desk = service.desk;
    domain::StartCodes codes(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        desk.policy);
    const auto issued = codes.issue(**desk.directory.find(starter));
    if (!issued) qFatal("no start code");
    digits = textOf(issued->digits);
  }
  void chooseKind(const char* kind) {
    last = caller.post("/v1/recovery/method",
                       steps::member("handle", steps::handleOf(last, QLatin1String(kind))));
  }
  /// One of the person's, with the code that its mail would carry.
  void approveAppeal() {
    domain::AppealRecord appeal;
    appeal.id = QStringLiteral("an earlier recovery");
    appeal.receipt = QStringLiteral("7Q4-K2M");
    appeal.accountKey = appeal.givenName = person;
    appeal.realm = QStringLiteral("people");
    appeal.handle = QString(22, u'a');
    appeal.slot = domain::appealSlot(QStringLiteral("hash"));
    appeal.contactMask = QStringLiteral("mi*****@example.net");
    appeal.contact = domain::sealContact(service.desk.box, appeal.id, address);
    appeal.state = domain::AppealState::Approved;
    const qint64 now = service.desk.clock.now();
    const auto tables = service.desk.bench->store().begin(domain::Access::Write);
    tables->appeals().begin(appeal);
    const bool sent = tables->appeals().file(appeal) && tables->appeals().decide(appeal) &&
                      tables->appeals().release(appeal.id, domain::approvalMac(service.desk.keys, approval),
                                                now, now + 3'600'000);
    if (!sent || !tables->commit()) qFatal("cannot approve an appeal");
  }
  void reach(State state) {
    switch (state) {
      case Nothing:
        last = caller.get("/healthz");  // for the nonce
        caller.setToken("recovery-id-of-nobody-at-all.0123456789");
        return;
      case Challenge:
        last = steps::open(caller, person, reason);
        opening = caller.token();
        last = steps::askForWork(caller);
        return;
      case Method:
        last = steps::passChallenge(caller, person, reason, rehearsal);
        opening = caller.token();
        handle = steps::handleOf(last, QStringLiteral("mail"));
        return;
      case Confirm:
        reach(Method);
        last = caller.post("/v1/recovery/method", steps::member("handle", handle));
        return;
      case Code:
        reach(Confirm);
        last = caller.post("/v1/recovery/confirm", steps::member("entry", entry));
        service.desk.clock.advance(60'000);  // so that another code may be sent
        return;
      case Questions:
        reach(Method);
        chooseKind("questions");
        return;
      case SecurityKey:
        reach(Method);
        last = caller.post("/v1/recovery/method",
                           steps::member("handle", steps::handleOf(last, QStringLiteral("security-key"))));
        return;
      case Password:
        reach(Code);
        last = steps::submit(caller, service.desk.lastCode());
        return;
      case AppealCode:
        reach(Method);
        last = caller.post("/v1/recovery/appeal/contact", steps::member("contact", address));
        service.desk.clock.advance(60'000);  // so that another code may be sent
        return;
      case AppealForm:
        reach(AppealCode);
        last = steps::submit(caller, service.desk.lastCode());
        return;
      case Appealed:
        reach(AppealForm);
        last = caller.post("/v1/recovery/appeal");
        return;
      case Done:
        reach(Password);
        last = steps::setPassword(caller, newPassword);
        return;
      case Cancelled:
        reach(Method);
        last = caller.post("/v1/recovery/cancel");
        return;
      case Ended:
        last = steps::reachCode(caller, solo, entry);
        opening = caller.token();
        for (int i = 0; i < 5; ++i) last = steps::submit(caller, tests::wrongFor(service.desk.lastCode()));
        return;
      case Expired:
        reach(Method);
        service.desk.clock.advance(15 * 60'000);
        return;
      case Superseded: {
        reach(Password);
        service.desk.clock.advance(60'000);
        RecoveryCaller winner = service.caller();
        (void)steps::reachCode(winner, person, entry);
        (void)steps::submit(winner, service.desk.lastCode());
        last = steps::setPassword(winner, QStringLiteral("Other-Lake-43"));
        return;
      }
      case SecondGate:
        reach(Code);
        last = steps::submit(caller, service.desk.lastCode());
        handle = steps::handleOf(last, QStringLiteral("text"));
        return;
      case AuthenticatorCode:
        reach(Method);
        chooseKind("authenticator");
        digits = textOf(domain::totpAt(secret(), domain::totpStepOf(service.desk.clock.now())));
        return;
      case StartCode:
        issueStartCode();
        last = steps::passChallenge(caller, starter, QStringLiteral("never-had-password"));
        opening = caller.token();
        handle = steps::handleOf(last, QStringLiteral("start-code"));
        chooseKind("start-code");
        return;
      case Unlocked:
        reach(Password);
        last = caller.post("/v1/recovery/unlock");
        return;
      case Rehearsing:
        rehearsal = true;
        reach(Code);
        return;
      case Rehearsed:
        reach(Rehearsing);
        last = steps::submit(caller, service.desk.lastCode());
        return;
      case Stopped: {
        reach(Password);
        RecoveryCaller owner = service.caller();
        (void)owner.post("/v1/objections", steps::member("code", notMe));
        return;
      }
    }
  }
  /// A body that would be right wherever the route is drawn.
  QJsonObject bodyFor(RequestKind request) const {
    switch (request) {
      case RequestKind::None:
      case RequestKind::ResendCode:
      case RequestKind::UnlockAccount:
      case RequestKind::CancelRecovery:
      case RequestKind::ContactAdministrator:
      case RequestKind::Report:
      case RequestKind::OpenEnrolment:
      case RequestKind::ChooseProof:
      case RequestKind::ResendEnrolCode:
      case RequestKind::SubmitEnrolCode:
      case RequestKind::SubmitEnrolAnswers:
      case RequestKind::SubmitEnrolAssertion:
      case RequestKind::AddMethod:
      case RequestKind::RegisterKey:
      case RequestKind::RemoveMethod:
      case RequestKind::LeaveStep:
      case RequestKind::FinishEnrolment:
      case RequestKind::SetEnrolLanguage:
      case RequestKind::CheckNeed:
        return {};
      case RequestKind::OpenRecovery:
        return {{QStringLiteral("account"), person},
                {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                {QStringLiteral("language"), QStringLiteral("en")}};
      case RequestKind::NewChallenge:
        return steps::member("kind", QStringLiteral("picture"));
      case RequestKind::AnswerChallenge:
        return steps::rightAnswer(last);
      case RequestKind::ChooseMethod:
        return steps::member("handle", handle.isEmpty() ? QString(22, u'h') : handle);
      case RequestKind::ConfirmContact:
        return steps::member("entry", entry);
      case RequestKind::SubmitCode: {
        const QString code = digits.isEmpty() ? service.desk.lastCode() : digits;
        return steps::member("code", code.isEmpty() ? QStringLiteral("1234567") : code);
      }
      case RequestKind::SubmitAnswers: {
        QJsonArray answers;
        for (const auto& [id, answer] : tests::rightAnswers()) {
          answers.append(QJsonObject{{QStringLiteral("question"), id}, {QStringLiteral("answer"), answer}});
        }
        return steps::member("answers", answers);
      }
      case RequestKind::SubmitAssertion:
        return steps::touchOf(last);
      case RequestKind::SetPassword:
        return steps::member("password", QStringLiteral("Third-Lake-44"));
      case RequestKind::TrySignIn:
        return steps::member("password", newPassword);
      case RequestKind::Object:
        return steps::member("code", notMe);
      case RequestKind::GiveAppealContact:
        return steps::member("contact", address);
      case RequestKind::FileAppeal:
        return steps::member("names", QStringLiteral("Mika Sato"));
      case RequestKind::OpenByApproval:
        return {{QStringLiteral("code"), approval}, {QStringLiteral("language"), QStringLiteral("en")}};
      case RequestKind::SetLanguage:
      case RequestKind::ResumeRecovery:
        return steps::member("language", QStringLiteral("ja"));
    }
    return {};
  }
  /// Everything that a refused request must leave as it is.
  /// @param keptAside without the refusal itself, which is kept under the key of its write
  /// @param noted so many rows of the journal are known to have come, and are not counted
  QString everything(bool keptAside = false, int noted = 0) const {
    const auto all = [this](const char* sql) { return service.desk.ask(QLatin1String(sql)).toString(); };
    const QString kept = all("SELECT SUM(version) FROM recoveries") + u'|' +
                         all("SELECT COUNT(*) || ':' || SUM(finished) FROM writes") + u'|';
    return (keptAside ? QString() : kept) +
           all("SELECT GROUP_CONCAT(stage || ':' || epoch || ':' || gates_passed || ':' || "
               "confirms || ':' || touched_at, ';') FROM recoveries") +
           u'|' + all("SELECT GROUP_CONCAT(attempts || ':' || hex(mac), ';') FROM codes") + u'|' +
           all("SELECT GROUP_CONCAT(recovery_id || position || used, ';') FROM methods") + u'|' +
           all("SELECT COUNT(*) || ':' || SUM(used_at) FROM objection_tickets") + u'|' +
           all("SELECT GROUP_CONCAT(frozen_until || ':' || told, ';') FROM freezes") + u'|' +
           all("SELECT GROUP_CONCAT(state || ':' || slot, ';') FROM appeals") + u'|' +
           all("SELECT COUNT(*) FROM locks") + u'|' + QString::number(service.desk.count("journal") - noted) +
           u'|' + all("SELECT GROUP_CONCAT(state || ':' || reason, ';') FROM messages") + u'|' +
           all("SELECT COUNT(*) FROM tallies") + u'|' + all("SELECT COUNT(*) FROM challenges") + u'|' +
           all("SELECT COUNT(*) FROM finishes") + u'|' + QString::number(service.desk.directory.changes) +
           u'|' + QString::number(service.desk.directory.unlocks) + u'|' +
           QString::number(service.desk.directory.signIns);
  }
};

}  // namespace latchkey::service::http
