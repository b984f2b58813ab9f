// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/process.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <unistd.h>
#endif

#include "core/platform/clock.h"
#include "core/platform/random.h"
#include "core/platform/stop_signal.h"

using namespace latchkey::platform;

namespace {
// Plays the middle of three generations when the test calls itself: starts a tied child, tells its number
// and waits to be killed.
int playParent(int& argc, char** argv) {
  QCoreApplication app(argc, argv);
  QProcess child;
  child.setProgram(QStringLiteral("sleep"));
  child.setArguments({QStringLiteral("600")});
  startTiedToParent(child);
  if (!child.waitForStarted()) return 1;
  QTextStream(stdout) << child.processId() << Qt::endl;
  return app.exec();
}

int playGuarded() {
  const bool forbidden = forbidInspection();
  QFile status(QStringLiteral("/proc/self/limits"));
  if (!status.open(QIODevice::ReadOnly)) return 3;  // the file of a process that cannot be inspected
  const QByteArray limits = status.readAll();
  return forbidden && limits.contains("Max core file size        0") ? 0 : 2;
}

#ifdef Q_OS_LINUX
/// As another user's process would be, even where the tests run as root.
bool becomeNobody() {
  constexpr uid_t nobody = 65534;
  if (::getuid() == 0 && ::setresuid(nobody, nobody, nobody) != 0) return false;
  // A change of user forbids inspection by itself: what is looked at here is forbidInspection() alone.
  return ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0;
}

/// Says that it stands, and waits to be killed.
int playVictim(bool guarded) {
  if (!becomeNobody()) return 4;
  ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);  // where Yama restricts attaching, too
  if (guarded && !forbidInspection()) return 2;
  QTextStream(stdout) << "ready" << Qt::endl;
  for (;;) ::pause();
}

/// 0: attached. 1: it was not permitted. 5: something else.
int playAttacker(const char* victim) {
  if (!becomeNobody()) return 4;
  if (::ptrace(PTRACE_ATTACH, std::atoi(victim), nullptr, nullptr) == 0) return 0;
  return errno == EPERM ? 1 : 5;
}
#endif

int playService() {
  [[maybe_unused]] const StopSignal stop;
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) return 3;
  const QByteArray text = status.readAll();
  const qsizetype at = text.indexOf("SigIgn:") + 7;
  const quint64 ignored = text.mid(at, text.indexOf('\n', at) - at).trimmed().toULongLong(nullptr, 16);
  constexpr quint64 pipe = 1ULL << (13 - 1);      // SIGPIPE of Linux
  constexpr quint64 fileSize = 1ULL << (25 - 1);  // SIGXFSZ
  return (ignored & pipe) != 0 && (ignored & fileSize) != 0 ? 0 : 2;
}
}  // namespace

class ProcessTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aTiedChildEndsWithItsKilledParent() {
#ifndef Q_OS_LINUX
    QSKIP("looks into /proc");
#endif
    QProcess parent;
    parent.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--play-parent")});
    QVERIFY(parent.waitForStarted());
    QTRY_VERIFY(parent.canReadLine());
    const QString folder = QStringLiteral("/proc/") + QString::fromLatin1(parent.readLine().trimmed());
    QVERIFY(QFile::exists(folder));
    parent.kill();
    QVERIFY(parent.waitForFinished());
    const auto gone = [&folder] {
      QFile state(folder + QStringLiteral("/stat"));
      return !state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z ");
    };
    QTRY_VERIFY(gone());
  }
  void inspectionCanBeForbidden() {
    QProcess guarded;
    guarded.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--play-guarded")});
    QVERIFY(guarded.waitForFinished());
    QCOMPARE(guarded.exitStatus(), QProcess::NormalExit);
    QCOMPARE(guarded.exitCode(), 0);
  }
  void whatCannotBeWrittenEndsNoService() {
#ifndef Q_OS_LINUX
    QSKIP("looks into /proc");
#endif
    QProcess service;
    service.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--play-service")});
    QVERIFY(service.waitForFinished());
    QCOMPARE(service.exitStatus(), QProcess::NormalExit);
    QCOMPARE(service.exitCode(), 0);
  }
  void nobodyCanAttach_data() {
    QTest::addColumn<bool>("guarded");
    QTest::addColumn<int>("attacker");
    QTest::newRow("control: without the guard it is possible") << false << 0;
    QTest::newRow("guarded") << true << 1;
  }
  void nobodyCanAttach() {
#ifdef Q_OS_LINUX
    QFETCH(bool, guarded);
    QFETCH(int, attacker);
    QProcess victim;
    victim.start(QCoreApplication::applicationFilePath(),
                 {guarded ? QStringLiteral("--play-guarded-victim") : QStringLiteral("--play-victim")});
    QVERIFY(victim.waitForStarted());
    QTRY_VERIFY(victim.canReadLine());
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--play-attacker"), QString::number(victim.processId())});
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), attacker);
    victim.kill();
    QVERIFY(victim.waitForFinished());
#else
    QSKIP("ptrace as Linux has it");
#endif
  }
  void randomBytesDiffer() {
    std::array<std::byte, 32> first = {};
    std::array<std::byte, 32> second = {};
    fillRandom(first);
    fillRandom(second);
    QVERIFY(first != second);
    fillRandom({});
  }
  void theSteadyClockNeverGoesBack() {
    qint64 last = steadyNow();
    for (int i = 0; i < 1000; ++i) {
      const qint64 now = steadyNow();
      QVERIFY(now >= last);
      last = now;
    }
    QVERIFY(systemNow() > 1'700'000'000'000);
  }
};

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--play-parent") == 0) return playParent(argc, argv);
  if (argc == 2 && std::strcmp(argv[1], "--play-guarded") == 0) return playGuarded();
  if (argc == 2 && std::strcmp(argv[1], "--play-service") == 0) return playService();
#ifdef Q_OS_LINUX
  if (argc == 2 && std::strcmp(argv[1], "--play-victim") == 0) return playVictim(false);
  if (argc == 2 && std::strcmp(argv[1], "--play-guarded-victim") == 0) return playVictim(true);
  if (argc == 3 && std::strcmp(argv[1], "--play-attacker") == 0) return playAttacker(argv[2]);
#endif
  QCoreApplication app(argc, argv);
  ProcessTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "process_test.moc"
