// SPDX-License-Identifier: GPL-3.0-or-later
// One name in all its spellings, in a directory whose logins have no domain. Two openings, or wrong passwords
// under two spellings, must not tell whose name it is (A17).
#include <QtTest>

#include "tests/support/enrollee.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
enum Kind { Real, Unknown, Disabled, Contactless, Stopped };

const QString key = QStringLiteral("ann@latchkey.test");
const QStringList spellings = {QStringLiteral("ann"),
                               QStringLiteral("LATCHKEY\\ann"),
                               QStringLiteral("ann@latchkey.test"),
                               QStringLiteral("latchkey.test\\Ann"),
                               QStringLiteral(" ＡＮＮ "),
                               QStringLiteral("LATCHKEY¥ANN"),
                               QStringLiteral("OFFICE\\ann"),
                               QStringLiteral("Ann@annex.test")};

/// A directory that finds a login under each of its names, and two realms: one for it and one for all others.
class Desk : public RecoveryDesk {
public:
  explicit Desk(int kind) {
    policy.directory = {
        QStringLiteral("latchkey.test"), QStringLiteral("latchkey"), {QStringLiteral("annex.test")}};
    Realm staff = policy.realms.first();
    staff.id = staff.name = QStringLiteral("staff");
    staff.domains = {QStringLiteral("first.test"), QStringLiteral("latchkey.test")};
    staff.shortDomains = {QStringLiteral("OFFICE")};
    staff.appeal.on = true;
    policy.realms.append(staff);
    for (const char* const name : {"ann", "latchkey\\ann", "office\\ann", "ann@annex.test"}) {
      directory.otherNames.insert(QString::fromLatin1(name), key);
    }
    if (kind != Unknown) {
      Account ann = person(key);
      ann.realm = staff.id;
      if (kind == Disabled) ann.status = AccountStatus::Disabled;
      if (kind == Contactless) ann.contacts.clear();
      directory.put(ann, "Old-pass-1");
    }
    if (kind == Stopped) {
      const auto tables = bench->store().begin(Access::Write);
      tables->objections().freeze(key, clock.now(), clock.now() + day);
      if (!tables->commit()) qFatal("cannot stop an account");
    }
    restart();
  }
};

void addKinds() {
  QTest::addColumn<int>("kind");
  QTest::newRow("real") << int(Real);
  QTest::newRow("unknown") << int(Unknown);
  QTest::newRow("disabled") << int(Disabled);
  QTest::newRow("without contacts") << int(Contactless);
  QTest::newRow("stopped by its owner") << int(Stopped);
}
}  // namespace

class SpellingsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void allLeadToTheSameOffer_data() { addKinds(); }
  void allLeadToTheSameOffer() {
    QFETCH(int, kind);
    Desk desk(kind);
    QStringList offers;
    for (const QString& spelling : spellings) {
      Visitor visitor(desk, spelling.toUtf8());
      QVERIFY(visitor.open(spelling, Reason::NeverHadPassword) && visitor.passChallenge());
      QStringList offer{visitor.view.realmName, QString::number(visitor.view.gatesNeeded)};
      for (const MethodOffer& method : visitor.view.methods) {
        offer += QStringLiteral("%1 %2 %3")
                     .arg(static_cast<int>(method.kind))
                     .arg(method.mask)
                     .arg(static_cast<int>(method.warning));
      }
      offers += offer.join(u'|');
    }
    QVERIFY2(offers.first().startsWith(QStringLiteral("staff|1|")), qPrintable(offers.first()));
    QCOMPARE(offers, QStringList(spellings.size(), offers.first()));
    QCOMPARE(offers.first().contains(QStringLiteral("ms*****@example.com")), kind == Real);
  }

  void openingsCountTogether_data() { addKinds(); }
  void openingsCountTogether() {
    QFETCH(int, kind);
    Desk desk(kind);
    for (Realm& realm : desk.policy.realms) realm.limits.opensPerHourAndAccount = 2;
    desk.restart();
    for (const QString& last : spellings) {
      Visitor visitor(desk, last.toUtf8());
      visitor.caller.source = last;
      QVERIFY(visitor.open(spellings.at(0)) && visitor.open(spellings.at(1)));
      QCOMPARE(kindOf(visitor.open(last)), RefusalKind::RateLimited);
    }
  }

  void codesAndMissesCountTogether_data() { addKinds(); }
  void codesAndMissesCountTogether() {
    QFETCH(int, kind);
    Desk desk(kind);
    const QString entry = QStringLiteral("msabc123.backup");
    const auto choose = [&](Visitor& visitor, const QString& spelling) {
      return visitor.open(spelling) && visitor.passChallenge() && visitor.choose(MethodKind::Mail);
    };
    for (qsizetype i = 1; i < spellings.size(); ++i) {
      Visitor first(desk, "first" + spellings.at(i).toUtf8());
      QVERIFY(choose(first, spellings.first()) && first.confirm(entry));
      Visitor second(desk, "second" + spellings.at(i).toUtf8());
      QVERIFY(choose(second, spellings.at(i)));
      QCOMPARE(kindOf(second.confirm(entry)), RefusalKind::ResendTooEarly);
      desk.clock.advance(2 * hour);
    }
    // Five wrong codes, and a pause begins under every name.
    desk.clock.advance(day);
    Visitor guesser(desk, "guesser");
    QVERIFY(choose(guesser, spellings.first()) && guesser.confirm(entry));
    for (int i = 0; i < 4; ++i)
      QCOMPARE(kindOf(guesser.code(QStringLiteral("0000000"))), RefusalKind::CodeWrong);
    desk.clock.advance(2 * 60'000);
    Visitor again(desk, "again");
    QVERIFY(choose(again, spellings.last()) && again.confirm(entry));
    QCOMPARE(kindOf(again.code(QStringLiteral("0000000"))), RefusalKind::CodeWrong);
    QCOMPARE(kindOf(again.code(QStringLiteral("0000001"))), RefusalKind::TooManyTries);
  }

  void wrongPasswordsCountTogether_data() { addKinds(); }
  void wrongPasswordsCountTogether() {
    QFETCH(int, kind);
    Desk desk(kind);
    Enrollee person(desk);
    for (int i = 0; i < 5; ++i) {
      QVERIFY(!person.open("Wrong-pass-1", spellings.at(i)));
      QCOMPARE(person.kind(), RefusalKind::SignInRefused);
    }
    for (const QString& spelling : spellings) {
      QVERIFY(!person.open("Wrong-pass-1", spelling));
      QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    }
    QCOMPARE(desk.directory.signIns, 5);
  }

  void wrongPasswordsUnderAnAliasAddUpWhereSomebodyCouldSignIn_data() { addKinds(); }
  void wrongPasswordsUnderAnAliasAddUpWhereSomebodyCouldSignIn() {
    QFETCH(int, kind);
    Desk desk(kind);
    const QString alias = QStringLiteral("ann.lee@example.com");
    desk.directory.otherNames.insert(alias, key);
    Enrollee person(desk);
    for (int i = 0; i < 5; ++i) QVERIFY(!person.open("Wrong-pass-1", key));
    QVERIFY(!person.open("Wrong-pass-1", alias));
    const bool isLikeNobody = kind == Unknown || kind == Disabled;
    QCOMPARE(person.kind(), isLikeNobody ? RefusalKind::SignInRefused : RefusalKind::TooManyTries);
  }

  void theAccountItselfIsNoAddressOfAnAppeal_data() { addKinds(); }
  void theAccountItselfIsNoAddressOfAnAppeal() {
    QFETCH(int, kind);
    Desk desk(kind);
    for (const QString& spelling : spellings) {
      Visitor visitor(desk, spelling.toUtf8());
      QVERIFY(visitor.open(spelling) && visitor.passChallenge());
      for (const QString& address : {key, QStringLiteral("ann@annex.test")}) {
        QCOMPARE(kindOf(visitor.perform(GiveAppealContact{address})), RefusalKind::AppealContactRefused);
      }
    }
  }

  void theNameIsShownAsItWasTyped() {
    // Until the gates are passed: the directory's domain is nobody's business before.
    Desk desk(Unknown);
    const auto shown = [&desk](const QString& spelling) {
      Visitor visitor(desk, spelling.toUtf8());
      return visitor.open(spelling) ? visitor.view.accountName : QString();
    };
    QCOMPARE(shown(QStringLiteral(" Ann ")), QStringLiteral("ann"));
    QCOMPARE(shown(QStringLiteral("LATCHKEY\\ann")), key);
    QCOMPARE(shown(key), key);
    QCOMPARE(shown(QStringLiteral("ann@annex.test")), QStringLiteral("ann@annex.test"));
  }

  void whereNamesHaveNoOwnDomainABareOneIsAnother_data() { addKinds(); }
  void whereNamesHaveNoOwnDomainABareOneIsAnother() {
    // Latchkey's own directory knows an account by its key alone: so it is with names that nobody has.
    QFETCH(int, kind);
    Desk desk(kind);
    desk.policy.directory = {};
    desk.policy.realms.last().domains = {QStringLiteral("latchkey.test")};
    desk.directory.otherNames.clear();
    desk.restart();
    const auto masks = [&desk](const QString& name) {
      Visitor visitor(desk, name.toUtf8());
      QStringList all;
      if (!visitor.open(name) || !visitor.passChallenge()) return all;
      for (const MethodOffer& method : visitor.view.methods) all += method.mask;
      return all;
    };
    const QStringList own = masks(key);
    QVERIFY(!own.isEmpty());
    QCOMPARE(masks(QStringLiteral("OFFICE\\ann")), own);
    QVERIFY(masks(QStringLiteral("ann")) != own);
    QCOMPARE(masks(QStringLiteral("Ann")), masks(QStringLiteral(" ann ")));
  }

  void otherDomainsAndNamesAreOthers() {
    Desk desk(Real);
    Visitor visitor(desk);
    const auto masks = [&](const QString& name) {
      QStringList all;
      if (!visitor.open(name) || !visitor.passChallenge()) return all;
      for (const MethodOffer& method : visitor.view.methods) all += method.mask;
      return all;
    };
    const QStringList own = masks(QStringLiteral("ann"));
    QVERIFY(!own.isEmpty());
    for (const char* const name : {"ann@other.test", "OTHER\\ann", "anna", "anna@latchkey.test"}) {
      QVERIFY2(masks(QString::fromLatin1(name)) != own, name);
    }
  }
};

QTEST_GUILESS_MAIN(SpellingsTest)
#include "spellings_test.moc"
