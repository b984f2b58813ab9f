// SPDX-License-Identifier: GPL-3.0-or-later
// "Somebody else may be using the account": what is told afterwards, and to nobody before.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::service::domain {

using tests::RecoveryDesk;
using tests::Visitor;

class SomebodyElseTest : public QObject {
  Q_OBJECT
  static bool finish(Visitor& visitor, RecoveryDesk& desk, Reason reason) {
    const QString key = RecoveryDesk::person().key;
    return visitor.open(key, reason) && visitor.passChallenge() && visitor.choose(MethodKind::Mail) &&
           visitor.confirm(QStringLiteral("msabc123.backup")) && visitor.code(desk.lastCode()) &&
           visitor.view.contacts.isEmpty() && visitor.password("Fresh-pass-2");
  }
private Q_SLOTS:
  void whatIsRegisteredIsToldMaskedOnceItIsDone() {
    RecoveryDesk desk;
    Account account = RecoveryDesk::person();
    account.contacts.append(account.contacts.first());  // the same twice is told once
    account.contacts.last().id = QStringLiteral("c9");
    desk.directory.put(account, "Old-pass-1");
    Visitor visitor(desk);
    QVERIFY(finish(visitor, desk, Reason::SomebodyElse));
    QCOMPARE(visitor.view.contacts.join(u' '), QStringLiteral("ms*****@example.com *********32 ********78"));
    QVERIFY(visitor.repeat(SetPassword{platform::Secret("Fresh-pass-2")}));
    QCOMPARE(visitor.view.contacts.size(), 3);
  }

  void otherReasonsAreToldNothingOfIt() {
    for (const Reason reason : {Reason::ForgotPassword, Reason::CannotSignIn, Reason::NeverHadPassword}) {
      RecoveryDesk desk;
      desk.policy.realms.first().accountKind = AccountKind::Domain;
      desk.restart();
      Visitor visitor(desk);
      QVERIFY(finish(visitor, desk, reason));
      QVERIFY(visitor.view.contacts.isEmpty());
      QCOMPARE(visitor.view.signInsEndAt, 0);
    }
  }

  void howLongOthersMayGoOnDependsOnTheDirectory_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("set");
    QTest::addColumn<int>("expected");
    QTest::newRow("a domain: a ticket's life") << int(AccountKind::Domain) << 0 << 36'000;
    QTest::newRow("a domain with another policy") << int(AccountKind::Domain) << 7'200 << 7'200;
    QTest::newRow("the internet: nobody knows") << int(AccountKind::Cloud) << 0 << 0;
    QTest::newRow("the internet, where somebody does") << int(AccountKind::Cloud) << 3'600 << 3'600;
    QTest::newRow("anything else: nobody knows") << int(AccountKind::Other) << 0 << 0;
  }
  void howLongOthersMayGoOnDependsOnTheDirectory() {
    QFETCH(int, kind);
    QFETCH(int, set);
    QFETCH(int, expected);
    RecoveryDesk desk;
    desk.policy.realms.first().accountKind = static_cast<AccountKind>(kind);
    desk.policy.realms.first().limits.signInsLast = set;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(finish(visitor, desk, Reason::SomebodyElse));
    QCOMPARE(visitor.view.signInsEndAt, expected == 0 ? 0 : desk.clock.now() + expected * second);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::SomebodyElseTest)
#include "somebody_else_test.moc"
