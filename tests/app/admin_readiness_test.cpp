// SPDX-License-Identifier: GPL-3.0-or-later
// `latchkeyctl readiness`, through the program itself.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);

/// One of each kind; nobody has confirmed or rehearsed anything.
constexpr auto rows =
    "both@outlook.com,Both,consumer,both@example.com,+81 90-9876-5432,,\n"
    "itself@outlook.com,Itself,consumer,itself@outlook.com,,,\n"
    "nobody@outlook.com,Nobody,consumer,,,,\n"
    "off@outlook.com,Off,consumer,off@example.com,,,disabled\n"
    "voip@outlook.com,Voip,consumer,voip@example.com,,+81 50-1234-5678,\n"
    "zero@contoso.example,Zero,workplace,zero@example.com,+81 090-1234-5644,,\n";

constexpr auto ofAnotherDirectory =
    "[service]\n"
    "name = \"Test\"\n"
    "listen = \"127.0.0.1:1\"\n"
    "public_url = \"https://127.0.0.1:1\"\n"
    "data = \"FOLDER\"\n"
    "key_file = \"FOLDER/keys/master.key\"\n"
    "[tls]\n"
    "certificate = \"none.pem\"\n"
    "key = \"none.key\"\n"
    "[outbox]\n"
    "folder = \"outbox\"\n"
    "[directory]\n"
    "kind = \"openldap\"\n"
    "urls = [\"ldaps://127.0.0.1:1\"]\n"
    "ca_file = \"ca.pem\"\n"
    "bind_dn = \"cn=latchkey,dc=contoso,dc=example\"\n"
    "password_file = \"FOLDER/secret\"\n"
    "base = \"dc=contoso,dc=example\"\n"
    "domain = \"contoso.example\"\n"
    "[[realm]]\n"
    "id = \"consumer\"\n"
    "profile = \"consumer\"\n"
    "name = \"People\"\n";

/// "both@outlook.com doubtful" by account; what stands in the way behind it.
QHash<QString, QString> told(const ProgramRun& run) {
  QHash<QString, QString> all;
  const QJsonArray entries = QJsonDocument::fromJson(run.out).array();
  for (const QJsonValue& value : entries) {
    const QJsonObject entry = value.toObject();
    QStringList words{entry.value(u"readiness").toString()};
    const QJsonArray obstacles = entry.value(u"obstacles").toArray();
    for (const QJsonValue& each : obstacles) words << each.toObject().value(u"obstacle").toString();
    all.insert(entry.value(u"account").toString(), words.join(u' '));
  }
  return all;
}

}  // namespace

class AdminReadinessTest : public QObject {
  Q_OBJECT
  AdminDesk m_desk{program};

private Q_SLOTS:
  void initTestCase() {
    const ProgramRun imported = m_desk.importRows(rows);
    QVERIFY2(imported.status == 0, imported.err.constData());
  }

  void allAccountsAreJudged() {
    const ProgramRun run = m_desk.run(u"readiness|--format|json"_qs);
    QCOMPARE(run.status, 1);
    const auto found = told(run);
    QCOMPARE(found.value(u"both@outlook.com"_qs),
             u"doubtful never-confirmed never-confirmed never-rehearsed"_qs);
    QCOMPARE(found.value(u"itself@outlook.com"_qs),
             u"not-ready only-locked-mailbox account-itself never-confirmed never-rehearsed"_qs);
    QCOMPARE(found.value(u"nobody@outlook.com"_qs), u"not-ready nothing-registered"_qs);
    QCOMPARE(found.value(u"off@outlook.com"_qs), u"not-ready disabled"_qs);
    QCOMPARE(found.value(u"voip@outlook.com"_qs),
             u"doubtful never-confirmed internet-telephony never-confirmed never-rehearsed"_qs);
    QCOMPARE(found.value(u"zero@contoso.example"_qs),
             u"doubtful leading-zero never-confirmed never-confirmed never-rehearsed"_qs);
    QCOMPARE(found.size(), 6);
    QCOMPARE(run.err, QByteArray("latchkeyctl: 0 ready, 3 doubtful, 3 not ready\n"));
    for (const char* contact : {"both@example.com", "9876", "1234"}) QVERIFY(!run.out.contains(contact));
  }

