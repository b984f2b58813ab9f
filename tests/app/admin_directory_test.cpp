// SPDX-License-Identifier: GPL-3.0-or-later
// What latchkeyctl says of accounts that an organisation's own directory has, through the program itself.
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/service_process.h"
#include "tests/support/test_certificates.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::HelperServer;
using tests::LdapAdmin;
using tests::ProgramRun;
using tests::ServiceProcess;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
constexpr int patience = 30'000;
const QString base = u"dc=latchkey,dc=test"_qs;

}  // namespace

class AdminDirectoryTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_slapd;
  AdminDesk m_desk{program};

  [[nodiscard]] ProgramRun run(const QStringList& words) const {
    return m_desk.bare(words + QStringList{u"--config"_qs, m_desk.path(u"latchkeyd.toml"_qs)});
  }
  void configure(const QByteArray& below = "ou=people,") const {
    m_desk.write(
        u"latchkeyd.toml"_qs,
        "[service]\nname = \"Test\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://localhost:8443\"\n"
        "data = \"data\"\n[tls]\ncertificate = \"server.pem\"\nkey = \"server.key\"\n[outbox]\nfolder = "
        "\"outbox\"\n"
        "[directory]\nkind = \"openldap\"\nurls = [\"ldaps://127.0.0.1:" +
            QByteArray::number(m_slapd->port()) + "\"]\nca_file = \"" + m_slapd->authority().toUtf8() +
            "\"\nbind_dn = \"cn=latchkey,ou=services,dc=latchkey,dc=test\"\npassword_file = \"secret\"\n"
            "base = \"" +
            below +
            "dc=latchkey,dc=test\"\ndomain = \"latchkey.test\"\n"
            "[[realm]]\nid = \"staff\"\nname = \"Staff\"\nprofile = \"workplace\"\n"
            "domains = [\"latchkey.test\"]\nfactors = [\"mail\", \"text\"]\n");
  }

  [[nodiscard]] LdapAdmin admin() const {
    return {u"ldaps://127.0.0.1:%1"_qs.arg(m_slapd->port()), m_slapd->authority(), u"cn=admin,"_qs + base,
            u"Adm1n-Start-9"_qs};
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(u"/usr/sbin/slapd"_qs)) QSKIP("needs the packages of \"directories\"");
    m_slapd =
        std::make_unique<HelperServer>(u"slapd_server.py"_qs, QStringList{u"--names"_qs, u"IP:127.0.0.1"_qs});
    QVERIFY(m_slapd->isReady());
    QVERIFY(admin().apply(
        "dn: uid=ann,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: ann\ncn: Ann\n"
        "sn: Ann\nmail: ann.private@example.com\nmobile: +81 90-9876-5432\n\n"
        "dn: uid=anna maria,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: anna maria\n"
        "cn: Anna\nsn: Anna\nmail: anna.private@example.com\n\n"
        "dn: cn=Quirk,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: quirk@old.example\n"
        "cn: Quirk\nsn: Quirk\nmail: quirk@example.com\n\n"
        "dn: uid=one,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: one\ncn: One\n"
        "sn: One\nmail: both@example.com\n\n"
        "dn: uid=two,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: two\ncn: Two\n"
        "sn: Two\nmail: both@example.com\n\n"
        "dn: uid=uma,ou=unmarked,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: uma\n"
        "cn: Uma\nsn: Uma\nmail: uma.private@example.com\nmobile: +81 90-9876-5433\n\n"
        "dn: ou=elsewhere,ou=people,dc=latchkey,dc=test\nobjectClass: referral\n"
        "objectClass: extensibleObject\nou: elsewhere\nref: ldap://dc9.example.com/ou=people\n"));
    const tests::Authority authority;
    const tests::Certificate own = authority.issue();
    m_desk.write(u"server.pem"_qs, own.certificate);
    m_desk.write(u"server.key"_qs, own.key);
    m_desk.write(u"secret"_qs, "Serv1ce-Start-9\n");
    for (const QString& secret : {u"secret"_qs, u"server.key"_qs}) {
      QFile::setPermissions(m_desk.path(secret), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    configure();
    // Makes key and database: an account of Latchkey's own, which nobody asks for any more.
    const ProgramRun made = run({u"accounts"_qs, u"add"_qs, u"other@latchkey.test"_qs});
    QVERIFY2(made.status == 0, made.err.constData());
  }
  void init() { configure(); }

  void anAccountIsShownAsTheDirectoryHasIt() {
    const ProgramRun shown = run({u"accounts"_qs, u"show"_qs, u"Ann"_qs, u"--json"_qs});
    QVERIFY2(shown.status == 0, shown.err.constData());
    const QJsonObject ann = QJsonDocument::fromJson(shown.out).object();
    QCOMPARE(ann.value(u"account").toString(), u"ann@latchkey.test"_qs);
    QCOMPARE(ann.value(u"realm").toString(), u"staff"_qs);
    QCOMPARE(ann.value(u"recovery").toString(), u"yes, by mail, text"_qs);
    QCOMPARE(ann.value(u"contacts").toArray().size(), 2);
    QVERIFY(ann.value(u"createdAt").isNull() && ann.value(u"temporaryUntil").isNull());
    QCOMPARE(ann.value(u"registered").toArray(), QJsonArray());
    // Nothing is claimed that the directory does not tell.
    const ProgramRun text = run({u"accounts"_qs, u"show"_qs, u"ann"_qs});
    QVERIFY2(text.out.contains("the directory does not say"), text.out.constData());
    const ProgramRun contacts = run({u"accounts"_qs, u"contacts"_qs, u"list"_qs, u"ann@latchkey.test"_qs});
    QVERIFY2(contacts.out.contains("ann.private@example.com") && contacts.out.count('\n') == 2,
             contacts.out.constData());
    // Nothing went to ann, and what could be in its way is looked for among the directory's contacts.
    const ProgramRun why = run({u"why"_qs, u"ANN@latchkey.test"_qs, u"--json"_qs});
    QVERIFY2(why.status == 0 && why.err.isEmpty(), why.err.constData());
    QVERIFY2(why.out.contains("\"nothing-asked\""), why.out.constData());
    QVERIFY2(!why.out.contains("unknown-account"), why.out.constData());
    // What Latchkey's own tables have of before is nobody's account now.
    QCOMPARE(run({u"accounts"_qs, u"show"_qs, u"other@latchkey.test"_qs}).status, 1);
  }

  void aTemporaryPasswordThatNobodyUsesIsEndedByTheService() {
    const auto sent = run({u"reset"_qs, u"ann"_qs});
    QVERIFY2(sent.status == 0 && sent.out.contains("by mail to an*****@example.com"), sent.err.constData());
    const auto bind = [this](const QByteArray& password) {
      return admin().signIn(u"uid=ann,ou=people,"_qs + base, QString::fromUtf8(password)).isEmpty();
    };
    QByteArray password;
    {
      const ServiceProcess service(serviceProgram, {u"--config"_qs, m_desk.path(u"latchkeyd.toml"_qs)});
      QVERIFY(service.isReady());
      QTRY_COMPARE_WITH_TIMEOUT(service.delivered().size(), 2, patience);
      for (const QJsonObject& message : service.delivered()) {
        static const QRegularExpression line(u"^    (\\S{8,})$"_qs, QRegularExpression::MultilineOption);
        const auto found = line.match(message.value(u"body").toString());
        if (found.hasMatch()) password = found.captured(1).toUtf8();
      }
    }
    QVERIFY(bind(password));
    QCOMPARE(admin().read(u"uid=ann,ou=people,"_qs + base, "pwdReset"), QByteArray("TRUE"));
    {
      // A day later.
      const auto database =
          service::store::SqliteDatabase::open(m_desk.path(u"data/latchkey.sqlite"_qs), nullptr);
      constexpr service::store::Sql later{"UPDATE temporary_ends SET expires_at = 1"};
      QCOMPARE((*database)->connection()->change(later, {}), 1);
    }
    const ServiceProcess service(serviceProgram, {u"--config"_qs, m_desk.path(u"latchkeyd.toml"_qs)});
    QVERIFY(service.isReady());
    QTRY_VERIFY_WITH_TIMEOUT(run({u"audit"_qs, u"show"_qs}).out.contains("temporary-password-ended"),
                             patience);
    QVERIFY(!bind(password));
    QCOMPARE(admin().read(u"uid=ann,ou=people,"_qs + base, "pwdReset"), QByteArray("TRUE"));
  }

  void whereATemporaryPasswordWouldLastNobodyIsSentIt() {
    const auto asked = run({u"reset"_qs, u"uma"_qs});
    QCOMPARE(asked.status, 1);
    QVERIFY2(asked.errorLines() == 1 && asked.err.contains("sent to nobody") &&
                 asked.err.contains("must-change-not-set") && asked.err.contains(" 50)"),
             asked.err.constData());
    QVERIFY(run({u"audit"_qs, u"show"_qs}).out.contains("temporary-password-lost"));
    // Both of her contacts are told that her password is another one; what it is, neither.
    const auto database =
        service::store::SqliteDatabase::open(m_desk.path(u"data/latchkey.sqlite"_qs), nullptr);
    constexpr service::store::Sql toHer{
        "SELECT COUNT(*) FROM messages WHERE recipient IN ('uma.private@example.com', '+819098765433')"};
    QCOMPARE((*(*database)->connection()->rows(toHer, {})).first().first().toInt(), 2);
  }

  void namesThatAreNoneAreSaidToBeNone_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("everybody") << u"*"_qs;
    QTest::newRow("everybody whose name begins so") << u"a*"_qs;
    QTest::newRow("another filter") << u")(objectClass=*"_qs;
    QTest::newRow("another filter behind a name") << u"ann)(objectClass=*"_qs;
    QTest::newRow("either") << u"*)(uid=*))(|(uid=*"_qs;
    QTest::newRow("escaped") << u"\\2a"_qs;
    QTest::newRow("an entry's name") << u"uid=ann,ou=people,dc=latchkey,dc=test"_qs;
    QTest::newRow("a line end") << u"ann\nx"_qs;
    QTest::newRow("a terminal's words") << u"ann\x1b[2J"_qs;
    QTest::newRow("backwards") << u"ann\u202e"_qs;
    QTest::newRow("endless") << QString(5000, u'a');
  }
  void namesThatAreNoneAreSaidToBeNone() {
    QFETCH(const QString, name);
    for (const QStringList& words : {QStringList{u"accounts"_qs, u"show"_qs},
                                     {u"accounts"_qs, u"contacts"_qs, u"list"_qs},
                                     {u"why"_qs},
                                     {u"reset"_qs},
                                     {u"readiness"_qs}}) {
      const ProgramRun asked = run(words + QStringList{name});
      QVERIFY2(asked.status == 1 || asked.status == 2, asked.err.constData());
      QVERIFY2(!asked.out.contains("ann@latchkey.test") && !asked.out.contains("ann.private"),
               asked.out.constData());
      const QByteArray all = asked.out + asked.err;
      QVERIFY2(!all.contains('\x1b') && !all.contains("\xE2\x80\xAE"), all.constData());
      QVERIFY2(all.contains("no account name") || all.contains("no such account") ||
                   all.contains("unknown") || all.contains("nobody"),
               (words.join(u' ').toUtf8() + ": " + all).constData());
    }
  }

  void whoIsThereAndNotFoundIsNotSaidToBeMissing_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("a login that is no name") << u"quirk@example.com"_qs << QByteArray("login-unusable");
    QTest::newRow("an address of two") << u"both@example.com"_qs << QByteArray("ambiguous-name");
  }
  void whoIsThereAndNotFoundIsNotSaidToBeMissing() {
    QFETCH(const QString, name);
    QFETCH(const QByteArray, event);
    for (const QStringList& words :
         {QStringList{u"accounts"_qs, u"show"_qs}, {u"why"_qs}, {u"reset"_qs}, {u"readiness"_qs}}) {
      const ProgramRun asked = run(words + QStringList{name});
      const QByteArray lead = words.join(u' ').toUtf8() + ": ";
      const int expected = words.contains(u"readiness"_qs) ? 2 : 1;  // and the sum of the report
      QVERIFY2(asked.errorLines() == expected && asked.err.contains(event), (lead + asked.err).constData());
      QVERIFY2(!(asked.err + asked.out).contains("there is no such account"), (lead + asked.out).constData());
    }
    const ProgramRun nobody = run({u"accounts"_qs, u"show"_qs, u"nobody@example.com"_qs});
    QVERIFY2(nobody.err.contains("there is no such account"), nobody.err.constData());
  }

  void aLoginWithABlankIsShown() {
    const ProgramRun shown = run({u"accounts"_qs, u"show"_qs, u"Anna Maria"_qs, u"--json"_qs});
    QVERIFY2(shown.out.contains("\"anna maria@latchkey.test\""), shown.err.constData());
    const ProgramRun again = run({u"accounts"_qs, u"show"_qs, u"anna maria@latchkey.test"_qs, u"--json"_qs});
    QCOMPARE(again.out, shown.out);
    QCOMPARE(run({u"reset"_qs, u"anna maria@latchkey.test"_qs}).status, 0);
  }

  void whatTheDirectoryDoesNotAnswerIsSaid() {
    configure("ou=elsewhere,ou=people,");
    for (const QStringList& words :
         {QStringList{u"accounts"_qs, u"show"_qs}, {u"why"_qs}, {u"reset"_qs}, {u"readiness"_qs}}) {
      const ProgramRun asked = run(words + QStringList{u"ann"_qs});
      QVERIFY2(asked.status == 1, asked.err.constData());
      QVERIFY2(asked.errorLines() == 1 && asked.err.contains("directory") && asked.err.contains("10"),
               (words.join(u' ').toUtf8() + ": " + asked.err).constData());
    }
  }
};

QTEST_GUILESS_MAIN(AdminDirectoryTest)
#include "admin_directory_test.moc"
