// SPDX-License-Identifier: GPL-3.0-or-later
// A person of a real Samba AD domain is recovered through latchkeyd and signs in to the domain again.
#include <unistd.h>

#include <QJsonArray>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"
#include "tests/support/test_certificates.h"

namespace latchkey::app {
namespace {

using tests::HelperServer;
using tests::LdapAdmin;
using tests::RecoveryCaller;
using tests::ServiceProcess;
using Answer = RecoveryCaller::Answer;

QJsonObject member(const char* name, const QJsonValue& value) {
  return {{QLatin1String(name), value}};
}

const QByteArray configuration =
    "[service]\n"
    "public_url = \"https://localhost:PORT\"\n"
    "listen = \"127.0.0.1:PORT\"\n"
    "data = \"data\"\n"
    "[tls]\n"
    "certificate = \"service.pem\"\n"
    "key = \"service.key\"\n"
    "[outbox]\n"
    "folder = \"outbox\"\n"
    "[directory]\n"
    "kind = \"active-directory\"\n"
    "urls = [\"ldaps://127.0.0.1:1\", \"ldaps://127.0.0.1\"]\n"
    "ca_file = \"CA\"\n"
    "bind_dn = \"CN=latchkey,OU=Services,DC=latchkey,DC=test\"\n"
    "password_file = \"directory.password\"\n"
    "base = \"DC=latchkey,DC=test\"\n"
    "domain = \"latchkey.test\"\n"
    "operation_deadline = \"30s\"\n"
    "connect_deadline = \"30s\"\n"
    "[[realm]]\n"
    "id = \"staff\"\n"
    "profile = \"workplace\"\n"
    "domains = [\"latchkey.test\"]\n"
    "short_domains = [\"LATCHKEY\"]\n"
    "factors = [\"mail\"]\n"
    "password.maximum_length = 32\n";

}  // namespace

class ServiceSambaRecoveryTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::unique_ptr<HelperServer> m_domain;
  std::unique_ptr<LdapAdmin> m_admin;

