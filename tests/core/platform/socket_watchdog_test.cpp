// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/socket.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QtTest>
#include <array>

#include "core/platform/socket_watchdog.h"

using latchkey::platform::SocketWatchdog;
using std::chrono::milliseconds;

namespace {
struct Pair {
  Pair() {
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) qFatal("no sockets");
  }
  ~Pair() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  std::array<int, 2> ends{};
};
}  // namespace

class SocketWatchdogTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aReadThatNobodyAnswersEndsWithTheTime() {
    SocketWatchdog dog;
    const Pair pair;
    const auto late = dog.watch(pair.ends[0], milliseconds(60'000));
    const auto watch = dog.watch(pair.ends[0], milliseconds(50));
    QElapsedTimer timer;
    timer.start();
    char byte = 0;
    QCOMPARE(::read(pair.ends[0], &byte, 1), 0);  // closed, without a word from the other side
    QVERIFY(timer.elapsed() >= 50);
  }

  void whatIsNoLongerWatchedLivesOn() {
    SocketWatchdog dog;
    const Pair moved;
    const Pair other;
    auto second = dog.watch(moved.ends[0], milliseconds(60'000));
    second = dog.watch(other.ends[0], milliseconds(20));
    char byte = 0;
    QCOMPARE(::read(other.ends[0], &byte, 1), 0);
    // A socket that was shut down takes nothing any more.
    QCOMPARE(::send(moved.ends[0], "x", 1, MSG_NOSIGNAL), 1);
    QCOMPARE(::read(moved.ends[1], &byte, 1), 1);
  }

  void theWatchdogEndsWithWatchesThatNeverRan() {
    const Pair pair;
    {
      SocketWatchdog dog;
      auto watch = dog.watch(pair.ends[0], milliseconds(60'000));
      watch.end();
    }
    QCOMPARE(::send(pair.ends[0], "x", 1, MSG_NOSIGNAL), 1);
  }
};

QTEST_GUILESS_MAIN(SocketWatchdogTest)
#include "socket_watchdog_test.moc"
