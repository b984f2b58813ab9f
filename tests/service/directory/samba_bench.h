// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/service/directory/ldap_bench.h"

namespace latchkey::tests {

/// People of tests/support/servers/samba_domain.py.
class SambaBench final : public LdapBench {
public:
  explicit SambaBench(const HelperServer& server)
      : LdapBench(server, QStringLiteral("ldaps://127.0.0.1"), shape(), "latchkey@latchkey.test",
                  LdapAdmin(QStringLiteral("ldaps://127.0.0.1"), server.authority(),
                            QStringLiteral("Administrator@latchkey.test"), QStringLiteral("Adm1n-Start-9"))) {
  }

  [[nodiscard]] static service::directory::LdapLayout shape() {
    service::directory::LdapLayout layout;
    layout.kind = service::directory::LdapKind::ActiveDirectory;
    layout.base = "DC=latchkey,DC=test";
    layout.domain = QStringLiteral("latchkey.test");
    layout.shortDomain = QStringLiteral("latchkey");
    return layout;
  }
  [[nodiscard]] static QString dnOf(const QString& login) {
    return QStringLiteral("CN=Pat %1,OU=People,DC=latchkey,DC=test").arg(login);
  }
  [[nodiscard]] QString add(const QString& login) override {
    const QByteArray name = login.toUtf8();
    const bool added = admin.apply(
        "dn: " + dnOf(login).toUtf8() + "\nobjectClass: user\nsAMAccountName: " + name +
        "\nuserPrincipalName: p." + name + "@latchkey.test\ndisplayName: Pat " + name + "\nmail: " + name +
        ".pat@latchkey.test\notherMailbox: private." + name +
        "@example.com\nmobile: 090-9876-5432\ntelephoneNumber: 03-1234-5978\nuserAccountControl: 512\n" +
        LdapAdmin::unicodePwd("Old-pass-11") + '\n');
    return added ? login + QStringLiteral("@latchkey.test") : QString();
  }
  [[nodiscard]] QStringList namesOf(const QString& login) const override {
    return {login + QStringLiteral("@latchkey.test"),
            login,
            QStringLiteral("LATCHKEY\\") + login,
            QStringLiteral("p.") + login + QStringLiteral("@latchkey.test"),
            login + QStringLiteral(".pat@latchkey.test"),
            login.toUpper() + QStringLiteral("@Latchkey.Test")};
  }
  bool setDisabled(const QString& login, bool disabled) override {
    return admin.set(dnOf(login), "userAccountControl", disabled ? "514" : "512");
  }
  bool makePrivileged(const QString& login) override {
    return admin.apply(
        "dn: CN=Domain Admins,CN=Users,DC=latchkey,DC=test\nchangetype: modify\nadd: member\nmember: " +
        dnOf(login).toUtf8() + '\n');
  }
  bool expire(const QString& login) override {
    return admin.set(dnOf(login), "accountExpires", "129000000000000000");
  }
  bool lockOut(const QString& login) override {
    if (!admin.set(QStringLiteral("DC=latchkey,DC=test"), "lockoutThreshold", "5")) return false;
    for (int i = 0; i < 5; ++i)
      (void)admin.signIn(login + QStringLiteral("@latchkey.test"), QStringLiteral("no"));
    return admin.read(dnOf(login), "lockoutTime").toLongLong() > 0;
  }
  [[nodiscard]] std::optional<bool> mustChange(const QString& login) override {
    return admin.read(dnOf(login), "pwdLastSet") == "0";
  }
  bool changedByOwner(const QString& login, const char* password) override {
    return admin.apply("dn: " + dnOf(login).toUtf8() + "\nchangetype: modify\nreplace: unicodePwd\n" +
                       LdapAdmin::unicodePwd(password) + '\n');
  }
  bool takeMarkOff(const QString& login) override { return admin.set(dnOf(login), "pwdLastSet", "-1"); }
  [[nodiscard]] DirectoryRules rules() const override { return {7, 127, 3, true}; }
  [[nodiscard]] bool oldPasswordLingers() const override { return true; }
};

}  // namespace latchkey::tests
