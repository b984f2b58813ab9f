// SPDX-License-Identifier: GPL-3.0-or-later
// A realm that tells nobody anything, but whoever asks from within its own networks.
#include <QTest>

#include "tests/support/recovery_desk.h"

namespace {

using namespace latchkey::tests;  // NOLINT: the vocabulary of these tests

const QString name = QStringLiteral("msabc123@outlook.com");

struct Office : RecoveryDesk {
  Office() {
    policy.realms[0].ownNetworks = {QStringLiteral("10.0.0.0/8"), QStringLiteral("2001:db8::/32")};
    restart();
  }
};

std::optional<latchkey::platform::Address> address(const QString& text) {
  return latchkey::platform::Address::parse(text.toLatin1());
}

/// To the step that follows the challenge, asking from the address all the way.
bool arrive(Visitor& visitor, const QString& account, const QString& from) {
  visitor.caller.address = address(from);
  return visitor.open(account) && !visitor.view.ending && visitor.passChallenge();
}

}  // namespace

class OwnNetworksTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whoIsInsideIsToldWhatIsWrong_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("inside");
    QTest::newRow("inside") << QStringLiteral("10.20.30.40") << true;
    QTest::newRow("inside, IPv6") << QStringLiteral("2001:db8:1::7") << true;
    QTest::newRow("inside, IPv4 as IPv6") << QStringLiteral("::ffff:10.0.0.1") << true;
    QTest::newRow("outside") << QStringLiteral("203.0.113.9") << false;
    QTest::newRow("outside, IPv6") << QStringLiteral("2001:db9::1") << false;
    QTest::newRow("behind a proxy that tells nothing") << QString() << false;
  }
  void whoIsInsideIsToldWhatIsWrong() {
    QFETCH(QString, from);
    QFETCH(bool, inside);
    Office office;
    Visitor unknown(office);
    QVERIFY(arrive(unknown, QStringLiteral("nobody@outlook.com"), from));
    QCOMPARE(unknown.view.stage, inside ? Stage::Ended : Stage::Method);
    QCOMPARE(unknown.view.ending == Ending::UnknownAccount, inside);
    QCOMPARE(unknown.view.methods.isEmpty(), inside);

    Visitor owner(office, "owner");
    QVERIFY(arrive(owner, name, from));
    QCOMPARE(owner.view.stage, Stage::Method);
    QCOMPARE(owner.view.discloses, inside);
    QVERIFY(owner.choose(MethodKind::Mail));
    const auto mismatch = owner.confirm(QStringLiteral("somebody-else"));
    QCOMPARE(kindOf(mismatch) == RefusalKind::EntryMismatch, inside);
    QCOMPARE(mismatch.has_value(), !inside);
    QCOMPARE(office.messages(), 0);
  }

  /// What is told is decided where the challenge is passed, and holds from then on.
  void whoPassesTheChallengeOutsideIsOutside() {
    Office office;
    Visitor visitor(office);
    visitor.caller.address = address(QStringLiteral("10.0.0.1"));
    QVERIFY(visitor.open(QStringLiteral("nobody@outlook.com")));
    visitor.caller.address = address(QStringLiteral("203.0.113.9"));
    QVERIFY(visitor.passChallenge());
    QCOMPARE(visitor.view.stage, Stage::Method);
    visitor.caller.address = address(QStringLiteral("10.0.0.1"));
    QVERIFY(!office.service->look(visitor.token, visitor.caller)->discloses);
    office.restart();
    QVERIFY(!office.service->look(visitor.token, visitor.caller)->discloses);
  }
};

QTEST_GUILESS_MAIN(OwnNetworksTest)
#include "own_networks_test.moc"
