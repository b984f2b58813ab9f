// SPDX-License-Identifier: GPL-3.0-or-later
// Mails that came back, in the shapes that relays give them, and what only looks like one.
#include "service/delivery/bounce_reader.h"

#include <QTest>

using namespace latchkey::service::delivery;

namespace {

/// What a report is made of; the tests change a piece of it.
struct Shape {
  QByteArray type = "multipart/report; report-type=delivery-status;\n\tboundary=\"B1/mx.example\"";
  QByteArray boundary = "B1/mx.example";
  QByteArray words = "Content-Type: text/plain; charset=us-ascii\n\nI could not deliver it.\n";
  QByteArray head = "Content-Description: Delivery report\nContent-Type: message/delivery-status\n";
  QByteArray message = "Reporting-MTA: dns; mx.example\nArrival-Date: Mon, 2 Feb 2026 10:00:00 +0900 (JST)\n";
  QByteArray recipient = "Final-Recipient: rfc822; somebody@example.com\nAction: failed\nStatus: 5.1.1\n";
  QByteArray returned =
      "Content-Type: message/rfc822\n\nFrom: no-reply@contoso.example\nSubject: Your code\n\n1234567\n";
  QByteArray end = "--";

  [[nodiscard]] QByteArray text() const {
    const QByteArray next = "\n--" + boundary + '\n';
    return "Return-Path: <>\nReceived: from mx.example by mail.example; Mon, 2 Feb 2026 10:00:00 +0900\n"
           "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nSubject: Undelivered\nMIME-Version: 1.0\n"
           "Content-Type: " +
           type + "\n\nThis is a MIME-encapsulated message.\n" + next + words + next + head + '\n' + message +
           '\n' + recipient + next + returned + "\n--" + boundary + end + '\n';
  }
};

QByteArray postfix() {
  Shape shape;
  shape.message =
      "Reporting-MTA: dns; mx.example\nX-Postfix-Queue-ID: 4F2B1C0A\n"
      "X-Postfix-Sender: rfc822; bounces+x@contoso.example\nArrival-Date: Mon,  2 Feb 2026 10:00:00 +0900 "
      "(JST)\n";
  shape.recipient =
      "Final-Recipient: rfc822; somebody@example.com\nOriginal-Recipient: rfc822;somebody@example.com\n"
      "Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; in.example.com\n"
      "Diagnostic-Code: smtp; 550 5.1.1 <somebody@example.com>: Recipient address\n    rejected: no such "
      "user\n";
  return shape.text();
}

/// The words for people are several parts of their own, with a longer boundary that begins in the same way.
QByteArray exchange() {
  Shape shape;
  shape.type = "multipart/report; report-type=delivery-status;\n\tboundary=\"f3a1_MX01.contoso.example\"";
  shape.boundary = "f3a1_MX01.contoso.example";
  shape.words =
      "Content-Type: multipart/alternative; differences=Content-Type;\n"
      "\tboundary=\"f3a1_MX01.contoso.example2\"\n\n--f3a1_MX01.contoso.example2\n"
      "Content-Type: text/plain; charset=\"utf-8\"\n\nAction: delivered\nStatus: 2.0.0\n\n"
      "--f3a1_MX01.contoso.example2\nContent-Type: text/html\n\n<p>Delivery has failed</p>\n"
      "--f3a1_MX01.contoso.example2--\n";
  shape.head = "Content-Type: message/delivery-status\n";
  shape.message = "Reporting-MTA: dns;MX01.contoso.example\nReceived-From-MTA: dns;relay\n";
  shape.recipient =
      "Final-Recipient: rfc822;somebody@contoso.example\nAction: failed\nStatus: 5.2.2\n"
      "Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver; quota exceeded\n"
      "X-Display-Name: Somebody\n";
  return shape.text();
}

/// No status of its own, no quotes, two empty lines before the recipient.
QByteArray exim() {
  Shape shape;
  shape.type = "multipart/report; report-type=delivery-status; boundary=1770000000-eximdsn-1430";
  shape.boundary = "1770000000-eximdsn-1430";
  shape.words = "Content-type: text/plain; charset=us-ascii\n\nThis message was created automatically.\n";
  shape.head = "Content-type: message/delivery-status\n";
  shape.message = "Reporting-MTA: dns; exim.example\n\n";
  shape.recipient =
      "Action: failed\nFinal-Recipient: rfc822;somebody@example.com\nStatus: 5.0.0\n"
      "Remote-MTA: dns; in.example.com\nDiagnostic-Code: smtp; 550-5.7.1 blocked by policy\n 550 see our "
      "page\n";
  shape.returned = "Content-type: text/rfc822-headers\n\nSubject: Your code\n";
  return shape.text();
}

QString told(const QByteArray& mail) {
  const auto bounce = readBounce(mail);
  if (!bounce) {
    switch (bounce.error()) {
      case BounceFault::TooLarge:
        return QStringLiteral("too large");
      case BounceFault::NoReport:
        return QStringLiteral("no report");
      case BounceFault::Malformed:
        return QStringLiteral("malformed");
    }
  }
  return bounce->failed ? QStringLiteral("failed ") + QString::fromLatin1(bounce->status)
                        : QStringLiteral("not failed");
}

}  // namespace

