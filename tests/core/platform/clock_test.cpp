// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/clock.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace latchkey::platform;

namespace {
constexpr qint64 day = 24 * 60 * 60 * 1000;
constexpr qint64 slack = 60'000;  // of a machine that is held up between two looks

void pass(const QString& path, qint64 passed) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  file.write(QByteArray::number(passed));
}

bool isAbout(qint64 moment, qint64 expected) {
  return qAbs(moment - expected) < slack;
}
}  // namespace

class ClockTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    m_path = m_folder.filePath(QStringLiteral("passed"));
    pass(m_path, 0);
    qputenv("LATCHKEY_CLOCK", m_path.toLocal8Bit());  // before anybody looks at a clock
  }

  void tellsTheTimeOfThisMachine() {
    pass(m_path, 0);
    QVERIFY(isAbout(systemNow(), QDateTime::currentMSecsSinceEpoch()));
    const qint64 first = steadyNow();
    QVERIFY(steadyNow() >= first);
  }

  void hoursOfATestPassForBothClocksAtOnce() {
#ifdef LATCHKEY_FAILPOINTS
    constexpr bool movable = true;
#else
    constexpr bool movable = false;  // whoever starts a release must not be able to end a waiting time
#endif
    pass(m_path, 0);
    const qint64 steady = steadyNow();
    pass(m_path, day);
    const qint64 ahead = movable ? day : 0;
    QVERIFY(isAbout(systemNow(), QDateTime::currentMSecsSinceEpoch() + ahead));
    QVERIFY(isAbout(steadyNow(), steady + ahead));
  }

private:
  QTemporaryDir m_folder;
  QString m_path;
};

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
