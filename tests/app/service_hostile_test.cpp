// SPDX-License-Identifier: GPL-3.0-or-later
// A hostile client against the real service, over TLS. Numbers of cases are those of the threat table.
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include "tests/support/configured_service.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::app {
namespace {

using tests::ConfiguredService;
using tests::RecoveryCaller;
namespace steps = tests::steps;
using steps::Answer;

const QString account = QStringLiteral("mailonly@outlook.com");
const QString entry = QStringLiteral("mailonly.backup");

}  // namespace

class ServiceHostileTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ConfiguredService> m_service;

  [[nodiscard]] RecoveryCaller caller() const { return {m_service->url(), m_service->authority()}; }
  /// As far as the code step; the code that was delivered.
  QString reachCode(RecoveryCaller& caller, const QString& name, const QString& typed) const {
    const qsizetype before = m_service->process->codes().size();
    if (steps::reachCode(caller, name, typed).stage() != QLatin1String("code")) return {};
    if (!QTest::qWaitFor([&] { return m_service->process->codes().size() > before; }, 20'000)) return {};
    return m_service->process->codes().last();
  }
  [[nodiscard]] static QString wrongFor(const QString& code) {
    return code.chopped(1) + (code.endsWith(u'0') ? u'1' : u'0');
  }
  [[nodiscard]] int sourcesOfRecoveries() const {
    int sources = -1;
    {
      QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("sources"));
      database.setDatabaseName(m_service->database());
      database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
      if (database.open()) {
        QSqlQuery query(QStringLiteral("SELECT COUNT(DISTINCT source) FROM recoveries"), database);
        if (query.next()) sources = query.value(0).toInt();
      }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("sources"));
    return sources;
  }
  /// One row without columns, so that the case has a name.
  static void row(const char* name) {
    QTest::addColumn<int>("case");
    QTest::newRow(name) << 0;
  }

private Q_SLOTS:
  void initTestCase() { m_service = std::make_unique<ConfiguredService>(QStringLiteral(LATCHKEY_PROGRAM)); }
  void cleanupTestCase() { m_service.reset(); }

  void aProofIsForOneRequestOnly_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("problem");
    const QString unauthorized = QStringLiteral("unauthorized");
    const QString nonce = QStringLiteral("nonce-required");
    QTest::newRow("A10: nothing wrong") << "none" << QString();
    QTest::newRow("A10: another key") << "key" << unauthorized;
    QTest::newRow("A10: another method") << "method" << unauthorized;
    QTest::newRow("A10: another path") << "path" << unauthorized;
    QTest::newRow("A10: another origin") << "origin" << unauthorized;
    QTest::newRow("A10: another token") << "token" << unauthorized;
    QTest::newRow("A10: no token in the proof") << "hash" << unauthorized;
    QTest::newRow("A10: the proof of before") << "replay" << unauthorized;
    QTest::newRow("A10: no nonce") << "no-nonce" << nonce;
    QTest::newRow("A10: a nonce that nobody gave") << "nonce" << nonce;
    QTest::newRow("A10: a client whose clock is a year behind") << "behind" << QString();
    QTest::newRow("A10: a client whose clock is a year ahead") << "ahead" << QString();
  }
  void aProofIsForOneRequestOnly() {
    QFETCH(QString, fault);
    QFETCH(QString, problem);
    const QByteArray path = "/v1/recovery";
    RecoveryCaller one = caller();
    QCOMPARE(steps::open(one, account).status(), 201);
    auto parts = one.partsOf("GET", path);
    tests::ProofMaker& maker = one.proofs();
    QJsonObject claims = maker.claims("GET", one.urlOf(path), one.nonce(), one.token());
    if (fault == u"key") {
      tests::ProofMaker other;
      parts.proof = other.sign(other.header(), claims);
    } else if (fault == u"token") {
      RecoveryCaller two = caller();
      QCOMPARE(steps::open(two, account).status(), 201);
      parts.token = two.token();
      parts.proof = maker.proof("GET", one.urlOf(path), two.nonce(), two.token());
    } else if (fault == u"replay") {
      QCOMPARE(one.send(parts).status(), 200);
    } else {
      if (fault == u"method") claims[QStringLiteral("htm")] = QStringLiteral("POST");
      if (fault == u"path")
        claims[QStringLiteral("htu")] = QString::fromLatin1(one.urlOf("/v1/recovery/cancel"));
      if (fault == u"origin") claims[QStringLiteral("htu")] = QStringLiteral("https://localhost/v1/recovery");
      if (fault == u"hash") claims.remove(QStringLiteral("ath"));
      if (fault == u"no-nonce") claims.remove(QStringLiteral("nonce"));
      if (fault == u"nonce") claims[QStringLiteral("nonce")] = QStringLiteral("AAAAAAAAAAAAAAAAAAAAAAAAAAA");
      if (fault == u"behind") claims[QStringLiteral("iat")] = 1'735'689'600;
      if (fault == u"ahead") claims[QStringLiteral("iat")] = 1'830'297'600;
      parts.proof = maker.sign(maker.header(), claims);
    }
    const Answer answer = one.send(parts);
    QCOMPARE(answer.problem(), problem);
    QCOMPARE(answer.status(), problem.isEmpty() ? 200 : 401);
  }

  void acceptedCodesAndSpentTokensAreWorthNothing_data() { row("A05, A11"); }
  void acceptedCodesAndSpentTokensAreWorthNothing() {
    RecoveryCaller one = caller();
    const QString code = reachCode(one, account, entry);
    QVERIFY(!code.isEmpty());
    const QByteArray first = one.token();
    QCOMPARE(steps::submit(one, code).stage(), QStringLiteral("password"));
    QCOMPARE(steps::submit(one, code).problem(), QStringLiteral("wrong-stage"));
    const QByteArray second = one.token();
    QCOMPARE(steps::setPassword(one, QStringLiteral("Fresh-Start-1")).stage(), QStringLiteral("done"));
    for (const QByteArray& token : {first, second}) {
      one.setToken(token);
      QCOMPARE(one.get("/v1/recovery").problem(), QStringLiteral("unauthorized"));
      QCOMPARE(steps::setPassword(one, QStringLiteral("Fresh-Start-2")).problem(),
               QStringLiteral("unauthorized"));
    }
    RecoveryCaller two = caller();
    QCOMPARE(steps::choose(two, account).stage(), QStringLiteral("confirm"));
    QCOMPARE(steps::submit(two, code).problem(), QStringLiteral("wrong-stage"));
    QCOMPARE(two.post("/v1/recovery/cancel").stage(), QStringLiteral("cancelled"));
    QCOMPARE(two.get("/v1/recovery").problem(), QStringLiteral("unauthorized"));
  }

  void aCodeOfAnotherRecoveryIsRefusedAndCounted_data() { row("A06"); }
  void aCodeOfAnotherRecoveryIsRefusedAndCounted() {
    RecoveryCaller one = caller();
    RecoveryCaller two = caller();
    const QString code =
        reachCode(one, QStringLiteral("abroad@outlook.com"), QStringLiteral("abroad.backup"));
    QVERIFY(!reachCode(two, QStringLiteral("unreadable@outlook.com"), QStringLiteral("unreadable.backup"))
                 .isEmpty());
    const Answer refused = steps::submit(two, code);
    QCOMPARE(refused.problem(), QStringLiteral("code-wrong"));
    QCOMPARE(refused.json.value(QLatin1String("triesLeft")).toInt(), 4);
    QCOMPARE(steps::submit(one, code).stage(), QStringLiteral("password"));
    // Nor does the permit of the one serve the other.
    const QByteArray permit = one.token();
    two.setToken(permit);
    QCOMPARE(steps::setPassword(two, QStringLiteral("Fresh-Start-3")).problem(),
             QStringLiteral("unauthorized"));
  }

  void handlesOfOthersAreUnknown_data() { row("A23"); }
  void handlesOfOthersAreUnknown() {
    RecoveryCaller one = caller();
    RecoveryCaller two = caller();
    const Answer methods = steps::passChallenge(one, QStringLiteral("msabc123@outlook.com"));
    QCOMPARE(steps::passChallenge(two, account).stage(), QStringLiteral("method"));
    const QString handle = steps::handleOf(methods, QStringLiteral("mail"));
    const Answer foreign = two.post("/v1/recovery/method", steps::member("handle", handle));
    const Answer unknown = two.post("/v1/recovery/method", steps::member("handle", QString(22, u'x')));
    QCOMPARE(foreign.problem(), QStringLiteral("unknown-method"));
    QCOMPARE(foreign.raw.body, unknown.raw.body);
  }

  void aChallengeIsForOneTryOfItsOwnRecovery_data() { row("A26"); }
  void aChallengeIsForOneTryOfItsOwnRecovery() {
    const QByteArray path = "/v1/recovery/challenge/answer";
    RecoveryCaller one = caller();
    RecoveryCaller two = caller();
    QCOMPARE(steps::open(one, account).status(), 201);
    QCOMPARE(steps::open(two, account).status(), 201);
    const QJsonObject right = steps::rightAnswer(steps::askForWork(one));
    (void)steps::askForWork(two);
    QCOMPARE(two.post(path, right).problem(), QStringLiteral("challenge-failed"));
    QJsonObject wrong = right;
    wrong[QStringLiteral("workCounter")] = QStringLiteral("18446744073709551615");
    QCOMPARE(one.post(path, wrong).problem(), QStringLiteral("challenge-failed"));
    QCOMPARE(one.post(path, right).problem(), QStringLiteral("challenge-failed"));
    QVERIFY(!one.get("/v1/recovery").recovery().contains(QLatin1String("challenge")));
    const QJsonObject next = steps::rightAnswer(steps::askForWork(one));
    QVERIFY(next.value(QLatin1String("id")) != right.value(QLatin1String("id")));
    QCOMPARE(one.post(path, next).stage(), QStringLiteral("method"));
    QCOMPARE(one.post(path, next).problem(), QStringLiteral("wrong-stage"));
  }

  void forgedNamesAndPathsChangeNothing_data() { row("A27"); }
  void forgedNamesAndPathsChangeNothing() {
    const QByteArray forged =
        "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-For: 203.0.113.9\r\n"
        "X-Forwarded-Proto: http\r\nForwarded: for=203.0.113.9;host=evil.example\r\n"
        "X-Original-URL: /metrics\r\nX-HTTP-Method-Override: POST\r\n";
    // On every request: the opening that names the service, and the entry that makes it write.
    RecoveryCaller one = caller();
    one.setHeaders(forged);
    const QString code = reachCode(one, QStringLiteral("itself@outlook.com"), QStringLiteral("itself"));
    QVERIFY(!code.isEmpty());
    auto parts = one.partsOf("GET", "/v1/recovery");
    const Answer answer = one.send(parts);
    QCOMPARE(answer.status(), 200);
    QVERIFY(!answer.raw.head.contains("evil") && !answer.raw.body.contains("evil"));
    for (const QJsonObject& message : m_service->process->delivered()) {
      QVERIFY(!QJsonDocument(message).toJson().contains("evil"));
    }
    // Limits count by the address of the connection, not by the one that is told.
    RecoveryCaller plain = caller();
    QCOMPARE(steps::open(plain, account).status(), 201);
    QCOMPARE(sourcesOfRecoveries(), 1);
    // A proof for the forged name is none for us.
    parts.proof = one.proofs().proof("GET", "https://evil.example/v1/recovery", one.nonce(), one.token());
    QCOMPARE(one.send(parts).problem(), QStringLiteral("unauthorized"));
  }

  void seemingAccountsStayTheSameOverARestart_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("A17: unknown") << QStringLiteral("nobody.at.all@outlook.com");
    QTest::newRow("A17: without contacts") << QStringLiteral("nocontact@outlook.com");
    QTest::newRow("A17: disabled") << QStringLiteral("disabled@outlook.com");
    QTest::newRow("A17: real") << account;
  }
  void seemingAccountsStayTheSameOverARestart() {
    QFETCH(QString, name);
    const auto offered = [&] {
      RecoveryCaller one = caller();
      QStringList masks;
      const Answer answer = steps::passChallenge(one, name);
      for (const QJsonValue& method : answer.recovery().value(QLatin1String("methods")).toArray()) {
        masks << method.toObject().value(QLatin1String("mask")).toString();
      }
      return masks;
    };
    const QStringList before = offered();
    QVERIFY(!before.isEmpty());
    QCOMPARE(offered(), before);
    QCOMPARE(m_service->process->stop(), 0);
    m_service->start();
    QCOMPARE(offered(), before);
  }

  void whatIsKnownOfThePurposeIsNotInTheRequest_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("A07, A22: purpose") << QByteArray(R"({"code":"1234567","purpose":"registration"})");
    QTest::newRow("A22: verified") << QByteArray(R"({"code":"1234567","verified":true})");
    QTest::newRow("A22: role") << QByteArray(R"({"code":"1234567","role":"operator"})");
    QTest::newRow("A22: accountId") << QByteArray(R"({"code":"1234567","accountId":"a@example.com"})");
  }
  void whatIsKnownOfThePurposeIsNotInTheRequest() {
    QFETCH(QByteArray, body);
    RecoveryCaller one = caller();
    QCOMPARE(steps::open(one, account).status(), 201);
    QCOMPARE(one.postText("/v1/recovery/code", body).problem(), QStringLiteral("unknown-field"));
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceHostileTest)
#include "service_hostile_test.moc"
