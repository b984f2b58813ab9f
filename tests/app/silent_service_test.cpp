// SPDX-License-Identifier: GPL-3.0-or-later
// C03: a service that takes each request of a recovery and then says nothing, or a byte now and then. The
// window stays alive, can be left at once, says when it has waited for long enough, and goes on when the
// service has come to its senses.
#include <QTest>

#include "tests/app/exchanges.h"

using namespace latchkey;
using flow::Step;
using tests::Exchange;
using tests::exchanges;
using tests::HostileServer;
using tests::isSoon;
using tests::LiveWindow;
using tests::pathOf;
using tests::persist;
using tests::ScriptedService;
using tests::SeenRequest;

class SilentServiceTest : public QObject {
  Q_OBJECT

  /// The request is there, and nothing comes of it. Everything else gets no answer either.
  static void hold(LiveWindow& window, const Exchange& under, bool drips) {
    QVERIFY2(under.prepare(window), qPrintable(window.state()));
    const int before = window.service().requests(pathOf(under));
    window.service().mischief(
        [drips](ScriptedService::Moment, QSslSocket& socket, const SeenRequest&, const QByteArray&) {
          if (drips) HostileServer::drip(socket, "HTTP/1.1 ", 20);
          return true;
        });
    under.act(window);
    QVERIFY(isSoon([&] { return window.service().requests(pathOf(under)) == before + 1; }));
  }
  /// The event loop goes on: a key press arrives.
  static bool isAlive(LiveWindow& window) {
    int beats = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&beats] { ++beats; });
    timer.start(1);
    return isSoon([&] { return beats >= 5; }) && window.wizard().isVisible();
  }

  /// @param both silence and drops; else by turns, as leaving does not depend on which it is
  static void addExchanges(bool both) {
    QTest::addColumn<int>("exchange");
    QTest::addColumn<bool>("drips");
    for (qsizetype i = 0; i < exchanges().size(); ++i) {
      for (const bool drips : {false, true}) {
        if (!both && drips != (i % 2 != 0)) continue;
        QTest::addRow("C03 %s: %s", exchanges().at(i).name, drips ? "a byte at a time" : "silence")
            << int(i) << drips;
      }
    }
  }

private Q_SLOTS:
  void whoeverWaitsMayLeave_data() { addExchanges(false); }
  void whoeverWaitsMayLeave() {
    QFETCH(int, exchange);
    QFETCH(bool, drips);
    const Exchange& under = exchanges().at(exchange);
    LiveWindow window;
    hold(window, under, drips);
    QVERIFY(isAlive(window));
    if (under.request == protocol::RequestKind::CancelRecovery) {
      QCOMPARE(window.step(), Step::Cancelled);  // at once, and not when the service pleases
      return;
    }
    if (window.step() == Step::Done) {
      window.press("nextButton");
      QVERIFY(!window.wizard().isVisible());
      return;
    }
    window.press("cancelButton");
    if (!window.panel().isEmpty()) window.press("panelPrimaryButton");
    QCOMPARE(window.step(), Step::Cancelled);
  }

  void whoeverWaitsIsToldAndGoesOn_data() { addExchanges(true); }
  void whoeverWaitsIsToldAndGoesOn() {
    QFETCH(int, exchange);
    QFETCH(bool, drips);
    const Exchange& under = exchanges().at(exchange);
    LiveWindow window;
    hold(window, under, drips);
    const Step step = window.step();
    const int asked = window.service().requests(pathOf(under));
    QVERIFY(window.flow().isBusy() || under.mayBeLost);
    // Asked for once more under its key, and the deadline is that of each attempt.
    for (int attempt = 0; attempt < 2; ++attempt) {
      QVERIFY(isSoon([&] { return window.service().requests(pathOf(under)) == asked + attempt; }));
      QVERIFY(window.panel().isEmpty());
      window.time().passTotalDeadline();
    }
    if (!under.mayBeLost) QVERIFY(isSoon([&] { return !window.panel().isEmpty(); }));
    QCOMPARE(window.step(), step);
    QCOMPARE(window.service().requests(pathOf(under)), asked + 1);
    window.service().mischief({});
    QVERIFY2(persist(window, under), qPrintable(window.state()));
    QVERIFY2(window.reach(under.end), qPrintable(window.state()));
  }
};

QTEST_MAIN(SilentServiceTest)
#include "silent_service_test.moc"
