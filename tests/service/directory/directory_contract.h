// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include "service/domain/ports.h"

namespace latchkey::tests {

using namespace service::domain;  // NOLINT: the vocabulary of these tests

/// A directory under test, and the hand of its administrator.
class DirectoryBench {
public:
  virtual ~DirectoryBench() = default;
  [[nodiscard]] virtual Directory& directory() = 0;

  /// A person of this login with the password "Old-pass-11", contacts private.<login>@example.com,
  /// 090-9876-5432 and 03-1234-5978, called "Pat <login>"; the canonical key.
  [[nodiscard]] virtual QString add(const QString& login) = 0;
  /// Every name that this person goes by.
  [[nodiscard]] virtual QStringList namesOf(const QString& login) const = 0;
  virtual bool setDisabled(const QString& login, bool disabled) = 0;
  virtual bool makePrivileged(const QString& login) = 0;

  // What only some have; false: not this one.
  virtual bool expire(const QString& /*login*/) { return false; }
  virtual bool lockOut(const QString& /*login*/) { return false; }
  /// Nothing where the directory does not know it.
  [[nodiscard]] virtual std::optional<bool> mustChange(const QString& /*login*/) { return std::nullopt; }
  [[nodiscard]] virtual DirectoryRules rules() const { return {}; }
  /// Active Directory takes the password of before for another hour.
  [[nodiscard]] virtual bool oldPasswordLingers() const { return false; }
  [[nodiscard]] virtual bool remembersSignIns() const { return true; }
};

/// What every directory keeps to. A directory's test calls each of these with a bench.
namespace directorycontract {

inline const QString oldPassword = QStringLiteral("Old-pass-11");

inline Result<void, DirectoryError> set(DirectoryBench& bench, const QString& key, const char* password,
                                        const char* marker, PasswordUse use = PasswordUse::Lasting) {
  return bench.directory().setPassword(key, platform::Secret(password), QString::fromLatin1(marker), use);
}
inline bool signsIn(DirectoryBench& bench, const QString& key, const char* password) {
  const auto answer = bench.directory().signIn(key, platform::Secret(password));
  return answer && (*answer == SignInVerdict::Accepted || *answer == SignInVerdict::MustChange);
}

inline void aPersonIsFoundWithTheirContacts(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("finn"));
  const auto found = bench.directory().find(key);
  QVERIFY(found && *found);
  QCOMPARE((*found)->key, key);
  QCOMPARE((*found)->displayName, QStringLiteral("Pat finn"));
  QCOMPARE((*found)->status, AccountStatus::Enabled);
  QCOMPARE((*found)->rules, bench.rules());
  QStringList values;
  QSet<QString> ids;
  for (const Contact& contact : (*found)->contacts) {
    ids.insert(contact.id);
    if (!(*found)->ownAddresses.contains(contact.value)) values += contact.value;
  }
  values.sort();
  QCOMPARE(values, QStringList({QStringLiteral("+81312345978"), QStringLiteral("+819098765432"),
                                QStringLiteral("private.finn@example.com")}));
  QCOMPARE(ids.size(), (*found)->contacts.size());
  const auto again = bench.directory().find(key);
  QCOMPARE((*again)->contacts.first().id, (*found)->contacts.first().id);
}

inline void everyNameLeadsToTheOneKey(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("nadia"));
  const QString other = bench.add(QStringLiteral("nadia2"));
  QVERIFY(key != other);
  for (const QString& name : bench.namesOf(QStringLiteral("nadia"))) {
    const auto found = bench.directory().find(name);
    QVERIFY2(found && *found, qPrintable(name));
    QCOMPARE((*found)->key, key);
  }
}

inline void nobodyIsFoundUnderHostileNames(DirectoryBench& bench) {
  QVERIFY(!bench.add(QStringLiteral("hugo")).isEmpty());
  const QStringList names{QStringLiteral("*"),
                          QStringLiteral("h*"),
                          QStringLiteral("hug?"),
                          QStringLiteral("hugo)(objectClass=*"),
                          QStringLiteral(")(objectClass=*"),
                          QStringLiteral("hugo)(|(uid=*"),
                          QStringLiteral("*)(uid=*))(|(uid=*"),
                          QStringLiteral("\\2a"),
                          QStringLiteral("hugo\\00"),
                          QStringLiteral("other\\hugo"),
                          QStringLiteral("hugo@other.example"),
                          QStringLiteral("cn=hugo,dc=latchkey,dc=test"),
                          QStringLiteral("hugo\n"
                                         "x"),
                          QString(QStringLiteral("hugo")) + QChar(u'\0') + u'x',
                          QString(QStringLiteral("hu")) + QChar(0xD800) + QStringLiteral("go"),
                          QString(5000, u'h'),
                          QString()};
  for (const QString& name : names) {
    const auto found = bench.directory().find(name);
    QVERIFY2(found && !*found, qPrintable(name));
    const auto signedIn = bench.directory().signIn(name, platform::Secret("Old-pass-11"));
    QVERIFY2(signedIn && *signedIn == SignInVerdict::Refused, qPrintable(name));
  }
}

