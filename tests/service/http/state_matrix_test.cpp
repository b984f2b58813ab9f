// SPDX-License-Identifier: GPL-3.0-or-later
// Every route in every state of a recovery (A08), through the real handler on a real database. The rows are
// made from the list of routes: a route that the table below does not know fails.
#include <QTest>

#include "core/protocol/routes.h"
#include "service/domain/appeals.h"
#include "service/domain/objection_tickets.h"
#include "tests/support/handler_desk.h"
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
  Password,
  AppealCode,
  AppealForm,
  Done,
  Appealed,
  Cancelled,
  Ended,
  Expired,
  Superseded
};
constexpr const char* names[] = {"nothing opened", "challenge", "method",      "confirm",     "code",
                                 "questions",      "password",  "appeal-code", "appeal-form", "done",
                                 "appealed",       "cancelled", "ended",       "expired",     "superseded"};
constexpr State running[] = {Challenge, Method, Confirm, Code, Questions, Password, AppealCode, AppealForm};

const QString person = QStringLiteral("msabc123@outlook.com");
const QString solo = QStringLiteral("solo@outlook.com");
const QString entry = QStringLiteral("msabc123.backup");
const QString reason = QStringLiteral("cannot-sign-in");  // the one that draws the most edges
const QString notMe = QStringLiteral("7Q4K-2MXY-A3B4-C5D6");
const QString approval = QStringLiteral("8R5L-3NYZ-B4C5-D6E7");
const QString address = QStringLiteral("mika@example.net");
const QString newPassword = QStringLiteral("Quiet-Lake-42");

/// One recovery in one state.
struct Scene {
  HandlerDesk service;
  RecoveryCaller caller = service.caller();
  Answer last;
  QString handle;
  QByteArray opening;  ///< the token that the recovery was opened with

  explicit Scene(State state) {
    domain::Account alone = tests::RecoveryDesk::person(solo);
    alone.contacts = {alone.contacts.first()};
    service.desk.directory.put(alone, "Old-pass-1");
    domain::Account locked = tests::RecoveryDesk::person(person);
    locked.lock = domain::LockState::Locked;
    service.desk.directory.put(locked, "Old-pass-1");
    service.desk.policy.realms[0].administrators = {QStringLiteral("it@example.com")};
    service.desk.policy.realms[0].appeal.on = true;
    tests::askQuestions(service.desk.policy.realms.first(), domain::QuestionUse::Alone);
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
    tables->objections().issue({domain::objectionMac(service.desk.keys, notMe),
                                person,
                                QStringLiteral("people"),
                                {},
                                {},
                                domain::MessageSubject::ContactsChanged,
                                domain::Channel::Mail,
                                0,
                                service.desk.clock.now() + 1000});
    if (!tables->commit()) qFatal("cannot register questions");
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
                                                now, now + 1000);
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
        last = caller.post("/v1/recovery/method",
                           steps::member("handle", steps::handleOf(last, QStringLiteral("questions"))));
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
        const QString code = service.desk.lastCode();
        return steps::member("code", code.isEmpty() ? QStringLiteral("1234567") : code);
      }
      case RequestKind::SubmitAnswers: {
        QJsonArray answers;
        for (const auto& [id, answer] : tests::rightAnswers()) {
          answers.append(QJsonObject{{QStringLiteral("question"), id}, {QStringLiteral("answer"), answer}});
        }
        return steps::member("answers", answers);
      }
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
  QString everything() const {
    const auto all = [this](const char* sql) { return service.desk.ask(QLatin1String(sql)).toString(); };
    return all("SELECT GROUP_CONCAT(stage || ':' || version || ':' || epoch || ':' || gates_passed || ':' || "
               "confirms || ':' || touched_at, ';') FROM recoveries") +
           u'|' + all("SELECT GROUP_CONCAT(attempts || ':' || hex(mac), ';') FROM codes") + u'|' +
           all("SELECT COUNT(*) FROM messages") + u'|' + all("SELECT COUNT(*) FROM tallies") + u'|' +
           all("SELECT GROUP_CONCAT(state || ':' || slot, ';') FROM appeals") + u'|' +
           all("SELECT COUNT(*) FROM challenges") + u'|' + all("SELECT COUNT(*) FROM finishes") + u'|' +
           QString::number(service.desk.directory.changes) + u'|' +
           QString::number(service.desk.directory.unlocks);
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
      {"/v1/approvals", Nothing, "code"},
      {"/v1/recovery/appeal/contact", Method, "appeal-code"},
      {"/v1/recovery/appeal/contact", Confirm, "appeal-code"},
      {"/v1/recovery/appeal/contact", Code, "appeal-code"},
      {"/v1/recovery/appeal/contact", Questions, "appeal-code"},
      {"/v1/recovery/appeal/contact", AppealCode, "appeal-code"},
      {"/v1/recovery/appeal/contact", Ended, "appeal-code"},
      {"/v1/recovery/resend", AppealCode, "appeal-code"},
      {"/v1/recovery/code", AppealCode, "appeal-form"},
      {"/v1/recovery/method", AppealCode, "confirm"},
      {"/v1/recovery/method", AppealForm, "confirm"},
      {"/v1/recovery/appeal", AppealForm, "appealed"},
      {"/v1/recovery", Appealed, "appealed"},
      {"/v1/recovery/challenge", Challenge, "challenge"},
      {"/v1/recovery/challenge/answer", Challenge, "method"},
      {"/v1/recovery/method", Method, "confirm"},
      {"/v1/recovery/method", Confirm, "confirm"},
      {"/v1/recovery/method", Code, "confirm"},
      {"/v1/recovery/method", Questions, "confirm"},
      {"/v1/recovery/confirm", Confirm, "code"},
      {"/v1/recovery/confirm", Code, "code"},
      {"/v1/recovery/resend", Code, "code"},
      {"/v1/recovery/code", Code, "password"},
      {"/v1/recovery/answers", Questions, "password"},
      {"/v1/recovery/password", Password, "done"},
      {"/v1/recovery/unlock", Password, "done"},
      {"/v1/recovery/sign-in", Done, "done"},
      {"/v1/recovery", Ended, "ended"},
      {"/v1/recovery/administrator", Method, "method"},
      {"/v1/recovery/administrator", Confirm, "confirm"},
      {"/v1/recovery/administrator", Code, "code"},
      {"/v1/recovery/administrator", Questions, "questions"},
      {"/v1/recovery/administrator", Ended, "ended"},
  };
  for (const State state : running) {
    edges += {{"/v1/recovery", state, names[state]},
              {"/v1/recovery/language", state, names[state]},
              {"/v1/recovery/cancel", state, "cancelled"},
              // What was proven is to be proven afresh.
              {"/v1/recovery/resume", state, state == Password ? names[Method] : names[state]}};
  }
  return edges;
}
/// Routes whose answers are no recovery, and which of them need none.
constexpr std::string_view open[] = {"/.well-known/account-recovery", "/healthz", "/readyz", "/metrics"};
constexpr std::string_view media[] = {"/v1/recovery/challenge/picture", "/v1/recovery/challenge/clip"};

