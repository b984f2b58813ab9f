// SPDX-License-Identifier: GPL-3.0-or-later
// Recoveries that an authenticator app proves, alone and as one gate of two.
#include <QTest>

#include "service/domain/limits.h"
#include "service/domain/totp.h"
#include "tests/support/at_once.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::service::domain {

using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

class AuthenticatorTest : public QObject {
  Q_OBJECT

  static QString key() { return QStringLiteral("msabc123@outlook.com"); }
  static platform::Secret secret() { return platform::Secret("12345678901234567890"); }

  /// A desk where the sample person has an authenticator besides the contacts.
  struct Desk : RecoveryDesk {
    Desk() {
      policy.realms.first().factors.append(MethodKind::Authenticator);
      restart();
      const auto tables = bench->store().begin(Access::Write);
      const QString id = QStringLiteral("app");
      tables->factors().put(key(),
                            Authenticator{id, box.seal(secret(), sealingContext(key(), id)), 0, clock.now()});
      if (!tables->commit()) qFatal("the factor cannot be written");
    }
    [[nodiscard]] QString codeAt(int off = 0) const {
      const platform::Secret code = totpAt(secret(), totpStepOf(clock.now()) + off);
      return QString::fromLatin1(code.view().data(), static_cast<qsizetype>(code.size()));
    }
    [[nodiscard]] QString wrongCode() const {
      QString wrong = QStringLiteral("000000");
      while (wrong == codeAt(-1) || wrong == codeAt() || wrong == codeAt(1)) wrong[0] = u'1';
      return wrong;
    }
    void wait(qint64 ms) { clock.advance(ms); }
  };

  static bool reachOwnCode(Visitor& visitor) {
    return visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Authenticator) &&
           visitor.view.stage == Stage::Code;
  }

