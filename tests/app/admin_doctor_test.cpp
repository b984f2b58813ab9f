// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl doctor: each thing that can be wrong is one clear line, and no secret is in any.
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "tests/support/admin_desk.h"
#include "tests/support/free_port.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/test_certificates.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::Authority;
using tests::CertificateWish;
using tests::HelperServer;
using tests::LdapAdmin;
using tests::ProgramRun;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
constexpr long daySeconds = 24L * 3600;
const QString base = u"dc=latchkey,dc=test"_qs;
const QString servicePassword = u"Serv1ce-Start-9"_qs;  // slapd_server.py
const QByteArray relayPassword = "Relay-9-word";

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class AdminDoctorTest : public QObject {
  Q_OBJECT

  std::unique_ptr<AdminDesk> m_desk;
  std::unique_ptr<HelperServer> m_relay;
  std::unique_ptr<HelperServer> m_gateway;
  std::unique_ptr<HelperServer> m_slapd;
  Authority m_authority;

  void writeIdentity(const CertificateWish& wish) {
    const auto made = m_authority.issue(wish);
    m_desk->write(u"server.pem"_qs, made.certificate + m_authority.pem());
    writeSecret(u"server.key"_qs, made.key);
  }
  void writeSecret(const QString& name, const QByteArray& bytes) {
    m_desk->write(name, bytes + '\n');
    QFile::setPermissions(m_desk->path(name), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
  }

  [[nodiscard]] QByteArray mail(const QString& host = u"localhost"_qs, int port = 0,
                                const QString& caFile = {}) const {
    return u"[mail]\nhost = \"%1\"\nport = %2\nfrom = \"no-reply@example.com\"\nuser = \"relay\"\n"
           "password_file = \"mail.password\"\nca_file = \"%3\"\n"_qs.arg(host)
               .arg(port == 0 ? m_relay->port() : port)
               .arg(caFile.isEmpty() ? m_relay->authority() : caFile)
               .toUtf8();
  }
  [[nodiscard]] QByteArray text(const QString& caFile = {}) const {
    return u"[text]\nurl = \"https://127.0.0.1:%1/send\"\nca_file = \"%2\"\n"_qs.arg(m_gateway->port())
        .arg(caFile.isEmpty() ? m_gateway->authority() : caFile)
        .toUtf8();
  }
  [[nodiscard]] QByteArray directory(const QStringList& urls, const QString& below = u"ou=people,"_qs + base,
                                     const QString& caFile = {}, const QString& group = {}) const {
    return u"[directory]\nkind = \"openldap\"\nurls = [\"%1\"]\nca_file = \"%2\"\n"
           "bind_dn = \"cn=latchkey,ou=services,%3\"\npassword_file = \"directory.password\"\nbase = \"%4\"\n"
           "domain = \"example.com\"\npassword_policy = \"cn=default,ou=policies,%3\"\nconnect_deadline = \"2s\"\n%5"_qs
               .arg(urls.join(u"\", \""_qs), caFile.isEmpty() ? m_slapd->authority() : caFile, base, below,
                    group.isEmpty() ? QString() : u"privileged_groups = [\"%1\"]\n"_qs.arg(group))
               .toUtf8();
  }
  [[nodiscard]] QString ldaps() const { return u"ldaps://127.0.0.1:%1"_qs.arg(m_slapd->port()); }

  void configure(const QByteArray& more) const {
    m_desk->write(
        u"latchkeyd.toml"_qs,
        "[service]\nname = \"Test\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://localhost:8443\"\n"
        "data = \"data\"\n[tls]\ncertificate = \"server.pem\"\nkey = \"server.key\"\n" +
            more +
            "[[realm]]\nid = \"staff\"\nname = \"Staff\"\nprofile = \"workplace\"\n"
            "domains = [\"example.com\"]\nfactors = [\"mail\"]\n");
  }
  ProgramRun bare(const QStringList& words) const {
    return m_desk->bare(words + QStringList{u"--config"_qs, m_desk->path(u"latchkeyd.toml"_qs)});
  }
  /// Everything that is said; no secret may stand in it.
  QList<QJsonObject> examine(int status) const {
    const ProgramRun run = bare({u"doctor"_qs, u"--format"_qs, u"json"_qs});
    if (run.status != status) qWarning().noquote() << run.out << run.err;
    if (run.status != status) return {};
    for (const QByteArray& secret : {relayPassword, servicePassword.toUtf8(), QByteArray("Wr0ng-word")}) {
      if (run.out.contains(secret) || run.err.contains(secret)) qFatal("a secret was printed");
    }
    QList<QJsonObject> findings;
    for (const QJsonValue& value : QJsonDocument::fromJson(run.out).array()) findings << value.toObject();
    return findings;
  }
  /// "fail mail: it cannot be used (connect); nobody answers there …" of all that is not fine.
  QStringList complaints(int status) const {
    QStringList all;
    for (const QJsonObject& finding : examine(status)) {
      if (finding.value(u"health") == u"ok"_qs) continue;
      all << finding.value(u"health").toString() + u' ' + finding.value(u"what").toString() + u": "_qs +
                 finding.value(u"said").toString() + u"; "_qs + finding.value(u"advice").toString();
    }
    return all;
  }
  /// That one thing alone is wrong, besides the private authority.
  void onlyComplaint(const QString& begin, const QString& part) const {
    QStringList all = complaints(1);
    all.removeIf([](const QString& line) { return line.contains(u"private authority"); });
    QVERIFY2(all.size() == 1, qPrintable(all.join(u'\n')));
    QVERIFY2(all.first().startsWith(begin) && all.first().contains(part), qPrintable(all.first()));
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(u"/usr/sbin/slapd"_qs)) QSKIP("needs the packages of \"directories\"");
    m_relay = std::make_unique<HelperServer>(
        u"smtp_server.py"_qs, QStringList{u"--names"_qs, u"DNS:localhost"_qs, u"--user"_qs, u"relay"_qs,
                                          u"--password"_qs, QString::fromUtf8(relayPassword)});
    m_gateway = std::make_unique<HelperServer>(u"gateway_server.py"_qs);
    m_slapd =
        std::make_unique<HelperServer>(u"slapd_server.py"_qs, QStringList{u"--names"_qs, u"IP:127.0.0.1"_qs});
    QVERIFY(m_relay->isReady() && m_gateway->isReady() && m_slapd->isReady());
    const LdapAdmin admin(ldaps(), m_slapd->authority(), u"cn=admin,"_qs + base, u"Adm1n-Start-9"_qs);
    QVERIFY(admin.apply(
        "dn: uid=ann,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: ann\ncn: Ann\n"
        "sn: Ann\n\ndn: ou=elsewhere,ou=people,dc=latchkey,dc=test\nobjectClass: referral\n"
        "objectClass: extensibleObject\nou: elsewhere\nref: ldap://dc9.example.com/ou=people\n"));
  }
  void init() {
    m_desk = std::make_unique<AdminDesk>(program);
    writeIdentity({"DNS:localhost", -3600, 90 * daySeconds});
    writeSecret(u"mail.password"_qs, relayPassword);
    writeSecret(u"directory.password"_qs, servicePassword.toUtf8());
    configure(mail());
    m_desk->write(u"people.csv"_qs,
                  QByteArray(AdminDesk::header) + "a@example.com,A,staff,x@example.net,,,\n");
    QCOMPARE(bare({u"accounts"_qs, u"import"_qs, m_desk->path(u"people.csv"_qs)}).status, 0);
  }

  void allIsWell() {
    configure(directory({ldaps()}) + mail() + text());
    const auto findings = examine(0);
    QStringList looked;
    for (const QJsonObject& finding : findings) {
      const bool isAuthority = finding.value(u"advice").toString().contains(u"private authority");
      QVERIFY2(isAuthority || finding.value(u"health") == u"ok"_qs,
               QJsonDocument(finding).toJson().constData());
      looked << finding.value(u"what").toString().section(u' ', 0, 0);
    }
    QCOMPARE(
        looked.join(u' '),
        u"configuration files files files database database disk directory directory directory directory "
        "directory directory directory directory mail text clock certificate certificate certificate"_qs);
    QVERIFY(m_relay->received().isEmpty());  // nothing was sent
    QVERIFY(m_gateway->received().isEmpty());
    const ProgramRun told = bare({u"doctor"_qs});
    QCOMPARE(told.status, 0);
    QCOMPARE(told.out.count('\n'), findings.size());
    QVERIFY2(told.out.contains("\nOK    mail "), told.out.constData());
    // The default policy of slapd_server.py keeps three.
    QVERIFY2(told.out.contains(" it refuses earlier passwords in a reset too"), told.out.constData());
  }

  void whatIsWrongOutsideIsOneLine_data() {
    QTest::addColumn<QByteArray>("configuration");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("part");
    const QString foreign = m_gateway->authority();
    const int closed = tests::freePort();
    const QString nobody = u"ldaps://127.0.0.1:%1"_qs.arg(closed);
    QTest::newRow("a controller that is not there, after one that is")
        << directory({ldaps(), nobody}) + mail() << u"fail directory %1: it was not reached"_qs.arg(nobody)
        << u"check name, port and firewall"_qs;
    QTest::newRow("a certificate of another authority")
        << directory({ldaps()}, u"ou=people,"_qs + base, foreign) + mail()
        << u"fail directory %1: it was not reached"_qs.arg(ldaps()) << u"its certificate has to carry"_qs;
    // libldap takes "localhost" for this machine's own name.
    const QString other = u"ldaps://localhost:%1"_qs.arg(m_slapd->port());
    QTest::newRow("a certificate of another host")
        << directory({other}) + mail() << u"fail directory %1: it was not reached"_qs.arg(other)
        << u"its certificate has to carry"_qs;
    const QString named = u"ldaps://localhost.localdomain.invalid:%1"_qs.arg(m_slapd->port());
    QTest::newRow("a name that nobody has")
        << directory({named}) + mail() << u"fail directory %1: it was not"_qs.arg(named) << u"check name"_qs;
    QTest::newRow("a base that is elsewhere")
        << directory({ldaps()}, u"ou=elsewhere,ou=people,"_qs + base) + mail()
        << u"fail directory %1: directory.base cannot be read (10)"_qs.arg(ldaps())
        << u"another directory holds it"_qs;
    QTest::newRow("a base that is not there")
        << directory({ldaps()}, u"ou=none,"_qs + base) + mail()
        << u"fail directory %1: directory.base cannot be read"_qs.arg(ldaps()) << u"check directory.base"_qs;
    QTest::newRow("a base without people")
        << directory({ldaps()}, u"ou=policies,"_qs + base) + mail()
        << u"fail directory %1: no account below"_qs.arg(ldaps()) << u"docs/directories.md"_qs;
    const QString typo = u"cn=operatros,ou=groups,"_qs + base;
    QTest::newRow("a privileged group that is not there")
        << directory({ldaps()}, u"ou=people,"_qs + base, {}, typo) + mail()
        << u"fail directory %1: a group of directory.privileged_groups"_qs.arg(ldaps()) << typo;
    QTest::newRow("no relay") << mail(u"localhost"_qs, closed) << u"fail mail: it cannot be used (connect)"_qs
                              << u"nobody answers there"_qs;
    QTest::newRow("a relay of another authority")
        << mail(u"localhost"_qs, 0, foreign) << u"fail mail: it cannot be used (tls-verify)"_qs
        << u"mail.ca_file"_qs;
    QTest::newRow("a relay by a name that it has not")
        << mail(u"127.0.0.1"_qs) << u"fail mail: it cannot be used"_qs << u"for another name"_qs;
    QTest::newRow("a gateway of another authority")
        << mail() + text(m_relay->authority()) << u"fail text: it cannot be used (tls-verify)"_qs
        << u"text.ca_file"_qs;
  }
  void whatIsWrongOutsideIsOneLine() {
    QFETCH(QByteArray, configuration);
    QFETCH(QString, begin);
    QFETCH(QString, part);
    configure(configuration);
    onlyComplaint(begin, part);
  }

  void whyNobodyIsFoundIsSaidByWhatWentBefore() {
    configure(directory({ldaps()}, u"ou=people,"_qs + base, {}, u"cn=operatros,ou=groups,"_qs + base) +
              mail());
    for (const QString& command : {u"accounts|show"_qs, u"readiness"_qs}) {
      const ProgramRun run = bare(command.split(u'|') + QStringList{u"ann@example.com"_qs});
      QCOMPARE(run.status, 1);
      QVERIFY2(run.err.contains("(privileged-group-missing ldaps://127.0.0.1:"), run.err.constData());
    }
  }

  void aControllerThatSpeaksOldTlsAloneIsSaidToDoSo() {
    const HelperServer old(u"old_tls_server.py"_qs, {u"--mode"_qs, u"1.1"_qs});
    QVERIFY(old.isReady());
    const QString url = u"ldaps://127.0.0.1:%1"_qs.arg(old.port());
    configure(directory({url}, u"ou=people,"_qs + base, old.authority()) + mail());
    onlyComplaint(u"fail directory %1: it was not reached"_qs.arg(url), u"it refuses TLS 1.2 and 1.3"_qs);
  }

  // One miss each time: the directory counts them, whatever controller they come to.
  void aWrongPasswordOfTheServiceAccountIsTriedOnce() {
    writeSecret(u"directory.password"_qs, "Wr0ng-word");
    const HelperServer second(u"slapd_server.py"_qs);
    QVERIFY(second.isReady());
    m_desk->write(u"both.pem"_qs, contents(m_slapd->authority()) + contents(second.authority()));
    configure(directory({ldaps(), u"ldaps://127.0.0.1:%1"_qs.arg(second.port())}, u"ou=people,"_qs + base,
                        m_desk->path(u"both.pem"_qs)) +
              mail());
    onlyComplaint(u"fail directory %1: directory.bind_dn cannot sign in (49)"_qs.arg(ldaps()),
                  u"no other controller was tried"_qs);
  }
  void aWrongPasswordAtTheRelayIsSaid() {
    writeSecret(u"mail.password"_qs, "Wr0ng-word");
    configure(mail());
    onlyComplaint(u"fail mail: it cannot be used (smtp-login-535)"_qs, u"mail.password_file"_qs);
  }

  void aCertificateIsLookedAt_data() {
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<long>("from");
    QTest::addColumn<long>("until");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    QTest::newRow("of another host") << QByteArray("DNS:other.example.com") << -3600L << 90 * daySeconds << 1
                                     << u"it is for other.example.com and not for localhost"_qs;
    QTest::newRow("that has ended") << QByteArray("DNS:localhost") << -7200L << -3600L << 1
                                    << u"it ended at"_qs;
    QTest::newRow("that has not begun")
        << QByteArray("DNS:localhost") << 3600L << 90 * daySeconds << 1 << u"it begins at"_qs;
    QTest::newRow("that ends soon") << QByteArray("DNS:localhost") << -3600L << 5 * daySeconds << 0
                                    << u"warn certificate: it is good until"_qs;
  }
  void aCertificateIsLookedAt() {
    QFETCH(QByteArray, names);
    QFETCH(long, from);
    QFETCH(long, until);
    QFETCH(int, status);
    QFETCH(QString, said);
    writeIdentity({names, from, until});
    configure(mail());
    const QString all = complaints(status).join(u'\n');
    QVERIFY2(all.contains(said), qPrintable(all));
  }
  void aKeyOfAnotherCertificateIsSaid() {
    writeSecret(u"server.key"_qs, m_authority.issue({}).key);
    configure(mail());
    onlyComplaint(u"fail certificate: "_qs, u"does not belong to it"_qs);
  }

  void whatIsWrongOnThisMachineIsSaid_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("said");
    QTest::newRow("data open to others") << u"data"_qs << u"is open to other users"_qs;
    QTest::newRow("database open to others") << u"data/latchkey.sqlite"_qs << u"is open to other users"_qs;
    QTest::newRow("key open to others") << u"data/keys/master.key"_qs << u"is open to other users"_qs;
    QTest::newRow("key of another database") << u"another key"_qs << u"belongs to another master key"_qs;
    QTest::newRow("no key") << u"no key"_qs << u"the master key is not there"_qs;
    QTest::newRow("damaged") << u"damage"_qs << u"it is damaged"_qs;
    QTest::newRow("configuration") << u"mistake"_qs << u"fail configuration: "_qs;
  }
  void whatIsWrongOnThisMachineIsSaid() {
    QFETCH(QString, what);
    QFETCH(QString, said);
    configure(mail());
    const QString key = m_desk->path(u"data/keys/master.key"_qs);
    if (what == u"another key") {
      m_desk->write(u"data/keys/master.key"_qs, QByteArray(32, 'k'));
    } else if (what == u"no key") {
      QVERIFY(QFile::remove(key));
    } else if (what == u"damage") {
      m_desk->write(u"data/latchkey.sqlite"_qs, QByteArray(8192, 'x'));
    } else if (what == u"mistake") {
      configure("[mail]\nhots = \"x\"\n");
    } else {
      QVERIFY(QFile::setPermissions(m_desk->path(what),
                                    QFile::permissions(m_desk->path(what)) | QFileDevice::ReadGroup));
    }
    const QString all = complaints(1).join(u'\n');
    QVERIFY2(all.contains(said), qPrintable(all));
    QCOMPARE(QFile::exists(key), what != u"no key");  // no new one was made in its place
  }

  void aClockThatIsWrongIsSaid_data() {
    QTest::addColumn<int>("ahead");  ///< s
    QTest::addColumn<QByteArray>("health");
    QTest::newRow("a little") << 60 << QByteArray("WARN");
    QTest::newRow("more than Kerberos bears") << 400 << QByteArray("FAIL");
  }
  void aClockThatIsWrongIsSaid() {
    QFETCH(int, ahead);
    QFETCH(QByteArray, health);
    configure(mail() + text());
    m_desk->write(u"clock"_qs, QByteArray::number(qint64{1000} * ahead));
    const ProgramRun run =
        tests::runProgram(program, {u"doctor"_qs, u"--config"_qs, m_desk->path(u"latchkeyd.toml"_qs)}, {},
                          {u"LATCHKEY_CLOCK="_qs + m_desk->path(u"clock"_qs)});
    QCOMPARE(run.status, health == "FAIL" ? 1 : 0);
    QByteArray line;
    for (const QByteArray& each : run.out.split('\n')) {
      if (each.contains(" clock ")) line = each;
    }
    QVERIFY2(line.startsWith(health) && line.contains("this machine and text are"), run.out.constData());
    QVERIFY(run.out.contains("set the clock by NTP"));
  }

  void anotherFormatIsWrongUsage() {
    QCOMPARE(bare({u"doctor"_qs, u"--format"_qs, u"xml"_qs}).status, 2);
    QCOMPARE(m_desk->bare({u"doctor"_qs}).status, 2);
  }
};

QTEST_GUILESS_MAIN(AdminDoctorTest)
#include "admin_doctor_test.moc"