bool isIn(std::span<const std::string_view> list, std::string_view path) {
  return std::ranges::find(list, path) != list.end();
}

/// What every other route gets, by state alone.
const char* refusalIn(State state) {
  switch (state) {
    case Nothing:
    case Done:
    case Cancelled:
    case Expired:
      return "unauthorized";
    case Challenge:
    case Method:
    case Confirm:
    case Code:
    case Questions:
    case Password:
    case AppealCode:
    case AppealForm:
    case Appealed:
      return "wrong-stage";
    case Ended:
      return "too-many-tries";
    case Superseded:
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
          isIn(open, route.path) || isIn(media, route.path) ||
          std::ranges::any_of(edges, [&](const Edge& edge) { return edge.path == route.path; });
      QVERIFY2(known, QByteArray(route.path.data(), qsizetype(route.path.size())) + " has no row");
    }
    for (const Edge& edge : edges) {
      QVERIFY(std::ranges::any_of(protocol::routes(),
                                  [&](const protocol::Route& route) { return route.path == edge.path; }));
    }
  }

  void onlyDrawnEdgesSucceed_data() {
    QTest::addColumn<int>("route");
    QTest::addColumn<int>("state");
    const auto routes = protocol::routes();
    for (std::size_t i = 0; i < routes.size(); ++i) {
      for (int state = Nothing; state <= Superseded; ++state) {
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
    const bool opens = asked.request == RequestKind::OpenRecovery || asked.request == RequestKind::Object ||
                       asked.request == RequestKind::OpenByApproval;
    const bool drawsWithKey = asked.proof == protocol::Proof::Key && from == (opens ? Nothing : Done);
    if (drawsWithKey) scene.caller.setToken({});
    if (asked.request == RequestKind::ResumeRecovery && from != Nothing) scene.caller.setToken(scene.opening);
    const QString before = scene.everything();
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
    const bool byKey = asked.proof == protocol::Proof::Key;
    QCOMPARE(answer.problem(), QString::fromLatin1(byKey ? "unauthorized" : refusalIn(from)));
    QCOMPARE(scene.everything(), before);
  }

  void aKeyAloneTriesAPasswordAfterTheEndOnly_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("showsToken");
    for (int state = Nothing; state <= Superseded; ++state) {
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
    QCOMPARE(answer.problem(), isDrawn ? QString() : QStringLiteral("unauthorized"));
    QCOMPARE(answer.stage(), isDrawn ? QStringLiteral("done") : QString());
    QVERIFY(isDrawn || scene.everything() == before);
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
