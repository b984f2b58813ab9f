// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/outbox_sender.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <thread>
#include <vector>

#include "service/delivery/channel_router.h"

using namespace latchkey::service;
using delivery::OutboxSender;

namespace {

domain::Message textMessage() {
  domain::Message message;
  message.id = QStringLiteral("m/1");
  message.channel = domain::Channel::Text;
  message.to = QStringLiteral("+819098765432");
  message.body = QStringLiteral("1234567 は確認コードです");
  message.code = QStringLiteral("1234567");
  message.createdAt = 1'780'000'000'123;
  return message;
}

QStringList filesIn(const QString& folder) {
  return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

QJsonObject jsonIn(const QString& folder, const QString& name) {
  QFile file(QDir(folder).filePath(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QJsonDocument::fromJson(file.readAll()).object();
}

}  // namespace

class OutboxSenderTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void writesTheContractsFieldsAndNothingElse() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.filePath(QStringLiteral("a/outbox")));
    QVERIFY(outbox.send(textMessage()));
    const QStringList files = filesIn(outbox.folder());
    QCOMPARE(files.size(), 1);
    const QJsonObject expected{{QStringLiteral("channel"), QStringLiteral("text")},
                               {QStringLiteral("to"), QStringLiteral("+819098765432")},
                               {QStringLiteral("subject"), QString()},
                               {QStringLiteral("body"), QStringLiteral("1234567 は確認コードです")},
                               {QStringLiteral("code"), QStringLiteral("1234567")},
                               {QStringLiteral("createdAt"), QStringLiteral("2026-05-28T20:26:40.123Z")}};
    QCOMPARE(jsonIn(outbox.folder(), files.first()), expected);
  }

  void aNoticeHasNoCode() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.path());
    auto notice = textMessage();
    notice.channel = domain::Channel::Mail;
    notice.code.clear();
    QVERIFY(outbox.send(notice));
    const QJsonObject json = jsonIn(dir.path(), filesIn(dir.path()).first());
    QVERIFY(json.value(QStringLiteral("code")).isNull());
    QCOMPARE(json.value(QStringLiteral("channel")).toString(), QStringLiteral("mail"));
  }

  void namesSortByTime() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.path());
    // Out of order, across a second, a day and a change of the number of digits.
    const std::vector<qint64> times{1'780'000'001'000, 999'999'999'999, 1'780'000'000'999, 1'780'086'400'000,
                                    1'000'000'000'000};
    for (const qint64 time : times) {
      auto message = textMessage();
      message.id = QString::number(time);
      message.createdAt = time;
      QVERIFY(outbox.send(message));
    }
    QStringList written;
    for (const QString& name : filesIn(dir.path())) {
      written << jsonIn(dir.path(), name).value(QStringLiteral("createdAt")).toString();
    }
    QStringList sorted = written;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(written.size(), 5);
    QCOMPARE(written, sorted);
  }

  void theSameMessageTwiceIsOneFile() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.path());
    QVERIFY(outbox.send(textMessage()));
    QVERIFY(outbox.send(textMessage()));
    QCOMPARE(filesIn(dir.path()).size(), 1);
  }

  void anIdCannotLeaveTheFolder() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.filePath(QStringLiteral("outbox")));
    auto message = textMessage();
    message.id = QStringLiteral("../../escape\n/x");
    QVERIFY(outbox.send(message));
    QCOMPARE(filesIn(dir.path()).size(), 0);
    QCOMPARE(filesIn(outbox.folder()).size(), 1);
  }

  void onlyItsOwnerReadsIt() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.filePath(QStringLiteral("outbox")));
    QVERIFY(outbox.send(textMessage()));
    const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup |
                                      QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(outbox.folder()) & others));
    QVERIFY(!(QFile::permissions(QDir(outbox.folder()).filePath(filesIn(outbox.folder()).first())) & others));
  }

  void aFolderThatCannotBeMadeIsToldAndTriedAgain() {
    QTemporaryDir dir;
    QFile blocker(dir.filePath(QStringLiteral("file")));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    OutboxSender outbox(dir.filePath(QStringLiteral("file/outbox")));
    const auto result = outbox.send(textMessage());
    QVERIFY(!result);
    QVERIFY(result.error().fault == domain::SendFault::Transient);
    QCOMPARE(result.error().reason, QStringLiteral("outbox-folder"));
  }

  void manyThreadsLeaveWholeFilesOnly() {
    QTemporaryDir dir;
    OutboxSender outbox(dir.path());
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&outbox, thread] {
        for (int i = 0; i < 10; ++i) {
          auto message = textMessage();
          message.id = QStringLiteral("%1-%2").arg(thread).arg(i);
          if (!outbox.send(message)) return;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    const QStringList files = filesIn(dir.path());
    QCOMPARE(files.size(), 80);
    for (const QString& name : files) QCOMPARE(jsonIn(dir.path(), name).size(), 6);
  }

  void theRouterPicksByChannel() {
    QTemporaryDir dir;
    OutboxSender mail(dir.filePath(QStringLiteral("mail")));
    OutboxSender text(dir.filePath(QStringLiteral("text")));
    delivery::ChannelRouter router({.mail = &mail, .text = &text, .voice = nullptr});
    auto message = textMessage();
    QVERIFY(router.send(message));
    QVERIFY(filesIn(mail.folder()).isEmpty());
    QCOMPARE(filesIn(text.folder()).size(), 1);
    message.channel = domain::Channel::Mail;
    QVERIFY(router.send(message));
    QCOMPARE(filesIn(mail.folder()).size(), 1);
    message.channel = domain::Channel::Voice;
    const auto refused = router.send(message);
    QVERIFY(!refused);
    QVERIFY(refused.error().fault == domain::SendFault::Permanent);
    QCOMPARE(refused.error().reason, QStringLiteral("no-channel"));
  }
};

QTEST_APPLESS_MAIN(OutboxSenderTest)
#include "outbox_sender_test.moc"
