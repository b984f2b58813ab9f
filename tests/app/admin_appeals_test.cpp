// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of an appeal through the real programs: latchkeyd over TLS, latchkeyctl beside it, the
// outbox.
#include <QRegularExpression>
#include <QTest>

#include "tests/support/admin_desk.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/service_process.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;
using tests::RecoveryCaller;
using tests::ServiceProcess;
namespace steps = tests::steps;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
const QString account = QStringLiteral("msabc123@outlook.com");
const QString address = QStringLiteral("mika.now@example.net");
constexpr int patience = 30'000;

/// The demo, whose approvals need not be waited for.
struct Site {
  Site() {
    if (!service.isReady()) qFatal("%s", service.errors().constData());
    for (const char* setting :
         {"work_bits|8", "code.resend_after|10s", "appeal.wait|0s", "appeal.wait_with_factors|0s"}) {
      const QString words = QStringLiteral("policy|set|consumer|") + QLatin1String(setting);
      if (desk.run(words).status != 0) qFatal("no policy");
    }
  }
  [[nodiscard]] RecoveryCaller caller() const { return {service.url(), service.authority()}; }
  /// What went to the address of the appeal, the latest last.
  [[nodiscard]] QList<QJsonObject> mails() const {
    QList<QJsonObject> all = service.delivered();
    all.removeIf([](const QJsonObject& mail) { return mail.value(QLatin1String("to")) != address; });
    return all;
  }
  [[nodiscard]] QString waitForCode(qsizetype number) const {
    const bool came = QTest::qWaitFor([&] { return mails().size() >= number; }, patience);
    return came ? mails().last().value(QLatin1String("code")).toString() : QString();
  }
  /// The receipt of an appeal that was filed.
  [[nodiscard]] QString file(RecoveryCaller& caller) const {
    if (steps::passChallenge(caller, account).stage() != QLatin1String("method")) return {};
    const qsizetype before = mails().size();
    (void)caller.post("/v1/recovery/appeal/contact", steps::member("contact", address));
    if (steps::submit(caller, waitForCode(before + 1)).stage() != QLatin1String("appeal-form")) return {};
    const auto filed = caller.post(
        "/v1/recovery/appeal", {{QStringLiteral("places"), QStringLiteral("Yokohama")},
                                {QStringLiteral("passwords"),
                                 QJsonArray{QStringLiteral("Latch-2026"), QStringLiteral("Latch-1999")}},
                                {QStringLiteral("contacts"), QJsonArray{QStringLiteral("03-1234-5978")}}});
    return filed.stage() == QLatin1String("appealed")
               ? filed.recovery().value(QLatin1String("receipt")).toString()
               : QString();
  }

  AdminDesk desk{program};
  ServiceProcess service{serviceProgram, ServiceProcess::demo(desk.folder())};
};

}  // namespace

class AdminAppealsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anApprovedAppealLeadsToANewPassword() {
    const Site site;
    RecoveryCaller caller = site.caller();
    const QString receipt = site.file(caller);
    QVERIFY(!receipt.isEmpty());
    const ProgramRun list = site.desk.run(QStringLiteral("appeals|list"));
    QVERIFY2(list.out.contains(receipt.toLatin1()) && list.out.contains(" filed "), list.out.constData());
    const ProgramRun shown = site.desk.run(QStringLiteral("appeals|show|") + receipt.toLower());
    for (const char* line : {"password  match", "password  no match", "contact   match",
                             "places    cannot be checked", "last sign-in    the directory does not tell"}) {
      QVERIFY2(shown.out.contains(line), shown.out.constData());
    }
    for (const char* secret : {"Latch-2026", "Latch-1999", "mika.now"}) QVERIFY(!shown.out.contains(secret));

    const ProgramRun why = site.desk.run(QStringLiteral("why|") + account);
    QVERIFY2(why.out.contains("an appeal is filed. Next: latchkeyctl appeals show " + receipt.toLatin1()),
             why.out.constData());

