// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/service/directory/ldap_bench.h"

namespace latchkey::tests {

/// People of tests/support/servers/slapd_server.py.
class OpenLdapBench final : public LdapBench {
public:
  explicit OpenLdapBench(const HelperServer& server)
      : LdapBench(
            server, QStringLiteral("ldaps://127.0.0.1:%1").arg(server.port()), shape(), bindDn(),
            LdapAdmin(QStringLiteral("ldaps://127.0.0.1:%1").arg(server.port()), server.authority(),
                      QStringLiteral("cn=admin,dc=latchkey,dc=test"), QStringLiteral("Adm1n-Start-9"))) {}

  [[nodiscard]] static service::directory::LdapLayout shape() {
    service::directory::LdapLayout layout;
    layout.kind = service::directory::LdapKind::OpenLdap;
    layout.base = "ou=people,dc=latchkey,dc=test";
    layout.domain = QStringLiteral("latchkey.test");
    layout.mailAttributes = {QStringLiteral("recoveryMail"), QStringLiteral("mail")};
    layout.privilegedGroups = {"cn=operators,ou=groups,dc=latchkey,dc=test"};
    layout.passwordPolicy = "cn=default,ou=policies,dc=latchkey,dc=test";
    return layout;
  }
  [[nodiscard]] static QByteArray bindDn() { return "cn=latchkey,ou=services,dc=latchkey,dc=test"; }
  [[nodiscard]] static QString dnOf(const QString& login) {
    return QStringLiteral("uid=%1,ou=people,dc=latchkey,dc=test").arg(login);
  }
  [[nodiscard]] static QString keyOf(const QString& login) {
    return login + QStringLiteral("@latchkey.test");
  }
  /// LDIF of a person.
  [[nodiscard]] static QByteArray entryOf(const QString& login) {
    const QByteArray name = login.toUtf8();
    return "dn: " + dnOf(login).toUtf8() +
           "\nobjectClass: inetOrgPerson\nobjectClass: reachable\nuid: " + name + "\ncn: Pat " + name +
           "\nsn: Pat\ndisplayName: Pat " + name + "\nmail: " + name +
           ".pat@latchkey.test\nrecoveryMail: private." + name +
           "@example.com\nmobile: 090-9876-5432\ntelephoneNumber: 03-1234-5978\nuserPassword: Old-pass-11\n";
  }
  [[nodiscard]] QString add(const QString& login) override {
    return admin.apply(entryOf(login)) ? keyOf(login) : QString();
  }
  [[nodiscard]] QStringList namesOf(const QString& login) const override {
    return {login + QStringLiteral("@latchkey.test"), login, login + QStringLiteral(".pat@latchkey.test"),
            login.toUpper() + QStringLiteral("@Latchkey.Test")};
  }
  bool setDisabled(const QString& login, bool disabled) override {
    if (disabled) return admin.set(dnOf(login), "pwdAccountLockedTime", "000001010000Z");
    return admin.apply("dn: " + dnOf(login).toUtf8() +
                       "\nchangetype: modify\ndelete: pwdAccountLockedTime\n");
  }
  bool makePrivileged(const QString& login) override {
    return admin.apply(
        "dn: cn=operators,ou=groups,dc=latchkey,dc=test\nchangetype: modify\nadd: member\nmember: " +
        dnOf(login).toUtf8() + '\n');
  }
  bool expire(const QString& login) override {
    return admin.set(dnOf(login), "pwdEndTime", "20200101000000Z");
  }
  bool lockOut(const QString& login) override {
    for (int i = 0; i < 3; ++i) (void)admin.signIn(dnOf(login), QStringLiteral("no"));
    return !admin.read(dnOf(login), "pwdAccountLockedTime").isEmpty();
  }
  [[nodiscard]] std::optional<bool> mustChange(const QString& login) override {
    return admin.read(dnOf(login), "pwdReset") == "TRUE";
  }
  /// The directory counts changes by the second.
  static bool isNextSecond() {
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return QTest::qWaitFor([now] { return QDateTime::currentSecsSinceEpoch() > now; });
  }
  bool changedByOwner(const QString& login, const char* password) override {
    return isNextSecond() && admin.set(dnOf(login), "userPassword", password) && takeMarkOff(login);
  }
  bool takeMarkOff(const QString& login) override {
    return admin.apply("dn: " + dnOf(login).toUtf8() + "\nchangetype: modify\nreplace: pwdReset\n");
  }
  [[nodiscard]] DirectoryRules rules() const override { return {10, 0, 0, false}; }
};

}  // namespace latchkey::tests
