// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/rows.h"

#include <QTest>

#include "tests/chaos/small_disk.h"

namespace latchkey::chaos {

namespace {
constexpr int clients = 6;
constexpr int some =
    6;  ///< recoveries that have to come to their end before and after, requests that have to fail

/// A crowd at work, and what it has to have done before one goes on.
class Load {
public:
  explicit Load(Ground& ground) : m_ground(ground), m_crowd(ground, clients) {}

  [[nodiscard]] bool finishes(int more) {
    const int goal = m_crowd.finished() + more;
    return QTest::qWaitFor([&] { return m_crowd.finished() >= goal; }, deadline);
  }
  /// So many requests more have come to nothing.
  [[nodiscard]] bool fails(int more) {
    const int goal = m_crowd.repeated() + more;
    return QTest::qWaitFor([&] { return m_crowd.repeated() >= goal; }, deadline);
  }
  [[nodiscard]] bool waitsForMail(int many) {
    return QTest::qWaitFor([&] { return m_crowd.waiting() >= many; }, deadline);
  }
  /// Nobody begins any more, and everybody comes to an end.
  [[nodiscard]] Reckoning end() {
    m_crowd.beginNoMore();
    // Who still waits then waits for the lease of a request that was cut off. That minute passes at once.
    for (int minute = 0; minute < 10 && !QTest::qWaitFor([&] { return m_crowd.isDone(); }, 10'000);
         ++minute) {
      m_ground.passTime(61);
    }
    return reckon(m_ground, m_crowd);
  }

private:
  static constexpr int deadline = 120'000;
  Ground& m_ground;
  Crowd m_crowd;
};

/// A row whose own course did not come about shows nothing, and fails by that.
Reckoning ended(Load& load, bool cameAbout) {
  Reckoning found = load.end();
  if (!cameAbout) found.told.unclean << QStringLiteral("nothing came to its end beside it");
  return found;
}

std::optional<Reckoning> nothingStops(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  return ended(load, load.finishes(2 * some));
}

std::optional<Reckoning> databaseRestarted(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  bool good = load.finishes(some);
  for (int i = 0; i < 2; ++i) {
    ground.server.restart();
    good = good && load.finishes(some);
  }
  return ended(load, good);
}

std::optional<Reckoning> oneInstanceKilled(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  bool good = load.finishes(some);
  for (const int which : {0, 1, 0, 1}) {
    ground.kill(which);
    good = good && load.fails(some);
    ground.start(which);
    good = good && load.finishes(some);
  }
  return ended(load, good);
}

/// Longer than the leases of what it has begun, which the other one takes over meanwhile; then it goes on
/// with it. A transaction that it holds open is in everybody's way for a minute, until the database ends it.
std::optional<Reckoning> oneStandsStill(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  bool good = load.finishes(some);
  ground.holdStill(0);
  good = good && load.fails(2);
  ground.passTime(4 * 60);
  good = good && load.finishes(some);
  ground.wake(0);
  good = good && load.finishes(some);
  return ended(load, good);
}

/// The new one migrates while the old one works, which works on beside it and is not let in again.
std::optional<Reckoning> upgradedOneByOne(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  bool good = load.finishes(some);
  const auto next = Ground::Version::Next;
  good = ground.services[1]->stop() == 0 && good;
  ground.start(1, next);
  good = good && load.finishes(some);
  ground.kill(0);
  good = ground.isRefusedAsTooOld(0) && good && load.finishes(some);
  ground.start(0, next);
  good = good && load.finishes(some);
  return ended(load, good);
}

std::optional<Reckoning> directoryStopped(const Programs& programs) {
  if (!QFile::exists(QStringLiteral("/usr/sbin/slapd"))) return std::nullopt;
  Ground ground(programs, tests::PostgresServer::shared(), Ground::Directory::OpenLdap);
  Load load(ground);
  bool good = load.finishes(some);
  ground.directory().stop();
  good = good && load.fails(3 * some);
  ground.directory().startAgain();
  good = good && load.finishes(some);
  return ended(load, good);
}

/// Nobody says that it is gone: each word to it is waited for.
std::optional<Reckoning> directorySilent(const Programs& programs) {
  if (!QFile::exists(QStringLiteral("/usr/sbin/slapd"))) return std::nullopt;
  Ground ground(programs, tests::PostgresServer::shared(), Ground::Directory::OpenLdap);
  Load load(ground);
  bool good = load.finishes(some);
  ground.directoryLine().setMode(QStringLiteral("silent"));
  good = good && load.fails(3 * some);
  ground.directoryLine().setMode(QStringLiteral("pass"));
  good = good && load.finishes(some);
  return ended(load, good);
}

/// Codes are good for half an hour, and a recovery at which nobody does anything ends after a quarter: who
/// waited is refused, begins anew, and gets there.
std::optional<Reckoning> relayStopped(const Programs& programs) {
  Ground ground(programs, tests::PostgresServer::shared());
  Load load(ground);
  bool good = load.finishes(some);
  ground.relay.stop();
  good = good && load.waitsForMail(clients);
  for (int minutes = 0; minutes < 60; minutes += 10) {
    ground.passTime(10 * 60);
    // What is due by then is tried, and put off.
    good = good && QTest::qWaitFor(
                       [&] {
                         const QString due = QStringLiteral(
                             "SELECT COUNT(*) FROM messages WHERE state = 1 OR "
                             "(state = 0 AND next_at <= %1)");
                         return ground.inDatabase(due.arg(ground.now())).toInt() == 0;
                       },
                       30'000);
  }
  ground.relay.startAgain();
  ground.passTime(2 * 60);  // until what was put off a few times is tried again
  good = good && load.finishes(2 * some);
  return ended(load, good);
}

/// The disk of the database and of the services' own folders.
std::optional<Reckoning> diskFull(const Programs& programs) {
  SmallDisk disk(256);
  if (!disk.isMounted()) return std::nullopt;
  const QByteArray before = qgetenv("TMPDIR");
  qputenv("TMPDIR", disk.path().toLocal8Bit());
  tests::PostgresServer server;
  if (before.isEmpty())
    qunsetenv("TMPDIR");
  else
    qputenv("TMPDIR", before);
  Ground ground(programs, server, Ground::Directory::Embedded, disk.path());
  Load load(ground);
  bool good = load.finishes(some);
  for (int i = 0; i < 2; ++i) {
    disk.fill();
    good = good && load.fails(3 * some);
    disk.clear();
    if (!server.isRunning()) server.start();  // as its administrator does who has made room
    good = good && load.finishes(some);
  }
  return ended(load, good);
}
}  // namespace

QList<Row> allRows() {
  return {{QStringLiteral("nothing stops"), {}, nothingStops},
          {QStringLiteral("PostgreSQL restarted, twice"), {}, databaseRestarted},
          {QStringLiteral("each service killed, twice"), {}, oneInstanceKilled},
          {QStringLiteral("one service stands still for minutes"),
           {QStringLiteral("challenge-expired answer")},
           oneStandsStill},
          {QStringLiteral("upgraded, one service after the other"), {}, upgradedOneByOne},
          {QStringLiteral("directory stopped"), {}, directoryStopped},
          {QStringLiteral("directory silent"), {}, directorySilent},
          {QStringLiteral("mail relay stopped for an hour"),
           {QStringLiteral("unauthorized resend")},
           relayStopped},
          {QStringLiteral("disk full, twice"), {}, diskFull}};
}

}  // namespace latchkey::chaos
