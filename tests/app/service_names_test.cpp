// SPDX-License-Identifier: GPL-3.0-or-later
// Names of a real OpenLDAP in all their spellings, through latchkeyd: what two openings, or wrong passwords
// under two spellings, tell of a name is the same whether anybody has it or not (A17).
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/free_port.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/service_process.h"
#include "tests/support/test_certificates.h"

namespace latchkey::app {
namespace {

using tests::HelperServer;
using tests::LdapAdmin;
using tests::RecoveryCaller;
using tests::ServiceProcess;
using Answer = RecoveryCaller::Answer;
namespace steps = tests::steps;

const QByteArray configuration =
    "[service]\n"
    "public_url = \"https://localhost:OWN\"\n"
    "listen = \"127.0.0.1:OWN\"\n"
    "data = \"data\"\n"
    "[tls]\n"
    "certificate = \"service.pem\"\n"
    "key = \"service.key\"\n"
    "[outbox]\n"
    "folder = \"outbox\"\n"
    "[directory]\n"
    "kind = \"openldap\"\n"
    "urls = [\"ldaps://127.0.0.1:LDAP\"]\n"
    "ca_file = \"CA\"\n"
    "bind_dn = \"cn=latchkey,ou=services,dc=latchkey,dc=test\"\n"
    "password_file = \"directory.password\"\n"
    "base = \"ou=people,dc=latchkey,dc=test\"\n"
    "domain = \"latchkey.test\"\n"
    "short_domain = \"LATCHKEY\"\n"
    "other_domains = [\"latchkey.example\"]\n"
    "mail_attributes = [\"recoveryMail\"]\n"
    "operation_deadline = \"30s\"\n"
    "connect_deadline = \"30s\"\n"
    "[[realm]]\n"
    "id = \"all\"\n"
    "profile = \"consumer\"\n"
    "work_bits = 8\n"
    "registration.sign_ins_per_hour_and_source = 1000\n"
    "[[realm]]\n"
    "id = \"staff\"\n"
    "profile = \"consumer\"\n"
    "domains = [\"latchkey.test\"]\n"
    "work_bits = 8\n"
    "registration.sign_ins_per_hour_and_source = 1000\n";

/// The name %1 in the directory's own domain.
const QStringList spellings = {QStringLiteral("%1"),
                               QStringLiteral("LATCHKEY\\%1"),
                               QStringLiteral("%1@latchkey.test"),
                               QStringLiteral("latchkey.test\\%1"),
                               QStringLiteral(" %1@LATCHKEY.test "),
                               QStringLiteral("%1@latchkey.example")};
}  // namespace

class ServiceNamesTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::unique_ptr<HelperServer> m_directory;
  std::unique_ptr<ServiceProcess> m_service;

