// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/request_reader.h"

#include <QTest>

namespace latchkey::service::http {
namespace {

using State = RequestReader::State;
const QByteArray host = "Host: a.example\r\n";

QByteArray post(const QByteArray& fields, const QByteArray& body) {
  return "POST /v1/recoveries HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}

}  // namespace

class RequestReaderTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aRequestIsReadHoweverItArrives_data() {
    QTest::addColumn<int>("step");
    for (const int step : {1, 2, 3, 7, 64, 4096}) QTest::addRow("%d bytes at a time", step) << step;
  }
  void aRequestIsReadHoweverItArrives() {
    QFETCH(int, step);
    const QByteArray bytes = post("Content-Length: 11\r\nX-A:  b \r\nDPoP: p\r\n", "{\"a\":\"b\"}  ");
    RequestReader reader({});
    QVERIFY(reader.idle());
    for (qsizetype at = 0; at < bytes.size(); at += step) {
      QCOMPARE(reader.state(), State::NeedMore);
      reader.feed(QByteArrayView(bytes).sliced(at, qMin(qsizetype(step), bytes.size() - at)));
      QVERIFY(!reader.idle());
    }
    QCOMPARE(reader.state(), State::Complete);
    const HttpRequest request = reader.take();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/v1/recoveries"));
    QCOMPARE(request.field("x-a"), std::optional<QByteArray>("b"));
    QCOMPARE(request.field("dpop"), std::optional<QByteArray>("p"));
    QVERIFY(request.hasBody);
    QCOMPARE(request.body, QByteArray("{\"a\":\"b\"}  "));
    QVERIFY(reader.keepAlive());
    QVERIFY(reader.idle());
  }

  void aChunkedBodyIsPutTogetherAndItsTrailersAreIgnored() {
    RequestReader reader({});
    const QByteArray bytes = post("Transfer-Encoding: Chunked\r\n",
                                  "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nAuthorization: evil\r\n\r\n");
    QCOMPARE(reader.feed(bytes), State::Complete);
    const HttpRequest request = reader.take();
    QCOMPARE(request.body, QByteArray("abcde"));
    QCOMPARE(request.count("authorization"), 0);
  }

  void pipelinedRequestsAreTakenOneByOne() {
    RequestReader reader({});
    QCOMPARE(
        reader.feed(post("Content-Length: 1\r\n", "1") + post("Content-Length: 1\r\n", "2") + "GET / HT"),
        State::Complete);
    QCOMPARE(reader.take().body, QByteArray("1"));
    QCOMPARE(reader.state(), State::Complete);
    QCOMPARE(reader.take().body, QByteArray("2"));
    QCOMPARE(reader.state(), State::NeedMore);
    QVERIFY(!reader.idle());
  }

  void theClientMayAskToClose() {
    RequestReader reader({});
    QCOMPARE(reader.feed("GET / HTTP/1.1\r\nConnection: close\r\n" + host + "\r\n"), State::Complete);
    QVERIFY(!reader.take().hasBody);
    QVERIFY(!reader.keepAlive());
  }