    const QString approve = QStringLiteral("appeals|approve|%1|--as|").arg(receipt);
    QCOMPARE(site.desk.run(QStringLiteral("appeals|approve|") + receipt).status, 2);
    QCOMPARE(site.desk.run(approve + account).status, 1);  // their own
    const ProgramRun approved = site.desk.run(approve + QStringLiteral("boss@contoso.example"));
    QVERIFY2(approved.status == 0, approved.err.constData());
    QCOMPARE(site.desk.run(approve + QStringLiteral("boss@contoso.example")).status, 1);  // decided
    QCOMPARE(site.desk.run(QStringLiteral("appeals|deny|%1|--as|boss@contoso.example").arg(receipt)).status,
             1);

    QTRY_COMPARE_WITH_TIMEOUT(site.mails().size(), 2, patience);
    static const QRegularExpression link(QStringLiteral("latchkey:approved\\?ticket=([2-9A-Z-]{19})"));
    const QString body = site.mails().last().value(QLatin1String("body")).toString();
    const QString ticket = link.match(body).captured(1);
    QVERIFY2(!ticket.isEmpty(), qPrintable(body));
    // Some time has to pass between two codes to one address; until then the ticket is not used up.
    RecoveryCaller second = site.caller();
    RecoveryCaller::Answer opened;
    const auto isTime = [&] {
      opened = second.post("/v1/approvals", {{QStringLiteral("code"), ticket},
                                             {QStringLiteral("language"), QStringLiteral("ja")}});
      return opened.problem() != QLatin1String("rate-limited");
    };
    QVERIFY(QTest::qWaitFor(isTime, patience));
    QVERIFY2(opened.status() == 201, opened.raw.body.constData());
    QCOMPARE(opened.stage(), QStringLiteral("code"));
    QVERIFY(opened.recovery().value(QLatin1String("byAppeal")).toBool());
    RecoveryCaller third = site.caller();
    QCOMPARE(third
                 .post("/v1/approvals",
                       {{QStringLiteral("code"), ticket}, {QStringLiteral("language"), QStringLiteral("en")}})
                 .problem(),
             QStringLiteral("approval-refused"));
    QCOMPARE(steps::submit(second, site.waitForCode(3)).stage(), QStringLiteral("password"));
    QCOMPARE(steps::setPassword(second, QStringLiteral("Quiet-Lake-42")).stage(), QStringLiteral("done"));
    QVERIFY(site.desk.run(QStringLiteral("appeals|list|--all")).out.contains(" completed "));
    const ProgramRun story = site.desk.run(QStringLiteral("receipt|") + receipt);
    for (const char* event : {"appeal   completed", "appeal-filed", "appeal-approved", "appeal-code-sent"}) {
      QVERIFY2(story.out.contains(event), story.out.constData());
    }
  }

  void aDeniedAppealIsAnsweredKindly() {
    const Site site;
    RecoveryCaller caller = site.caller();
    const QString receipt = site.file(caller);
    const ProgramRun denied =
        site.desk.run(QStringLiteral("appeals|deny|%1|--as|boss@contoso.example").arg(receipt));
    QVERIFY2(denied.status == 0, denied.err.constData());
    QTRY_COMPARE_WITH_TIMEOUT(site.mails().size(), 2, patience);
    const QString body = site.mails().last().value(QLatin1String("body")).toString();
    QVERIFY2(body.contains(QStringLiteral("up to three a day")) && body.contains(receipt), qPrintable(body));
    QCOMPARE(site.desk.run(QStringLiteral("appeals|list")).out, QByteArray("no appeals\n"));
    QVERIFY(site.desk.run(QStringLiteral("appeals|list|--all")).out.contains("denied"));
  }

  void whatIsNotThereIsSaid_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("status");
    QTest::newRow("no receipt") << QStringLiteral("appeals|show|nonsense") << 2;
    QTest::newRow("no such appeal") << QStringLiteral("appeals|show|7Q4-K2M") << 1;
    QTest::newRow("nobody decides") << QStringLiteral("appeals|deny|7Q4-K2M") << 2;
  }
  void whatIsNotThereIsSaid() {
    QFETCH(QString, words);
    QFETCH(int, status);
    static const Site site;
    QCOMPARE(site.desk.run(words).status, status);
  }
};

QTEST_GUILESS_MAIN(AdminAppealsTest)
#include "admin_appeals_test.moc"