private Q_SLOTS:
  void anAuthenticatorAloneLeadsToThePassword() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(reachOwnCode(visitor));
    QCOMPARE(visitor.view.code->digits, 6);
    QCOMPARE(visitor.view.code->resendsLeft, 0);
    QCOMPARE(visitor.view.code->mask, QString());
    QCOMPARE(desk.messages(), 0);
    QVERIFY(visitor.code(desk.codeAt()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.stage, Stage::Done);
  }

  void nothingIsConfirmedOrSentForIt() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(reachOwnCode(visitor));
    QCOMPARE(kindOf(visitor.perform(ResendCode{})), RefusalKind::WrongStage);
    QCOMPARE(kindOf(visitor.confirm(QStringLiteral("5432"))), RefusalKind::WrongStage);
    QCOMPARE(desk.messages(), 0);
  }

  void aCodeIsTakenOnce() {  // A15
    Desk desk;
    Visitor first(desk, "first");
    Visitor next(desk, "second");
    QVERIFY(reachOwnCode(first) && reachOwnCode(next));
    QVERIFY(first.code(desk.codeAt()));
    const auto again = next.code(desk.codeAt());
    QCOMPARE(kindOf(again), RefusalKind::CodeWrong);
    QCOMPARE(again.error().triesLeft, 4);
    // An older step after a newer one, and the newer one once the clock was set back.
    QCOMPARE(kindOf(next.code(desk.codeAt(-1))), RefusalKind::CodeWrong);
    desk.wait(-totpStepMs);
    QCOMPARE(kindOf(next.code(desk.codeAt(1))), RefusalKind::CodeWrong);
    desk.wait(2 * totpStepMs);
    QVERIFY(next.code(desk.codeAt()));
  }

  void ofSixteenAtOnceOneIsTaken() {  // A15
    Desk desk;
    Realm& realm = desk.policy.realms.first();
    realm.limits.authenticatorMissesPerHour = realm.limits.missesPerDay = realm.code.tries = 10'000;
    realm.limits.idle = realm.limits.absolute = 24 * 60 * 60;
    desk.restart();
    std::vector<std::unique_ptr<Visitor>> visitors(16);
    tests::Crew crew(16);
    for (int round = 0; round < tests::raceRounds(); ++round) {
      desk.wait(totpStepMs);
      for (std::size_t i = 0; i < visitors.size(); ++i) {
        // Whoever passed in the last round is gone.
        if (visitors[i] && visitors[i]->view.stage == Stage::Code) continue;
        const QByteArray name = "visitor" + QByteArray::number(round) + ' ' + QByteArray::number(i);
        visitors[i] = std::make_unique<Visitor>(desk, name);
        QVERIFY(reachOwnCode(*visitors[i]));
      }
      std::atomic<int> passed = 0;
      std::atomic<int> refused = 0;
      crew.atOnce([&](int i) {
        const auto answer = visitors[static_cast<std::size_t>(i)]->code(desk.codeAt());
        if (answer) ++passed;
        if (kindOf(answer) == RefusalKind::CodeWrong) ++refused;
      });
      QCOMPARE(passed.load(), 1);
      QCOMPARE(refused.load(), 15);
    }
  }

  void fiveMissesAnHourOverAllRecoveries() {  // A03, SECURITY.md row "authenticator"
    Desk desk;
    for (int i = 0; i < 5; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachOwnCode(visitor));
      QCOMPARE(kindOf(visitor.code(desk.wrongCode())), RefusalKind::CodeWrong);
    }
    Visitor late(desk, "late");
    late.caller.source = QStringLiteral("192.0.2.99");
    QVERIFY(reachOwnCode(late));
    const auto refused = late.code(desk.codeAt());
    QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
    QVERIFY(*refused.error().retryIn > 3000 && *refused.error().retryIn <= 3600);
    // The other ways stay open.
    QVERIFY(late.choose(MethodKind::Mail));
    QVERIFY(late.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(late.code(desk.lastCode()));
  }

  void tenMissesADayLockIt() {
    Desk desk;
    for (int i = 0; i < 10; ++i) {
      if (i == 5) desk.wait(hour + second);
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachOwnCode(visitor));
      QVERIFY(!visitor.code(desk.wrongCode()));
    }
    desk.wait(2 * hour);
    Visitor late(desk, "late");
    QVERIFY(late.open() && late.passChallenge());
    QCOMPARE(kindOf(late.choose(MethodKind::Authenticator)), RefusalKind::TooManyTries);
    QVERIFY(late.choose(MethodKind::Mail));
    // The owner is told once, by mail and text.
    QCOMPARE(desk.count("messages WHERE subject = 'locked' AND recipient <> ''"), 2);
    QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), 1);
  }

  void twoGatesTakeTwoWays() {
    Desk desk;
    desk.policy.realms.first().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachOwnCode(visitor));
    QCOMPARE(visitor.view.gatesNeeded, 2);
    const platform::Secret before = visitor.token.clone();
    QVERIFY(visitor.code(desk.codeAt()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QCOMPARE(visitor.view.gatesPassed, 1);
    QVERIFY(!visitor.token.equals(before));
    QVERIFY(visitor.handle(MethodKind::Authenticator).isEmpty());  // used up
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void aChangeOfMethodsOpensNoEdge() {  // A09
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString mailed = desk.lastCode();
    QVERIFY(visitor.choose(MethodKind::Authenticator));
    QVERIFY(!visitor.code(mailed));  // the mail's code does not answer for the app
    QVERIFY(visitor.choose(MethodKind::Mail));
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::WrongStage);
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(!visitor.code(desk.codeAt()));
    QVERIFY(visitor.code(mailed));
  }

  void privilegedAccountsTakeTwoGatesWhereTheRealmSaysSo() {
    Desk desk;
    Account boss = RecoveryDesk::person();
    boss.status = AccountStatus::Privileged;
    desk.directory.put(boss, "Old-pass-1");
    desk.policy.realms.first().gatesForPrivileged = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachOwnCode(visitor));
    QCOMPARE(visitor.view.gatesNeeded, 2);
    QVERIFY(visitor.code(desk.codeAt()));
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(desk.lastCode()));
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.stage, Stage::Done);
  }

  void aStrongFactorUnderTheNistPresetAsksForTwo() {
    Desk desk;
    desk.policy.realms.first().password = rules::PasswordPolicy::nist();
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(visitor.view.gatesNeeded, 2);
  }

  void someTwinsHaveOneToo() {  // A17
    Desk desk;
    int seen = 0;
    for (int i = 0; i < 40; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      QVERIFY(visitor.open(QStringLiteral("nobody%1@outlook.com").arg(i)) && visitor.passChallenge());
      if (visitor.handle(MethodKind::Authenticator).isEmpty()) continue;
      ++seen;
      QVERIFY(visitor.choose(MethodKind::Authenticator));
      QCOMPARE(visitor.view.stage, Stage::Code);
      QCOMPARE(visitor.view.code->digits, 6);
      const auto refused = visitor.code(desk.codeAt());
      QCOMPARE(kindOf(refused), RefusalKind::CodeWrong);
      QCOMPARE(refused.error().triesLeft, 4);
    }
    QVERIFY(seen > 4 && seen < 30);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::AuthenticatorTest)
#include "authenticator_test.moc"
