// SPDX-License-Identifier: GPL-3.0-or-later
// Policies, privileged people and the rights of the service account, in a real Samba AD domain.
#include <unistd.h>

#include "tests/service/directory/samba_bench.h"
#include "tests/support/program_run.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

class SambaPolicyTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_server;
  std::unique_ptr<SambaBench> m_bench;

  [[nodiscard]] std::optional<Account> find(const QString& key) {
    auto found = m_bench->directory().find(key);
    return found ? *found : std::nullopt;
  }
  static QStringList wrongOf(const QList<service::directory::LdapFinding>& findings) {
    QStringList wrong;
    for (const auto& finding : findings) {
      if (!finding.isFine) wrong << finding.what + u' ' + finding.detail;
    }
    return wrong;
  }
  bool addFineGrained(const QString& login) {
    return m_bench->admin.apply(
        "dn: CN=strict,CN=Password Settings Container,CN=System,DC=latchkey,DC=test\nobjectClass: "
        "msDS-PasswordSettings\nmsDS-PasswordSettingsPrecedence: "
        "10\nmsDS-PasswordReversibleEncryptionEnabled: "
        "FALSE\nmsDS-PasswordHistoryLength: 2\nmsDS-PasswordComplexityEnabled: "
        "FALSE\nmsDS-MinimumPasswordLength: "
        "14\nmsDS-MinimumPasswordAge: -864000000000\nmsDS-MaximumPasswordAge: -36288000000000\n"
        "msDS-LockoutThreshold: 0\nmsDS-LockoutObservationWindow: -18000000000\nmsDS-LockoutDuration: "
        "-18000000000\nmsDS-PSOAppliesTo: " +
        SambaBench::dnOf(login).toUtf8() + '\n');
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/samba"))) QSKIP("needs the packages of \"directories\"");
    if (::geteuid() != 0) QSKIP("a domain needs root for its ports");
    m_server = std::make_unique<HelperServer>(QStringLiteral("samba_domain.py"),
                                              QStringList{QStringLiteral("--read-policies")});
    QVERIFY(m_server->isReady());
  }
  void init() { m_bench = std::make_unique<SambaBench>(*m_server); }
  void cleanupTestCase() { m_bench.reset(); }

  void aFineGrainedPolicyGoesBeforeTheDomains() {
    const QString key = m_bench->add(QStringLiteral("gina"));
    QVERIFY(addFineGrained(QStringLiteral("gina")));
    const auto gina = find(key);
    QVERIFY(gina);
    QCOMPARE(gina->rules, (DirectoryRules{14, 127, 0, false}));
    QCOMPARE(find(m_bench->add(QStringLiteral("gina2")))->rules, m_bench->rules());
    QCOMPARE(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1").error(), DirectoryError::TooShort);
    QVERIFY(directorycontract::set(*m_bench, key, "quietlakeandriver", "m2"));
    QCOMPARE(m_bench->house.said().count(QLatin1String("policy-unreadable")), 0);
  }

  void theMinimumAgeCountsWhereTheRealmSaysSo() {
    const QString key = m_bench->add(QStringLiteral("anna"));
    m_bench->house.policy.realms[1].keepMinimumAge = true;
    QCOMPARE(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m1").error(), DirectoryError::TooRecent);
    m_bench->house.clock.advance(25LL * 3600 * 1000);
    QVERIFY(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m2"));
    m_bench->house.policy.realms[1].keepMinimumAge = false;
    QVERIFY(directorycontract::set(*m_bench, key, "Loud-River-43", "m3"));
  }

  void administratorsAreKnownByWhateverMakesThemSo_data() {
    QTest::addColumn<QByteArray>("ldif");
    const QByteArray member = "\nchangetype: modify\nadd: member\nmember: ";
    QTest::newRow("adminCount") << QByteArray(
        "dn: PERSON\nchangetype: modify\nreplace: adminCount\nadminCount: 1\n");
    QTest::newRow("Account Operators")
        << "dn: CN=Account Operators,CN=Builtin,DC=latchkey,DC=test" + member + "PERSON\n";
    QTest::newRow("a group within a group")
        << "dn: CN=nestNUMBER,OU=Elsewhere,DC=latchkey,DC=test\nobjectClass: group\nsAMAccountName: "
           "nestNUMBER\n\n"
           "dn: CN=Administrators,CN=Builtin,DC=latchkey,DC=test" +
               member + "CN=nestNUMBER,OU=Elsewhere,DC=latchkey,DC=test\n\n" +
               "dn: CN=nestNUMBER,OU=Elsewhere,DC=latchkey,DC=test" + member + "PERSON\n";
    QTest::newRow("a group of the configuration")
        << "dn: CN=payroll,OU=Elsewhere,DC=latchkey,DC=test" + member + "PERSON\n";
  }
  void administratorsAreKnownByWhateverMakesThemSo() {
    QFETCH(QByteArray, ldif);
    static int number = 0;
    ++number;
    if (number == 1) {
      QVERIFY(m_bench->admin.apply(
          "dn: CN=payroll,OU=Elsewhere,DC=latchkey,DC=test\nobjectClass: group\nsAMAccountName: payroll\n"));
    }
    m_bench->layout.privilegedGroups = {"CN=payroll,OU=Elsewhere,DC=latchkey,DC=test"};
    m_bench->restart();
    const QString login = QStringLiteral("boss%1").arg(number);
    const QString key = m_bench->add(login);
    QCOMPARE(find(key)->status, AccountStatus::Enabled);
    ldif.replace("PERSON", SambaBench::dnOf(login).toUtf8()).replace("NUMBER", QByteArray::number(number));
    QVERIFY(m_bench->admin.apply(ldif));
    QCOMPARE(find(key)->status, AccountStatus::Privileged);
    QCOMPARE(directorycontract::set(*m_bench, key, "Quiet-Lake-42", "m").error(), DirectoryError::Refused);
    // The directory itself would have let us.
    LdapAdmin service(QStringLiteral("ldaps://127.0.0.1"), m_server->authority(),
                      QStringLiteral("latchkey@latchkey.test"), QStringLiteral("Serv1ce-Start-9"));
    QVERIFY(service.apply("dn: " + SambaBench::dnOf(login).toUtf8() +
                          "\nchangetype: modify\nreplace: unicodePwd\n" +
                          LdapAdmin::unicodePwd("Quiet-Lake-42") + '\n'));
  }

  void aPrivilegedGroupThatIsNotThereStopsEverything() {
    const QString key = m_bench->add(QStringLiteral("greta"));
    m_bench->layout.privilegedGroups = {"CN=gone,OU=Elsewhere,DC=latchkey,DC=test"};
    m_bench->restart();
    QCOMPARE(m_bench->directory().find(key).error(), DirectoryError::Unavailable);
    QVERIFY(m_bench->house.said().contains(QLatin1String("privileged-group-missing")));
  }

  void theServiceAccountMayDoNothingElse() {
    QVERIFY(!m_bench->add(QStringLiteral("sven")).isEmpty());
    LdapAdmin service(QStringLiteral("ldaps://127.0.0.1"), m_server->authority(),
                      QStringLiteral("latchkey@latchkey.test"), QStringLiteral("Serv1ce-Start-9"));
    const QString dn = SambaBench::dnOf(QStringLiteral("sven"));
    for (const char* const attribute :
         {"mobile", "telephoneNumber", "mail", "otherMailbox", "displayName", "userPrincipalName"}) {
      QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("(?i)insufficient access")));
      QVERIFY2(!service.set(dn, attribute, "x"), attribute);
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("(?i)insufficient access")));
    QVERIFY(!service.set(dn, "userAccountControl", "512"));
    // Nor to people who stand elsewhere: that is told as ours to mend, not as the password's fault.
    QVERIFY(m_bench->admin.apply("dn: " + dn.toUtf8() +
                                 "\nchangetype: moddn\nnewrdn: CN=Pat sven\ndeleteoldrdn: 1\nnewsuperior: "
                                 "OU=Elsewhere,DC=latchkey,DC=test\n"));
    const auto refused =
        directorycontract::set(*m_bench, QStringLiteral("sven@latchkey.test"), "Quiet-Lake-42", "m1");
    QVERIFY(!refused);
    QCOMPARE(refused.error(), DirectoryError::Unavailable);
    QVERIFY(m_bench->house.said().contains(QLatin1String("change-refused 50")));
  }

  void whereNobodysGroupsCanBeReadThatIsFound() {
    const QString unit = QStringLiteral("OU=Hardened,OU=People,DC=latchkey,DC=test");
    QVERIFY(m_bench->admin.apply("dn: " + unit.toUtf8() +
                                 "\nobjectClass: organizationalUnit\n\ndn: CN=Pat hidden," + unit.toUtf8() +
                                 "\nobjectClass: user\nsAMAccountName: hidden\n"));
    m_bench->layout.base = unit.toUtf8();
    m_bench->restart();
    QCOMPARE(wrongOf(m_bench->directory().check()), QStringList());
    // tokenGroups, as in a domain that is closed to everybody who is only signed in.
    const ProgramRun denied = runProgram(
        QStringLiteral("samba-tool"),
        {QStringLiteral("dsacl"), QStringLiteral("set"), QStringLiteral("-s"),
         m_server->told("folder").toString() + QStringLiteral("/etc/smb.conf"), QStringLiteral("-H"),
         QStringLiteral("ldap://127.0.0.1"), QStringLiteral("-U"),
         QStringLiteral("Administrator%Adm1n-Start-9"), QStringLiteral("--objectdn=CN=Pat hidden,") + unit,
         QStringLiteral("--sddl=(OD;;RP;b7c69e6d-2cc7-11d2-854e-00a0c983f608;;AU)")});
    QVERIFY2(denied.status == 0, denied.err.constData());
    QCOMPARE(wrongOf(m_bench->directory().check()), QStringList{QStringLiteral("account groups-unreadable")});
    QCOMPARE(find(QStringLiteral("hidden@latchkey.test"))->status, AccountStatus::Privileged);
  }

  void everythingIsFoundInOrder() {
    (void)m_bench->add(QStringLiteral("olga"));
    const auto findings = m_bench->directory().check();
    QStringList whats;
    for (const auto& finding : findings) {
      QVERIFY2(finding.isFine, qPrintable(finding.what + u' ' + finding.detail));
      whats << finding.what;
      // Samba 4.17 has no policy hints.
      if (finding.what == u"history") QCOMPARE(finding.detail, QStringLiteral("kept-by-latchkey"));
    }
    QCOMPARE(whats.join(u' '),
             QStringLiteral("connect bind clock base people rights account history policy"));
  }
};

QTEST_GUILESS_MAIN(SambaPolicyTest)
#include "samba_policy_test.moc"
