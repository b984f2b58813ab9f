// SPDX-License-Identifier: GPL-3.0-or-later
// An app is taken away by administration, for who has lost the phone that it is on.
#include "service/domain/authenticator_changes.h"

#include <QtTest>

#include "service/store/sql_account_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace latchkey::service::domain {

namespace {
/// Somebody who has registered an app and a mail address, beside what the directory knows.
struct LostAndFound {
  LostAndFound() {
    if (!accounts.add({{RecoveryDesk::person(), {}, {}}})) qFatal("cannot add");
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->factors().put(key, Authenticator{QStringLiteral("app"), "sealed", 0, 1});
    tables->factors().put(
        key,
        RegisteredContact{RecoveryDesk::mail(QStringLiteral("own"), QStringLiteral("own@example.net")), 1});
    if (!tables->commit()) qFatal("cannot register");
  }
  [[nodiscard]] QStringList recipients() const {
    return desk
        .ask(QStringLiteral("SELECT GROUP_CONCAT(recipient, ' ') FROM (SELECT recipient FROM messages "
                            "ORDER BY recipient)"))
        .toString()
        .split(u' ');
  }
  [[nodiscard]] QString journal() const {
    return desk.ask(QStringLiteral("SELECT event || ' ' || detail FROM journal ORDER BY rowid DESC LIMIT 1"))
        .toString();
  }

  const QString key = RecoveryDesk::person().key;
  RecoveryDesk desk;
  service::store::SqliteDatabase& database = static_cast<SqliteBench&>(*desk.bench).database();
  service::store::SqlAccountStore accounts{database, desk.clock};
  AuthenticatorChanges apps{{desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                            desk.policy};
};
}  // namespace

class AuthenticatorChangesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anAppIsTakenAwayAndAllContactsAreTold() {
    LostAndFound office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.desk.lastCode();
    const auto removed = office.apps.remove(office.key, QStringLiteral("app"));
    QVERIFY(removed);
    QCOMPARE(removed->told, 4);
    QCOMPARE(office.desk.count("authenticators"), 0);
    QVERIFY(office.recipients().contains(QStringLiteral("own@example.net")));
    QVERIFY2(office.journal().startsWith(QStringLiteral("authenticator-removed")),
             qPrintable(office.journal()));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.apps.remove(office.key, QStringLiteral("app")).error(),
             AuthenticatorFault::NotRegistered);
  }

  /// As in Active Directory: the tables know nothing of such an account but what was registered.
  void anAppOfAnAccountThatLiesElsewhereIsTakenAwayToo() {
    LostAndFound office;
    Account elsewhere = RecoveryDesk::person();
    elsewhere.key = QStringLiteral("elsewhere@outlook.com");
    {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      tables->factors().put(elsewhere.key, Authenticator{QStringLiteral("far"), "sealed", 0, 1});
      QVERIFY(tables->commit());
    }
    QCOMPARE(office.apps.remove(elsewhere.key, QStringLiteral("far")).error(),
             AuthenticatorFault::NoSuchAccount);
    const auto removed = office.apps.remove(elsewhere.key, QStringLiteral("far"), &elsewhere);
    QVERIFY(removed);
    QCOMPARE(removed->told, 3);
    QCOMPARE(office.desk.count("authenticators"), 1);
  }

  void nothingIsTakenAwayFromSomebodyElse() {
    LostAndFound office;
    QCOMPARE(office.apps.remove(QStringLiteral("nobody@outlook.com"), QStringLiteral("app")).error(),
             AuthenticatorFault::NoSuchAccount);
    QCOMPARE(office.apps.remove(office.key, QStringLiteral("own")).error(),
             AuthenticatorFault::NotRegistered);
    QCOMPARE(office.desk.count("authenticators"), 1);
    QCOMPARE(office.desk.count("messages"), 0);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::AuthenticatorChangesTest)
#include "authenticator_changes_test.moc"