  static QString dnOf(const QString& login) {
    return QStringLiteral("CN=%1,OU=People,DC=latchkey,DC=test").arg(login);
  }
  bool add(const QByteArray& login, const QByteArray& more = {}) {
    return m_admin->apply(
        "dn: " + dnOf(QString::fromUtf8(login)).toUtf8() + "\nobjectClass: user\nsAMAccountName: " + login +
        "\nuserPrincipalName: " + login + "@latchkey.test\ndisplayName: Pat Lindgren\nmail: " + login +
        ".l@latchkey.test\notherMailbox: private." + login + "@example.com\nuserAccountControl: 512\n" +
        more + LdapAdmin::unicodePwd("Old-pass-11") + '\n');
  }
  void write(const char* name, const QByteArray& bytes) const {
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
  }
  std::unique_ptr<ServiceProcess> serve(const QByteArray& more = {}) const {
    QByteArray text = configuration + more;
    write("latchkeyd.toml",
          text.replace("PORT", "18443").replace("CA\"", m_domain->authority().toUtf8() + '"'));
    return std::make_unique<ServiceProcess>(
        QStringLiteral(LATCHKEY_PROGRAM),
        QStringList{QStringLiteral("--config"), m_folder.filePath(QStringLiteral("latchkeyd.toml"))});
  }
  [[nodiscard]] RecoveryCaller caller(const ServiceProcess& service) const {
    return {service.url(), m_folder.filePath(QStringLiteral("authority.pem"))};
  }
  static QStringList codes(const ServiceProcess& service) {
    QStringList all;
    for (const QJsonObject& message : service.delivered()) {
      if (message.value(QLatin1String("code")).isString()) {
        all << message.value(QLatin1String("code")).toString();
      }
    }
    return all;
  }
  /// As far as the choice of a password, by the private address.
  static void reachPassword(const ServiceProcess& service, RecoveryCaller& caller, const QString& name,
                            const QString& entry) {
    QCOMPARE(caller
                 .post("/v1/recoveries", {{QStringLiteral("account"), name},
                                          {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                                          {QStringLiteral("language"), QStringLiteral("en")}})
                 .status(),
             201);
    const Answer asked = caller.post("/v1/recovery/challenge", member("kind", QStringLiteral("work")));
    const QJsonObject challenge = asked.recovery().value(QLatin1String("challenge")).toObject();
    const Answer methods = caller.post("/v1/recovery/challenge/answer",
                                       {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                                        {QStringLiteral("workCounter"), RecoveryCaller::solve(challenge)}});
    const QJsonArray offered = methods.recovery().value(QLatin1String("methods")).toArray();
    const QString mask = entry.first(2) + QStringLiteral("*****@example.com");
    QString handle;
    for (const QJsonValue& method : offered) {
      if (method.toObject().value(QLatin1String("mask")) == mask) {
        handle = method.toObject().value(QLatin1String("handle")).toString();
      }
    }
    QVERIFY2(!handle.isEmpty(), methods.raw.body.constData());
    QCOMPARE(caller.post("/v1/recovery/method", member("handle", handle)).stage(), QStringLiteral("confirm"));
    const qsizetype before = codes(service).size();
    QCOMPARE(caller.post("/v1/recovery/confirm", member("entry", entry)).stage(), QStringLiteral("code"));
    QTRY_COMPARE_WITH_TIMEOUT(codes(service).size(), before + 1, 60'000);
    const Answer proven = caller.post("/v1/recovery/code", member("code", codes(service).last()));
    QVERIFY2(proven.stage() == QLatin1String("password"), proven.raw.body.constData());
  }
  static QString violationsOf(const Answer& answer) {
    QStringList all;
    for (const QJsonValue& code : answer.json.value(QLatin1String("violations")).toArray())
      all << code.toString();
    return all.join(u',');
  }
  static Answer password(RecoveryCaller& caller, const char* text) {
    return caller.post("/v1/recovery/password", member("password", QString::fromUtf8(text)));
  }
  /// A ticket of the domain for this password, by MIT Kerberos.
  [[nodiscard]] bool getsTicket(const QString& login, const QByteArray& secret) const {
    QProcess kinit;
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    all.insert(QStringLiteral("KRB5_CONFIG"), m_domain->told("krb5").toString());
    all.insert(QStringLiteral("KRB5CCNAME"),
               QStringLiteral("FILE:") + m_folder.filePath(QStringLiteral("tickets")));
    kinit.setProcessEnvironment(all);
    kinit.start(QStringLiteral("kinit"), {login + QStringLiteral("@LATCHKEY.TEST")});
    kinit.write(secret + '\n');
    kinit.closeWriteChannel();
    return kinit.waitForFinished(60'000) && kinit.exitCode() == 0;
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/samba"))) QSKIP("needs the packages of \"directories\"");
    if (::geteuid() != 0) QSKIP("a domain needs root for its ports");
    m_domain = std::make_unique<HelperServer>(QStringLiteral("samba_domain.py"));
    QVERIFY(m_domain->isReady());
    m_admin = std::make_unique<LdapAdmin>(QStringLiteral("ldaps://127.0.0.1"), m_domain->authority(),
                                          QStringLiteral("Administrator@latchkey.test"),
                                          QStringLiteral("Adm1n-Start-9"));
    QVERIFY(m_admin->set(QStringLiteral("DC=latchkey,DC=test"), "lockoutThreshold", "5"));
    const tests::Authority authority;
    const tests::Certificate own = authority.issue();
    write("authority.pem", authority.pem());
    write("service.pem", own.certificate);
    write("service.key", own.key);
    write("directory.password", "Serv1ce-Start-9\n");
  }

  void whoWasLockedOutSignsInToTheDomainWithTheNewPassword() {
    QVERIFY(add("lucie"));
    for (int i = 0; i < 5; ++i)
      (void)m_admin->signIn(QStringLiteral("lucie@latchkey.test"), QStringLiteral("no"));
    QVERIFY(m_admin->signIn(QStringLiteral("lucie@latchkey.test"), QStringLiteral("Old-pass-11"))
                .contains("775"));
    QVERIFY(!getsTicket(QStringLiteral("lucie"), "Old-pass-11"));

    const auto service = serve();
    QVERIFY2(service->isReady(), service->errors().constData());
    RecoveryCaller person = caller(*service);
    reachPassword(*service, person, QStringLiteral("LATCHKEY\\Lucie"), QStringLiteral("private.lucie"));
    if (QTest::currentTestFailed()) return;
    const QJsonObject rules =
        person.get("/v1/recovery").recovery().value(QLatin1String("passwordRules")).toObject();
    QCOMPARE(rules.value(QLatin1String("minimumClasses")).toInt(), 3);  // the domain's, not the realm's 2
    // Refused with a reason that can be acted on, and nothing is changed.
    QCOMPARE(violationsOf(password(person, "Ab1-")), QStringLiteral("too-short"));
    QCOMPARE(violationsOf(password(person, "quiet-lake-and-river")), QStringLiteral("too-few-classes"));
    QCOMPARE(violationsOf(password(person, "9-Lindgren-Tree")), QStringLiteral("contains-name"));
    QVERIFY(m_admin->read(dnOf(QStringLiteral("lucie")), "lockoutTime").toLongLong() > 0);

    const Answer done = password(person, "Fresh-Tree-9x");
    QVERIFY2(done.stage() == QLatin1String("done"), done.raw.body.constData());
    QCOMPARE(m_admin->signIn(QStringLiteral("lucie@latchkey.test"), QStringLiteral("Fresh-Tree-9x")),
             QByteArray());
    QVERIFY(getsTicket(QStringLiteral("lucie"), "Fresh-Tree-9x"));
    QVERIFY(!getsTicket(QStringLiteral("lucie"), "Old-pass-11"));
    QCOMPARE(m_admin->read(dnOf(QStringLiteral("lucie")), "lockoutTime"), "0");
    QCOMPARE(service->stop(), 0);
    const QByteArray log = service->errors();
    QVERIFY(log.contains("\"what\":\"unreachable\""));  // the first controller, which is none
    for (const char* const secret : {"Fresh-Tree", "Serv1ce", "private.lucie", "Lindgren", "CN="}) {
      QVERIFY2(!log.contains(secret), log.constData());
    }
  }

  void aPasswordThatWasSetHereIsNotTakenAgain() {
    QVERIFY(add("marta", "otherMailbox: second.marta@example.com\n"));
    const auto service = serve();
    QVERIFY2(service->isReady(), service->errors().constData());
    RecoveryCaller first = caller(*service);
    reachPassword(*service, first, QStringLiteral("marta@latchkey.test"), QStringLiteral("private.marta"));
    if (QTest::currentTestFailed()) return;
    QCOMPARE(password(first, "Fresh-Tree-9x").stage(), QStringLiteral("done"));
    RecoveryCaller second = caller(*service);
    // By another of the account's names, and another contact: the first one rests for a minute.
    reachPassword(*service, second, QStringLiteral("marta.l@latchkey.test"), QStringLiteral("second.marta"));
    if (QTest::currentTestFailed()) return;
    QCOMPARE(violationsOf(password(second, "Fresh-Tree-9x")), QStringLiteral("in-history"));
    QCOMPARE(m_admin->signIn(QStringLiteral("marta@latchkey.test"), QStringLiteral("Fresh-Tree-9x")),
             QByteArray());
    QCOMPARE(password(second, "Other-Tree-8y").stage(), QStringLiteral("done"));
    QCOMPARE(m_admin->signIn(QStringLiteral("marta@latchkey.test"), QStringLiteral("Other-Tree-8y")),
             QByteArray());
  }

  void theMinimumAgeHoldsWhereTheRealmSaysSo() {
    QVERIFY(add("nora"));
    const auto service = serve("password.keep_minimum_age = true\n");
    QVERIFY2(service->isReady(), service->errors().constData());
    RecoveryCaller person = caller(*service);
    reachPassword(*service, person, QStringLiteral("nora"), QStringLiteral("private.nora"));
    if (QTest::currentTestFailed()) return;
    QCOMPARE(violationsOf(password(person, "Fresh-Tree-9x")), QStringLiteral("too-recent"));
    QCOMPARE(m_admin->signIn(QStringLiteral("nora@latchkey.test"), QStringLiteral("Old-pass-11")),
             QByteArray());
  }

  void aDirectoryThatCannotBeAskedTellsNothing() {
    QVERIFY(add("olga"));
    write("directory.password", "not the password\n");
    const auto service = serve();
    QVERIFY2(service->isReady(), service->errors().constData());
    for (const char* const name : {"olga@latchkey.test", "nobody@latchkey.test"}) {
      RecoveryCaller person = caller(*service);
      QCOMPARE(person
                   .post("/v1/recoveries", {{QStringLiteral("account"), QString::fromLatin1(name)},
                                            {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                                            {QStringLiteral("language"), QStringLiteral("en")}})
                   .status(),
               201);
      const Answer asked = person.post("/v1/recovery/challenge", member("kind", QStringLiteral("work")));
      const QJsonObject challenge = asked.recovery().value(QLatin1String("challenge")).toObject();
      const Answer refused = person.post("/v1/recovery/challenge/answer",
                                         {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                                          {QStringLiteral("workCounter"), RecoveryCaller::solve(challenge)}});
      QCOMPARE(refused.status(), 503);
      QCOMPARE(refused.problem(), QStringLiteral("unavailable"));
      QVERIFY(!refused.raw.body.contains("52e") && !refused.raw.body.contains("LDAP"));
    }
    service->stop();
    const QByteArray log = service->errors();
    QVERIFY2(log.contains("\"what\":\"bind-refused\"") && log.contains("49 data 52e"), log.constData());
    QVERIFY(!log.contains("not the password"));
    write("directory.password", "Serv1ce-Start-9\n");
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceSambaRecoveryTest)
#include "service_samba_recovery_test.moc"
