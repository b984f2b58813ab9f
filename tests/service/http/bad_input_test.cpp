// SPDX-License-Identifier: GPL-3.0-or-later
// What is forged, used up or out of all proportion: a clear refusal, nothing changed but a count, and a line
// in the journal that says what it was.
#include <QTest>

#include "tests/service/http/state_scene.h"

namespace latchkey::service::http {

class BadInputTest : public QObject {
  Q_OBJECT

  /// Everything that a refusal may not touch; counts of misses and the journal may grow.
  static QString untouched(const Scene& scene) {
    const auto all = [&scene](const char* sql) {
      return scene.service.desk.ask(QLatin1String(sql)).toString();
    };
    const auto& directory = scene.service.desk.directory;
    return all("SELECT GROUP_CONCAT(stage || ':' || epoch || ':' || gates_passed || ':' || confirms, ';') "
               "FROM recoveries") +
           u'|' + all("SELECT GROUP_CONCAT(recovery_id || position || used, ';') FROM methods") + u'|' +
           all("SELECT COUNT(*) || ':' || SUM(used_at) FROM objection_tickets") + u'|' +
           all("SELECT GROUP_CONCAT(state || ':' || slot, ';') FROM appeals") + u'|' +
           all("SELECT COUNT(*) FROM freezes") + u'|' + all("SELECT COUNT(*) FROM locks") + u'|' +
           all("SELECT GROUP_CONCAT(state || ':' || reason, ';') FROM messages") + u'|' +
           all("SELECT GROUP_CONCAT(last_step, ';') FROM authenticators") + u'|' +
           all("SELECT GROUP_CONCAT(sign_count, ';') FROM security_keys") + u'|' +
           QString::number(directory.changes) + u'|' + QString::number(directory.unlocks);
  }
  /// All that the journal says since so many lines.
  static QString toldSince(const Scene& scene, int lines) {
    return scene.service.desk
        .ask(QStringLiteral("SELECT GROUP_CONCAT(event || ' ' || detail, '; ') FROM "
                            "(SELECT * FROM journal ORDER BY rowid LIMIT -1 OFFSET %1)")
                 .arg(lines))
        .toString();
  }
  template <typename Act>
  static void compareRefused(Scene& scene, Act act, int status, const char* problem, const QString& told) {
    const QString before = untouched(scene);
    const int lines = scene.service.desk.count("journal");
    const Answer answer = act();
    QCOMPARE(answer.status(), status);
    QCOMPARE(answer.problem(), QString::fromLatin1(problem));
    QCOMPARE(untouched(scene), before);
    const QString said = toldSince(scene, lines);
    QVERIFY2(said.startsWith(told) && !said.contains(u';'), qPrintable(said));
  }

private Q_SLOTS:
  void anAuthenticatorsCodeIsNoneTwice() {
    Scene scene(AuthenticatorCode);
    QCOMPARE(steps::submit(scene.caller, scene.digits).stage(), QStringLiteral("password"));
    RecoveryCaller next = scene.service.caller();
    const Answer view = steps::passChallenge(next, person, reason);
    (void)next.post("/v1/recovery/method",
                    steps::member("handle", steps::handleOf(view, QStringLiteral("authenticator"))));
    compareRefused(
        scene, [&] { return steps::submit(next, scene.digits); }, 422, "code-wrong",
        QStringLiteral("gate-failed authenticator, try 1: spent-step"));
    // One that never was is told apart, for the administrators alone.
    compareRefused(
        scene, [&] { return steps::submit(next, tests::wrongFor(scene.digits)); }, 422, "code-wrong",
        QStringLiteral("gate-failed authenticator, try 2"));
    QCOMPARE(toldSince(scene, scene.service.desk.count("journal") - 1),
             QStringLiteral("gate-failed authenticator, try 2"));
  }

  void aMegabyteOfAnswersIsNotRead() {
    Scene scene(Questions);
    const auto send = [&scene] {
      const QByteArray answer(1024 * 1024, 'a');
      return scene.caller.postText("/v1/recovery/answers",
                                   R"({"answers":[{"question":"alpha","answer":")" + answer + R"("}]})");
    };
    compareRefused(scene, send, 413, "body-too-large", QStringLiteral("request-refused body-too-large"));
    QCOMPARE(scene.service.desk.slowHash.hashes.load(), 1);  // of the registration
    // The step goes on.
    QCOMPARE(scene.caller.post("/v1/recovery/answers", scene.bodyFor(RequestKind::SubmitAnswers)).stage(),
             QStringLiteral("password"));
    // Whoever sends them without end fills no trail.
    for (int i = 0; i < 20; ++i) (void)send();
    QCOMPARE(scene.service.desk.count("journal WHERE event = 'request-refused'"), 10);
    scene.service.desk.clock.advance(3'600'000);
    (void)send();
    QCOMPARE(scene.service.desk.count("journal WHERE event = 'request-refused'"), 11);
  }

