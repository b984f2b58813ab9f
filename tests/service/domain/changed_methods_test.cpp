// SPDX-License-Identifier: GPL-3.0-or-later
// Another way to prove it is chosen, and then the one before again (A09): for each two factors, in both
// orders. What belongs to the one is worth nothing where the other is asked for, and no way there and back
// leads past a proof.
#include <QtTest>

#include "service/domain/codes.h"
#include "tests/support/every_factor_desk.h"

namespace latchkey::service::domain {

using namespace tests;  // NOLINT: the vocabulary of these tests

class ChangedMethodsTest : public QObject {
  Q_OBJECT

  static void addPairs() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    for (const MethodKind first : everyFactor) {
      for (const MethodKind second : everyFactor) {
        if (first == second) continue;
        QTest::addRow("A09: %s, then %s", qPrintable(codeOf(first)), qPrintable(codeOf(second)))
            << int(first) << int(second);
      }
    }
  }

  /// What a refusal by edge must leave as it is, and what a miss may change.
  static QString everything(const EveryFactorDesk& desk) {
    const auto ask = [&desk](const char* sql) { return desk.ask(QLatin1String(sql)).toString(); };
    return ask("SELECT stage || ':' || epoch || ':' || gates_passed || ':' || confirms FROM recoveries") +
           u'|' + ask("SELECT SUM(attempts) || ':' || COUNT(*) FROM codes") + u'|' +
           ask("SELECT GROUP_CONCAT(slot || used, ';') FROM methods") + u'|' +
           ask("SELECT COUNT(*) FROM tallies") + u'|' + ask("SELECT COUNT(*) FROM journal") + u'|' +
           ask("SELECT COUNT(*) FROM messages") + u'|' + QString::number(desk.directory.changes);
  }
  static int missesOf(const EveryFactorDesk& desk, MethodKind factor) {
    return desk
        .ask(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%1:%'").arg(int(factor)))
        .toInt();
  }
  static bool isTyped(MethodKind factor) {
    return factor != MethodKind::Questions && factor != MethodKind::SecurityKey;
  }

  /// Given where the other factor is asked for: no edge, or one miss of the other one. A password never.
  static void compareStrange(EveryFactorDesk& desk, Visitor& visitor, const Proof& strange,
                             MethodKind asked) {
    const bool isJudged = visitor.view.stage == Stage::Code && isTyped(strange.factor);
    const QString before = everything(desk);
    const int ofAsked = missesOf(desk, asked);
    const int ofStrange = missesOf(desk, strange.factor);
    const auto refused = visitor.perform(strange.command());
    QCOMPARE(kindOf(refused), isJudged ? RefusalKind::CodeWrong : RefusalKind::WrongStage);
    if (!isJudged) QCOMPARE(everything(desk), before);
    QCOMPARE(missesOf(desk, asked), ofAsked + (isJudged ? 1 : 0));
    QCOMPARE(missesOf(desk, strange.factor), ofStrange);
    if (isJudged) {
      QCOMPARE(desk.lastFault(), codeOf(asked) + QStringLiteral(", try %1").arg(ofAsked + 1));
      QCOMPARE(desk.count("journal WHERE event = 'gate-failed'"), ofAsked + 1);
    }
    compareNoPassword(desk, visitor);
  }
  static void compareNoPassword(EveryFactorDesk& desk, Visitor& visitor) {
    const QString before = everything(desk);
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::WrongStage);
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::WrongStage);
    QCOMPARE(everything(desk), before);
  }
  /// Up to the choice, with a reason for which both are offered.
  static bool begins(EveryFactorDesk& desk, Visitor& visitor, MethodKind one, MethodKind other) {
    const bool starts = one == MethodKind::StartCode || other == MethodKind::StartCode;
    return visitor.open(desk.person().key, desk.reasonFor(starts ? MethodKind::StartCode : one)) &&
           visitor.passChallenge();
  }
  /// The second one: as soon as it is chosen, and where its proof is asked for.
  static void compareAtSecond(EveryFactorDesk& desk, Visitor& visitor, const Proof& strange,
                              MethodKind second) {
    const auto offer = std::ranges::find(visitor.view.methods, second, &MethodOffer::kind);
    QVERIFY(offer != visitor.view.methods.end());
    const QString entry = offer->mask.endsWith(u"78") ? QStringLiteral("5978") : desk.entryFor(second);
    QVERIFY(visitor.choose(second));
    compareStrange(desk, visitor, strange, second);
    if (QTest::currentTestFailed() || !isContact(second)) return;
    desk.clock.advance(61'000);  // another code to the number of the first one is none too early
    QVERIFY(visitor.confirm(entry));
    QCOMPARE(visitor.view.stage, Stage::Code);
    compareStrange(desk, visitor, strange, second);
  }

private Q_SLOTS:
  void noWayThereAndBackOpensAnEdge_data() { addPairs(); }
  void noWayThereAndBackOpensAnEdge() {
    QFETCH(int, first);
    QFETCH(int, second);
    const auto one = static_cast<MethodKind>(first);
    const auto other = static_cast<MethodKind>(second);
    EveryFactorDesk desk;
    Visitor visitor(desk);
    QVERIFY(begins(desk, visitor, one, other));
    QVERIFY(desk.reachProof(visitor, one));
    const Proof own = desk.proof(visitor, one, true);
    compareNoPassword(desk, visitor);
    compareAtSecond(desk, visitor, own, other);
    if (QTest::currentTestFailed()) return;

    // Back. A contact is to be confirmed again before its code is worth anything.
    QVERIFY(visitor.choose(one));
    compareNoPassword(desk, visitor);
    if (isContact(one)) {
      compareStrange(desk, visitor, own, one);
      if (QTest::currentTestFailed()) return;
      if (isContact(other)) desk.clock.advance(61'000);
      QVERIFY(visitor.confirm(desk.entryFor(one)));
    }
    QCOMPARE(visitor.view.stage, desk.stageOf(one));
    compareNoPassword(desk, visitor);
    // Within its pause the code that was sent is still the one; after it there is a new one, an app has gone
    // on as well, and a key is always asked for something new.
    const bool waited = isContact(other);
    const bool isSpent =
        one == MethodKind::SecurityKey || (waited && (isContact(one) || one == MethodKind::Authenticator));
    if (isSpent) {
      const int before = missesOf(desk, one);
      QVERIFY(isMiss(kindOf(visitor.perform(own.command()))));
      QCOMPARE(missesOf(desk, one), before + 1);
      QCOMPARE(desk.lastFault().section(u',', 0, 0), codeOf(one));
      compareNoPassword(desk, visitor);
      QVERIFY(look(desk, visitor));
    }
    const Proof fresh = isSpent ? desk.proof(visitor, one, true) : own;
    QVERIFY(visitor.perform(fresh.command()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(desk.ask(QStringLiteral("SELECT gates_passed FROM recoveries")).toInt(), 1);
  }

  void aProofThatPassedOneGatePassesNoOther_data() { addPairs(); }
  void aProofThatPassedOneGatePassesNoOther() {
    QFETCH(int, first);
    QFETCH(int, second);
    const auto one = static_cast<MethodKind>(first);
    const auto other = static_cast<MethodKind>(second);
    EveryFactorDesk desk;
    desk.realm().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(begins(desk, visitor, one, other));
    const QString handle = visitor.handle(one);
    QVERIFY(desk.reachProof(visitor, one));
    const Proof own = desk.proof(visitor, one, true);
    QVERIFY(visitor.perform(own.command()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    // Neither itself nor what goes to the same number is left.
    compareStrange(desk, visitor, own, one);
    QVERIFY(visitor.handle(one) != handle);
    QCOMPARE(kindOf(visitor.perform(ChooseMethod{handle})), RefusalKind::UnknownMethod);
    QCOMPARE(visitor.handle(other).isEmpty(), one == MethodKind::Call && other == MethodKind::Text);
    if (QTest::currentTestFailed() || visitor.handle(other).isEmpty()) return;
    compareAtSecond(desk, visitor, own, other);
    if (QTest::currentTestFailed()) return;
    QVERIFY(look(desk, visitor));
    QVERIFY(visitor.perform(desk.proof(visitor, other, true).command()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(desk.ask(QStringLiteral("SELECT gates_passed FROM recoveries")).toInt(), 2);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::ChangedMethodsTest)
#include "changed_methods_test.moc"
