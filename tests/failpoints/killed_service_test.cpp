// SPDX-License-Identifier: GPL-3.0-or-later
// The real latchkeyd, killed at the n-th operation of its first start, or with that operation failing: keys,
// database, migrations, sample accounts, certificates. Whatever is left behind, the next start serves.
#include <QTemporaryDir>
#include <QTest>

#include "core/platform/failpoint.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"

namespace latchkey::app {
namespace {

using tests::RecoveryCaller;
using tests::ServiceProcess;

bool everyCall() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT");
}

std::unique_ptr<ServiceProcess> start(const QString& folder, const QByteArray& failpoint = {}) {
  QStringList environment;
  if (!failpoint.isEmpty())
    environment += QStringLiteral("LATCHKEY_FAILPOINT=") + QString::fromLatin1(failpoint);
  return std::make_unique<ServiceProcess>(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(folder),
                                          environment);
}

/// A start after that, and whether it does what it is there for. Nothing, or what is wrong.
QByteArray serves(const QString& folder) {
  const auto service = start(folder);
  if (!service->isReady()) return "does not start any more: " + service->errors();
  RecoveryCaller caller(service->url(), service->authority());
  const auto opened =
      caller.post("/v1/recoveries", {{QStringLiteral("account"), QStringLiteral("msabc123@outlook.com")},
                                     {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                                     {QStringLiteral("language"), QStringLiteral("en")}});
  if (opened.status() != 201) return "opens no recovery: " + opened.raw.body;
  const auto asked =
      caller.post("/v1/recovery/challenge", {{QStringLiteral("kind"), QStringLiteral("work")}});
  const QJsonObject challenge = asked.recovery().value(QLatin1String("challenge")).toObject();
  const auto passed = caller.post("/v1/recovery/challenge/answer",
                                  {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                                   {QStringLiteral("workCounter"), RecoveryCaller::solve(challenge)}});
  // The sample account's own contact, which no decoy has.
  if (!passed.raw.body.contains("ms*****@example.com")) return "has lost its accounts: " + passed.raw.body;
  return service->stop() == 0 ? QByteArray() : QByteArray("does not stop");
}

}  // namespace

class KilledServiceTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void whereverItsFirstStartEndsTheNextOneServes_data() {
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("killed") << QByteArray("kill");
    QTest::newRow("failing") << QByteArray("fail");
  }
  void whereverItsFirstStartEndsTheNextOneServes() {
    QFETCH(QByteArray, mode);
    const int stride = everyCall() ? 3 : 41;
    int ended = 0;
    int untouched = 0;
    // A call that fails need not end the start: three in a row that serve, and the start is behind us.
    for (int at = 1; untouched < 3; at += stride) {
      const QTemporaryDir folder;
      const auto first = start(folder.path(), mode + ':' + QByteArray::number(at));
      if (first->isReady()) {
        ++untouched;
        continue;
      }
      untouched = 0;
      ++ended;
      const int status = first->ended();
      // Without entropy it aborts; of everything else it says what is wrong.
      if (mode == "kill") QCOMPARE(status, platform::killedByFailpoint);
      if (mode == "fail") QVERIFY(status == 1 || status == -1);
      const QByteArray fault = serves(folder.path());
      QVERIFY2(fault.isEmpty(), mode + ':' + QByteArray::number(at) + ": " + fault);
    }
    QVERIFY2(ended * stride >= 50, QByteArray::number(ended));
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::KilledServiceTest)
#include "killed_service_test.moc"