  void ticketsThatAreNoneOpenNothing_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("ticket");
    QTest::addColumn<bool>("isCode");
    const auto rows = [](const QByteArray& path, const QString& other) {
      const auto row = [&](const char* name, const QString& ticket, bool isCode) {
        QTest::addRow("%s: %s", path.constData(), name) << path << ticket << isCode;
      };
      row("nobody's", QStringLiteral("2222-2222-2222-2222"), true);
      row("of the other kind", other, true);
      row("letters that none has", QStringLiteral("0000-IIII-OOOO-1111"), true);
      row("too short", approval.chopped(5), false);
      row("damaged", approval.chopped(1) + u'!', false);
      row("the whole link", QStringLiteral("latchkey:approved?ticket=") + approval, false);
      row("a piece of SQL", QStringLiteral("' OR '1'='1' OR '1'='1"), false);
      row("two in one", approval + u';' + approval, false);
      row("longer than any", QString(10'000, u'A'), false);
    };
    rows("/v1/approvals", notMe);
    rows("/v1/objections", approval);
  }
  void ticketsThatAreNoneOpenNothing() {
    QFETCH(QByteArray, path);
    QFETCH(QString, ticket);
    QFETCH(bool, isCode);
    Scene scene(Method);
    RecoveryCaller stranger = scene.service.caller("198.51.100.9");
    QJsonObject body = steps::member("code", ticket);
    const bool opens = path == "/v1/approvals";
    if (opens) body.insert(QStringLiteral("language"), QStringLiteral("en"));
    const char* const refused = opens ? "approval-refused" : "objection-refused";
    compareRefused(
        scene, [&] { return stranger.post(path, body); }, 422, isCode ? refused : "invalid-field",
        QLatin1String(refused) + (isCode ? QStringLiteral(" from ") : QStringLiteral(" malformed")));
    for (const QString& secret : {QStringLiteral("198.51.100"), ticket}) {
      QVERIFY(!toldSince(scene, 0).contains(secret));
      QVERIFY(!scene.service.log.text.contains(secret.toUtf8()));
    }
    for (int i = 0; i < 50; ++i) (void)stranger.post(path, body);
    const int told = scene.service.desk.count("journal WHERE event LIKE '%-refused'");
    QVERIFY2(told >= 10 && told <= 20, QByteArray::number(told));
  }

  void anApprovalIsNoneTwice() {
    Scene scene(Method);
    RecoveryCaller owner = scene.service.caller();
    const QJsonObject body = scene.bodyFor(RequestKind::OpenByApproval);
    QCOMPARE(owner.post("/v1/approvals", body).stage(), QStringLiteral("code"));
    RecoveryCaller stranger = scene.service.caller("198.51.100.9");
    compareRefused(
        scene, [&] { return stranger.post("/v1/approvals", body); }, 422, "approval-refused",
        QStringLiteral("approval-refused from "));
  }

  void aKeyThatSignedForAnotherPageProvesNothing_data() {
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("rpId");
    QTest::addColumn<QString>("fault");
    const QString own = QStringLiteral("localhost");
    const auto row = [](const char* name, const QString& origin, const QString& rpId, const char* fault) {
      QTest::newRow(name) << origin << rpId << QString::fromLatin1(fault);
    };
    row("another origin", QStringLiteral("https://login.evil.example"), own, "other-origin");
    row("without TLS", QStringLiteral("http://localhost"), own, "other-origin");
    row("another port", QStringLiteral("https://localhost:8443"), own, "other-origin");
    row("a name that begins alike", QStringLiteral("https://localhost.evil.example"), own, "other-origin");
    row("another relying party", QStringLiteral("https://localhost"), QStringLiteral("evil.example"),
        "other-relying-party");
  }
  void aKeyThatSignedForAnotherPageProvesNothing() {
    QFETCH(QString, origin);
    QFETCH(QString, rpId);
    QFETCH(QString, fault);
    Scene scene(SecurityKey);
    const QJsonObject asked = scene.last.recovery().value(QLatin1String("securityKey")).toObject();
    tests::PaperTouch touch;
    touch.origin = origin;
    touch.rpId = rpId;
    touch.challenge = QByteArray::fromBase64(asked.value(QLatin1String("challenge")).toString().toLatin1(),
                                             QByteArray::Base64UrlEncoding);
    const domain::SubmitAssertion assertion = tests::touched(tests::paperKey(), touch);
    const QJsonObject body = {
        {QStringLiteral("credential"), steps::encoded(assertion.credential)},
        {QStringLiteral("clientData"), steps::encoded(assertion.clientData)},
        {QStringLiteral("authenticatorData"), steps::encoded(assertion.authenticatorData)},
        {QStringLiteral("signature"), steps::encoded(assertion.signature)}};
    compareRefused(
        scene, [&] { return scene.caller.post("/v1/recovery/assertion", body); }, 422, "key-refused",
        QStringLiteral("gate-failed security-key, try 1: ") + fault);
  }

  void aReportThatIsNotSignedIsNotBelieved_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("channel");
    QTest::newRow("text") << QByteArray("/v1/deliveries/text") << QStringLiteral("text");
    QTest::newRow("voice") << QByteArray("/v1/deliveries/voice") << QStringLiteral("call");
  }
  void aReportThatIsNotSignedIsNotBelieved() {
    QFETCH(QByteArray, path);
    QFETCH(QString, channel);
    Scene scene(Code);
    scene.caller.setToken({});
    compareRefused(
        scene,
        [&] {
          return scene.caller.post(path, {{QStringLiteral("id"), QStringLiteral("m1")}});
        },
        401, "unauthorized", QStringLiteral("report-refused ") + channel + QStringLiteral(": bad-signature"));
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::BadInputTest)
#include "bad_input_test.moc"
