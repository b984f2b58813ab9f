// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_message.h"

#include <QTest>

using namespace latchkey::ui::demo;

namespace {
// JSON with single quotes, for readers' sake.
QByteArray fromQuotes(QByteArray text) {
  return text.replace('\'', '"');
}
}  // namespace

class DemoMessageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aDeliveryIsRead() {
    const auto message = parseDemoMessage(QStringLiteral("1.json"),
                                          fromQuotes("{'channel':'mail','to':'a@example.com','subject':'Your "
                                                     "code','body':'It is 1234567.\\n','code':'1234567',"
                                                     "'createdAt':'2027-03-01T10:20:30.123Z'}"));
    QVERIFY(message);
    QCOMPARE(message->id, QStringLiteral("1.json"));
    QCOMPARE(message->channel, Channel::Mail);
    QCOMPARE(message->to, QStringLiteral("a@example.com"));
    QCOMPARE(message->subject, QStringLiteral("Your code"));
    QCOMPARE(message->body, QStringLiteral("It is 1234567.\n"));
    QCOMPARE(message->code, QStringLiteral("1234567"));
    QCOMPARE(message->createdAt.toMSecsSinceEpoch(), 1803896430123);
  }
  void aNoticeHasNoCode() {
    const auto message = parseDemoMessage(
        {}, fromQuotes("{'channel':'text','to':'+81','body':'changed','code':null,'createdAt':''}"));
    QVERIFY(message);
    QCOMPARE(message->channel, Channel::Text);
    QVERIFY(message->code.isEmpty());
    QVERIFY(!message->createdAt.isValid());
  }
  void anOddCodeIsNotOfferedForCopying_data() {
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("blank") << QByteArray("12 34");
    QTest::newRow("endless") << QByteArray(17, '1');
    QTest::newRow("full-width") << QByteArray("１２３");
    QTest::newRow("direction override") << QByteArray("\\u202e123");
  }
  void anOddCodeIsNotOfferedForCopying() {
    QFETCH(QByteArray, code);
    const auto message = parseDemoMessage(
        {}, fromQuotes("{'channel':'voice','to':'+81','body':'x','code':'") + code + fromQuotes("'}"));
    QVERIFY(message);
    QVERIFY(message->code.isEmpty());
  }
  void whatIsNoDeliveryIsLeftOut_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << (fromQuotes("{'channel':'mail','to':'a"));
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("no channel") << (fromQuotes("{'to':'a','body':'b'}"));
    QTest::newRow("other channel") << (fromQuotes("{'channel':'fax','to':'a','body':'b'}"));
    QTest::newRow("no body") << (fromQuotes("{'channel':'mail','to':'a'}"));
    QTest::newRow("number as address") << (fromQuotes("{'channel':'mail','to':1,'body':'b'}"));
    QTest::newRow("too large") << fromQuotes("{'channel':'mail','to':'a','body':'") + QByteArray(70000, 'x') +
                                      fromQuotes("'}");
  }
  void whatIsNoDeliveryIsLeftOut() {
    QFETCH(QByteArray, json);
    QVERIFY(!parseDemoMessage(QStringLiteral("x"), json));
  }
};

QTEST_APPLESS_MAIN(DemoMessageTest)
#include "demo_message_test.moc"
