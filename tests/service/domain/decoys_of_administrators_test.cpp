// SPDX-License-Identifier: GPL-3.0-or-later
// Where administrators are asked for two proofs and others for one, two must not tell who exists.
#include <QSet>
#include <QTest>

#include "tests/support/recovery_desk.h"

namespace {

using namespace latchkey::tests;  // NOLINT: the vocabulary of these tests

constexpr int names = 160;

QString nobody(int i) {
  return QStringLiteral("nobody%1@outlook.com").arg(i);
}

struct Office : RecoveryDesk {
  explicit Office(int gatesForPrivileged) {
    policy.realms[0].gatesForPrivileged = gatesForPrivileged;
    policy.realms[0].factors += MethodKind::Questions;
    policy.realms[0].questions.use = QuestionUse::SecondGate;
    policy.realms[0].questions.list = {{QStringLiteral("a"), QStringLiteral("A?"), {}},
                                       {QStringLiteral("b"), QStringLiteral("B?"), {}},
                                       {QStringLiteral("c"), QStringLiteral("C?"), {}}};
    restart();
  }
  /// What follows the challenge, for somebody who names the account.
  [[nodiscard]] Snapshot viewOf(const QString& account) {
    Visitor visitor(*this, account.toUtf8() + QByteArray::number(++m_visits));
    return visitor.open(account) && visitor.passChallenge() ? visitor.view : Snapshot();
  }

private:
  int m_visits = 0;
};

}  // namespace

class DecoysOfAdministratorsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void someAskForTwoProofsLikeAnAdministrator() {
    Office office(2);
    Account boss = RecoveryDesk::person(QStringLiteral("boss@outlook.com"));
    boss.status = AccountStatus::Privileged;
    office.directory.put(boss, "Old-pass-1");
    QCOMPARE(office.viewOf(boss.key).gatesNeeded, 2);
    QCOMPARE(office.viewOf(QStringLiteral("msabc123@outlook.com")).gatesNeeded, 1);

    QSet<QString> two;
    for (int i = 0; i < names; ++i) {
      const Snapshot view = office.viewOf(nobody(i));
      QCOMPARE(view.stage, Stage::Method);
      if (view.gatesNeeded == 1) continue;
      QCOMPARE(view.gatesNeeded, 2);
      two += nobody(i);
      QSet<QString> ways;  // a call goes to where a text goes
      for (const MethodOffer& method : view.methods) {
        QVERIFY(method.kind != MethodKind::Questions);
        ways += method.mask.isEmpty() ? QString::number(int(method.kind)) : method.mask;
      }
      QVERIFY2(ways.size() >= 2, qPrintable(nobody(i)));
    }
    // One in eight: far from all and from none.
    QVERIFY2(two.size() >= 8 && two.size() <= 40, qPrintable(QString::number(two.size())));
    office.restart();
    for (int i = 0; i < names; i += 7) {
      QCOMPARE(office.viewOf(nobody(i)).gatesNeeded == 2, two.contains(nobody(i)));
    }
  }

  void noneDoesWhereAdministratorsAreNotRecovered() {
    Office office(0);
    for (int i = 0; i < names; ++i) QCOMPARE(office.viewOf(nobody(i)).gatesNeeded, 1);
  }
};

QTEST_GUILESS_MAIN(DecoysOfAdministratorsTest)
#include "decoys_of_administrators_test.moc"