  void theStatusSaysWhetherSomebodyCouldNot_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("lines");
    const auto row = [](const char* name, const QString& words, int status, int lines) {
      QTest::newRow(name) << words << status << lines;
    };
    row("a realm in which everybody could", u"readiness|--realm|workplace|--format|csv"_qs, 0, 2);
    row("one who could not", u"readiness|off@outlook.com|--format|csv"_qs, 1, 2);
    row("one who could", u"readiness|both@outlook.com|--format|csv"_qs, 0, 2);
    row("nobody of this name", u"readiness|ghost@outlook.com|--format|csv"_qs, 1, 2);
    row("unknown realm", u"readiness|--realm|moon"_qs, 2, 0);
    row("unknown format", u"readiness|--format|xml"_qs, 2, 0);
    row("a file that is not there", u"readiness|--accounts|/nowhere/names"_qs, 1, 0);
    row("named twice over", u"readiness|off@outlook.com|--accounts|-"_qs, 2, 0);
  }
  void theStatusSaysWhetherSomebodyCouldNot() {
    QFETCH(QString, words);
    QFETCH(int, status);
    QFETCH(int, lines);
    const ProgramRun run = m_desk.run(words);
    QVERIFY2(run.status == status, run.err.constData());
    QCOMPARE(int(run.out.count('\n')), lines);
    QCOMPARE(run.errorLines(), 1);
  }

  void namesComeFromAFileOrStandardInput() {
    m_desk.write(u"names"_qs, "both@outlook.com\n\n  VOIP@outlook.com \r\n");
    const ProgramRun file = m_desk.run(u"readiness|--format|json|--accounts|"_qs + m_desk.path(u"names"_qs));
    QCOMPARE(file.status, 0);
    QCOMPARE(told(file).size(), 2);
    const ProgramRun input = m_desk.run(u"readiness|--format|json|--accounts|-"_qs, "off@outlook.com");
    QCOMPARE(input.status, 1);
    QCOMPARE(told(input).value(u"off@outlook.com"_qs), u"not-ready disabled"_qs);
  }

  /// Ready by two apps, so that nothing is left to be confirmed.
  void theTableLeavesOutWhoIsReadyUnlessAllAreAskedFor() {
    AdminDesk desk(program);
    QVERIFY(desk.importRows("off@outlook.com,Off,consumer,off@example.com,,,disabled\n"
                            "ready@outlook.com,Ready,consumer,,,,\n")
                .status == 0);
    {
      namespace domain = service::domain;
      const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
      QVERIFY(database);
      service::store::SqlStore store(**database);
      const auto tables = store.begin(domain::Access::Write);
      for (const char* const id : {"one", "two"}) {
        domain::Authenticator app;
        app.id = QString::fromLatin1(id);
        app.sealed = "sealed";
        tables->factors().put(u"ready@outlook.com"_qs, app);
      }
      tables->factors().noteRehearsal(u"ready@outlook.com"_qs, {1000, {domain::MethodKind::Authenticator}});
      QVERIFY(tables->commit());
    }
    const ProgramRun some = desk.run(u"readiness"_qs);
    QCOMPARE(some.status, 1);
    QCOMPARE(some.err, QByteArray("latchkeyctl: 1 ready, 0 doubtful, 1 not ready\n"));
    QCOMPARE(some.out.simplified(), QByteArray("ACCOUNT REALM READINESS WAYS REHEARSED WHY "
                                               "off@outlook.com consumer not-ready mail disabled"));
    const QList<QByteArray> all = desk.run(u"readiness|--all"_qs).out.trimmed().split('\n');
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(2).simplified(),
             QByteArray("ready@outlook.com consumer ready authenticator 1970-01-01T00:00:01Z"));
    // A column begins where its heading does.
    const auto column = all.first().indexOf("READINESS");
    QCOMPARE(all.at(1).indexOf("not-ready"), column);
    QCOMPARE(all.at(2).indexOf("ready "), column);
  }

  void aCellIsNoFormula() {
    AdminDesk desk(program);
    QVERIFY(desk.importRows("=cmd@outlook.com,X,consumer,,,,\n").status == 0);
    const ProgramRun run = desk.run(u"readiness|--format|csv"_qs);
    QVERIFY2(run.out.contains("\"'=cmd@outlook.com\",consumer,not-ready"), run.out.constData());
  }

  void anotherDirectoryDoesNotListItsAccounts() {
    QByteArray text = ofAnotherDirectory;
    m_desk.write(u"ldap.toml"_qs, text.replace("FOLDER", m_desk.folder().toUtf8()));
    // Nobody looks into these here.
    for (const QString& name : {u"ca.pem"_qs, u"none.pem"_qs, u"none.key"_qs}) m_desk.write(name, "-\n");
    m_desk.write(u"secret"_qs, "x\n");
    for (const QString& name : {u"secret"_qs, u"none.key"_qs})
      QVERIFY(QFile(m_desk.path(name)).setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    const QStringList with{u"--config"_qs, m_desk.path(u"ldap.toml"_qs)};
    const ProgramRun all = m_desk.bare(QStringList{u"readiness"_qs} + with);
    QVERIFY2(all.status == 2 && all.err.contains("--accounts FILE"), all.err.constData());
    // Named ones are asked for there, and nothing is said of them where it does not answer.
    const ProgramRun one = m_desk.bare(QStringList{u"readiness"_qs, u"both@outlook.com"_qs} + with);
    QVERIFY2(one.status == 1 && one.err.contains("the directory cannot be asked"), one.err.constData());
    QCOMPARE(one.out, QByteArray());
  }
};

QTEST_GUILESS_MAIN(AdminReadinessTest)
#include "admin_readiness_test.moc"
