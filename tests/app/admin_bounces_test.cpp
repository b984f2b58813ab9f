// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl deliveries bounced: a mail that a real relay took and gave back later, as the person sees it.
#include <QJsonArray>
#include <QTest>

#include "service/delivery/bounce_address.h"
#include "service/domain/random_text.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "tests/support/configured_service.h"
#include "tests/support/helper_server.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_steps.h"

using namespace latchkey;  // NOLINT
using tests::ConfiguredService;
using tests::HelperServer;
using tests::ProgramRun;
using tests::RecoveryCaller;

namespace {
constexpr int patience = 30'000;
const QString account = QStringLiteral("msabc123@outlook.com");

QByteArray report(const QByteArray& action, const QByteArray& status) {
  return "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered: Your code\r\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
         "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n--b\r\nContent-Type: "
         "message/delivery-status\r\n\r\n"
         "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; canary@example.com\r\nAction: " +
         action + "\r\nStatus: " + status +
         "\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Your "
         "code\r\n\r\ncanary\r\n\r\n--b--\r\n";
}
}  // namespace

class AdminBouncesTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_relay;
  std::unique_ptr<ConfiguredService> m_service;

  [[nodiscard]] ProgramRun run(const QStringList& words, const QByteArray& input = {}) const {
    return tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), words + m_service->arguments(), input);
  }
  [[nodiscard]] ProgramRun bounce(const QString& recipient, const QByteArray& mail) const {
    return run({u"deliveries"_qs, u"bounced"_qs, recipient}, mail);
  }
  /// "accepted none", as the recovery view has it.
  [[nodiscard]] static QString newsOf(RecoveryCaller& caller) {
    const QJsonObject news =
        caller.get("/v1/recovery").recovery().value(u"code").toObject().value(u"news").toObject();
    return news.value(u"standing").toString() + u' ' + news.value(u"fault").toString();
  }
  [[nodiscard]] int reported() const {
    const ProgramRun trail = run({u"audit"_qs, u"show"_qs, u"--json"_qs});
    return static_cast<int>(trail.out.count("delivery-reported"));
  }

private Q_SLOTS:
  void initTestCase() {
    m_relay = std::make_unique<HelperServer>(u"smtp_server.py"_qs, QStringList{u"--tls"_qs, u"none"_qs});
    QVERIFY(m_relay->isReady());
    m_service = std::make_unique<ConfiguredService>(
        QStringLiteral(LATCHKEY_SECOND_PROGRAM),
        tests::mailSection(m_relay->port()) + "bounces = \"bounces@contoso.example\"\n");
    m_service->process.reset();  // it begins in a realm that tells
    QCOMPARE(run({u"policy"_qs, u"set"_qs, u"consumer"_qs, u"disclosure"_qs, u"explicit"_qs}).status, 0);
    m_service->start();
  }

  void aMailThatComesBackIsTold() {
    RecoveryCaller caller(m_service->url(), m_service->authority());
    QCOMPARE(tests::steps::reachCode(caller, account, u"msabc123.backup"_qs).stage(), u"code"_qs);
    QTRY_COMPARE_WITH_TIMEOUT(newsOf(caller), u"accepted "_qs, patience);
    const QString sender = m_relay->received().last().value(u"mailFrom").toString();
    QVERIFY2(sender.startsWith(u"bounces+") && sender.endsWith(u"@contoso.example"), qPrintable(sender));

    // What others could send there changes nothing.
    const QByteArray failed = report("failed", "5.1.1");
    QString forged = sender;
    const qsizetype last = forged.indexOf(u'@') - 1;
    forged[last] = forged.at(last) == u'a' ? u'b' : u'a';
    const QByteArray notice =
        "From: a@b.c\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n";
    const QByteArray large = failed + QByteArray(1'000'000, 'x');
    for (const auto& [to, mail, says] : QList<std::tuple<QString, QByteArray, QByteArray>>{
             {forged, failed, "RECIPIENT"},
             {u"bounces@contoso.example"_qs, failed, "RECIPIENT"},
             {sender, notice, "no delivery status notification"},
             {sender, failed.left(failed.size() - 4), "cut off"},
             {sender, large, "over 256 KiB"}}) {
      const ProgramRun refused = bounce(to, mail);
      QCOMPARE(refused.status, 1);
      QVERIFY2(refused.err.contains(says) && refused.errorLines() == 1, refused.err.constData());
      QVERIFY(!refused.err.contains("canary") && !refused.err.contains(to.toLatin1()));
    }
    QCOMPARE(bounce(sender, report("delayed", "4.4.1")).status, 0);
    QCOMPARE(newsOf(caller), u"accepted "_qs);
    QCOMPARE(reported(), 0);

    const ProgramRun taken = bounce(sender.toUpper(), failed);
    QCOMPARE(taken.err, QByteArray());
    QCOMPARE(taken.status, 0);
    QCOMPARE(taken.out, QByteArray("the mail has come back: bounce-5.1.1\n"));
    QCOMPARE(newsOf(caller), u"bounced no-such-mailbox"_qs);

    // Again, or something else: the first stays.
    for (const QByteArray& again : {failed, report("failed", "5.2.2")}) {
      const ProgramRun repeated = bounce(sender, again);
      QCOMPARE(repeated.status, 0);
      QVERIFY2(repeated.out.startsWith("nothing was changed"), repeated.out.constData());
    }
    QCOMPARE(newsOf(caller), u"bounced no-such-mailbox"_qs);
    QCOMPARE(reported(), 1);
    QCOMPARE(run({u"audit"_qs, u"verify"_qs}).status, 0);
    const ProgramRun trail = run({u"audit"_qs, u"show"_qs, u"--account"_qs, account});
    QVERIFY2(trail.out.contains("mail ms*****@example.com: bounce-5.1.1"), trail.out.constData());
    const ProgramRun why = run({u"why"_qs, account});
    QVERIFY2(why.out.contains("reported that it was not delivered (bounce-5.1.1): there is no such mailbox"),
             why.out.constData());
    QVERIFY(!trail.out.contains("canary") && !m_service->process->errors().contains("bounces+"));
  }

  void aMailOfLongAgoIsNoTrouble() {
    service::keys::SystemRandom random;
    const auto keys = service::keys::FileKeys::open(m_service->folder() + u"/keys/master.key"_qs, random);
    QVERIFY(keys.has_value());
    const auto sender = service::delivery::BounceAddress(u"bounces@contoso.example"_qs, **keys)
                            .senderOf(service::domain::randomId(random));
    QVERIFY(sender.has_value());
    const ProgramRun late = bounce(QString::fromLatin1(*sender), report("failed", "5.1.1"));
    QCOMPARE(late.status, 0);
    QCOMPARE(late.out, QByteArray("nothing was changed: this mail was sent too long ago to be known\n"));
  }

  void whatIsNotTheMailsFaultIsTriedLater() {
    QTemporaryDir empty;
    const QStringList words{u"deliveries"_qs, u"bounced"_qs, u"bounces+x@contoso.example"_qs};
    const auto on = [&](const QStringList& where) {
      return tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), words + where, report("failed", "5.1.1"))
          .status;
    };
    QCOMPARE(on({u"--config"_qs, empty.filePath(u"nothing.toml"_qs)}), 75);
    QCOMPARE(on({u"--data"_qs, m_service->folder()}), 75);  // a demo has no relay
    QCOMPARE(on({}), 2);
    QCOMPARE(run({u"deliveries"_qs, u"bounced"_qs}).status, 2);
  }
};

QTEST_GUILESS_MAIN(AdminBouncesTest)
#include "admin_bounces_test.moc"
