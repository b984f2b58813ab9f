// SPDX-License-Identifier: GPL-3.0-or-later
// A directory behind a firewall that swallows packets: it accepts, and never says a word. Whoever asks it is
// told so; everything else goes on meanwhile.
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "tests/support/configured_service.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/test_certificates.h"

using namespace latchkey;  // NOLINT
using tests::RecoveryCaller;

namespace {
const QString program = QStringLiteral(LATCHKEY_PROGRAM);
constexpr int people = 12;
constexpr int patience = 60'000;
}  // namespace

class ServiceSilentDirectoryTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  [[nodiscard]] QByteArray file(const QString& name, const QByteArray& text) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("no file");
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return file.fileName().toUtf8();
  }

private Q_SLOTS:
  void whatNeedsNoDirectoryGoesOnBesideASilentOne() {
    QTcpServer directory;
    QVERIFY(directory.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(directory.serverPort());
    const tests::ConfiguredService service(
        program, "[directory]\nkind = \"openldap\"\nurls = [\"ldaps://127.0.0.1:" + port +
                     "\"]\nca_file = \"" +
                     file(QStringLiteral("ca.pem"), tests::Authority().issue().certificate) +
                     "\"\nbind_dn = \"cn=latchkey,dc=latchkey,dc=test\"\npassword_file = \"" +
                     file(QStringLiteral("secret"), "Serv1ce-Start-9\n") +
                     "\"\nbase = \"ou=people,dc=latchkey,dc=test\"\ndomain = \"latchkey.test\"\n"
                     "connect_deadline = \"8s\"\n");
    std::atomic<int> refused = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> signIns;
    for (int i = 0; i < people; ++i) {
      signIns.emplace_back([&, i] {
        RecoveryCaller caller(service.url(), service.authority());
        const auto answer = caller.post(
            "/v1/enrolments", {{QStringLiteral("account"), QStringLiteral("p%1@latchkey.test").arg(i)},
                               {QStringLiteral("password"), QStringLiteral("Quiet-Lake-42")},
                               {QStringLiteral("language"), QStringLiteral("en")}});
        if (answer.status() == 503 && !answer.raw.field("retry-after").isEmpty()) ++refused;
        ++answered;
      });
    }
    const bool isAsked = QTest::qWaitFor([&] { return directory.hasPendingConnections(); }, patience);
    QElapsedTimer timer;
    timer.start();
    RecoveryCaller caller(service.url(), service.authority());
    const int ready = caller.get("/readyz").status();
    const auto opened =
        caller.post("/v1/recoveries", {{QStringLiteral("account"), QStringLiteral("ann@latchkey.test")},
                                       {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                                       {QStringLiteral("language"), QStringLiteral("en")}});
    const qint64 took = timer.elapsed();
    const bool isStillSilent = answered < people;
    for (std::thread& signIn : signIns) signIn.join();
    QVERIFY(isAsked);
    QCOMPARE(ready, 200);
    QCOMPARE(opened.status(), 201);
    QVERIFY2(isStillSilent && took < 6'000, qPrintable(QString::number(took)));
    QCOMPARE(refused, people);
    QCOMPARE(caller.get("/readyz").status(), 200);
  }
};

QTEST_GUILESS_MAIN(ServiceSilentDirectoryTest)
#include "service_silent_directory_test.moc"
