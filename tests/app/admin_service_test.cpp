// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl beside a running latchkeyd: what it changes is served, told and kept.
#include <QJsonArray>
#include <QTest>

#include "tests/support/admin_desk.h"
#include "tests/support/loopback_identity.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;
using tests::RecoveryCaller;
using tests::ServiceProcess;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
/// Milliseconds. The service looks every two seconds; deliveries come by themselves once a minute.
constexpr int patience = 30'000;

/// Up to the choice of a method, by proof of work.
RecoveryCaller::Answer passChallenge(RecoveryCaller& caller, const QString& name) {
  (void)caller.post(
      "/v1/recoveries",
      {{u"account"_qs, name}, {u"reason"_qs, u"forgot-password"_qs}, {u"language"_qs, u"en"_qs}});
  const auto asked = caller.post("/v1/recovery/challenge", {{u"kind"_qs, u"work"_qs}});
  const QJsonObject challenge = asked.recovery().value(u"challenge").toObject();
  return caller.post(
      "/v1/recovery/challenge/answer",
      {{u"id"_qs, challenge.value(u"id")}, {u"workCounter"_qs, RecoveryCaller::solve(challenge)}});
}

QStringList masksOf(const RecoveryCaller::Answer& answer) {
  QStringList masks;
  for (const QJsonValue& method : answer.recovery().value(u"methods").toArray()) {
    masks << method.toObject().value(u"mask").toString();
  }
  return masks;
}

/// A demo and an administrator beside it.
struct Site {
  Site() { restart(); }
  void restart() {
    service.reset();
    service = std::make_unique<ServiceProcess>(serviceProgram, ServiceProcess::demo(desk.folder()));
    if (!service->isReady()) qFatal("%s", service->errors().constData());
  }
  [[nodiscard]] RecoveryCaller caller() const { return {service->url(), service->authority()}; }
  /// Names the help desk of discovery: what was set before is in force once this is seen.
  void mark(const QString& name) const {
    QCOMPARE(desk.run(u"policy|set|consumer|support.name|"_qs + name).status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(deskName(), name, patience);
  }
  [[nodiscard]] QString deskName() const {
    const auto answer = caller().get("/.well-known/account-recovery");
    return answer.json.value(u"support").toObject().value(u"name").toString();
  }

  AdminDesk desk{program};
  std::unique_ptr<ServiceProcess> service;
};

}  // namespace

class AdminServiceTest : public QObject {
  Q_OBJECT

  tests::LoopbackIdentity m_identity;

  QByteArray configuration(const QString& folder, const QByteArray& realm) const {
    return u"[service]\nname = \"Test\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://127.0.0.1:8443\"\n"
           "data = \"%1/data\"\nlanguages = [\"ja\", \"en\"]\n[tls]\ncertificate = \"%2\"\nkey = \"%3\"\n"
           "[mail]\nhost = \"127.0.0.1\"\nsecurity = \"none\"\nfrom = \"a@example.com\"\n"
           "[[realm]]\nid = \"staff\"\nname = \"Staff\"\nprofile = \"workplace\"\nfactors = [\"mail\"]\n"_qs
               .arg(folder, m_identity.certificateFile(), m_identity.keyFile())
               .toUtf8() +
           realm;
  }

private Q_SLOTS:
  void theDemoSaysWhatItsAccountsAreFor() {
    const Site site;
    const ProgramRun list = site.desk.run(u"accounts|list"_qs);
    QVERIFY2(list.status == 0, list.err.constData());
    QCOMPARE(site.desk.accounts().size(), 29);
    QByteArrayList lines = list.out.trimmed().split('\n');
    const auto line = [&lines](const char* account) {
      for (const QByteArray& one : lines) {
        if (one.startsWith(account)) return one;
      }
      return QByteArray();
    };
    QVERIFY2(
        line("msabc123@outlook.com").endsWith("everything: mail, home phone (call), mobile (text and call)"),
        list.out.constData());
    QVERIFY(line("starter@contoso.example").contains(" no "));
    lines.removeFirst();
    for (const QByteArray& one : lines) QVERIFY2(one.split(' ').last().size() > 1, one.constData());
    const ProgramRun show = site.desk.run(u"accounts|show|disabled@outlook.com"_qs);
    QVERIFY2(show.out.contains("no: disabled"), show.out.constData());
  }

