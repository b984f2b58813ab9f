// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real slapd with the ppolicy overlay (tests/support/servers/slapd_server.py).
#include <QTcpServer>

#include "tests/service/directory/ldap_temporary.h"
#include "tests/service/directory/ldap_trouble.h"
#include "tests/service/directory/open_ldap_bench.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

class OpenLdapDirectoryTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_server;
  std::unique_ptr<OpenLdapBench> m_bench;

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/slapd"))) QSKIP("needs the packages of \"directories\"");
    m_server = std::make_unique<HelperServer>(QStringLiteral("slapd_server.py"));
    QVERIFY(m_server->isReady());
  }
  void init() { m_bench = std::make_unique<OpenLdapBench>(*m_server); }
  void cleanupTestCase() { m_bench.reset(); }

  void keepsTheContract_data() { directorycontract::addClauses(); }
  void keepsTheContract() {
    QFETCH(directorycontract::Clause, clause);
    clause(*m_bench);
  }

  void temporaryPasswordsEnd_data() { ldaptemporary::addCases(); }
  void temporaryPasswordsEnd() {
    QFETCH(ldaptemporary::TemporaryCase, temporary);
    temporary(*m_bench);
  }

  void getsOverTrouble_data() { ldaptrouble::addCases(); }
  void getsOverTrouble() {
    QFETCH(ldaptrouble::Case, trouble);
    LdapTrouble line(*m_bench, m_server->port());
    QVERIFY(line.line.isReady());
    trouble(line);
  }

  void aCertificateThatIsNotTheControllersIsRefused_data() {
    QTest::addColumn<bool>("otherHost");
    QTest::newRow("of another host") << true;
    QTest::newRow("of another authority") << false;
  }
  void aCertificateThatIsNotTheControllersIsRefused() {
    QFETCH(bool, otherHost);
    const HelperServer stranger(QStringLiteral("slapd_server.py"),
                                {QStringLiteral("--names"), otherHost ? QStringLiteral("DNS:dc9.example.com")
                                                                      : QStringLiteral("IP:127.0.0.1")});
    QVERIFY(stranger.isReady());
    for (const QString& url :
         {QStringLiteral("ldaps://127.0.0.1:%1").arg(stranger.port()),
          QStringLiteral("ldap://127.0.0.1:%1").arg(stranger.told("plainPort").toInt())}) {
      m_bench->house.events.clear();
      auto access = m_bench->access();
      access.urls = {url};
      if (otherHost) access.caFile = stranger.authority();
      const auto directory = m_bench->house.directory(std::move(access), m_bench->layout);
      QCOMPARE(directory->find(QStringLiteral("anybody")).error(), DirectoryError::Unavailable);
      QVERIFY(m_bench->house.said().startsWith(QLatin1String("certificate-or-tls-refused -")));
      const auto findings = directory->check();
      QCOMPARE(findings.size(), 1);
      QVERIFY(!findings.first().isFine);
    }
  }

  void nothingIsSaidOverOldTls_data() {
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("startTls");
    QTest::addColumn<bool>("isOld");
    for (const char* const version : {"1.0", "1.1", "1.2", "1.3"}) {
      const bool isOld = version < std::string_view("1.2");
      for (const bool startTls : {false, true}) {
        QTest::addRow("%s%s", version, startTls ? " by StartTLS" : "")
            << QString::fromLatin1(version) << startTls << isOld;
      }
    }
  }
  void nothingIsSaidOverOldTls() {
    QFETCH(const QString, version);
    QFETCH(const bool, startTls);
    QFETCH(const bool, isOld);
    const HelperServer stranger(QStringLiteral("old_tls_server.py"), {QStringLiteral("--mode"), version});
    QVERIFY(stranger.isReady());
    auto access = m_bench->access();
    access.caFile = stranger.authority();
    access.urls = {startTls ? QStringLiteral("ldap://127.0.0.1:%1").arg(stranger.told("plainPort").toInt())
                            : QStringLiteral("ldaps://127.0.0.1:%1").arg(stranger.port())};
    const auto directory = m_bench->house.directory(std::move(access), m_bench->layout);
    const auto findings = directory->check();
    QTRY_COMPARE_WITH_TIMEOUT(stranger.received().size(), 1, 60'000);
    const QJsonObject said = stranger.received().first();
    // What speaks the present versions gets a bind to hear, so that this would be seen with the others as
    // well.
    QCOMPARE(said.value(QStringLiteral("said")).toString().contains(QLatin1String("Serv1ce-Start-9")),
             !isOld);
    QVERIFY(!findings.isEmpty());
    QCOMPARE(findings.first().isFine, !isOld);
    QCOMPARE(findings.first().trouble,
             isOld ? service::directory::LdapTrouble::OldTls : service::directory::LdapTrouble::None);
    QCOMPARE(directory->find(QStringLiteral("anybody")).error(), DirectoryError::Unavailable);
    QVERIFY(m_bench->house.said().startsWith(isOld ? QLatin1String("certificate-or-tls-refused -")
                                                   : QLatin1String("bind-refused")));
  }

  void startTlsWillDoAsWell() {
    const QString key = m_bench->add(QStringLiteral("stan"));
    auto access = m_bench->access();
    access.urls = {QStringLiteral("ldap://127.0.0.1:%1").arg(m_server->told("plainPort").toInt())};
    const auto directory = m_bench->house.directory(std::move(access), m_bench->layout);
    const auto found = directory->find(key);
    QVERIFY(found && *found);
    QVERIFY(directory->setPassword(key, platform::Secret("Quiet-Lake-42"), QStringLiteral("m"),
                                   PasswordUse::Lasting));
    QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
  }

  void aReferralIsFollowedNowhere() {
    const QString key = m_bench->add(QStringLiteral("rita"));
    // Somebody listens where it leads to, and would be sent the service account's password.
    QTcpServer elsewhere;
    QVERIFY(elsewhere.listen(QHostAddress::LocalHost));
    QVERIFY(m_bench->admin.apply(
        "dn: ou=elsewhere,ou=people,dc=latchkey,dc=test\nobjectClass: referral\nobjectClass: "
        "extensibleObject\nou: elsewhere\nref: ldap://127.0.0.1:" +
        QByteArray::number(elsewhere.serverPort()) + "/ou=people,dc=latchkey,dc=test\n"));
    // One below the base is passed by.
    QVERIFY(m_bench->directory().find(key).value_or(std::nullopt));
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
    QCOMPARE(m_bench->house.said(), QString());
    // A base that is one is nothing that people could be looked for in.
    m_bench->layout.base = "ou=elsewhere,ou=people,dc=latchkey,dc=test";
    m_bench->restart();
    QCOMPARE(m_bench->directory().find(key).error(), DirectoryError::Unavailable);
    QCOMPARE(directorycontract::set(*m_bench, key, "Loud-River-43", "m2").error(),
             DirectoryError::Unavailable);
    QVERIFY2(m_bench->house.said().contains(QLatin1String("search-refused 10")),
             qPrintable(m_bench->house.said()));
    QVERIFY(!m_bench->house.said().contains(QLatin1String("127.0.0.1")));
    QVERIFY(!elsewhere.waitForNewConnection(0));
  }

  void aLoginWithABlankIsAnAccountLikeAnyOther() {
    m_bench->layout.shortDomain = QStringLiteral("latchkey");
    m_bench->restart();
    const QString key = m_bench->add(QStringLiteral("anna maria"));
    for (const QString& name : {QStringLiteral("Anna Maria"), QStringLiteral("LATCHKEY\\anna maria"),
                                QStringLiteral("latchkey.test\\anna maria"), key}) {
      const auto found = m_bench->directory().find(name);
      QVERIFY2(found && *found, qPrintable(name));
      QCOMPARE((*found)->key, key);
      QCOMPARE((*found)->realm, QStringLiteral("staff"));
    }
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
    QCOMPARE(m_bench->directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
    QCOMPARE(m_bench->directory().changedBy(key, QStringLiteral("m1")), true);
    QVERIFY(m_bench->directory().unlock(key));
    QCOMPARE(m_bench->house.said(), QString());
  }

  void aLoginThatIsNoAccountNameIsNobodysAndSaidToBe_data() {
    QTest::addColumn<QString>("login");
    QTest::newRow("another domain's") << QStringLiteral("quirk@old.example");
    QTest::newRow("the own domain's") << QStringLiteral("quirk@latchkey.test");
    QTest::newRow("quoted") << QStringLiteral("\"quirk\"");
    QTest::newRow("another form") << QStringLiteral("latchkey\\quirk");
    QTest::newRow("a character that nobody sees") << QStringLiteral("qui\u200Brk");
    QTest::newRow("a line end") << QStringLiteral("qui\nrk");
  }
  void aLoginThatIsNoAccountNameIsNobodysAndSaidToBe() {
    QFETCH(const QString, login);
    const QByteArray number = QByteArray::number(qHash(login));
    QVERIFY(m_bench->admin.apply("dn: cn=" + number +
                                 ",ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\n" +
                                 "cn: " + number + "\nsn: Pat\nuid:: " + login.toUtf8().toBase64() +
                                 "\nmail: q" + number + "@example.com\nuserPassword: Old-pass-11\n"));
    const auto found =
        m_bench->directory().find(QStringLiteral("q%1@example.com").arg(QString::fromLatin1(number)));
    QVERIFY(found);
    QVERIFY(!*found);
    QCOMPARE(m_bench->house.said(), QStringLiteral("login-unusable "));
  }

  void theLongerOfTwoMemoriesCounts() {
    const QString login = QStringLiteral("mira");
    const QString key = m_bench->add(login);
    QVERIFY(m_bench->admin.set(OpenLdapBench::dnOf(login), "pwdPolicySubentry",
                               "cn=forgetful,ou=policies,dc=latchkey,dc=test"));
    m_bench->house.policy.realms[1].passwordHistory = 5;
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
    // Elsewhere, until the directory has forgotten it.
    const LdapAdmin service(m_bench->url(), m_server->authority(),
                            QString::fromLatin1(OpenLdapBench::bindDn()), QStringLiteral("Serv1ce-Start-9"));
    for (const char* const word : {"My-own-Word-77", "My-own-Word-78"}) {
      QVERIFY(OpenLdapBench::isNextSecond());
      QVERIFY(service.set(OpenLdapBench::dnOf(login), "userPassword", word));
    }
    QCOMPARE(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m2").error(), DirectoryError::InHistory);
    m_bench->house.policy.realms[1].passwordHistory = 1;  // as many as the directory, which has the word then
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m3"));
  }

  void aBaseThatIsGoneMakesNobodyUnknown_data() {
    QTest::addColumn<QByteArray>("base");
    QTest::newRow("not there") << QByteArray("ou=gone,dc=latchkey,dc=test");
    QTest::newRow("not to be seen") << QByteArray("ou=services,dc=latchkey,dc=test");
  }
  void aBaseThatIsGoneMakesNobodyUnknown() {
    QFETCH(const QByteArray, base);
    m_bench->layout.base = base;
    m_bench->restart();
    const QString key = OpenLdapBench::keyOf(QStringLiteral("anybody"));
    QCOMPARE(m_bench->directory().find(key).error(), DirectoryError::Unavailable);
    QCOMPARE(m_bench->house.said(), QStringLiteral("base-missing 32"));
    QCOMPARE(m_bench->directory().signIn(key, platform::Secret("Quiet-Lake-42")).error(),
             DirectoryError::Unavailable);
    QCOMPARE(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1").error(),
             DirectoryError::Unavailable);
    QCOMPARE(m_bench->directory().unlock(key).error(), DirectoryError::Unavailable);
  }

  void aTemporaryPasswordThatCannotBeMarkedIsNone() {
    const QString login = QStringLiteral("uma");
    QVERIFY(m_bench->admin.apply(OpenLdapBench::entryOf(login).replace("uid=uma,", "uid=uma,ou=unmarked,")));
    const QString key = OpenLdapBench::keyOf(login);
    const auto given =
        directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1", PasswordUse::UntilNextSignIn);
    QVERIFY(!given);
    QCOMPARE(given.error(), DirectoryError::NotTemporary);
    QVERIFY2(m_bench->house.said().contains(QLatin1String("must-change-not-set 50")),
             qPrintable(m_bench->house.said()));
    // It is set, as is found out whoever asks.
    QCOMPARE(m_bench->directory().changedBy(key, QStringLiteral("m1")), true);
    // What they choose themselves is theirs.
    QVERIFY(directorycontract::set(*m_bench, key, "Loud-River-43", "m2"));
    QCOMPARE(m_bench->directory().signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::Accepted);
  }

  void aMinimumAgeOfThePolicyIsTold() {
    const QString key = m_bench->add(QStringLiteral("agnes"));
    QVERIFY(m_bench->admin.set(OpenLdapBench::dnOf(QStringLiteral("agnes")), "pwdPolicySubentry",
                               "cn=aged,ou=policies,dc=latchkey,dc=test"));
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
    m_bench->house.policy.realms[1].keepMinimumAge = true;
    m_bench->restart();
    const auto refused = directorycontract::set(*m_bench, key, "Loud-River-43", "m2");
    QVERIFY(!refused);
    QCOMPARE(refused.error(), DirectoryError::TooRecent);
    m_bench->house.clock.advance(25LL * 3600 * 1000);
    // The day has passed here, and not yet where the clock of the directory counts: it says so itself.
    const auto stillRefused = directorycontract::set(*m_bench, key, "Loud-River-43", "m3");
    QVERIFY(!stillRefused);
    QCOMPARE(stillRefused.error(), DirectoryError::TooRecent);
  }

  void everythingIsFoundInOrder() {
    (void)m_bench->add(QStringLiteral("olga"));
    QStringList whats;
    for (const auto& finding : m_bench->directory().check()) {
      QVERIFY2(finding.isFine, qPrintable(finding.what + u' ' + finding.detail));
      whats << finding.what;
      // The policy of the one who was looked up remembers three.
      if (finding.what == u"history") QCOMPARE(finding.detail, QStringLiteral("kept-by-directory"));
      if (finding.what == u"mark") QCOMPARE(finding.detail, QStringLiteral("shows-later"));
    }
    QCOMPARE(whats.join(u' '), QStringLiteral("connect bind group base people account history policy mark"));
  }

  void whatKeepsEverybodyFromRecoveringIsFound_data() {
    QTest::addColumn<QByteArray>("group");
    QTest::newRow("a group that is not there") << QByteArray("cn=gone,ou=groups,dc=latchkey,dc=test");
    QTest::newRow("a group that is nobody's to read") << QByteArray("cn=admin,dc=latchkey,dc=test");
    QTest::newRow("a name that is none") << QByteArray("operators");
    QTest::newRow("something that is no group") << QByteArray("ou=groups,dc=latchkey,dc=test");
    QTest::newRow("one whose members cannot be seen")
        << QByteArray("cn=auditors,ou=veiled,dc=latchkey,dc=test");
  }
  void whatKeepsEverybodyFromRecoveringIsFound() {
    QFETCH(QByteArray, group);
    const QString key = m_bench->add(QStringLiteral("gil%1").arg(QString::fromLatin1(group).size()));
    m_bench->layout.privilegedGroups << group;
    m_bench->restart();
    QStringList wrong;
    for (const auto& finding : m_bench->directory().check()) {
      if (!finding.isFine) wrong << finding.what + u' ' + finding.detail;
    }
    QCOMPARE(wrong.size(), 1);
    QVERIFY2(wrong.first().startsWith(QStringLiteral("group ") + QString::fromLatin1(group)),
             qPrintable(wrong.first()));
    // Nobody is recovered before it is told who must not be.
    QCOMPARE(m_bench->directory().find(key).error(), DirectoryError::Unavailable);
  }

  /// With the rights of the document, which the server has (slapd_server.py).
  void theWholeDirectoryMayBeTheBase() {
    const QString key = m_bench->add(QStringLiteral("ward"));
    m_bench->layout.base = "dc=latchkey,dc=test";
    m_bench->restart();
    for (const auto& finding : m_bench->directory().check()) {
      QVERIFY2(finding.isFine, qPrintable(finding.what + u' ' + finding.detail));
    }
    QVERIFY(m_bench->directory().find(key).value_or(std::nullopt));
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
  }

  void aNameThatIsTwicePeoplesIsTold() {
    // The first that the base holds is the first that came.
    m_bench->layout.base = "ou=twins,ou=people,dc=latchkey,dc=test";
    QVERIFY(m_bench->admin.apply(
        "dn: ou=twins,ou=people,dc=latchkey,dc=test\nobjectClass: organizationalUnit\nou: twins\n\n"
        "dn: cn=one,ou=twins,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\nuid: twin\ncn: one\n"
        "sn: Twin\n\ndn: cn=two,ou=twins,ou=people,dc=latchkey,dc=test\nobjectClass: inetOrgPerson\n"
        "uid: twin\ncn: two\nsn: Twin\n"));
    m_bench->restart();
    QStringList wrong;
    for (const auto& finding : m_bench->directory().check()) {
      if (!finding.isFine) wrong << finding.what + u' ' + finding.detail;
    }
    QCOMPARE(wrong, QStringList{QStringLiteral("account not-found")});
  }

  void contactsAreNeverWritten() {
    const QString key = m_bench->add(QStringLiteral("kim"));
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1"));
    for (const char* const attribute : {"mobile", "telephoneNumber", "mail", "recoveryMail", "cn"}) {
      // The rights of the service account end at the password.
      LdapAdmin service(m_bench->url(), m_server->authority(),
                        QStringLiteral("cn=latchkey,ou=services,dc=latchkey,dc=test"),
                        QStringLiteral("Serv1ce-Start-9"));
      QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Insufficient access")));
      QVERIFY(!service.set(OpenLdapBench::dnOf(QStringLiteral("kim")), attribute, "x"));
    }
  }
};

QTEST_GUILESS_MAIN(OpenLdapDirectoryTest)
#include "open_ldap_directory_test.moc"