  void write(const char* name, const QByteArray& bytes) const {
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
  }
  [[nodiscard]] RecoveryCaller caller() const {
    return {m_service->url(), m_folder.filePath(QStringLiteral("authority.pem"))};
  }
  /// Kinds, masks and warnings of what is offered to whoever types this.
  [[nodiscard]] QStringList offeredTo(const QString& typed) const {
    RecoveryCaller person = caller();
    if (steps::open(person, typed).status() != 201) return {};
    const Answer asked = steps::askForWork(person);
    const Answer methods = person.post("/v1/recovery/challenge/answer", steps::rightAnswer(asked));
    QStringList offer{methods.recovery().value(QLatin1String("realm")).toString()};
    for (const QJsonValue& value : methods.recovery().value(QLatin1String("methods")).toArray()) {
      QJsonObject method = value.toObject();
      method.remove(QLatin1String("handle"));
      offer += QString::fromUtf8(QJsonDocument(method).toJson(QJsonDocument::Compact));
    }
    return offer;
  }
  static void addNames() {
    QTest::addColumn<QString>("name");
    QTest::newRow("real") << QStringLiteral("ann");
    QTest::newRow("real, by mail") << QStringLiteral("lee.park");
    QTest::newRow("real, with a blank") << QStringLiteral("bob lee");
    QTest::newRow("unknown") << QStringLiteral("zoe");
    QTest::newRow("unknown, with a blank") << QStringLiteral("zoe lee");
    QTest::newRow("disabled") << QStringLiteral("ned");
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/slapd"))) QSKIP("needs the packages of \"directories\"");
    m_directory = std::make_unique<HelperServer>(QStringLiteral("slapd_server.py"));
    QVERIFY(m_directory->isReady());
    const QByteArray port = QByteArray::number(m_directory->port());
    const LdapAdmin admin(QStringLiteral("ldaps://127.0.0.1:") + QString::fromLatin1(port),
                          m_directory->authority(), QStringLiteral("cn=admin,dc=latchkey,dc=test"),
                          QStringLiteral("Adm1n-Start-9"));
    for (const QByteArray name : {"ann", "lee", "ned", "bob lee"}) {
      QVERIFY(admin.apply(
          "dn: uid=" + name +
          ",ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nobjectClass: reachable\n"
          "uid: " +
          name + "\ncn: Pat\nsn: Pat\nrecoveryMail: private." + QByteArray(name).replace(' ', '.') +
          "@example.com\nmail: " + QByteArray(name).replace(' ', '.') +
          ".park@latchkey.example\nuserPassword: Old-pass-11\n"));
    }
    QVERIFY(admin.set(QStringLiteral("uid=ned,ou=people,dc=latchkey,dc=test"), "pwdAccountLockedTime",
                      "000001010000Z"));
    const tests::Authority authority;
    const tests::Certificate own = authority.issue();
    write("authority.pem", authority.pem());
    write("service.pem", own.certificate);
    write("service.key", own.key);
    write("directory.password", "Serv1ce-Start-9\n");
    QByteArray text = configuration;
    write("latchkeyd.toml", text.replace("OWN", QByteArray::number(tests::freePort()))
                                .replace("LDAP\"", port + '"')
                                .replace("CA\"", m_directory->authority().toUtf8() + '"'));
    m_service = std::make_unique<ServiceProcess>(
        QStringLiteral(LATCHKEY_PROGRAM),
        QStringList{QStringLiteral("--config"), m_folder.filePath(QStringLiteral("latchkeyd.toml"))});
    QVERIFY2(m_service->isReady(), m_service->errors().constData());
  }

  void twoOpeningsTellNoNameFromAnother_data() { addNames(); }
  void twoOpeningsTellNoNameFromAnother() {
    QFETCH(QString, name);
    const QStringList first = offeredTo(spellings.first().arg(name));
    QVERIFY(first.size() > 1);
    // That this one is found is what the others are compared with.
    QCOMPARE(first.join(u'|').contains(QStringLiteral("pr*****@example.com")),
             QByteArrayView(QTest::currentDataTag()).startsWith("real"));
    for (const QString& spelling : spellings) QCOMPARE(offeredTo(spelling.arg(name)), first);
  }

  void wrongPasswordsCountUnderAllSpellings_data() { addNames(); }
  void wrongPasswordsCountUnderAllSpellings() {
    QFETCH(QString, name);
    RecoveryCaller person = caller();
    const auto signIn = [&](const QString& spelling) {
      return person
          .post("/v1/enrolments", {{QStringLiteral("account"), spelling.arg(name)},
                                   {QStringLiteral("password"), QStringLiteral("Wrong-pass-1")},
                                   {QStringLiteral("language"), QStringLiteral("en")}})
          .problem();
    };
    for (const QString& spelling : spellings.sliced(1)) {
      QCOMPARE(signIn(spelling), QStringLiteral("sign-in-refused"));
    }
    for (const QString& spelling : spellings) QCOMPARE(signIn(spelling), QStringLiteral("too-many-tries"));
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceNamesTest)
#include "service_names_test.moc"
