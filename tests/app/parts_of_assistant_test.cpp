// SPDX-License-Identifier: GPL-3.0-or-later
// What app/assistant is made of, as far as it can be looked at without a window.
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/assistant/configuration.h"
#include "app/assistant/demo_service.h"
#include "app/assistant/outbox_watcher.h"
#include "core/platform/files.h"
#include "tests/support/test_certificates.h"

using namespace latchkey;
using namespace latchkey::assistant;

namespace {
// A program that takes latchkeyd's place.
QString script(const QTemporaryDir& folder, const QByteArray& body) {
  const QString path = folder.filePath(QStringLiteral("latchkeyd"));
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return {};
  file.write("#!/bin/sh\n" + body + "\n");
  file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
  return path;
}
const QByteArray readyLine =
    "{\"event\":\"ready\",\"url\":\"https://127.0.0.1:4433\",\"ca\":\"/x/ca.pem\",\"outbox\":\"/x/outbox\"}";
}  // namespace

class PartsOfAssistantTest : public QObject {
  Q_OBJECT
private:
  std::unique_ptr<QTemporaryDir> m_folder;
  QString place(const char* name) { return m_folder->filePath(QLatin1String(name)); }
  void write(const char* name, const QByteArray& bytes) {
    QVERIFY(QDir().mkpath(QFileInfo(place(name)).path()));
    QVERIFY(platform::replaceFile(place(name), bytes));
  }

private Q_SLOTS:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  // --- configuration ------------------------------------------------------------------------------

