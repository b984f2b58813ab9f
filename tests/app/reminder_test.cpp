// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/reminder.h"

#include <QTest>

#include "tests/support/fake_key_store.h"

using namespace latchkey;
using assistant::Reminder;
using assistant::ReminderKeeper;
using tests::FakeKeyStore;

namespace {
const QUrl service(QStringLiteral("https://recovery.example.org"));
const QUrl otherService(QStringLiteral("https://recovery.example.org:8443"));
const Reminder kept{QStringLiteral("haruka@example.com"), QStringLiteral("1kQ7pX0aZ3vBp6mXn0v4yQ")};

std::optional<Reminder> readBack(FakeKeyStore& store, const QUrl& server) {
  ReminderKeeper keeper(store, server);
  std::optional<Reminder> found;
  bool called = false;
  keeper.read([&](std::optional<Reminder> reminder) {
    found = std::move(reminder);
    called = true;
  });
  store.work();
  return called ? found : std::nullopt;
}
}  // namespace

class ReminderTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatIsKeptIsFoundByItsServiceAlone() {
    FakeKeyStore store;
    ReminderKeeper keeper(store, service);
    keeper.keep(kept);
    bool isIdle = false;
    keeper.whenIdle([&isIdle] { isIdle = true; });
    QVERIFY(!isIdle);
    store.work();
    QVERIFY(isIdle);
    QCOMPARE(readBack(store, service), std::optional(kept));
    QCOMPARE(readBack(store, otherService), std::nullopt);
  }
  void theSameIsWrittenOnce() {
    FakeKeyStore store;
    ReminderKeeper keeper(store, service);
    keeper.keep(kept);
    keeper.keep(kept);
    QCOMPARE(store.log(), QStringLiteral("write"));
  }
  void whatIsNoReminderIsNone_data() {
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one line") << QByteArray("haruka@example.com");
    QTest::newRow("no account") << QByteArray("\n1kQ7pX0aZ3vBp6mXn0v4yQ");
    QTest::newRow("too short") << QByteArray("haruka@example.com\nshort");
    QTest::newRow("too long") << "haruka@example.com\n" + QByteArray(257, 'r');
  }
  void whatIsNoReminderIsNone() {
    QFETCH(QByteArray, entry);
    FakeKeyStore store;
    store.put(QStringLiteral("reminder/https://recovery.example.org"), entry.constData());
    QCOMPARE(readBack(store, service), std::nullopt);
  }
  void aKeyStoreThatDoesNotAnswerIsNoReminder() {
    FakeKeyStore store;
    store.fail(keystore::KeyStoreFault::Unavailable);
    QCOMPARE(readBack(store, service), std::nullopt);
  }
};

QTEST_GUILESS_MAIN(ReminderTest)
#include "reminder_test.moc"
