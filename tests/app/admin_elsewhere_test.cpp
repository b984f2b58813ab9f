// SPDX-License-Identifier: GPL-3.0-or-later
// `latchkeyctl` at what people registered whose accounts an OpenLDAP directory has, through the program
// itself.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "service/domain/random_text.h"
#include "service/keys/system_random.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/test_certificates.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT
using tests::AdminDesk;
using tests::HelperServer;
using tests::LdapAdmin;
using tests::ProgramRun;

namespace {
const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString person = QStringLiteral("pat@latchkey.test");
const QString base = QStringLiteral("dc=latchkey,dc=test");
constexpr auto credential = "credential";
}  // namespace

class AdminElsewhereTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_slapd;
  std::unique_ptr<AdminDesk> m_desk;

  ProgramRun run(const QString& words) const {
    return m_desk->bare(words.split(u'|') + QStringList{u"--config"_qs, m_desk->path(u"latchkeyd.toml"_qs)});
  }
  void writeSecret(const QString& name, const QByteArray& bytes) const {
    m_desk->write(name, bytes);
    QVERIFY(QFile::setPermissions(m_desk->path(name), QFile::ReadOwner | QFile::WriteOwner));
  }
  [[nodiscard]] QJsonArray contacts() const {
    return QJsonDocument::fromJson(run(u"accounts|contacts|list|%1|--json"_qs.arg(person)).out).array();
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(u"/usr/sbin/slapd"_qs)) QSKIP("needs the packages of \"directories\"");
    m_slapd =
        std::make_unique<HelperServer>(u"slapd_server.py"_qs, QStringList{u"--names"_qs, u"IP:127.0.0.1"_qs});
    QVERIFY(m_slapd->isReady());
    const QString url = u"ldaps://127.0.0.1:%1"_qs.arg(m_slapd->port());
    const LdapAdmin admin(url, m_slapd->authority(), u"cn=admin,"_qs + base, u"Adm1n-Start-9"_qs);
    QVERIFY(admin.apply("dn: uid=pat,ou=people," + base.toUtf8() +
                        "\nobjectClass: inetOrgPerson\nuid: pat\ncn: Pat\nsn: Pat\n"
                        "mail: private.pat@example.com\nuserPassword: Old-pass-11\n"));
    m_desk = std::make_unique<AdminDesk>(program);
    const auto identity = tests::Authority().issue();
    m_desk->write(u"server.pem"_qs, identity.certificate);
    writeSecret(u"server.key"_qs, identity.key);
    QVERIFY(QDir().mkpath(m_desk->path(u"data"_qs)));
    // Accounts of before the directory was named, which makes the database.
    m_desk->write(u"people.csv"_qs,
                  QByteArray(AdminDesk::header) + "former@latchkey.test,F,,f@example.net,,,\n");
    const ProgramRun made = m_desk->bare({u"accounts"_qs, u"import"_qs, m_desk->path(u"people.csv"_qs),
                                          u"--data"_qs, m_desk->path(u"data"_qs)});
    QVERIFY2(made.status == 0, made.err.constData());
    writeSecret(u"directory.password"_qs, "Serv1ce-Start-9");  // slapd_server.py
    m_desk->write(
        u"latchkeyd.toml"_qs,
        u"[service]\nname = \"Test\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://localhost:8443\"\n"
        "data = \"data\"\n[tls]\ncertificate = \"server.pem\"\nkey = \"server.key\"\n"
        "[directory]\nkind = \"openldap\"\nurls = [\"%1\"]\nca_file = \"%2\"\n"
        "bind_dn = \"cn=latchkey,ou=services,%3\"\npassword_file = \"directory.password\"\n"
        "base = \"ou=people,%3\"\ndomain = \"latchkey.test\"\n"
        "[outbox]\nfolder = \"outbox\"\n"
        "[[realm]]\nid = \"staff\"\nname = \"Staff\"\nprofile = \"workplace\"\n"
        "domains = [\"latchkey.test\"]\nfactors = [\"mail\", \"security-key\"]\n"_qs
            .arg(url, m_slapd->authority(), base)
            .toUtf8());
    const auto database =
        service::store::SqliteDatabase::open(m_desk->path(u"data/latchkey.sqlite"_qs), nullptr);
    QVERIFY(database);
    service::store::SqlStore store(**database);
    const auto tables = store.begin(Access::Write);
    const QString address = u"own@example.org"_qs;
    tables->factors().put(
        person, RegisteredContact{{u"r1"_qs, ContactKind::Mail, address, address, {}, {}, true}, 1, 1});
    tables->factors().put(person, SecurityKey{credential, QByteArray(64, 'P'), u"Blue key"_qs, 7, 1, 1});
    QVERIFY(tables->commit());
  }

  void aContactOfTheDirectoryIsChangedThere() {
    QCOMPARE(contacts().size(), 2);
    const ProgramRun refused =
        run(u"accounts|contacts|remove|%1|%2"_qs.arg(person, contacts().first()[u"id"].toString()));
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("it is changed there"), refused.err.constData());
    QCOMPARE(contacts().size(), 2);
  }

  void aRegisteredContactIsTakenAway() {
    const ProgramRun removed = run(u"accounts|contacts|remove|%1|r1"_qs.arg(person));
    QVERIFY2(removed.status == 0, removed.err.constData());
    QCOMPARE(removed.out, QByteArray("removed r1 (mail) of pat@latchkey.test; messages to the owner: 2\n"));
    QCOMPARE(contacts().size(), 1);
  }

  void aSecurityKeyIsTakenAway() {
    const QString id = toBase64Url(credential);
    QVERIFY(run(u"accounts|keys|list|"_qs + person).out.contains("Blue key"));
    const ProgramRun removed = run(u"accounts|keys|remove|%1|%2"_qs.arg(person, id));
    QVERIFY2(removed.status == 0, removed.err.constData());
    QCOMPARE(run(u"accounts|keys|list|"_qs + person).out, QByteArray());
  }

  void whatOnlyOurOwnAccountsHaveIsNoMissingAccount() {
    const ProgramRun refused = run(u"accounts|contacts|add|%1|new@example.com"_qs.arg(person));
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("kept in another directory"), refused.err.constData());
  }
};

QTEST_GUILESS_MAIN(AdminElsewhereTest)
#include "admin_elsewhere_test.moc"