  void anImportedAccountRecoversAtOnce() {
    const Site site;
    QCOMPARE(site.desk.run(u"policy|set|consumer|work_bits|8"_qs).status, 0);
    site.mark(u"Quick"_qs);
    QCOMPARE(site.desk.importRows("fresh@outlook.com,,,fresh.backup@example.org,,,\n").status, 0);
    RecoveryCaller caller = site.caller();
    QCOMPARE(masksOf(passChallenge(caller, u"fresh@outlook.com"_qs)),
             QStringList({u"fr*****@example.org"_qs}));
  }

  void theOwnerIsToldOfContacts() {
    const Site site;
    QCOMPARE(site.desk.run(u"policy|set|consumer|work_bits|8"_qs).status, 0);
    site.mark(u"Quick"_qs);
    const auto tos = [&site] {
      QStringList all;
      for (const QJsonObject& message : site.service->delivered()) all << message.value(u"to").toString();
      all.sort();
      return all;
    };
    const ProgramRun added = site.desk.run(u"accounts|contacts|add|taro@example.jp|taro.new@example.org"_qs);
    QCOMPARE(added.out, QByteArray("added c3 (mail) of taro@example.jp; messages to the owner: 2\n"));
    QTRY_COMPARE_WITH_TIMEOUT(tos(), QStringList({u"+819012345655"_qs, u"taro.backup@example.jp"_qs}),
                              patience);
    for (const QJsonObject& message : site.service->delivered()) {
      const QString body = message.value(u"body").toString();
      QVERIFY2(body.contains(u"連絡先"_qs) && body.contains(u"ta*****@example.org"_qs), qPrintable(body));
      QVERIFY(!body.contains(u"taro.new"_qs));
      QVERIFY(message.value(u"code").isNull());
    }
    RecoveryCaller caller = site.caller();
    QVERIFY(masksOf(passChallenge(caller, u"taro@example.jp"_qs)).contains(u"ta*****@example.org"_qs));

    QCOMPARE(site.desk.run(u"accounts|contacts|add|taro@example.jp|TARO.new@example.org"_qs).status, 1);
    QCOMPARE(site.desk.run(u"accounts|contacts|add|taro@example.jp|nonsense"_qs).status, 1);
    QCOMPARE(site.desk.run(u"accounts|contacts|remove|taro@example.jp|c9"_qs).status, 1);
    QCOMPARE(site.desk.run(u"accounts|contacts|remove|taro@example.jp|c3"_qs).status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(tos().size(), 5, patience);
    QVERIFY2(tos().contains(u"taro.new@example.org"_qs), "the removed one is told too");
    const ProgramRun list = site.desk.run(u"accounts|contacts|list|taro@example.jp"_qs);
    QVERIFY2(list.out.count('\n') == 2 && list.out.contains("taro.backup@example.jp"), list.out.constData());
    QVERIFY(caller.get("/v1/recovery").problem() == u"recovery-superseded");

    const ProgramRun alone =
        site.desk.run(u"accounts|contacts|add|nocontact@outlook.com|+81 90-1234-0000"_qs);
    QCOMPARE(alone.status, 0);
    QVERIFY2(alone.err.contains("nobody was told"), alone.err.constData());
  }

  void aPolicyIsTakenUpAndOutlivesARestart() {
    Site site;
    for (const char* realm : {"consumer", "workplace"}) {
      QCOMPARE(site.desk.run(u"policy|set|%1|work_bits|8"_qs.arg(QLatin1String(realm))).status, 0);
    }
    site.mark(u"First"_qs);
    RecoveryCaller before = site.caller();
    QCOMPARE(passChallenge(before, u"worker@contoso.example"_qs).stage(), u"method"_qs);

    QVERIFY(site.desk.run(u"policy|show|workplace"_qs).out.contains("password reset is switched on"));
    const ProgramRun off = site.desk.run(u"policy|set|workplace|reset_enabled|off"_qs);
    QCOMPARE(off.out, QByteArray("workplace: reset_enabled = false (before: true)\n"));
    site.mark(u"Second"_qs);
    RecoveryCaller after = site.caller();
    QCOMPARE(passChallenge(after, u"worker@contoso.example"_qs).stage(), u"ended"_qs);

    site.restart();
    QCOMPARE(site.deskName(), u"Second"_qs);
    RecoveryCaller restarted = site.caller();
    QCOMPARE(passChallenge(restarted, u"worker@contoso.example"_qs).stage(), u"ended"_qs);
    const ProgramRun shown = site.desk.run(u"policy|show|workplace"_qs);
    QVERIFY2(shown.out.contains("password reset is switched off"), shown.out.constData());
    QVERIFY2(shown.out.contains("# set; the configuration file says true"), shown.out.constData());

    QCOMPARE(site.desk.run(u"policy|unset|workplace|reset_enabled"_qs).status, 0);
    QCOMPARE(site.desk.run(u"policy|unset|workplace|reset_enabled"_qs).status, 1);
    site.mark(u"Third"_qs);
    RecoveryCaller again = site.caller();
    QCOMPARE(passChallenge(again, u"worker@contoso.example"_qs).stage(), u"method"_qs);
  }

  void aSettingThatCannotBeIsRefused_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("range") << u"consumer|code.digits|5"_qs << 2 << QByteArray("a whole number from 6 to 10");
    QTest::newRow("word") << u"consumer|disclosure|loud"_qs << 2 << QByteArray("\"uniform\", \"explicit\"");
    QTest::newRow("factor") << u"consumer|factors|mail,pigeon"_qs << 2 << QByteArray("security-key");
    QTest::newRow("time") << u"consumer|limits.idle|soon"_qs << 2 << QByteArray("\"15m\"");
    QTest::newRow("preset") << u"consumer|password.preset|strong"_qs << 2 << QByteArray("\"nist\"");
    QTest::newRow("name") << u"consumer|reset_enable|true"_qs << 2
                          << QByteArray("did you mean reset_enabled?");
    QTest::newRow("of the file") << u"consumer|domains|a.example"_qs << 2
                                 << QByteArray("configuration file only");
    QTest::newRow("realm") << u"staff|gates|2"_qs << 1
                           << QByteArray("consumer, workplace, small-office, school");
    QTest::newRow("against another") << u"consumer|password.minimum_length|20"_qs << 1
                                     << QByteArray("larger than password.maximum_length");
  }
  void aSettingThatCannotBeIsRefused() {
    QFETCH(QString, words);
    QFETCH(int, status);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    QCOMPARE(desk.importRows({}).status, 0);
    const QByteArray before = desk.run(u"policy|show|--json"_qs).out;
    const ProgramRun run = desk.run(u"policy|set|"_qs + words);
    QVERIFY2(run.status == status && run.errorLines() == 1 && run.err.contains(told), run.err.constData());
    QCOMPARE(desk.run(u"policy|show|--json"_qs).out, before);
    QVERIFY(QJsonDocument::fromJson(before).array().size() == 4);
  }