inline void aNewPasswordReplacesTheOld(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("rosa"));
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(signsIn(bench, key, "Quiet-Lake-42"));
  QVERIFY(!signsIn(bench, key, "quiet-lake-42"));
  QCOMPARE(signsIn(bench, key, "Old-pass-11"), bench.oldPasswordLingers());
}

inline void passwordsOfAnyLetterArriveAsTheyAre(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("yuki"));
  const char* const password = "\xE6\xA1\x9C-Tree \"9\" \xF0\x9F\x8C\xB8\\";  // 桜, quotes, 🌸, a backslash
  QVERIFY(set(bench, key, password, "m1"));
  QVERIFY(signsIn(bench, key, password));
  QVERIFY(!signsIn(bench, key, "\xE6\xA1\x9C-Tree 9 \xF0\x9F\x8C\xB8"));
}

inline void aMarkerBelongsToItsOwnChange(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("mara"));
  const QString other = bench.add(QStringLiteral("mara2"));
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m1"));
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m1")), true);
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m2")), false);
  QCOMPARE(bench.directory().changedBy(other, QStringLiteral("m1")), false);
  QVERIFY(set(bench, key, "Loud-River-43", "m2"));
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m1")), true);
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m2")), true);
}

inline void earlierPasswordsAreRefused(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("iris"));
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(set(bench, key, "Loud-River-43", "m2"));
  const auto refused = set(bench, key, "Quiet-Lake-42", "m3");
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::InHistory);
  QVERIFY(signsIn(bench, key, "Loud-River-43"));
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m3")), false);
}

inline void whatTheDirectoryRefusesChangesNothing(DirectoryBench& bench) {
  if (bench.rules().minimumLength == 0) QSKIP("this directory has no rules of its own");
  const QString key = bench.add(QStringLiteral("ben"));
  const auto refused = set(bench, key, "Ab1-x", "m1");
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::TooShort);
  QCOMPARE(bench.directory().changedBy(key, QStringLiteral("m1")), false);
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  // A refused one may be taken later, by another rule or another day.
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m2"));
}

inline void aLockoutEndsWithTheChange(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("lena"));
  if (!bench.lockOut(QStringLiteral("lena"))) QSKIP("this directory locks nobody out");
  QVERIFY(!signsIn(bench, key, "Old-pass-11"));
  QCOMPARE((*bench.directory().find(key))->status, AccountStatus::Enabled);
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m1"));
  QVERIFY(signsIn(bench, key, "Quiet-Lake-42"));
}

inline void aLockoutIsTakenOffAndThePasswordStays(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("uwe"));
  if (!bench.lockOut(QStringLiteral("uwe"))) QSKIP("this directory locks nobody out");
  QCOMPARE((*bench.directory().find(key))->lock, LockState::Locked);
  QVERIFY(!signsIn(bench, key, "Old-pass-11"));
  QVERIFY(bench.directory().unlock(key));
  QCOMPARE((*bench.directory().find(key))->lock, LockState::Open);
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  QVERIFY(bench.directory().unlock(key));  // nothing to do is done
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  QVERIFY(bench.setDisabled(QStringLiteral("uwe"), true));
  const auto refused = bench.directory().unlock(key);
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::Refused);
  QVERIFY(!bench.directory().unlock(QStringLiteral("nobody-at-all")));
}

inline void aTemporaryPasswordIsToBeChanged(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("tim"));
  QVERIFY(set(bench, key, "Quiet-Lake-42", "m1", PasswordUse::UntilNextSignIn));
  QVERIFY(signsIn(bench, key, "Quiet-Lake-42"));
  const auto mustChange = bench.mustChange(QStringLiteral("tim"));
  if (!mustChange) QSKIP("this directory does not know of temporary passwords");
  QVERIFY(*mustChange);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::MustChange);
  QVERIFY(!(*bench.directory().find(key))->hasPassword);  // none of the owner's own
  QVERIFY(set(bench, key, "Loud-River-43", "m2"));
  QVERIFY((*bench.directory().find(key))->hasPassword);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::Accepted);
  QCOMPARE(bench.mustChange(QStringLiteral("tim")), false);
}

