// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/service_under_test.h"

#include <unistd.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <ctime>

#include "service/keys/system_random.h"
#include "tests/bench/load/tls_line.h"

namespace latchkey::bench {
namespace {

qint64 read(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) giveUp("no such clock");
  return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

ServiceUnderTest::ServiceUnderTest(const QString& file) {
  QFile description(file);
  if (!description.open(QIODevice::ReadOnly)) giveUp("no description of a service");
  const QJsonObject said = QJsonDocument::fromJson(description.readAll()).object();
  origin = said.value(QLatin1String("origin")).toString().toLatin1();
  port = static_cast<quint16>(QUrl(said.value(QLatin1String("url")).toString()).port());
  authorityFile = QFile::encodeName(said.value(QLatin1String("ca")).toString());
  outbox = Outbox::of(said.value(QLatin1String("outbox")).toString());
  pid = said.value(QLatin1String("pid")).toInt();
  service::keys::SystemRandom random;
  auto opened = service::keys::FileKeys::open(said.value(QLatin1String("key")).toString(), random);
  if (!opened) giveUp("the master key cannot be read");
  keys = std::move(*opened);
}

qint64 ServiceUnderTest::cpu() const {
  clockid_t clock{};
  if (clock_getcpuclockid(pid, &clock) != 0) giveUp("the service is gone");
  return read(clock);
}

void ServiceUnderTest::settle() const {
  constexpr useconds_t window = 10'000;
  constexpr qint64 idle = 200'000;  // ns
  qint64 before = cpu();
  while (true) {
    usleep(window);
    const qint64 after = cpu();
    if (after - before < idle) return;
    before = after;
  }
}

qint64 wallNow() {
  return read(CLOCK_MONOTONIC);
}
qint64 threadCpu() {
  return read(CLOCK_THREAD_CPUTIME_ID);
}
qint64 processCpu() {
  return read(CLOCK_PROCESS_CPUTIME_ID);
}

}  // namespace latchkey::bench