class BounceReaderTest : public QObject {
  Q_OBJECT

  static void row(const char* name, const QByteArray& mail, const char* expected) {
    QTest::newRow(name) << mail << QString::fromLatin1(expected);
  }
  template <typename Change>
  static void changed(const char* name, Change change, const char* expected) {
    Shape shape;
    change(shape);
    row(name, shape.text(), expected);
  }

private Q_SLOTS:
  void aReportIsRead_data() {
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("expected");
    row("like Postfix", postfix(), "failed 5.1.1");
    row("like Exchange", exchange(), "failed 5.2.2");
    row("like Exim, the other server's reply tells more", exim(), "failed 5.7.1");
    row("line of an mbox", "From MAILER-DAEMON Mon Feb  2 10:00:00 2026\n" + postfix(), "failed 5.1.1");
    const auto recipient = [](const char* name, const QByteArray& fields, const char* expected) {
      changed(
          name, [&](Shape& shape) { shape.recipient = fields; }, expected);
    };
    recipient("capitals", "ACTION: Failed\nSTATUS: 5.1.1\n", "failed 5.1.1");
    recipient("folded", "Action:\n failed\nStatus:\n\t5.1.1\n", "failed 5.1.1");
    recipient("with words behind", "Action: failed (sorry)\nStatus: 5.1.1 (no such user)\n", "failed 5.1.1");
    recipient("tried for days", "Action: failed\nStatus: 4.4.7\n", "failed 4.4.7");
    recipient("nothing known", "Action: failed\nStatus: 5.0.0\n", "failed 5.0.0");
    recipient("reply of another class", "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 450 4.2.2 x\n",
              "failed 5.0.0");
    recipient("reply without a code", "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 x 5.1.1\n",
              "failed 5.0.0");
    recipient("no reply of SMTP", "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: x400; 550 5.1.1\n",
              "failed 5.0.0");
    recipient("known better than the reply",
              "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.7.1 x\n", "failed 5.1.1");
    recipient("late", "Action: delayed\nStatus: 4.4.1\n", "not failed");
    recipient("delivered", "Action: delivered\nStatus: 2.1.5\n", "not failed");
    recipient("passed on", "Action: relayed\nStatus: 2.1.9\n", "not failed");
    recipient("two behind it, none reached",
              "Action: failed\nStatus: 5.1.1\n\nAction: failed\nStatus: 5.2.2\n", "failed 5.1.1");
    recipient("two behind it, one reached",
              "Action: failed\nStatus: 5.1.1\n\nAction: delivered\nStatus: 2.0.0\n", "not failed");
    changed(
        "type of RFC 6533",
        [](Shape& shape) {
          shape.head = "Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n";
          shape.recipient = "Final-Recipient: utf-8; \xE3\x81\x82@example.com\n" + shape.recipient;
        },
        "failed 5.1.1");
    changed(
        "no mail comes with it", [](Shape& shape) { shape.returned.clear(); }, "failed 5.1.1");
    changed(
        "another report in the mail that comes with it",
        [](Shape& shape) {
          Shape inner;
          inner.type = "multipart/report; report-type=delivery-status; boundary=inner";
          inner.boundary = "inner";
          inner.recipient = "Action: delivered\nStatus: 2.0.0\n";
          shape.returned = "Content-Type: message/rfc822\n\n" + inner.text();
        },
        "failed 5.1.1");
    changed(
        "blanks behind a boundary", [](Shape& shape) { shape.end = "--  \t"; }, "failed 5.1.1");
    changed(
        "parameters in another order",
        [](Shape& shape) {
          shape.type =
              "Multipart/Report; Boundary = \"B1/mx\\.example\" ;charset=x; Report-Type=\"Delivery-Status\";";
        },
        "failed 5.1.1");
  }
  void aReportIsRead() {
    QFETCH(QByteArray, mail);
    QFETCH(QString, expected);
    QCOMPARE(told(mail), expected);
    QCOMPARE(told(QByteArray(mail).replace("\n", "\r\n")), expected);
  }

