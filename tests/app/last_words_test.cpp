// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/last_words.h"

#include <QPointer>
#include <QTest>

using namespace latchkey;
using assistant::LastWords;

namespace {
struct Session : QObject {
  void whenIdle(std::function<void()> callback) {
    if (isIdle) return callback();
    heard = std::move(callback);
  }
  bool isIdle = false;
  std::function<void()> heard;
};
}  // namespace

class LastWordsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whereNothingIsOnItsWayNobodyWaits() {
    LastWords words;
    int idle = 0;
    words.whenIdle([&idle] { ++idle; });
    QCOMPARE(idle, 1);
    auto done = std::make_unique<Session>();
    done->isIdle = true;
    const QPointer<Session> gone = done.get();
    words.keep(std::move(done));
    words.whenIdle([&idle] { ++idle; });
    QCOMPARE(idle, 2);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!gone);
  }

  void allOfThemAreWaitedFor() {
    LastWords words;
    auto first = std::make_unique<Session>();
    auto second = std::make_unique<Session>();
    const QPointer<Session> early = first.get();
    const QPointer<Session> late = second.get();
    words.keep(std::move(first));
    words.keep(std::move(second));
    int idle = 0;
    words.whenIdle([&idle] { ++idle; });
    words.whenIdle([&idle] { idle += 10; });
    early->heard();
    QCOMPARE(idle, 0);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!early && late);
    late->heard();
    QCOMPARE(idle, 11);
  }
};

QTEST_GUILESS_MAIN(LastWordsTest)
#include "last_words_test.moc"
