// SPDX-License-Identifier: GPL-3.0-or-later
// C11: the connection is cut before, amid and after each exchange of a recovery. The window says so, the
// service is asked what happened, and nothing happens twice.
#include <QTest>

#include "tests/app/live_window.h"

using namespace latchkey;
using flow::Step;
using tests::HostileServer;
using tests::isSoon;
using tests::LiveWindow;
using tests::ScriptedService;
using tests::SeenRequest;

namespace {

using Moment = ScriptedService::Moment;

enum class Cut {
  BeforeTheAct,     ///< the request was read, the service did nothing
  BeforeTheAnswer,  ///< it acted, and not a byte came back
  AmidTheHead,
  AfterTheHead,
  AmidTheBody,
  BeforeTheLastByte,
  AfterTheAnswer  ///< whole, but the connection is gone at once
};

struct Exchange {
  const char* name;
  Step step;
  const char* path;
};

constexpr std::array exchanges = {Exchange{"opening", Step::Account, "/v1/recoveries"},
                                  Exchange{"challenge", Step::Challenge, "/v1/recovery/challenge/answer"},
                                  Exchange{"method", Step::Method, "/v1/recovery/method"},
                                  Exchange{"confirm", Step::Confirm, "/v1/recovery/confirm"},
                                  Exchange{"code", Step::Code, "/v1/recovery/code"},
                                  Exchange{"answers", Step::Questions, "/v1/recovery/answers"},
                                  Exchange{"password", Step::Password, "/v1/recovery/password"}};

/// With the proof that has the step in it.
QStringList wholeRecovery(Step step) {
  const QStringList proof = step == Step::Questions
                                ? QStringList{QStringLiteral("answers")}
                                : QStringList{QStringLiteral("confirm"), QStringLiteral("code")};
  return QStringList{QStringLiteral("recoveries"), QStringLiteral("challenge/answer"),
                     QStringLiteral("method")} +
         proof + QStringList{QStringLiteral("password")};
}

bool isAt(Cut cut, Moment moment) {
  return (cut == Cut::BeforeTheAct) == (moment == Moment::Read);
}

void doCut(Cut cut, QSslSocket& socket, const QByteArray& answer) {
  const qsizetype head = answer.indexOf("\r\n\r\n") + 4;
  switch (cut) {
    case Cut::BeforeTheAct:
    case Cut::BeforeTheAnswer:
      break;
    case Cut::AmidTheHead:
      socket.write(answer.left(head / 2));
      break;
    case Cut::AfterTheHead:
      socket.write(answer.left(head));
      break;
    case Cut::AmidTheBody:
      socket.write(answer.left((head + answer.size()) / 2));
      break;
    case Cut::BeforeTheLastByte:
      socket.write(answer.chopped(1));
      break;
    case Cut::AfterTheAnswer:
      socket.write(answer);
      break;
  }
  HostileServer::cut(socket);
}

}  // namespace

class LostConnectionTest : public QObject {
  Q_OBJECT
private:
  /// Presses "Try again" as long as the panel is there, until the step has moved.
  static bool persist(LiveWindow& window, Step from) {
    for (int i = 0; i < 5 && window.step() == from; ++i) {
      if (!isSoon([&] { return window.step() != from || !window.panel().isEmpty(); })) return false;
      if (window.step() == from) window.press("panelPrimaryButton");
    }
    return isSoon([&] { return window.step() != from; });
  }

private Q_SLOTS:
  void nothingHappensTwice_data() {
    QTest::addColumn<int>("exchange");
    QTest::addColumn<int>("cut");
    QTest::addColumn<int>("times");
    const QList<std::pair<const char*, Cut>> cuts{
        {"before the act", Cut::BeforeTheAct},    {"before the answer", Cut::BeforeTheAnswer},
        {"amid the head", Cut::AmidTheHead},      {"after the head", Cut::AfterTheHead},
        {"amid the body", Cut::AmidTheBody},      {"before the last byte", Cut::BeforeTheLastByte},
        {"after the answer", Cut::AfterTheAnswer}};
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      for (const auto& [name, cut] : cuts) {
        // Once is cleared up unseen; the gateway itself tries three times.
        for (const int times : {1, 4}) {
          if (times > 1 && cut != Cut::BeforeTheAct && cut != Cut::BeforeTheAnswer) continue;
          QTest::addRow("C11 %s, cut %s, %d times", exchanges[i].name, name, times)
              << static_cast<int>(i) << static_cast<int>(cut) << times;
        }
      }
    }
  }
  void nothingHappensTwice() {
    QFETCH(int, exchange);
    QFETCH(int, cut);
    QFETCH(int, times);
    const Exchange& under = exchanges.at(static_cast<std::size_t>(exchange));
    LiveWindow window;
    if (under.step == Step::Questions) window.service().askQuestions();
    QVERIFY2(window.reach(under.step), qPrintable(window.state()));
    int left = times;
    window.service().mischief(
        [&](Moment moment, QSslSocket& socket, const SeenRequest& request, const QByteArray& answer) {
          if (request.path != under.path || !isAt(static_cast<Cut>(cut), moment) || left == 0) return false;
          --left;
          doCut(static_cast<Cut>(cut), socket, answer);
          return true;
        });
    window.go();
    const bool persisted = persist(window, under.step);
    QVERIFY2(persisted, qPrintable(window.state()));
    // To the end, with the wind at the back: what came before must not have left anything behind.
    QVERIFY2(window.reach(Step::Done), qPrintable(window.state()));
    QCOMPARE(window.service().acts(), wholeRecovery(under.step));
  }

  void aLostResendIsNoSecondCode() {
    LiveWindow window;
    QVERIFY(window.reach(Step::Code));
    int left = 3;
    window.service().mischief(
        [&](Moment moment, QSslSocket& socket, const SeenRequest& request, const QByteArray&) {
          if (request.path != "/v1/recovery/resend" || moment != Moment::Acted || left == 0) return false;
          --left;
          HostileServer::cut(socket);
          return true;
        });
    window.press("resendButton");
    QVERIFY(isSoon([&] { return !window.panel().isEmpty(); }));
    window.press("panelPrimaryButton");
    QVERIFY(isSoon([&] { return window.panel().isEmpty() && window.isQuiet(); }));
    QCOMPARE(window.service().acts().count(QStringLiteral("resend")), 1);
  }
};

QTEST_MAIN(LostConnectionTest)
#include "lost_connection_test.moc"