  void continueIsAskedForOnce() {
    RequestReader reader({});
    reader.feed(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
    QVERIFY(reader.takeExpectsContinue());
    QVERIFY(!reader.takeExpectsContinue());
    QCOMPARE(reader.feed("{}"), State::Complete);
    QVERIFY(!reader.takeExpectsContinue());
  }

  void badHeadsAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<RequestFault>("fault");
    const auto row = [](const char* name, const QByteArray& bytes,
                        RequestFault fault = RequestFault::Malformed) {
      QTest::newRow(name) << bytes << fault;
    };
    row("garbage", "\x16\x03\x01\x02garbage\r\n\r\n");
    row("http 1.0", "GET / HTTP/1.0\r\n" + host + "\r\n");
    row("http 2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("http 0.9", "GET /\r\n\r\n");
    row("bare line feed in a head", "GET / HTTP/1.1\nHost: a\n\n\r\n\r\n");
    row("no host", "GET / HTTP/1.1\r\n\r\n");
    row("two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n");
    row("absolute form", "GET https://a.example/ HTTP/1.1\r\n" + host + "\r\n");
    row("asterisk form", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n");
    row("authority form", "CONNECT a.example:443 HTTP/1.1\r\n" + host + "\r\n");
    row("fragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n");
    row("bytes above ASCII in the target", "GET /\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n");
    row("target too long", "GET /" + QByteArray(1024, 'a') + " HTTP/1.1\r\n" + host + "\r\n");
    row("method too long", QByteArray(17, 'A') + " / HTTP/1.1\r\n" + host + "\r\n");
    row("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
    row("NUL in a field", QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n", 36));
    row("length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    row("coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"));
    row("two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"));
    row("the same length twice", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"));
    row("list of lengths", post("Content-Length: 1, 1\r\n", "a"));
    row("negative length", post("Content-Length: -1\r\n", ""));
    row("signed length", post("Content-Length: +1\r\n", "a"));
    row("hexadecimal length", post("Content-Length: 0x1\r\n", "a"));
    row("length out of range", post("Content-Length: 99999999999999999999\r\n", ""));
    row("other coding", post("Transfer-Encoding: gzip\r\n", ""));
    row("coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"));
    row("identity", post("Transfer-Encoding: identity\r\n", ""));
    row("disguised coding", post("Transfer-Encoding: \x0b"
                                 "chunked\r\n",
                                 "0\r\n\r\n"));
    row("chunk size that is none", post("Transfer-Encoding: chunked\r\n", "zz\r\nab\r\n0\r\n\r\n"));
    row("chunk without its end", post("Transfer-Encoding: chunked\r\n", "1\r\nabcd\r\n0\r\n\r\n"));
    row("ten gigabytes", post("Content-Length: 10737418240\r\n", ""), RequestFault::BodyTooLarge);
    row("one byte over", post("Content-Length: 65537\r\n", ""), RequestFault::BodyTooLarge);
    row("one chunk over", post("Transfer-Encoding: chunked\r\n", "10001\r\n"), RequestFault::BodyTooLarge);
    row("endless line", "GET /" + QByteArray(20'000, 'a'), RequestFault::HeaderTooLarge);
    row("endless field", "GET / HTTP/1.1\r\nX: " + QByteArray(20'000, 'a'), RequestFault::HeaderTooLarge);
    QByteArray many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 4000; ++i) many += "X: 1\r\n";
    row("endless fields", many, RequestFault::HeaderTooLarge);
  }
  void badHeadsAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(RequestFault, fault);
    // Whole and byte by byte: the verdict must not depend on how the network cuts.
    for (const qsizetype step : {bytes.size(), qsizetype(1)}) {
      RequestReader reader({});
      for (qsizetype at = 0; at < bytes.size() && reader.state() == State::NeedMore; at += step) {
        reader.feed(QByteArrayView(bytes).sliced(at, qMin(step, bytes.size() - at)));
      }
      QCOMPARE(reader.state(), State::Failed);
      QCOMPARE(reader.fault(), fault);
      QCOMPARE(reader.feed("GET / HTTP/1.1\r\n" + host + "\r\n"), State::Failed);
    }
  }

  void theLimitOfAHeadIsTheSameInAnyPieces_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("passes");
    QTest::newRow("just fits") << qsizetype(512) << true;
    for (const qsizetype more : {1, 2, 4, 16, 63}) QTest::addRow("%d over", int(more)) << 512 + more << false;
  }
  void theLimitOfAHeadIsTheSameInAnyPieces() {
    QFETCH(qsizetype, size);
    QFETCH(bool, passes);
    RequestLimits limits;
    limits.header = 512;
    QByteArray head = "GET / HTTP/1.1\r\n" + host + "X:" + QByteArray(40, ' ');  // blanks count as well
    head += QByteArray(size - head.size() - 4, 'x') + "\r\n\r\n";
    for (qsizetype step = 1; step <= size; ++step) {
      RequestReader reader(limits);
      for (qsizetype at = 0; at < head.size() && reader.state() == State::NeedMore; at += step)
        reader.feed(QByteArrayView(head).sliced(at, qMin(step, head.size() - at)));
      QCOMPARE(reader.state(), passes ? State::Complete : State::Failed);
      if (!passes) QCOMPARE(reader.fault(), RequestFault::HeaderTooLarge);
    }
  }

  void theLargestBodyPasses_data() {
    QTest::addColumn<bool>("chunked");
    QTest::newRow("length") << false;
    QTest::newRow("chunked") << true;
  }
  void theLargestBodyPasses() {
    QFETCH(bool, chunked);
    const QByteArray body(65536, 'x');
    RequestReader reader({});
    reader.feed(chunked ? post("Transfer-Encoding: chunked\r\n", "10000\r\n" + body + "\r\n0\r\n\r\n")
                        : post("Content-Length: 65536\r\n", body));
    QCOMPARE(reader.state(), State::Complete);
    QCOMPARE(reader.take().body, body);
  }

  void manyChunksTogetherAreCapped() {
    RequestReader reader({});
    reader.feed(post("Transfer-Encoding: chunked\r\n", ""));
    for (int i = 0; i < 66 && reader.state() == State::NeedMore; ++i)
      reader.feed("3e8\r\n" + QByteArray(1000, 'x') + "\r\n");
    QCOMPARE(reader.state(), State::Failed);
    QCOMPARE(reader.fault(), RequestFault::BodyTooLarge);
  }

  void chunkExtensionsCannotBeFedForever() {
    RequestReader reader({});
    reader.feed(post("Transfer-Encoding: chunked\r\n", ""));
    qsizetype fed = 0;
    while (reader.state() == State::NeedMore && fed < 10'000'000) {
      const QByteArray chunk = "1;x=" + QByteArray(1000, 'y') + "\r\na\r\n";
      reader.feed(chunk);
      fed += chunk.size();
    }
    QCOMPARE(reader.state(), State::Failed);
    QVERIFY(fed < 700'000);
  }

  void wipingLeavesNothing() {
    HttpRequest request;
    request.body = QByteArray("{\"password\":\"secret\"}");
    request.fields = {{"authorization", QByteArray("DPoP token")}};
    request.wipe();
    QVERIFY(request.body.isEmpty());
    QVERIFY(request.fields.first().value.isEmpty());
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::RequestReaderTest)
#include "request_reader_test.moc"