  void aConfiguredServiceIsAdministeredByItsFile() {
    const AdminDesk desk(program);
    desk.write(u"latchkeyd.toml"_qs, configuration(desk.folder(), {}));
    const QStringList config{u"--config"_qs, desk.path(u"latchkeyd.toml"_qs)};
    const auto run = [&](const QString& words) { return desk.bare(words.split(u'|') + config); };
    const ProgramRun added = run(u"accounts|add|a@outlook.com|--mail|a@example.org"_qs);
    QVERIFY2(added.status == 0, added.err.constData());
    QVERIFY(run(u"accounts|show|a@outlook.com"_qs).out.contains("language      ja"));
    const ProgramRun mute = run(u"policy|set|staff|factors|mail,text"_qs);
    QCOMPARE(mute.status, 1);
    QVERIFY2(mute.err.contains("no way out") && mute.err.contains("[text]"), mute.err.constData());
    QCOMPARE(run(u"policy|set|staff|password.minimum_length|12"_qs).status, 0);
    {
      ServiceProcess service(serviceProgram, config);
      QVERIFY2(service.isReady(), service.errors().constData());
      QCOMPARE(service.stop(), 0);
    }
    // The file is changed, and what is stored does not go with it any more.
    desk.write(u"latchkeyd.toml"_qs, configuration(desk.folder(), "password.maximum_length = 10\n"));
    const ProgramRun service = tests::runProgram(serviceProgram, config);
    QCOMPARE(service.status, 1);
    QVERIFY2(service.errorLines() == 1 && service.err.contains("realm staff: password.minimum_length") &&
                 service.err.contains("policy set"),
             service.err.constData());
    QVERIFY(run(u"policy|show"_qs).err.contains("no service starts"));
    QCOMPARE(run(u"policy|unset|staff|password.minimum_length"_qs).status, 0);
    ServiceProcess repaired(serviceProgram, config);
    QVERIFY2(repaired.isReady(), repaired.errors().constData());

    desk.write(u"latchkeyd.toml"_qs, "[service]\nname = 5\n");
    const ProgramRun bad = run(u"accounts|list"_qs);
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.errorLines() == 1 && bad.err.contains("latchkeyd.toml:"), bad.err.constData());
  }
};

QTEST_GUILESS_MAIN(AdminServiceTest)
#include "admin_service_test.moc"
