// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/domain/directory_rules.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
const QString key = QStringLiteral("alain@contoso.com");
const QString alias = QStringLiteral("alain.dupont@contoso.com");

/// A directory that knows one account by several names and has rules of its own.
void furnish(RecoveryDesk& desk) {
  Account alain = RecoveryDesk::person(key);
  alain.displayName = QStringLiteral("Alain Dupont");
  alain.contacts.append(RecoveryDesk::mail(QStringLiteral("c4"), alias));
  alain.ownAddresses = {alias};
  alain.rules = {12, 127, 3, true};
  desk.directory.put(alain, "Old-pass-1");
  desk.directory.otherNames.insert(alias, key);
}
}  // namespace

/// Accounts that go by several names, in directories with rules of their own.
class OtherNamesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anotherNameIsShownUntilTheGatesArePassed() {
    RecoveryDesk desk;
    furnish(desk);
    Visitor visitor(desk);
    QVERIFY(visitor.open(alias));
    QVERIFY(visitor.passChallenge());
    QCOMPARE(visitor.view.accountName, alias);
    // Its own mailbox comes last, with a warning.
    QCOMPARE(visitor.view.methods.last().warning, MethodWarning::LockedAccountItself);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(visitor.view.accountName, alias);
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(visitor.view.accountName, key);
    QVERIFY(visitor.password("Quiet-Lake-4242"));
    QCOMPARE(desk.directory.passwordOf(key), "Quiet-Lake-4242");
  }

  void missesUnderOneNameCountUnderTheOther() {
    RecoveryDesk desk;
    furnish(desk);
    desk.policy.realms[0].limits.missesPerDay = 3;
    desk.restart();
    Visitor first(desk, "first");
    QVERIFY(first.reachCode(alias));
    std::ignore = first.code(wrongFor(desk.lastCode()));
    std::ignore = first.code(wrongFor(desk.lastCode()));
    desk.clock.advance(61'000);  // the next code to the same contact
    Visitor second(desk, "second");
    QVERIFY(second.reachCode(key));
    std::ignore = second.code(wrongFor(desk.lastCode()));
    const auto last = second.code(desk.lastCode());
    QVERIFY(!last);
    QVERIFY(kindOf(last) == RefusalKind::TooManyTries || second.view.ending == Ending::TooManyTries);
  }

  void finishingEndsTheRecoveryUnderTheOtherName() {
    RecoveryDesk desk;
    furnish(desk);
    Visitor first(desk, "first");
    QVERIFY(first.reachCode(key) && first.code(desk.lastCode()));
    desk.clock.advance(61'000);  // the next code to the same contact
    Visitor second(desk, "second");
    QVERIFY(second.reachCode(alias) && second.code(desk.lastCode()));
    QVERIFY(second.password("Quiet-Lake-4242"));
    QCOMPARE(kindOf(first.password("Other-Lake-4242")), RefusalKind::RecoverySuperseded);
    QCOMPARE(desk.directory.passwordOf(key), "Quiet-Lake-4242");
  }

  void anAccountThatCannotBeRecoveredKeepsTheNameThatWasTyped() {
    RecoveryDesk desk;
    furnish(desk);
    Account disabled = RecoveryDesk::person(key);
    disabled.status = AccountStatus::Disabled;
    desk.directory.put(disabled, "Old-pass-1");
    const auto masksUnder = [&desk](const QString& name) {
      Visitor visitor(desk, name.toLatin1());
      QStringList masks;
      if (!visitor.open(name) || !visitor.passChallenge()) return masks;
      for (const MethodOffer& method : visitor.view.methods) masks += method.mask;
      return masks;
    };
    QVERIFY(!masksUnder(key).isEmpty());
    // Decoys that agreed would tell that both are one account.
    QVERIFY(masksUnder(key) != masksUnder(alias));
  }

  void thePageShowsTheDirectorysRulesAndTheyAreKept() {
    RecoveryDesk desk;
    furnish(desk);
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode(key) && visitor.code(desk.lastCode()));
    QVERIFY(visitor.view.passwordRules);
    QCOMPARE(visitor.view.passwordRules->minimumLength, 12);
    QCOMPARE(visitor.view.passwordRules->maximumLength, 16);
    QCOMPARE(visitor.view.passwordRules->minimumClasses, 3);
    const auto tooShort = visitor.password("Lake-42-bay");
    QCOMPARE(kindOf(tooShort), RefusalKind::PasswordRefused);
    QCOMPARE(tooShort.error().violations, QStringList({QStringLiteral("too-short")}));
    // The rules of the moment count, even where the page showed others.
    Account stricter = RecoveryDesk::person(key);
    stricter.rules = {14, 127, 4, true};
    desk.directory.put(stricter, "Old-pass-1");
    const auto changed = visitor.password("quiet-lake-42");
    QCOMPARE(changed.error().violations,
             QStringList({QStringLiteral("too-short"), QStringLiteral("too-few-classes")}));
    QCOMPARE(desk.directory.passwordOf(key), "Old-pass-1");
  }

  void refusalsOfTheDirectoryBecomeCodes_data() {
    QTest::addColumn<DirectoryError>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("history") << DirectoryError::InHistory << QStringLiteral("in-history");
    QTest::newRow("age") << DirectoryError::TooRecent << QStringLiteral("too-recent");
    QTest::newRow("short") << DirectoryError::TooShort << QStringLiteral("too-short");
    QTest::newRow("simple") << DirectoryError::TooSimple << QStringLiteral("too-few-classes");
    QTest::newRow("other") << DirectoryError::Refused << QStringLiteral("refused-by-directory");
  }
  void refusalsOfTheDirectoryBecomeCodes() {
    QFETCH(DirectoryError, fault);
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.directory.fault = fault;
    const auto refused = visitor.password("Quiet-Lake-42");
    QCOMPARE(kindOf(refused), RefusalKind::PasswordRefused);
    QTEST(refused.error().violations.join(u','), "code");
    desk.directory.fault.reset();
    QVERIFY(visitor.password("Quiet-Lake-42"));
  }

  void theStricterRuleCounts_data() {
    QTest::addColumn<DirectoryRules>("directory");
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("classes");
    QTest::addColumn<bool>("names");
    QTest::newRow("none") << DirectoryRules() << 8 << 16 << 2 << false;
    QTest::newRow("laxer") << DirectoryRules{7, 127, 0, false} << 8 << 16 << 2 << false;
    QTest::newRow("stricter") << DirectoryRules{10, 127, 3, true} << 10 << 16 << 3 << true;
    QTest::newRow("shorter maximum") << DirectoryRules{0, 12, 0, false} << 8 << 12 << 2 << false;
    QTest::newRow("longer than the realm's longest")
        << DirectoryRules{20, 127, 0, false} << 20 << 84 << 2 << false;
    QTest::newRow("both") << DirectoryRules{20, 40, 0, false} << 20 << 40 << 2 << false;
  }
  void theStricterRuleCounts() {
    QFETCH(DirectoryRules, directory);
    rules::PasswordPolicy realm = rules::PasswordPolicy::classic();
    realm.refuseNames = false;
    const rules::PasswordPolicy policy = withDirectoryRules(realm, directory);
    QTEST(policy.minimumLength, "minimum");
    QTEST(policy.maximumLength, "maximum");
    QTEST(policy.minimumClasses, "classes");
    QTEST(policy.refuseNames, "names");
  }
};

QTEST_GUILESS_MAIN(OtherNamesTest)
#include "other_names_test.moc"
