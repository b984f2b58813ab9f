// SPDX-License-Identifier: GPL-3.0-or-later
// Every route in every state of a recovery (A08), through the real handler on a real database. The rows are
// made from the list of routes: a route that the table below does not know fails.
#include <QTest>

#include "core/protocol/routes.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/start_codes.h"
#include "service/domain/totp.h"
#include "tests/support/handler_desk.h"
#include "tests/support/key_steps.h"
#include "tests/support/question_desk.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::service::http {
namespace {

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
  Done,
  Cancelled,
  Ended,
  Expired,
  Superseded,
  SecondGate,
  AuthenticatorCode,
  StartCode,
  Unlocked,
  Stopped
};
constexpr State lastState = Stopped;
constexpr const char* names[] = {"nothing opened",
                                 "challenge",
                                 "method",
                                 "confirm",
                                 "code",
                                 "questions",
                                 "security-key",
                                 "password",
                                 "done",
                                 "cancelled",
                                 "ended",
                                 "expired",
                                 "superseded",
                                 "second gate",
                                 "code of an authenticator",
                                 "start code",
                                 "done by unlocking",
                                 "stopped by \"this was not me\""};
constexpr State running[] = {Challenge, Method,     Confirm,           Code,     Questions, SecurityKey,
                             Password,  SecondGate, AuthenticatorCode, StartCode};

/// The word of the interface for where somebody is.
const char* stageIn(State state) {
  if (state == SecondGate) return names[Method];
  return state == AuthenticatorCode || state == StartCode ? names[Code] : names[state];
}

/// A stage that is added does not compile without a state here.
State showing(domain::Stage stage) {
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
  }
  return Nothing;
}

const QString person = QStringLiteral("msabc123@outlook.com");
const QString solo = QStringLiteral("solo@outlook.com");
const QString starter = QStringLiteral("starter@outlook.com");
const QString entry = QStringLiteral("msabc123.backup");
const QString reason = QStringLiteral("cannot-sign-in");  // the one that draws the most edges
const QString notMe = QStringLiteral("7Q4K-2MXY-A3B4-C5D6");
const QString newPassword = QStringLiteral("Quiet-Lake-42");

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
  QString digits;      ///< of a code that nobody was sent
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
    tests::askQuestions(realm, domain::QuestionUse::Alone);
    realm.factors +=
        {domain::MethodKind::Authenticator, domain::MethodKind::StartCode, domain::MethodKind::SecurityKey};
    if (state == SecondGate) realm.gates = 2;
    domain::Account fresh = tests::RecoveryDesk::person(starter);
    fresh.contacts.clear();
    service.desk.directory.put(fresh);
    service.restart();
    registerQuestions();
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
        last = steps::passChallenge(caller, person, reason);
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
      case RequestKind::SetLanguage:
      case RequestKind::ResumeRecovery:
        return steps::member("language", QStringLiteral("ja"));
    }
    return {};
  }
  /// Everything that a refused request must leave as it is.
  /// @param keptAside without the refusal itself, which is kept under the key of its write
  QString everything(bool keptAside = false) const {
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
           all("SELECT COUNT(*) FROM locks") + u'|' + all("SELECT COUNT(*) FROM journal") + u'|' +
           all("SELECT GROUP_CONCAT(state || ':' || reason, ';') FROM messages") + u'|' +
           all("SELECT COUNT(*) FROM tallies") + u'|' + all("SELECT COUNT(*) FROM challenges") + u'|' +
           all("SELECT COUNT(*) FROM finishes") + u'|' + QString::number(service.desk.directory.changes) +
           u'|' + QString::number(service.desk.directory.unlocks) + u'|' +
           QString::number(service.desk.directory.signIns);
  }
};

/// A drawn edge: where a route succeeds, and in which stage the recovery is afterwards.
struct Edge {
  std::string_view path;
  State from;
  const char* to;  ///< stage of the answer; nothing for answers that are no recovery
};

