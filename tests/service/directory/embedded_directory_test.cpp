// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/directory/embedded_directory.h"
#include "service/domain/contact_entry.h"
#include "service/store/sql_account_store.h"
#include "service/store/sqlite_database.h"
#include "tests/service/directory/directory_contract.h"
#include "tests/support/manual_clock.h"
#include "tests/support/plain_parts.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;                      // NOLINT
using namespace latchkey::service::domain;     // NOLINT
using namespace latchkey::service::directory;  // NOLINT

namespace {
const QString key = QStringLiteral("a@example.com");

struct House {
  explicit House(int history = 3) : historyLength(history) {
    database =
        std::move(*service::store::SqliteDatabase::open(folder.filePath(QStringLiteral("x.db")), &keys));
    accounts = std::make_unique<service::store::SqlAccountStore>(*database, clock);
    directory =
        std::make_unique<EmbeddedDirectory>(*accounts, clock, HashCost::minimum(), [this](const QString&) {
          return EmbeddedDirectory::RealmRules{historyLength, privileged};
        });
    NewAccount fresh;
    fresh.account.key = key;
    fresh.account.realm = QStringLiteral("people");
    fresh.verifier = PasswordHasher(HashCost::minimum()).hash(platform::Secret("Latch-2026"));
    if (!accounts->add({fresh})) qFatal("cannot add");
  }
  [[nodiscard]] Result<void, DirectoryError> set(const char* password, const char* marker) {
    return directory->setPassword(key, platform::Secret(password), QString::fromLatin1(marker),
                                  PasswordUse::Lasting);
  }
  [[nodiscard]] bool signsIn(const char* password, const QString& name = key) {
    return *directory->signIn(name, platform::Secret(password)) == SignInVerdict::Accepted;
  }
  QTemporaryDir folder;
  tests::TestKeyedHash keys;
  tests::ManualClock clock;
  int historyLength;
  bool privileged = false;
  std::unique_ptr<service::store::SqliteDatabase> database;
  std::unique_ptr<service::store::SqlAccountStore> accounts;
  std::unique_ptr<EmbeddedDirectory> directory;
};

/// The embedded directory as the contract sees it.
class EmbeddedBench final : public tests::DirectoryBench {
public:
  [[nodiscard]] Directory& directory() override { return *m_house.directory; }
  [[nodiscard]] QString add(const QString& login) override {
    put(login, AccountStatus::Enabled, {});
    return keyOf(login);
  }
  [[nodiscard]] QStringList namesOf(const QString& login) const override { return {keyOf(login)}; }
  bool setDisabled(const QString& login, bool disabled) override {
    return setStatus(login, disabled ? AccountStatus::Disabled : AccountStatus::Enabled);
  }
  bool lockOut(const QString& login) override {
    constexpr service::store::Sql update{"UPDATE accounts SET locked = 1 WHERE account_key = ?"};
    return m_house.database->connection()->change(update, {keyOf(login)}) == 1;
  }
  [[nodiscard]] std::optional<bool> mustChange(const QString& login) override {
    return (*m_house.accounts->password(keyOf(login)))->temporaryUntil > 0;
  }
  bool makePrivileged(const QString& login) override { return setStatus(login, AccountStatus::Privileged); }
  [[nodiscard]] bool remembersSignIns() const override { return false; }

private:
  static QString keyOf(const QString& login) { return login + QStringLiteral("@latchkey.test"); }
  void put(const QString& login, AccountStatus status, const QString& note) {
    NewAccount fresh;
    fresh.account.key = keyOf(login);
    fresh.account.displayName = QStringLiteral("Pat ") + login;
    fresh.account.realm = QStringLiteral("people");
    fresh.account.status = status;
    const tests::JapaneseNumbering numbering;
    fresh.account.contacts = {*mailContact(QStringLiteral("private.%1@example.com").arg(login)),
                              phoneContact(QStringLiteral("090-9876-5432"), QStringLiteral("JP"), numbering),
                              phoneContact(QStringLiteral("03-1234-5978"), QStringLiteral("JP"), numbering)};
    fresh.verifier = PasswordHasher(HashCost::minimum()).hash(platform::Secret("Old-pass-11"));
    fresh.note = note;
    if (!m_house.accounts->add({fresh})) qFatal("cannot add");
  }
  bool setStatus(const QString& login, AccountStatus status) {
    constexpr service::store::Sql update{"UPDATE accounts SET status = ? WHERE account_key = ?"};
    return m_house.database->connection()->change(update, {static_cast<int>(status), keyOf(login)}) == 1;
  }
  House m_house;
};
}  // namespace

class EmbeddedDirectoryTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void keepsTheContract_data() { tests::directorycontract::addClauses(); }
  void keepsTheContract() {
    QFETCH(tests::directorycontract::Clause, clause);
    EmbeddedBench bench;
    clause(bench);
  }

  void aNewPasswordReplacesTheOld() {
    House house;
    QVERIFY(house.signsIn("Latch-2026"));
    QVERIFY(house.set("Quiet-Lake-42", "m1"));
    QVERIFY(!house.signsIn("Latch-2026"));
    QVERIFY(house.signsIn("Quiet-Lake-42"));
    QVERIFY(!house.signsIn("quiet-lake-42"));
    QVERIFY(*house.directory->changedBy(key, QStringLiteral("m1")));
    QVERIFY(!*house.directory->changedBy(key, QStringLiteral("m2")));
    QVERIFY(!*house.directory->changedBy(QStringLiteral("b"), QStringLiteral("m1")));
  }

  void earlierPasswordsAreRefusedAsFarAsTheHistoryGoes() {
    House house(3);
    QCOMPARE(house.set("Latch-2026", "m").error(), DirectoryError::InHistory);
    QVERIFY(house.set("second", "m2") && house.set("third", "m3"));
    QCOMPARE(house.set("Latch-2026", "m").error(), DirectoryError::InHistory);
    QVERIFY(house.set("fourth", "m4"));
    QVERIFY(house.set("Latch-2026", "m5"));  // the fourth back
    QVERIFY(house.signsIn("Latch-2026"));
  }

  void withoutHistoryAnyPasswordWillDo() {
    House house(0);
    QVERIFY(house.set("Latch-2026", "m1"));
    QVERIFY(house.set("other", "m2"));
    QVERIFY(*house.directory->changedBy(key, QStringLiteral("m1")));
  }

  void nobodySignsInNowhere() {
    House house;
    QVERIFY(!house.signsIn("Latch-2026", QStringLiteral("nobody")));
    QVERIFY(!house.signsIn("nobody's", QStringLiteral("nobody")));
    QVERIFY(!house.signsIn(""));
    QCOMPARE(house.directory
                 ->setPassword(QStringLiteral("nobody"), platform::Secret("x"), {}, PasswordUse::Lasting)
                 .error(),
             DirectoryError::NoSuchAccount);
  }

  void aTemporaryPasswordIsGoodForADay_data() {
    QTest::addColumn<qint64>("after");
    QTest::addColumn<int>("verdict");
    QTest::newRow("at once") << qint64{0} << int(SignInVerdict::MustChange);
    QTest::newRow("in the last moment") << temporaryLasts - 1 << int(SignInVerdict::MustChange);
    QTest::newRow("afterwards") << temporaryLasts << int(SignInVerdict::Refused);
  }
  void aTemporaryPasswordIsGoodForADay() {
    QFETCH(const qint64, after);
    QFETCH(const int, verdict);
    House house;
    QVERIFY(house.directory->setPassword(key, platform::Secret("Quiet-Lake-42"), QStringLiteral("m1"),
                                         PasswordUse::UntilNextSignIn));
    QCOMPARE((*house.directory->find(key))->temporaryUntil, house.clock.now() + temporaryLasts);
    house.clock.advance(after);
    const auto answer = house.directory->signIn(key, platform::Secret("Quiet-Lake-42"));
    QCOMPARE(static_cast<int>(*answer), verdict);
    // The wrong one is wrong in any case, and the one of before is no way back.
    QVERIFY(!house.signsIn("Quiet-Lake-43") && !house.signsIn("Latch-2026"));
  }

  void whatIsSetAfterwardsEndsIt_data() {
    QTest::addColumn<int>("use");
    QTest::newRow("by a recovery") << int(PasswordUse::Lasting);
    QTest::newRow("by another reset") << int(PasswordUse::UntilNextSignIn);
  }
  void whatIsSetAfterwardsEndsIt() {
    QFETCH(const int, use);
    House house;
    QVERIFY(house.directory->setPassword(key, platform::Secret("Quiet-Lake-42"), QStringLiteral("m1"),
                                         PasswordUse::UntilNextSignIn));
    house.clock.advance(temporaryLasts / 2);
    QVERIFY(house.directory->setPassword(key, platform::Secret("Loud-River-43"), QStringLiteral("m2"),
                                         static_cast<PasswordUse>(use)));
    house.clock.advance(temporaryLasts / 2);  // when the first would have ended
    const bool isLasting = use == int(PasswordUse::Lasting);
    QCOMPARE((*house.directory->find(key))->hasPassword, isLasting);
    QCOMPARE(*house.directory->signIn(key, platform::Secret("Loud-River-43")),
             isLasting ? SignInVerdict::Accepted : SignInVerdict::MustChange);
    QCOMPARE(*house.directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Refused);
  }

  void aPasswordOfAnEarlierProgramIsNoTemporaryOne() {
    House house;
    QVERIFY(house.directory->setPassword(key, platform::Secret("Quiet-Lake-42"), QStringLiteral("m1"),
                                         PasswordUse::UntilNextSignIn));
    // Such a program knows the marker, and nothing of temporary passwords.
    constexpr service::store::Sql update{
        "UPDATE passwords SET verifier = ?, marker = 'm2' WHERE account_key = ?"};
    const QByteArray verifier = PasswordHasher(HashCost::minimum()).hash(platform::Secret("Loud-River-43"));
    QCOMPARE(house.database->connection()->change(update, {verifier, key}), 1);
    QVERIFY(house.signsIn("Loud-River-43"));
    QCOMPARE((*house.directory->find(key))->temporaryUntil, 0);
  }

  void lengthsBeyondTheLimitsOfOlderHashesCount() {
    House house;
    const std::string longOne(80, 'a');
    QVERIFY(house.set(longOne.c_str(), "m1"));
    QVERIFY(!house.signsIn((longOne + "b").c_str()));
    QVERIFY(!house.signsIn(longOne.substr(0, 72).c_str()));
    QVERIFY(house.signsIn(longOne.c_str()));
  }

  void verifiersAreArgon2idAndSalted() {
    const PasswordHasher hasher(HashCost::minimum());
    const QByteArray one = hasher.hash(platform::Secret("same"));
    QVERIFY(one.startsWith("$argon2id$"));
    QVERIFY(one != hasher.hash(platform::Secret("same")));
    QVERIFY(hasher.verify(one, platform::Secret("same")));
    QVERIFY(!hasher.verify({}, platform::Secret("same")));
    QVERIFY(!hasher.verify("damaged", platform::Secret("same")));
  }
};

QTEST_GUILESS_MAIN(EmbeddedDirectoryTest)
#include "embedded_directory_test.moc"
