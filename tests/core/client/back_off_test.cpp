// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/back_off.h"

#include <QTest>
#include <limits>

using namespace latchkey::client;

Q_DECLARE_METATYPE(Ended)
Q_DECLARE_METATYPE(Verdict)
Q_DECLARE_METATYPE(Tried)

namespace {
constexpr quint32 most = std::numeric_limits<quint32>::max();
constexpr bool aRead = false;
constexpr bool aWrite = true;
Tried after(int attempts, bool mayHaveArrived = false, int nonceRepeats = 0, int settles = 0) {
  return {attempts, nonceRepeats, settles, mayHaveArrived};
}
}  // namespace

class BackOffTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void pausesDoubleUpToTheLongest_data() {
    QTest::addColumn<int>("repeat");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("longest");
    QTest::newRow("first") << 1 << 200 << 400;
    QTest::newRow("second") << 2 << 400 << 800;
    QTest::newRow("third") << 3 << 800 << 1600;
    QTest::newRow("fifth") << 5 << 2000 << 4000;
    QTest::newRow("thousandth") << 1000 << 2000 << 4000;
    QTest::newRow("none yet") << 0 << 200 << 400;
  }
  void pausesDoubleUpToTheLongest() {
    QFETCH(int, repeat);
    QFETCH(int, least);
    QFETCH(int, longest);
    QCOMPARE(pauseBefore({}, repeat, 0), least);
    QCOMPARE(pauseBefore({}, repeat, most), longest);
    const int between = pauseBefore({}, repeat, most / 2);
    QVERIFY(between > least && between < longest);
  }
  void judges_data() {
    QTest::addColumn<bool>("isWrite");
    QTest::addColumn<Ended>("ended");
    QTest::addColumn<Tried>("tried");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char* name, bool isWrite, Ended ended, Tried tried, Verdict verdict) {
      QTest::newRow(name) << isWrite << ended << tried << verdict;
    };
    row("read answered", aRead, Ended::Answered, after(1), Verdict::Deliver);
    row("read cut", aRead, Ended::CutAfterSending, after(1), Verdict::RepeatLater);
    row("read cut twice", aRead, Ended::CutAfterSending, after(2), Verdict::RepeatLater);
    row("read cut three times", aRead, Ended::CutAfterSending, after(3), Verdict::Deliver);
    row("read not connected", aRead, Ended::NeverSent, after(2), Verdict::RepeatLater);
    row("read not connected at last", aRead, Ended::NeverSent, after(3), Verdict::Deliver);
    row("read busy", aRead, Ended::ServerBusy, after(1), Verdict::RepeatLater);
    row("read late", aRead, Ended::LateAfterSending, after(1), Verdict::Deliver);
    row("read without a nonce", aRead, Ended::NonceRequired, after(1), Verdict::RepeatNow);
    row("read without a nonce again", aRead, Ended::NonceRequired, after(2, false, 1), Verdict::Deliver);
    row("read refused", aRead, Ended::TokenRefused, after(1), Verdict::RepeatNow);
    row("read refused twice", aRead, Ended::TokenRefused, after(2), Verdict::Deliver);
    row("read under a bad certificate", aRead, Ended::Hopeless, after(1), Verdict::Deliver);

    row("write answered", aWrite, Ended::Answered, after(1), Verdict::Deliver);
    row("write busy", aWrite, Ended::ServerBusy, after(1), Verdict::Deliver);
    row("write not connected", aWrite, Ended::NeverSent, after(1), Verdict::Deliver);
    row("write late before it left", aWrite, Ended::LateBeforeSending, after(1), Verdict::Deliver);
    row("write refused", aWrite, Ended::TokenRefused, after(1), Verdict::Deliver);
    row("write without a nonce", aWrite, Ended::NonceRequired, after(1), Verdict::RepeatNow);
    row("write without a nonce again", aWrite, Ended::NonceRequired, after(2, false, 1), Verdict::Deliver);
    row("write cut", aWrite, Ended::CutAfterSending, after(1, true), Verdict::RepeatLater);
    row("write cut twice", aWrite, Ended::CutAfterSending, after(2, true), Verdict::RepeatLater);
    row("write cut three times", aWrite, Ended::CutAfterSending, after(3, true), Verdict::DeliverLost);
    row("write late", aWrite, Ended::LateAfterSending, after(1, true), Verdict::RepeatLater);
    row("write late twice", aWrite, Ended::LateAfterSending, after(2, true), Verdict::DeliverLost);
    row("write cut, then not connected", aWrite, Ended::NeverSent, after(2, true), Verdict::RepeatLater);
    row("write cut, never again connected", aWrite, Ended::NeverSent, after(3, true), Verdict::DeliverLost);
    row("write cut, then busy", aWrite, Ended::ServerBusy, after(2, true), Verdict::DeliverLost);
    row("write cut, then another certificate", aWrite, Ended::Hopeless, after(2, true), Verdict::DeliverLost);
    row("write still in progress", aWrite, Ended::StillInProgress, after(2, true), Verdict::RepeatLater);
    row("write in progress for ever", aWrite, Ended::StillInProgress, after(10, true, 0, 8),
        Verdict::DeliverLost);
  }
  void judges() {
    QFETCH(bool, isWrite);
    QFETCH(Ended, ended);
    QFETCH(Tried, tried);
    QFETCH(Verdict, verdict);
    QCOMPARE(judge({}, isWrite, ended, tried), verdict);
  }
  void nothingIsRepeatedForEver() {
    for (const bool isWrite : {aRead, aWrite}) {
      for (int ended = 0; ended <= static_cast<int>(Ended::Hopeless); ++ended) {
        Tried tried;
        int rounds = 0;
        for (; rounds < 100; ++rounds) {
          ++tried.attempts;
          const Verdict verdict = judge({}, isWrite, static_cast<Ended>(ended), tried);
          if (verdict == Verdict::Deliver || verdict == Verdict::DeliverLost) break;
          if (verdict == Verdict::RepeatNow) ++tried.nonceRepeats;
          if (static_cast<Ended>(ended) == Ended::StillInProgress) ++tried.settles;
        }
        QVERIFY2(rounds < 10, qPrintable(QString::number(ended)));
      }
    }
  }
};

QTEST_APPLESS_MAIN(BackOffTest)
#include "back_off_test.moc"