inline void theLastSignInIsTold(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("lara"));
  QCOMPARE((*bench.directory().find(key))->lastSignInAt, 0);
  const qint64 before = QDateTime::currentMSecsSinceEpoch();
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  const qint64 told = (*bench.directory().find(key))->lastSignInAt;
  if (!bench.remembersSignIns()) {
    QCOMPARE(told, 0);
    return;
  }
  constexpr qint64 second = 1000;  // OpenLDAP writes no fractions
  QVERIFY2(told >= before - second && told <= QDateTime::currentMSecsSinceEpoch(),
           qPrintable(QString::number(told - before)));
}

inline void disabledAccountsAreNeverChanged(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("dora"));
  QVERIFY(bench.setDisabled(QStringLiteral("dora"), true));
  QCOMPARE((*bench.directory().find(key))->status, AccountStatus::Disabled);
  const auto signedIn = bench.directory().signIn(key, platform::Secret("Old-pass-11"));
  QVERIFY(signedIn && (*signedIn == SignInVerdict::Disabled || *signedIn == SignInVerdict::LockedOut ||
                       *signedIn == SignInVerdict::Refused));
  QVERIFY(!signsIn(bench, key, "Old-pass-11"));
  const auto refused = set(bench, key, "Quiet-Lake-42", "m1");
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::Refused);
  QCOMPARE((*bench.directory().find(key))->status, AccountStatus::Disabled);
  QVERIFY(bench.setDisabled(QStringLiteral("dora"), false));
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
  QVERIFY(!signsIn(bench, key, "Quiet-Lake-42"));
}

inline void expiredAccountsAreNeverChanged(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("egon"));
  if (!bench.expire(QStringLiteral("egon"))) QSKIP("accounts of this directory do not expire");
  QCOMPARE((*bench.directory().find(key))->status, AccountStatus::Disabled);
  const auto refused = set(bench, key, "Quiet-Lake-42", "m1");
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::Refused);
}

inline void privilegedAccountsAreNeverChanged(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("paul"));
  QVERIFY(bench.makePrivileged(QStringLiteral("paul")));
  QCOMPARE((*bench.directory().find(key))->status, AccountStatus::Privileged);
  const auto refused = set(bench, key, "Quiet-Lake-42", "m1");
  QVERIFY(!refused);
  QCOMPARE(refused.error(), DirectoryError::Refused);
  QVERIFY(signsIn(bench, key, "Old-pass-11"));
}

inline void nobodySignsInNowhere(DirectoryBench& bench) {
  const QString key = bench.add(QStringLiteral("nils"));
  QCOMPARE(bench.directory().signIn(QStringLiteral("nobody"), platform::Secret("Old-pass-11")),
           SignInVerdict::Refused);
  QCOMPARE(bench.directory().signIn(key, platform::Secret("")), SignInVerdict::Refused);
  QCOMPARE(bench.directory().signIn(QStringLiteral("nobody"), platform::Secret("")), SignInVerdict::Refused);
  QCOMPARE(set(bench, QStringLiteral("nobody"), "Quiet-Lake-42", "m").error(), DirectoryError::NoSuchAccount);
}

using Clause = void (*)(DirectoryBench&);

/// The rows of a test function.
inline void addClauses() {
  QTest::addColumn<Clause>("clause");
#define CLAUSE(name) QTest::newRow(#name) << Clause(&name)
  CLAUSE(aPersonIsFoundWithTheirContacts);
  CLAUSE(everyNameLeadsToTheOneKey);
  CLAUSE(nobodyIsFoundUnderHostileNames);
  CLAUSE(aNewPasswordReplacesTheOld);
  CLAUSE(passwordsOfAnyLetterArriveAsTheyAre);
  CLAUSE(aMarkerBelongsToItsOwnChange);
  CLAUSE(earlierPasswordsAreRefused);
  CLAUSE(whatTheDirectoryRefusesChangesNothing);
  CLAUSE(aLockoutEndsWithTheChange);
  CLAUSE(aLockoutIsTakenOffAndThePasswordStays);
  CLAUSE(aTemporaryPasswordIsToBeChanged);
  CLAUSE(theLastSignInIsTold);
  CLAUSE(disabledAccountsAreNeverChanged);
  CLAUSE(expiredAccountsAreNeverChanged);
  CLAUSE(privilegedAccountsAreNeverChanged);
  CLAUSE(nobodySignsInNowhere);
#undef CLAUSE
}

}  // namespace directorycontract
}  // namespace latchkey::tests

Q_DECLARE_METATYPE(latchkey::tests::directorycontract::Clause)