QList<Edge> drawnEdges() {
  QList<Edge> edges = {
      {"/v1/recoveries", Nothing, "challenge"},
      {"/v1/objections", Nothing, ""},
      {"/v1/recovery/challenge", Challenge, "challenge"},
      {"/v1/recovery/challenge/answer", Challenge, "method"},
      {"/v1/recovery/method", Method, "confirm"},
      {"/v1/recovery/method", Confirm, "confirm"},
      {"/v1/recovery/method", Code, "confirm"},
      {"/v1/recovery/method", Questions, "confirm"},
      {"/v1/recovery/method", SecondGate, "confirm"},
      {"/v1/recovery/method", AuthenticatorCode, "confirm"},
      {"/v1/recovery/method", StartCode, "code"},
      {"/v1/recovery/method", SecurityKey, "confirm"},
      {"/v1/recovery/confirm", Confirm, "code"},
      {"/v1/recovery/confirm", Code, "code"},
      {"/v1/recovery/resend", Code, "code"},
      {"/v1/recovery/code", Code, "password"},
      {"/v1/recovery/code", AuthenticatorCode, "password"},
      {"/v1/recovery/code", StartCode, "password"},
      {"/v1/recovery/answers", Questions, "password"},
      {"/v1/recovery/assertion", SecurityKey, "password"},
      {"/v1/recovery/password", Password, "done"},
      {"/v1/recovery/unlock", Password, "done"},
      {"/v1/recovery/sign-in", Done, "done"},
      {"/v1/recovery", Ended, "ended"},
      {"/v1/recovery/administrator", Method, "method"},
      {"/v1/recovery/administrator", Confirm, "confirm"},
      {"/v1/recovery/administrator", Code, "code"},
      {"/v1/recovery/administrator", Questions, "questions"},
      {"/v1/recovery/administrator", SecondGate, "method"},
      {"/v1/recovery/administrator", AuthenticatorCode, "code"},
      {"/v1/recovery/administrator", StartCode, "code"},
      {"/v1/recovery/administrator", SecurityKey, "security-key"},
      {"/v1/recovery/administrator", Ended, "ended"},
  };
  for (const State state : running) {
    edges += {{"/v1/recovery", state, stageIn(state)},
              {"/v1/recovery/language", state, stageIn(state)},
              {"/v1/recovery/cancel", state, "cancelled"},
              // What was proven is to be proven afresh.
              {"/v1/recovery/resume", state, state == Password ? names[Method] : stageIn(state)}};
  }
  return edges;
}
/// Routes whose answers are no recovery, and which of them need none.
constexpr std::string_view open[] = {"/.well-known/account-recovery", "/healthz", "/readyz", "/metrics"};
constexpr std::string_view media[] = {"/v1/recovery/challenge/picture", "/v1/recovery/challenge/clip"};

/// Routes that no token and no key of a recovery opens.
constexpr std::string_view signedOnes[] = {"/v1/deliveries/text", "/v1/deliveries/voice"};

bool isIn(std::span<const std::string_view> list, std::string_view path) {
  return std::ranges::find(list, path) != list.end();
}

/// What every other route gets, by state alone.
const char* refusalIn(State state) {
  switch (state) {
    case Nothing:
    case Done:
    case Unlocked:
    case Cancelled:
    case Expired:
      return "unauthorized";
    case Challenge:
    case Method:
    case Confirm:
    case Code:
    case Questions:
    case SecurityKey:
    case Password:
    case SecondGate:
    case AuthenticatorCode:
    case StartCode:
      return "wrong-stage";
    case Ended:
      return "too-many-tries";
    case Superseded:
    case Stopped:
      return "recovery-superseded";
  }
  return "";
}

}  // namespace

class StateMatrixTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void everyRouteIsInTheTable() {
    const auto edges = drawnEdges();
    for (const protocol::Route& route : protocol::routes()) {
      const bool known =
          isIn(open, route.path) || isIn(media, route.path) || isIn(signedOnes, route.path) ||
          std::ranges::any_of(edges, [&](const Edge& edge) { return edge.path == route.path; });
      QVERIFY2(known, QByteArray(route.path.data(), qsizetype(route.path.size())) + " has no row");
    }
    for (const Edge& edge : edges) {
      QVERIFY(std::ranges::any_of(protocol::routes(),
                                  [&](const protocol::Route& route) { return route.path == edge.path; }));
    }
  }

  void everyStageIsInTheTable() {
    for (int each = 0; each <= int(domain::Stage::Questions); ++each) {
      const auto stage = static_cast<domain::Stage>(each);
      const State state = showing(stage);
      Scene scene(state);
      // Nobody writes down that time has passed.
      const auto kept = stage == domain::Stage::Expired ? domain::Stage::Method : stage;
      QCOMPARE(scene.service.desk.ask(QStringLiteral("SELECT stage FROM recoveries")).toInt(), int(kept));
    }
  }

  void onlyDrawnEdgesSucceed_data() {
    QTest::addColumn<int>("route");
    QTest::addColumn<int>("state");
    const auto routes = protocol::routes();
    for (std::size_t i = 0; i < routes.size(); ++i) {
      for (int state = Nothing; state <= lastState; ++state) {
        QTest::addRow("A08: %.*s, %s", int(routes[i].path.size()), routes[i].path.data(), names[state])
            << int(i) << state;
      }
    }
  }
  void onlyDrawnEdgesSucceed() {
    QFETCH(int, route);
    QFETCH(int, state);
    const protocol::Route& asked = protocol::routes()[std::size_t(route)];
    const auto from = static_cast<State>(state);
    Scene scene(from);
    // Where the key alone is asked for, a token has no business.
    const bool opens = asked.request == RequestKind::OpenRecovery || asked.request == RequestKind::Object;
    const bool drawsWithKey = asked.proof == protocol::Proof::Key && from == (opens ? Nothing : Done);
    if (drawsWithKey) scene.caller.setToken({});
    if (asked.request == RequestKind::ResumeRecovery && from != Nothing) scene.caller.setToken(scene.opening);
    const QString before = scene.everything();
    const QString beforeAside = scene.everything(true);
    const QByteArray path(asked.path.data(), qsizetype(asked.path.size()));
    const Answer answer = asked.method == protocol::HttpMethod::Get
                              ? scene.caller.get(path)
                              : scene.caller.post(path, scene.bodyFor(asked.request));

    if (isIn(open, asked.path) || (isIn(media, asked.path) && from == Challenge)) {
      // The challenge of the scene is work: it has neither picture nor clip.
      QCOMPARE(answer.status(), isIn(open, asked.path) ? 200 : 409);
      QCOMPARE(scene.everything(), before);
      return;
    }
    for (const Edge& edge : drawnEdges()) {
      if (edge.path != asked.path || edge.from != from) continue;
      QVERIFY2(answer.status() == asked.successStatus, answer.raw.body.constData());
      QCOMPARE(answer.stage(), QString::fromLatin1(edge.to));
      return;
    }
    const bool byKey = asked.proof == protocol::Proof::Key || isIn(signedOnes, asked.path);
    QCOMPARE(answer.problem(), QString::fromLatin1(byKey ? "unauthorized" : refusalIn(from)));
    // The stage has these edges, but not for what is no contact: the act itself refuses, and that is kept.
    const bool isKept =
        (from == AuthenticatorCode || from == StartCode) &&
        (asked.request == RequestKind::ConfirmContact || asked.request == RequestKind::ResendCode);
    QCOMPARE(scene.everything(isKept), isKept ? beforeAside : before);
  }

  void aKeyAloneTriesAPasswordAfterTheEndOnly_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("showsToken");
    for (int state = Nothing; state <= lastState; ++state) {
      QTest::addRow("A08: %s", names[state]) << state << false;
      QTest::addRow("A11: %s, with the token", names[state]) << state << true;
    }
  }
  void aKeyAloneTriesAPasswordAfterTheEndOnly() {
    QFETCH(int, state);
    QFETCH(bool, showsToken);
    Scene scene(static_cast<State>(state));
    if (!showsToken) scene.caller.setToken({});
    const QString before = scene.everything();
    const Answer answer =
        scene.caller.post("/v1/recovery/sign-in", scene.bodyFor(protocol::RequestKind::TrySignIn));
    const bool isDrawn = state == Done && !showsToken;
    // None of a password that was not set here: refused, and the refusal is kept.
    const bool isOfAnother = state == Unlocked && !showsToken;
    const auto refused = isOfAnother ? QStringLiteral("too-many-tries") : QStringLiteral("unauthorized");
    QCOMPARE(answer.problem(), isDrawn ? QString() : refused);
    QCOMPARE(answer.stage(), isDrawn ? QStringLiteral("done") : QString());
    QCOMPARE(scene.service.desk.directory.signIns, isDrawn ? 1 : 0);
    QVERIFY(isDrawn || isOfAnother || scene.everything() == before);
  }

  void picturesAndClipsBelongToTheirChallenge_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("A08: picture") << QByteArray("/v1/recovery/challenge/picture");
    QTest::newRow("A08: clip") << QByteArray("/v1/recovery/challenge/clip");
  }
  void picturesAndClipsBelongToTheirChallenge() {
    QFETCH(QByteArray, path);
    HandlerDesk service;
    RecoveryCaller caller = service.caller();
    QCOMPARE(steps::open(caller, person).stage(), QStringLiteral("challenge"));
    QCOMPARE(caller.get(path).status(), 200);
    service.desk.clock.advance(5 * 60'000);
    QCOMPARE(caller.get(path).problem(), QStringLiteral("challenge-expired"));
  }

  void theTokenOfBeforeTheGateOpensNothing_data() {
    QTest::addColumn<int>("route");
    const auto routes = protocol::routes();
    for (std::size_t i = 0; i < routes.size(); ++i) {
      if (routes[i].proof == protocol::Proof::Token) {
        QTest::addRow("A11: %.*s", int(routes[i].path.size()), routes[i].path.data()) << int(i);
      }
    }
  }
  void theTokenOfBeforeTheGateOpensNothing() {
    QFETCH(int, route);
    const protocol::Route& asked = protocol::routes()[std::size_t(route)];
    Scene scene(Code);
    const QByteArray old = scene.caller.token();
    QCOMPARE(steps::submit(scene.caller, scene.service.desk.lastCode()).stage(), QStringLiteral("password"));
    QVERIFY(scene.caller.token() != old);
    scene.caller.setToken(old);
    const QString before = scene.everything();
    const QByteArray path(asked.path.data(), qsizetype(asked.path.size()));
    const Answer answer = asked.method == protocol::HttpMethod::Get
                              ? scene.caller.get(path)
                              : scene.caller.post(path, scene.bodyFor(asked.request));
    if (asked.request == RequestKind::ResumeRecovery) {
      // The one thing that it is kept for, and it takes the proof back.
      QCOMPARE(answer.stage(), QStringLiteral("method"));
      QCOMPARE(answer.recovery().value(QLatin1String("gatesPassed")).toInt(), 0);
      return;
    }
    QCOMPARE(answer.problem(), QStringLiteral("unauthorized"));
    QCOMPARE(scene.everything(), before);
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::StateMatrixTest)
#include "state_matrix_test.moc"
