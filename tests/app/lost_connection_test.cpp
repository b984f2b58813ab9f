// SPDX-License-Identifier: GPL-3.0-or-later
// C11: the connection is cut before, amid and after each exchange of a recovery. The window says so, the
// service is asked what happened, and nothing happens twice.
#include <QTest>

#include "tests/app/exchanges.h"

using namespace latchkey;
using protocol::RequestKind;
using tests::Exchange;
using tests::exchanges;
using tests::HostileServer;
using tests::isSoon;
using tests::LiveWindow;
using tests::pathOf;
using tests::persist;
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
  /// What the same does over a connection that holds.
  static const QStringList& untouched(const Exchange& under) {
    static QHash<const Exchange*, QStringList> known;
    if (!known.contains(&under)) {
      LiveWindow window;
      const bool began = under.prepare(window);
      under.act(window);
      const bool ended = began && persist(window, under) && window.reach(under.end);
      if (!ended) qWarning("%s", qPrintable(window.state()));
      known.insert(&under, ended ? window.service().acts() : QStringList());
    }
    return known[&under];
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
    for (qsizetype i = 0; i < exchanges().size(); ++i) {
      for (const auto& [name, cut] : cuts) {
        // Amid an answer one exchange is like another: each has half of these.
        if (cut > Cut::BeforeTheAnswer && (static_cast<int>(cut) + i) % 2 != 0) continue;
        // Once is cleared up unseen; the gateway itself tries three times.
        for (const int times : {1, 4}) {
          if (times > 1 && cut != Cut::BeforeTheAct && cut != Cut::BeforeTheAnswer) continue;
          QTest::addRow("C11 %s, cut %s, %d times", exchanges().at(i).name, name, times)
              << static_cast<int>(i) << static_cast<int>(cut) << times;
        }
      }
    }
  }
  void nothingHappensTwice() {
    QFETCH(int, exchange);
    QFETCH(int, cut);
    QFETCH(int, times);
    const Exchange& under = exchanges().at(exchange);
    QStringList expected = untouched(under);
    QVERIFY(!expected.isEmpty());
    LiveWindow window;
    QVERIFY2(under.prepare(window), qPrintable(window.state()));
    const QByteArray path = pathOf(under);
    const QByteArray act = path.sliced(path.lastIndexOf('/') + 1);
    int left = times;
    window.service().mischief(
        [&](Moment moment, QSslSocket& socket, const SeenRequest& request, const QByteArray& answer) {
          if (request.path != path || !isAt(static_cast<Cut>(cut), moment) || left == 0) return false;
          --left;
          doCut(static_cast<Cut>(cut), socket, answer);
          return true;
        });
    under.act(window);
    const bool persisted = persist(window, under);
    QVERIFY2(persisted, qPrintable(window.state()));
    QVERIFY2(left < times, "nothing was cut");
    // To the end, with the wind at the back: what came before must not have left anything behind.
    QVERIFY2(window.reach(under.end), qPrintable(window.state()));
    QStringList acts = window.service().acts();
    if (under.mayBeLost && !acts.contains(QLatin1String(act))) expected.removeAll(QLatin1String(act));
    QCOMPARE(acts, expected);
    window.service().mischief({});
  }

  /// A new route needs a row.
  void everyWriteOfARecoveryIsCut() {
    // "This was not me" has a dialog and connections of its own: core/client/objector_test.
    QSet<RequestKind> rows{RequestKind::None, RequestKind::Report, RequestKind::Object};
    for (const Exchange& exchange : exchanges()) rows.insert(exchange.request);
    for (const protocol::Route& route : protocol::routes()) {
      QVERIFY2(rows.contains(route.request) || protocol::isOfEnrolment(route),
               std::string(route.path).c_str());
    }
  }
};

QTEST_MAIN(LostConnectionTest)
#include "lost_connection_test.moc"
