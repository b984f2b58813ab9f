// SPDX-License-Identifier: GPL-3.0-or-later
// Whole recoveries through the real service: TLS, proofs, store, directory, deliveries into the outbox.
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/recovery_steps.h"
#include "tests/support/service_process.h"

namespace latchkey::app {
namespace {

using tests::RecoveryCaller;
using tests::ServiceProcess;
using tests::steps::Answer;
using tests::steps::handleOf;
using tests::steps::member;
using tests::steps::open;
using tests::steps::passChallenge;

const QString account = QStringLiteral("msabc123@outlook.com");

}  // namespace

class ServiceRecoveryTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

private Q_SLOTS:
  void aRecoveryLeadsToANewPassword_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("channel");
    QTest::newRow("mail") << QStringLiteral("mail") << QStringLiteral("ms*****@example.com")
                          << QStringLiteral("msabc123.backup") << QStringLiteral("mail");
    QTest::newRow("text") << QStringLiteral("text") << QStringLiteral("*********32") << QStringLiteral("5432")
                          << QStringLiteral("text");
    QTest::newRow("call") << QStringLiteral("call") << QStringLiteral("********78")
                          << QStringLiteral("03-1234-5978") << QStringLiteral("voice");
  }
  void aRecoveryLeadsToANewPassword() {
    QFETCH(QString, kind);
    QFETCH(QString, mask);
    QFETCH(QString, entry);
    QFETCH(QString, channel);
    ServiceProcess service(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(m_folder.path()));
    QVERIFY2(service.isReady(), service.errors().constData());
    RecoveryCaller caller(service.url(), service.authority());

    const Answer methods = passChallenge(caller, account);
    QVERIFY2(methods.stage() == QLatin1String("method"), methods.raw.body.constData());
    const QString handle = handleOf(methods, kind, mask);
    QVERIFY2(!handle.isEmpty(), methods.raw.body.constData());
    QCOMPARE(caller.post("/v1/recovery/method", member("handle", handle)).stage(), QStringLiteral("confirm"));
    const qsizetype before = service.codes().size();
    const Answer sent = caller.post("/v1/recovery/confirm", member("entry", entry));
    QVERIFY2(sent.stage() == QLatin1String("code"), sent.raw.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(service.codes().size(), before + 1, 20'000);
    QCOMPARE(service.delivered().last().value(QLatin1String("channel")).toString(), channel);
    const QString code = service.codes().last();

    // Another one first: any digit but the right last one.
    const QString wrong = code.chopped(1) + (code.endsWith(u'0') ? u'1' : u'0');
    QCOMPARE(caller.post("/v1/recovery/code", member("code", wrong)).problem(), QStringLiteral("code-wrong"));
    const QByteArray tokenBefore = caller.token();
    const Answer proven = caller.post("/v1/recovery/code", member("code", code));
    QVERIFY2(proven.stage() == QLatin1String("password"), proven.raw.body.constData());
    QVERIFY(caller.token() != tokenBefore);

    const Answer weak = caller.post("/v1/recovery/password", member("password", QStringLiteral("short")));
    QCOMPARE(weak.problem(), QStringLiteral("password-refused"));
    QVERIFY(weak.json.value(QLatin1String("violations")).toArray().contains(QStringLiteral("too-short")));
    const QString next = QStringLiteral("Fresh-%1-9x").arg(kind);
    const Answer done = caller.post("/v1/recovery/password", member("password", next));
    QVERIFY2(done.stage() == QLatin1String("done"), done.raw.body.constData());
    QVERIFY(done.recovery().value(QLatin1String("contactsNotified")).toInt() >= 2);
    QCOMPARE(service.stop(), 0);
    const QByteArray log = service.errors();
    for (const QByteArray& secret : {code.toLatin1(), next.toLatin1(), account.toLatin1(), tokenBefore,
                                     QByteArray("msabc123"), QByteArray("5432")}) {
      QVERIFY2(!log.contains(secret), secret.constData());
    }
  }

  void aRestartInTheMiddleLosesNothing() {
    auto service = std::make_unique<ServiceProcess>(
        QStringLiteral(LATCHKEY_PROGRAM), QStringList(ServiceProcess::demo(m_folder.path()))
                                              << QStringLiteral("--listen") << QStringLiteral("127.0.0.1:0"));
    QVERIFY(service->isReady());
    const QString address = QStringLiteral("127.0.0.1:%1").arg(service->url().port());
    RecoveryCaller caller(service->url(), service->authority());
    const Answer methods = passChallenge(caller, QStringLiteral("textonly@outlook.com"));
    const QString handle = handleOf(methods, QStringLiteral("text"), QStringLiteral("*********78"));
    QVERIFY2(!handle.isEmpty(), methods.raw.body.constData());
    service->kill();  // not even a chance to tidy up
    service = std::make_unique<ServiceProcess>(QStringLiteral(LATCHKEY_PROGRAM),
                                               QStringList(ServiceProcess::demo(m_folder.path()))
                                                   << QStringLiteral("--listen") << address);
    QVERIFY2(service->isReady(), service->errors().constData());
    QCOMPARE(caller.get("/v1/recovery").stage(), QStringLiteral("method"));
    QCOMPARE(caller.post("/v1/recovery/method", member("handle", handle)).stage(), QStringLiteral("confirm"));
  }

  void picturesAndClipsAreFetched() {
    ServiceProcess service(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(m_folder.path()));
    QVERIFY(service.isReady());
    RecoveryCaller caller(service.url(), service.authority());
    QCOMPARE(open(caller, QStringLiteral("landline@outlook.com")).status(), 201);
    const Answer picture = caller.get("/v1/recovery/challenge/picture");
    QCOMPARE(picture.raw.field("content-type"), QByteArray("image/png"));
    QVERIFY(picture.raw.body.startsWith("\x89PNG"));
    const Answer clip = caller.get("/v1/recovery/challenge/clip");
    QCOMPARE(clip.raw.field("content-type"), QByteArray("audio/wav"));
    QVERIFY(clip.raw.body.startsWith("RIFF"));
  }

  void theSameWriteAgainGivesTheSameAnswer() {
    ServiceProcess service(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(m_folder.path()));
    QVERIFY(service.isReady());
    RecoveryCaller caller(service.url(), service.authority());
    const QByteArray body =
        R"({"account":"mailonly@outlook.com","reason":"forgot-password","language":"en"})";
    const Answer first = caller.postText("/v1/recoveries", body);
    QCOMPARE(first.status(), 201);
    const QByteArray token = caller.token();
    caller.setToken({});
    const Answer again = caller.repeat("/v1/recoveries", body);
    QCOMPARE(again.status(), 201);
    QCOMPARE(again.recovery().value(QLatin1String("receipt")),
             first.recovery().value(QLatin1String("receipt")));
    QCOMPARE(caller.token(), token);
    caller.setToken({});
    const QByteArray other =
        R"({"account":"mailonly@outlook.com","reason":"forgot-password","language":"ja"})";
    QCOMPARE(caller.repeat("/v1/recoveries", other).problem(), QStringLiteral("idempotency-key-reused"));
  }

  void aStolenTokenIsWorthNothingWithoutTheKey() {
    ServiceProcess service(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(m_folder.path()));
    QVERIFY(service.isReady());
    RecoveryCaller owner(service.url(), service.authority());
    QCOMPARE(open(owner, account).status(), 201);
    RecoveryCaller thief(service.url(), service.authority());
    thief.setToken(owner.token());
    const Answer answer = thief.get("/v1/recovery");
    QCOMPARE(answer.status(), 401);
    QCOMPARE(answer.problem(), QStringLiteral("unauthorized"));
    QCOMPARE(owner.get("/v1/recovery").status(), 200);
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceRecoveryTest)
#include "service_recovery_test.moc"
