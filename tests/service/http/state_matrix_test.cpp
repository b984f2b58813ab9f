// SPDX-License-Identifier: GPL-3.0-or-later
// Every route in every state of a recovery (A08), through the real handler on a real database. The rows are
// made from the list of routes: a route that the table below does not know fails.
#include <QTest>

#include "tests/service/http/state_scene.h"

namespace latchkey::service::http {
namespace {

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
      {"/v1/recovery/appeal/contact", SecurityKey, "appeal-code"},
      {"/v1/recovery/appeal/contact", SecondGate, "appeal-code"},
      {"/v1/recovery/appeal/contact", AuthenticatorCode, "appeal-code"},
      {"/v1/recovery/appeal/contact", StartCode, "appeal-code"},
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
      // A rehearsal has what leads to its end, and nothing that changes or asks for anything.
      {"/v1/recovery/method", Rehearsing, "confirm"},
      {"/v1/recovery/confirm", Rehearsing, "code"},
      {"/v1/recovery/resend", Rehearsing, "code"},
      {"/v1/recovery/code", Rehearsing, "done"},
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
    case Rehearsed:
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
    case Rehearsing:
    case AppealCode:
    case AppealForm:
    case Appealed:
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
          protocol::isOfEnrolment(route) || isIn(open, route.path) || isIn(media, route.path) ||
          isIn(signedOnes, route.path) ||
          std::ranges::any_of(edges, [&](const Edge& edge) { return edge.path == route.path; });
      QVERIFY2(known, QByteArray(route.path.data(), qsizetype(route.path.size())) + " has no row");
    }
    for (const Edge& edge : edges) {
      QVERIFY(std::ranges::any_of(protocol::routes(),
                                  [&](const protocol::Route& route) { return route.path == edge.path; }));
    }
  }

  void everyStageIsInTheTable() {
    for (int each = 0; each <= int(domain::Stage::Appealed); ++each) {
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
      if (protocol::isOfEnrolment(routes[i])) continue;
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
    const bool opens = asked.request == RequestKind::OpenRecovery || asked.request == RequestKind::Object ||
                       asked.request == RequestKind::OpenByApproval;
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
    const bool isSigned = isIn(signedOnes, asked.path);
    const bool byKey = asked.proof == protocol::Proof::Key || isSigned;
    QCOMPARE(answer.problem(), QString::fromLatin1(byKey ? "unauthorized" : refusalIn(from)));
    // The stage has these edges, but not for what is no contact: the act itself refuses, and that is kept.
    const bool isKept =
        (from == AuthenticatorCode || from == StartCode) &&
        (asked.request == RequestKind::ConfirmContact || asked.request == RequestKind::ResendCode);
    // Of a report that is refused the journal has a line, and of no other refusal.
    QCOMPARE(scene.everything(isKept, isSigned ? 1 : 0), isKept ? beforeAside : before);
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
    const bool isOfNone = state == Rehearsed && !showsToken;
    const auto refused = isOfAnother ? QStringLiteral("too-many-tries")
                         : isOfNone  ? QStringLiteral("wrong-stage")
                                     : QStringLiteral("unauthorized");
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
      if (routes[i].proof == protocol::Proof::Token && !protocol::isOfEnrolment(routes[i])) {
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
