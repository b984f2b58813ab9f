// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a lockout off, the n-th operation failing, until it goes through untouched.
#include <QTest>

#include "core/platform/failpoint.h"
#include "service/directory/embedded_directory.h"
#include "service/store/sqlite_accounts.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using platform::FailMode;

namespace {

/// A desk over the embedded directory, on one database.
struct Desk : RecoveryDesk {
  Desk() {
    Account account = person();
    account.lock = LockState::Locked;
    if (!accounts.add({{account, "verifier", {}}})) qFatal("cannot add");
    service = std::make_unique<RecoveryService>(
        RecoveryParts{
            bench->store(), embedded, renderer, writer, numbering, keys, box, slowHash, clock, random, {}},
        policy);
  }
  [[nodiscard]] int count(const char* what) const {
    return ask(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(what)).toInt();
  }
  service::store::SqliteAccounts accounts{static_cast<SqliteBench&>(*bench).database(), clock};
  service::directory::EmbeddedDirectory embedded{
      accounts, clock, service::directory::HashCost::minimum(), {}};
};

bool reachPassword(Visitor& visitor, RecoveryDesk& desk) {
  return visitor.open(RecoveryDesk::person().key, Reason::CannotSignIn) && visitor.passChallenge() &&
         visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")) &&
         visitor.code(desk.lastCode()) && visitor.view.lock == LockState::Locked;
}

}  // namespace

class FailingUnlockTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll() {
    QSet<QString> places;
    for (qint64 at = 1;; ++at) {
      Desk desk;
      Visitor visitor(desk);
      QVERIFY(reachPassword(visitor, desk));
      platform::armFailpoints(FailMode::Fail, at);
      auto answer = visitor.perform(UnlockAccount{});
      const char* const place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      // As the assistant and the service's upkeep go on.
      for (int i = 0; i < 2 && !answer; ++i) {
        desk.clock.advance(61'000);
        std::ignore = desk.service->settle();
        answer = visitor.repeat(UnlockAccount{});
      }
      const QByteArray where = QByteArray::number(at) + ' ' + (place != nullptr ? place : "");
      QVERIFY2(answer && answer->snapshot.finish == Finish::Unlocked, where);
      QVERIFY2(desk.count("accounts WHERE locked = 0") == 1, where);
      QVERIFY2(desk.count("messages WHERE subject = 'unlocked'") == 3, where);
      QVERIFY2(desk.count("journal WHERE event = 'account-unlocked'") == 1, where);
      QVERIFY2(desk.count("finishes") == 0, where);
      if (place == nullptr) break;
      places.insert(QString::fromLatin1(place));
    }
    for (const char* place : {"directory.find", "directory.unlock.before", "directory.unlock.after",
                              "store.commit.before", "store.commit.after", "store.statement"}) {
      QVERIFY2(places.contains(QString::fromLatin1(place)), place);
    }
  }
};

QTEST_GUILESS_MAIN(FailingUnlockTest)
#include "failing_unlock_test.moc"