  void theFirstFileThatExistsCounts() {
    write("b/latchkey.ini", "server=https://b.example\n");
    write("c/latchkey.ini", "server=https://c.example\n");
    const auto read =
        readConfiguration({place("a/latchkey.ini"), place("b/latchkey.ini"), place("c/latchkey.ini")});
    QVERIFY(read);
    QCOMPARE(read->server, QUrl(QStringLiteral("https://b.example")));
  }
  void aRelativeCaLiesBesideTheFile() {
    write("ca, ours.pem", tests::Authority().pem());
    write("latchkey.ini", "server=https://b.example:8443\nca=\"ca, ours.pem\"\n");
    QVERIFY(readConfiguration({place("latchkey.ini")}));
  }
  void mistakesAreNamed_data() {
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, const QByteArray& ini, ConfigurationFault fault) {
      QTest::newRow(name) << ini << static_cast<int>(fault);
    };
    row("empty", "", ConfigurationFault::NotHttps);
    row("other key", "Sever=https://b.example\n", ConfigurationFault::NotHttps);
    row("plain http", "server=http://b.example\n", ConfigurationFault::NotHttps);
    row("path", "server=https://b.example/x\n", ConfigurationFault::NotAnAddress);
    row("no such ca", "server=https://b.example\nca=none.pem\n", ConfigurationFault::CaUnreadable);
    row("ca is no certificate", "server=https://b.example\nca=latchkey.ini\n",
        ConfigurationFault::CaWithoutCertificate);
    row("random bytes", QByteArray("\xff\xfe\x00\x80[[[=", 8), ConfigurationFault::NotHttps);
  }
  void mistakesAreNamed() {
    QFETCH(QByteArray, ini);
    QFETCH(int, fault);
    write("latchkey.ini", ini);
    const auto read = readConfiguration({place("latchkey.ini")});
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().fault), fault);
    QCOMPARE(read.error().file, place("latchkey.ini"));
  }
  void noFileIsNoMistake() {
    const auto read = readConfiguration({place("latchkey.ini")});
    QVERIFY(!read);
    QCOMPARE(read.error().fault, ConfigurationFault::Missing);
  }

  // --- the demo's service -------------------------------------------------------------------------

  void theServiceIsStartedAsTheContractSays() {
    DemoService service(script(*m_folder, "echo \"$@\" > \"$(dirname \"$0\")/arguments\"\necho '" +
                                              readyLine + "'\nexec sleep 600"));
    std::optional<DemoService::Ready> got;
    connect(&service, &DemoService::ready, this, [&got](const DemoService::Ready& ready) { got = ready; });
    service.start();
    QTRY_VERIFY(got);
    QCOMPARE(got->server, QUrl(QStringLiteral("https://127.0.0.1:4433")));
    QCOMPARE(got->ca, QStringLiteral("/x/ca.pem"));
    QCOMPARE(got->outbox, QStringLiteral("/x/outbox"));
    QFile arguments(place("arguments"));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    const QList<QByteArray> words = arguments.readAll().trimmed().split(' ');
    QCOMPARE(words.size(), 5);
    QCOMPARE(words[0], QByteArray("--demo"));
    QCOMPARE(words[1], QByteArray("--data"));
    QVERIFY(QFileInfo(QString::fromLocal8Bit(words[2])).isDir());
    QCOMPARE(words[3], QByteArray("--listen"));
    QCOMPARE(words[4], QByteArray("127.0.0.1:0"));
  }
  void theServiceEndsWithItsObject() {
    const QString marker = place("ended");
    {
      // The sleeper is there before the trap that ends it: left over, it would keep this test's pipes open.
      DemoService service(script(*m_folder, "sleep 600 &\ntrap 'touch \"" + marker.toLocal8Bit() +
                                                "\"; kill $!; exit 0' TERM\necho '" + readyLine + "'\nwait"));
      QSignalSpy ready(&service, &DemoService::ready);
      service.start();
      QTRY_COMPARE(ready.count(), 1);
    }
    QVERIFY(QFile::exists(marker));
  }
  void faultsAreTold_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("dies at once") << QByteArray("exit 3") << static_cast<int>(DemoService::Fault::EndedEarly);
    QTest::newRow("nonsense") << QByteArray("echo hello; exec sleep 600")
                              << static_cast<int>(DemoService::Fault::NeverReady);
    QTest::newRow("dies later") << "echo '" + readyLine + "'; exit 0"
                                << static_cast<int>(DemoService::Fault::EndedEarly);
  }
  void faultsAreTold() {
    QFETCH(QByteArray, body);
    QFETCH(int, fault);
    DemoService service(script(*m_folder, body));
    QSignalSpy failed(&service, &DemoService::failed);
    service.start();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(static_cast<int>(failed.first().first().value<DemoService::Fault>()), fault);
  }
  void aMissingProgramIsTold() {
    DemoService service(place("none"));
    QSignalSpy failed(&service, &DemoService::failed);
    service.start();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<DemoService::Fault>(), DemoService::Fault::ProgramMissing);
  }
  void onlyAReadyLineIsReady_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("list") << QByteArray("[1]");
    QTest::newRow("other event") << QByteArray(readyLine).replace("ready", "stopped");
    QTest::newRow("plain http") << QByteArray(readyLine).replace("https", "http");
    QTest::newRow("no ca") << QByteArray(readyLine).replace("/x/ca.pem", "");
    QTest::newRow("cut") << readyLine.left(40);
  }
  void onlyAReadyLineIsReady() {
    QFETCH(QByteArray, line);
    QVERIFY(!DemoService::parseReadyLine(line));
  }
  void anOutboxMayBeAbsent() {
    const auto ready = DemoService::parseReadyLine(QByteArray(readyLine).replace("\"/x/outbox\"", "null"));
    QVERIFY(ready);
    QVERIFY(ready->outbox.isEmpty());
  }

  // --- outbox -------------------------------------------------------------------------------------

  void messagesArriveOnceAndInOrder() {
    const auto message = [](const char* body) {
      return QByteArray("{\"channel\":\"mail\",\"to\":\"a\",\"body\":\"") + body + "\"}";
    };
    write("outbox/2.json", message("second"));
    write("outbox/1.json", message("first"));
    write("outbox/notes.txt", message("no delivery"));
    write("outbox/3.json", "broken");
    OutboxWatcher watcher(place("outbox"));
    QStringList bodies;
    connect(&watcher, &OutboxWatcher::arrived, this,
            [&bodies](const ui::demo::DemoMessage& each) { bodies.append(each.body); });
    watcher.start();
    QCOMPARE(bodies, QStringList({QStringLiteral("first"), QStringLiteral("second")}));
    write("outbox/4.json", message("fourth"));
    QTRY_COMPARE(bodies.size(), 3);
    QCOMPARE(bodies.last(), QStringLiteral("fourth"));
  }
  void aFolderThatComesLaterIsWatchedToo() {
    OutboxWatcher watcher(place("outbox"));
    QSignalSpy arrived(&watcher, &OutboxWatcher::arrived);
    watcher.start();
    write("outbox/1.json", "{\"channel\":\"text\",\"to\":\"a\",\"body\":\"b\"}");
    QTRY_COMPARE(arrived.count(), 1);
  }
};

QTEST_GUILESS_MAIN(PartsOfAssistantTest)
#include "parts_of_assistant_test.moc"
