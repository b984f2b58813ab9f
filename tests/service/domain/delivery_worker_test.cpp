// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/domain/delivery_worker.h"
#include "service/domain/sealed_deliveries.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
class ScriptedSender final : public MessageSender {
public:
  [[nodiscard]] Result<void, SendError> send(const Message& message) override {
    sent += message.body;
    if (whileSending) whileSending();
    if (fault) return unexpected(*fault);
    return {};
  }
  QStringList sent;
  std::optional<SendError> fault;
  std::function<void()> whileSending;
};

/// A queue on a real file with one message in it.
struct Office {
  Office() { put(QStringLiteral("m1")); }
  void put(const QString& id, Channel channel = Channel::Mail,
           const QString& to = QStringLiteral("a@example.com")) {
    Message message;
    message.id = id;
    message.channel = channel;
    message.to = to;
    message.body = QStringLiteral("body of ") + id;
    message.code = QStringLiteral("1234567");
    message.createdAt = desk.clock.now();
    message.expiresAt = desk.clock.now() + 60'000;
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->outgoing().enqueue(message, QStringLiteral("r"));
    if (!tables->commit()) qFatal("cannot queue");
  }
  [[nodiscard]] QString state() const {
    return desk
        .ask(QStringLiteral("SELECT state || ':' || attempts || ':' || reason || ':' || body || code "
                            "FROM messages WHERE id = 'm1'"))
        .toString();
  }
  RecoveryDesk desk;
  DeliveryQueue& queue = desk.bench->deliveries();
  ScriptedSender mail, text, voice;
  DeliveryWorker worker{queue, {mail, text, voice}, desk.clock};
};
}  // namespace

class DeliveryWorkerTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void sendsByChannelAndForgetsTheText() {
    Office office;
    office.put(QStringLiteral("m2"), Channel::Voice);
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent, QStringList(QStringLiteral("body of m1")));
    QCOMPARE(office.voice.sent, QStringList(QStringLiteral("body of m2")));
    QCOMPARE(office.state(), QStringLiteral("2:1::"));
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent.size(), 1);
  }

  void aMessageToNobodyIsTakenAndGoesToNobody() {
    Office office;
    office.put(QStringLiteral("m0"), Channel::Mail, QString());
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent, QStringList(QStringLiteral("body of m1")));
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT state || body || code FROM messages WHERE id = 'm0'")),
             QVariant(QStringLiteral("2")));
  }

  void whatFailsForAMomentIsTriedAgainAndExpires() {
    Office office;
    office.mail.fault = SendError{SendFault::Transient, QStringLiteral("connect")};
    QCOMPARE(office.worker.step(), office.desk.clock.now() + 5'000);
    office.desk.clock.advance(4'999);
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent.size(), 1);
    office.desk.clock.advance(1);
    QCOMPARE(office.worker.step(), office.desk.clock.now() + 15'000);
    office.desk.clock.advance(15'000);
    std::ignore = office.worker.step();
    // The next try would be after the code's expiry.
    QCOMPARE(office.state(), QStringLiteral("3:3:connect:"));
  }

  void aMessageThatIsTooLateIsNotSent() {
    Office office;
    office.desk.clock.advance(60'000);
    std::ignore = office.worker.step();
    QVERIFY(office.mail.sent.isEmpty());
    QCOMPARE(office.state(), QStringLiteral("3:1:expired:"));
  }

  void aRefusedMessageIsGivenUp() {
    Office office;
    office.mail.fault = SendError{SendFault::Permanent, QStringLiteral("smtp-550")};
    std::ignore = office.worker.step();
    QCOMPARE(office.state(), QStringLiteral("3:1:smtp-550:"));
  }

  void whatMayHaveArrivedIsNeverSentAgain() {
    Office office;
    office.mail.fault = SendError{SendFault::Unknown, QStringLiteral("answer-lost")};
    std::ignore = office.worker.step();
    office.desk.clock.advance(10'000);
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent.size(), 1);
    QCOMPARE(office.state(), QStringLiteral("4:1:answer-lost:"));
  }

  void aProcessThatDiesWhileSendingSendsNothingTwice() {
    Office office;
    struct Death {};
    office.mail.whileSending = [] { throw Death(); };
    QVERIFY_EXCEPTION_THROWN(std::ignore = office.worker.step(), Death);
    office.mail.whileSending = {};
    ScriptedSender sender;
    DeliveryWorker next(office.queue, {sender, sender, sender}, office.desk.clock);
    std::ignore = next.step();
    QVERIFY(sender.sent.isEmpty());
    office.desk.clock.advance(4 * 60'000);
    std::ignore = next.step();
    QVERIFY(sender.sent.isEmpty());
    QCOMPARE(office.state(), QStringLiteral("4:1:interrupted:"));
  }

  void aCodeIsSealedUntilItIsSent() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.desk.lastCode();
    QCOMPARE(code.size(), 7);
    const auto readable =
        QStringLiteral("SELECT COUNT(*) FROM messages WHERE body || code || subject LIKE '%%1%'");
    QCOMPARE(office.desk.ask(readable.arg(code)).toInt(), 0);
    SealedDeliveries queue(office.queue, office.desk.box);
    DeliveryWorker worker(queue, {office.mail, office.text, office.voice}, office.desk.clock);
    std::ignore = worker.step();
    QCOMPARE(office.mail.sent.size(), 1);  // that of the office was never sealed, and is given up
    QVERIFY(office.mail.sent.first().startsWith(code));
    QCOMPARE(office.state(), QStringLiteral("3:1:unreadable:"));
  }

  void whoIsStoppedEndsWithTheMessageInHand() {
    Office office;
    for (const char* const id : {"m2", "m3", "m4"}) office.put(QLatin1String(id));
    office.mail.whileSending = [&office] { office.worker.stop(); };
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent, QStringList(QStringLiteral("body of m1")));
    QCOMPARE(office.desk.count("messages WHERE state = 0"), 3);  // untouched
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent.size(), 1);
    // After the next start.
    DeliveryWorker next(office.queue, {office.mail, office.text, office.voice}, office.desk.clock);
    std::ignore = next.step();
    QCOMPARE(office.mail.sent.size(), 4);
  }

  void twoWorkersNeverTakeTheSameMessage() {
    Office office;
    ScriptedSender other;
    DeliveryWorker second(office.queue, {other, other, other}, office.desk.clock);
    office.mail.whileSending = [&second] { std::ignore = second.step(); };
    std::ignore = office.worker.step();
    QCOMPARE(office.mail.sent.size() + other.sent.size(), 1);
  }
};

QTEST_GUILESS_MAIN(DeliveryWorkerTest)
#include "delivery_worker_test.moc"
