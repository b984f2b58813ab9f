// SPDX-License-Identifier: GPL-3.0-or-later
// Controllers that accept a connection and never say a word, as those behind a firewall that swallows
// packets: finding that out takes the whole deadline, and is not paid by everybody who comes.
#include "service/directory/ldap_pool.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <atomic>
#include <thread>

#include "tests/support/at_once.h"
#include "tests/support/manual_clock.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using service::directory::LdapAccess;
using service::directory::LdapConnection;
using service::directory::LdapError;
using service::directory::LdapEvent;
using service::directory::LdapFault;
using service::directory::LdapPool;
using service::directory::LdapSeats;

namespace {
using namespace std::chrono_literals;

/// The system accepts for it.
class SilentController {
public:
  SilentController() {
    if (!m_listener.listen(QHostAddress::LocalHost)) qFatal("no port");
  }
  [[nodiscard]] QString url() const {
    return QStringLiteral("ldaps://127.0.0.1:%1").arg(m_listener.serverPort());
  }
  /// How often somebody has connected since the last time.
  [[nodiscard]] int asked() {
    int count = 0;
    while (m_listener.hasPendingConnections() || m_listener.waitForNewConnection(0)) {
      delete m_listener.nextPendingConnection();
      ++count;
    }
    return count;
  }

private:
  QTcpServer m_listener;
};

struct House {
  SilentController first;
  SilentController second;
  ManualClock clock;
  std::atomic<int> crowded = 0;

  [[nodiscard]] std::unique_ptr<LdapPool> pool(LdapAccess access = {}) {
    access.urls = {first.url(), second.url()};
    access.connectDeadline = 300ms;
    access.operationDeadline = 300ms;
    return std::make_unique<LdapPool>(std::move(access), clock, [this](const LdapEvent& event) {
      if (event.what == u"too-many-wait") ++crowded;
    });
  }
};

LdapFault askedOf(LdapPool& pool) {
  const auto answer = pool.ask([](LdapConnection&) -> Result<int, LdapError> { return 0; });
  return answer ? LdapFault::Answered : answer.error().fault;
}
LdapFault connected(LdapPool& pool) {
  const auto connection = pool.connect();
  return connection ? LdapFault::Answered : connection.error().fault;
}
}  // namespace

class LdapPoolTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void whoComesWhileNobodyAnswersIsToldAtOnce() {
    House house;
    const auto pool = house.pool();
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    QCOMPARE(house.first.asked(), 1);
    QCOMPARE(house.second.asked(), 1);
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
      QCOMPARE(connected(*pool), LdapFault::Unreachable);
    }
    house.clock.advance(4'999);
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    QCOMPARE(house.first.asked() + house.second.asked(), 0);
    house.clock.advance(1);
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    QCOMPARE(house.first.asked(), 1);
    QCOMPARE(house.second.asked(), 1);
  }

  void oneOfAllFindsOutWhetherTheyAnswerAgain() {
    House house;
    const auto pool = house.pool();
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    (void)house.first.asked();
    (void)house.second.asked();
    house.clock.advance(5'000);
    atOnce(8, [&](int number) { (void)(number % 2 == 0 ? askedOf(*pool) : connected(*pool)); });
    QCOMPARE(house.first.asked(), 1);
    QCOMPARE(house.second.asked(), 1);
    QCOMPARE(house.crowded, 0);
  }

  /// A clock that was set back by an hour makes nobody wait for that hour.
  void aClockThatIsSetBackShutsNobodyOut() {
    House house;
    const auto pool = house.pool();
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    (void)house.first.asked();
    house.clock.advance(-3'600'000);
    QCOMPARE(askedOf(*pool), LdapFault::Unreachable);
    QCOMPARE(house.first.asked(), 1);
  }

  /// Those who come before anybody knows: as many of them wait as may.
  void noMoreWaitThanMay() {
    House house;
    LdapAccess access;
    access.mostAtOnce = 2;
    access.patience = 0ms;
    const auto pool = house.pool(std::move(access));
    atOnce(6, [&](int number) { (void)(number % 2 == 0 ? askedOf(*pool) : connected(*pool)); });
    const int asked = house.first.asked();
    QVERIFY2(asked == 1 || asked == 2, qPrintable(QString::number(asked)));
  }

  void aSeatIsForOne() {
    LdapSeats seats(1, 0ms);
    auto taken = seats.take();
    QVERIFY(taken.seat);
    const auto held = taken.seat;
    taken.seat.reset();
    const auto first = seats.take();
    QVERIFY(!first.seat && first.isFirst);
    const auto second = seats.take();
    QVERIFY(!second.seat && !second.isFirst);
  }

  /// Nobody sleeps on beside a seat that is free.
  void aSeatThatIsGivenBackIsTaken() {
    LdapSeats seats(1, 20s);
    std::atomic<int> refused = 0;
    QElapsedTimer timer;
    timer.start();
    atOnce(4, [&](int) {
      for (int i = 0; i < 200; ++i) {
        const auto taken = seats.take();
        if (!taken.seat) ++refused;
        std::this_thread::yield();
      }
    });
    QCOMPARE(refused, 0);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
  }

  /// The first ones wait to see whether it moves; who comes later knows already.
  void whereNothingMovesNobodyWaitsTwice() {
    LdapSeats seats(1, 50ms);
    const auto taken = seats.take();
    QVERIFY(!seats.take().seat);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1'000; ++i) QVERIFY(!seats.take().seat);
    QVERIFY2(timer.elapsed() < 50 * 1'000 / 2, qPrintable(QString::number(timer.elapsed())));
  }
};

QTEST_GUILESS_MAIN(LdapPoolTest)
#include "ldap_pool_test.moc"