  void whatIsNoneIsRefused_data() {
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("expected");
    row("nothing", {}, "no report");
    row("a holiday notice", "From: a@b.c\nContent-Type: text/plain\n\nAction: failed\nStatus: 5.1.1\n",
        "no report");
    row("no type", "From: a@b.c\n\nAction: failed\n", "no report");
    row("no fields", "hello\n\nworld\n", "no report");
    row("begins folded", " x: y\n" + postfix(), "no report");
    row("many fields", QByteArray("a: b\n").repeated(501) + postfix(), "no report");
    row("two types", "Content-Type: text/plain\n" + postfix(), "malformed");
    row("1 MB", postfix() + QByteArray(1'000'000, 'x'), "too large");
    row("as large as it may be", postfix() + QByteArray(largestBounce - postfix().size(), '\n'),
        "failed 5.1.1");
    row("one byte more", postfix() + QByteArray(largestBounce + 1 - postfix().size(), '\n'), "too large");
    const auto type = [](const char* name, const QByteArray& value, const char* expected) {
      changed(
          name, [&](Shape& shape) { shape.type = value; }, expected);
    };
    type("another report",
         "multipart/report; report-type=disposition-notification; boundary=\"B1/mx.example\"", "no report");
    type("report of nothing", "multipart/report; boundary=\"B1/mx.example\"", "no report");
    type("no report at the top", "multipart/mixed; boundary=\"B1/mx.example\"", "no report");
    type("no boundary", "multipart/report; report-type=delivery-status", "malformed");
    type("another boundary", "multipart/report; report-type=delivery-status; boundary=B2", "malformed");
    type("boundary in other capitals",
         "multipart/report; report-type=delivery-status; boundary=\"b1/mx.example\"", "malformed");
    type("half of the boundary", "multipart/report; report-type=delivery-status; boundary=\"B1/mx\"",
         "malformed");
    type("two boundaries",
         "multipart/report; report-type=delivery-status; boundary=x; boundary=\"B1/mx.example\"",
         "no report");
    type("quotes left open", "multipart/report; report-type=delivery-status; boundary=\"B1/mx.example",
         "no report");
    changed(
        "a boundary too long",
        [](Shape& shape) {
          shape.boundary = QByteArray(71, 'b');
          shape.type = "multipart/report; report-type=delivery-status; boundary=" + shape.boundary;
        },
        "malformed");
    changed(
        "cut off", [](Shape& shape) { shape.end.clear(); }, "malformed");
    changed(
        "many parts", [](Shape& shape) { shape.returned = QByteArray("x\n--B1/mx.example\n").repeated(30); },
        "malformed");
    changed(
        "part for machines missing", [](Shape& shape) { shape.head = "Content-Type: text/plain\n"; },
        "malformed");
    changed(
        "part for machines encoded",
        [](Shape& shape) { shape.head += "Content-Transfer-Encoding: base64\n"; }, "malformed");
    changed(
        "nobody reports", [](Shape& shape) { shape.message = "X-Other: y\n"; }, "malformed");
    changed(
        "two report", [](Shape& shape) { shape.message += "Reporting-MTA: dns; b\n"; }, "malformed");
    changed(
        "no recipient", [](Shape& shape) { shape.recipient.clear(); }, "malformed");
    const auto recipient = [](const char* name, const QByteArray& fields) {
      changed(
          name, [&](Shape& shape) { shape.recipient = fields; }, "malformed");
    };
    recipient("no action", "Status: 5.1.1\n");
    recipient("no status", "Action: failed\n");
    recipient("two statuses", "Action: failed\nStatus: 5.1.1\nStatus: 5.2.2\n");
    recipient("two actions", "Action: failed\nAction: delayed\nStatus: 5.1.1\n");
    recipient("two diagnoses",
              "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550\nDiagnostic-Code: x; y\n");
    recipient("another word", "Action: lost\nStatus: 5.1.1\n");
    recipient("failed with success", "Action: failed\nStatus: 2.0.0\n");
    recipient("status of another form", "Action: failed\nStatus: 5.1\n");
    recipient("status of another class", "Action: failed\nStatus: 3.1.1\n");
    recipient("status with something behind", "Action: failed\nStatus: 5.1.1.1\n");
    recipient("status of many digits", "Action: failed\nStatus: 5.1000.1\n");
    recipient("no field", "Action: failed\nStatus: 5.1.1\nhello\n");
    recipient("the second says nothing", "Action: failed\nStatus: 5.1.1\n\nX-Other: y\n");
  }
  void whatIsNoneIsRefused() {
    QFETCH(QByteArray, mail);
    QFETCH(QString, expected);
    QCOMPARE(told(mail), expected);
  }

  /// Wherever the connection broke: no half of a report says that something failed.
  void noBeginningOfAReportIsOne() {
    const QByteArray whole = exchange();
    const qsizetype end = whole.lastIndexOf("--");
    for (qsizetype size = 0; size < end + 2; ++size) QVERIFY(!readBounce(whole.first(size)));
    QVERIFY(readBounce(whole.first(end + 2)).has_value());
  }
};

QTEST_GUILESS_MAIN(BounceReaderTest)
#include "bounce_reader_test.moc"
