// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/service/directory/ldap_bench.h"

/// The end of temporary passwords, in each kind of directory.
namespace latchkey::tests::ldaptemporary {

inline const QString otherPassword = QStringLiteral("nobody-Knows-9-Aa1");

inline QString due(LdapBench& bench) {
  QStringList all;
  const auto passwords = bench.directory().due(10);
  for (const TemporaryPassword& one : *passwords) all << one.accountKey + u' ' + one.marker;
  return all.join(u", ");
}
inline bool give(LdapBench& bench, const QString& key, const char* password, const char* marker) {
  return directorycontract::set(bench, key, password, marker, PasswordUse::UntilNextSignIn).has_value();
}
inline Result<bool, DirectoryError> end(LdapBench& bench, const QString& key, const char* marker) {
  return bench.directory().end({key, QString::fromLatin1(marker)},
                               platform::Secret(otherPassword.toStdString()));
}

inline void oneThatNobodyUsedEnds(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp1"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  bench.house.clock.advance(temporaryLasts - 1);
  QCOMPARE(due(bench), QString());
  QCOMPARE(end(bench, key, "m1"), false);  // whoever asks too early changes nothing
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::MustChange);
  bench.house.clock.advance(1);
  QCOMPARE(due(bench), key + QStringLiteral(" m1"));
  QCOMPARE(end(bench, key, "m1"), true);
  if (!bench.oldPasswordLingers()) {
    QCOMPARE(bench.directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Refused);
  }
  // The one in its place is not to be kept either.
  QCOMPARE(bench.directory().signIn(key, platform::Secret(otherPassword.toStdString())),
           SignInVerdict::MustChange);
  QCOMPARE(bench.mustChange(QStringLiteral("temp1")), true);
  QCOMPARE(due(bench), QString());
  QCOMPARE(end(bench, key, "m1"), false);  // once
  // A recovery is a way out, as ever.
  QVERIFY(directorycontract::set(bench, key, "Loud-River-43", "m2"));
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::Accepted);
}

inline void whoHasChangedItKeepsTheirOwn(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp2"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(bench.changedByOwner(QStringLiteral("temp2"), "My-own-Word-77"));
  bench.house.clock.advance(temporaryLasts);
  QCOMPARE(end(bench, key, "m1"), false);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("My-own-Word-77")), SignInVerdict::Accepted);
  QCOMPARE(due(bench), QString());
}

inline void whoHasTheMarkTakenOffKeepsItNoLonger(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp6"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(bench.takeMarkOff(QStringLiteral("temp6")));
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
  bench.house.clock.advance(temporaryLasts);
  QCOMPARE(end(bench, key, "m1"), true);
  QCOMPARE(bench.directory().signIn(key, platform::Secret(otherPassword.toStdString())),
           SignInVerdict::MustChange);
}

inline void whatWasSetHereSinceIsNoTemporaryOne(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp3"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(directorycontract::set(bench, key, "Loud-River-43", "m2"));
  bench.house.clock.advance(temporaryLasts);
  QCOMPARE(due(bench), QString());
  QCOMPARE(end(bench, key, "m1"), false);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::Accepted);
}

inline void anotherOneHasItsOwnDay(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp4"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  bench.house.clock.advance(temporaryLasts / 2);
  QVERIFY(give(bench, key, "Loud-River-43", "m2"));
  bench.house.clock.advance(temporaryLasts / 2);
  QCOMPARE(due(bench), QString());
  QCOMPARE(end(bench, key, "m1"), false);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::MustChange);
  bench.house.clock.advance(temporaryLasts / 2);
  QCOMPARE(due(bench), key + QStringLiteral(" m2"));
}

inline void accountsThatAreNotToBeChangedAreNot(LdapBench& bench) {
  const QString key = bench.add(QStringLiteral("temp5"));
  QVERIFY(give(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(bench.makePrivileged(QStringLiteral("temp5")));
  bench.house.clock.advance(temporaryLasts);
  QCOMPARE(end(bench, key, "m1"), false);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::MustChange);
  QCOMPARE(due(bench), QString());
}

using TemporaryCase = void (*)(LdapBench&);

inline void addCases() {
  QTest::addColumn<TemporaryCase>("temporary");
#define CASE(name) QTest::newRow(#name) << TemporaryCase(&name)
  CASE(oneThatNobodyUsedEnds);
  CASE(whoHasChangedItKeepsTheirOwn);
  CASE(whoHasTheMarkTakenOffKeepsItNoLonger);
  CASE(whatWasSetHereSinceIsNoTemporaryOne);
  CASE(anotherOneHasItsOwnDay);
  CASE(accountsThatAreNotToBeChangedAreNot);
#undef CASE
}

}  // namespace latchkey::tests::ldaptemporary

Q_DECLARE_METATYPE(latchkey::tests::ldaptemporary::TemporaryCase)
