// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/csv_reader.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>

using namespace latchkey::admin;

namespace {

/// Gives a few bytes at a time, as a pipe may, and then ends, or fails.
class Trickle : public QIODevice {
public:
  Trickle(QByteArray bytes, qint64 step, bool fails)
      : m_bytes(std::move(bytes)), m_step(step), m_fails(fails) {
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
  }
  [[nodiscard]] bool isSequential() const override { return true; }

protected:
  qint64 readData(char* data, qint64 most) override {
    const qint64 count = std::min({most, m_step, qint64{m_bytes.size()}});
    if (count == 0) return m_fails ? -1 : 0;
    std::copy_n(m_bytes.constData(), count, data);
    m_bytes.remove(0, count);
    return count;
  }
  qint64 writeData(const char*, qint64) override { return -1; }

private:
  QByteArray m_bytes;
  qint64 m_step;
  bool m_fails;
};

QString codeOf(CsvFault fault) {
  switch (fault) {
    case CsvFault::QuoteInside:
      return u"quote-inside"_qs;
    case CsvFault::AfterQuote:
      return u"after-quote"_qs;
    case CsvFault::QuoteOpen:
      return u"quote-open"_qs;
    case CsvFault::LoneReturn:
      return u"lone-return"_qs;
    case CsvFault::Nul:
      return u"nul"_qs;
    case CsvFault::NotUtf8:
      return u"not-utf8"_qs;
    case CsvFault::FieldTooLong:
      return u"field-too-long"_qs;
    case CsvFault::TooManyFields:
      return u"too-many-fields"_qs;
    case CsvFault::ReadFailed:
      return u"read-failed"_qs;
  }
  return {};
}

/// "1 a|b" for a record of line 1, "!2:1 quote-open" for an error there.
QStringList readAll(QIODevice& device) {
  CsvReader reader(device);
  QStringList seen;
  for (int i = 0; i < 1000; ++i) {
    const auto record = reader.next();
    if (!record) {
      const CsvError& error = record.error();
      seen << u"!%1:%2 %3"_qs.arg(error.line).arg(error.column).arg(codeOf(error.fault));
    } else if (*record) {
      seen << u"%1 %2"_qs.arg((*record)->line).arg((*record)->fields.join(u'|'));
    } else {
      return seen;
    }
  }
  return {u"never ends"_qs};
}

}  // namespace

class CsvReaderTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void reads_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("seen");
    const auto row = [](const char* name, const QByteArray& bytes, const QStringList& seen) {
      QTest::newRow(name) << bytes << seen;
    };
    row("nothing", "", {});
    row("a mark alone", "\xEF\xBB\xBF", {});
    row("one line", "a,b", {u"1 a|b"_qs});
    row("line ends of both kinds", "a,b\r\nc,d\ne,f\n", {u"1 a|b"_qs, u"2 c|d"_qs, u"3 e|f"_qs});
    row("a mark before", "\xEF\xBB\xBF\"a\",b\n", {u"1 a|b"_qs});
    row("a mark later is text",
        "a\n\xEF\xBB\xBF"
        "b\n",
        {u"1 a"_qs, u"2 \uFEFFb"_qs});
    row("empty fields", ",,\n\"\",\n", {u"1 ||"_qs, u"2 |"_qs});
    row("empty lines", "\n\r\na\n\n\nb\n\n", {u"3 a"_qs, u"6 b"_qs});
    row("an empty quoted field is a record", "\"\"\n", {u"1 "_qs});
    row("blanks stay", " a , b \n", {u"1  a | b "_qs});
    row("quoted", "\"a,b\",\"c\"\"d\"\n", {u"1 a,b|c\"d"_qs});
    row("line ends in a field", "\"a\r\nb\nc\",d\ne\n", {u"1 a\r\nb\nc|d"_qs, u"4 e"_qs});
    row("a comma at the end", "a,", {u"1 a|"_qs});
    row("a quoted field at the end", "a,\"b\"", {u"1 a|b"_qs});
    row("letters of all kinds", "渡辺,é,\xF0\x9F\x94\x91\n", {u"1 渡辺|é|🔑"_qs});
    row("semicolons part nothing", "a;b\n", {u"1 a;b"_qs});

    row("a quotation mark inside", "a\"b,c\nd\n", {u"!1:1 quote-inside"_qs, u"2 d"_qs});
    row("after a quotation mark", "x,\"a\"b,c\nd\n", {u"!1:2 after-quote"_qs, u"2 d"_qs});
    row("an open quotation mark", "a\n\nb,\"c\nd\n", {u"1 a"_qs, u"!3:2 quote-open"_qs});
    row("a lone return", "a\rb\nc\n", {u"!1:1 lone-return"_qs, u"2 c"_qs});
    row("a lone return at the end", "a\r", {u"!1:1 lone-return"_qs});
    row("a lone return after quotes", "\"a\"\rb\nc", {u"!1:1 after-quote"_qs, u"2 c"_qs});
    row("a fault at the line's end", "\"a\"x\nb\n", {u"!1:1 after-quote"_qs, u"2 b"_qs});
    row("a zero byte", QByteArray("a,b\0,c\nd\n", 9), {u"!1:2 nul"_qs, u"2 d"_qs});
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0\n\0",
                   6),
        {u"!1:1 nul"_qs, u"!2:1 nul"_qs});
    row("bad UTF-8", "a,\xFF\nb\n", {u"!1:2 not-utf8"_qs, u"2 b"_qs});
    row("cut UTF-8", "a,\xE3\x81\nb\n", {u"!1:2 not-utf8"_qs, u"2 b"_qs});
    row("overlong UTF-8", "\xC0\xAF\nb\n", {u"!1:1 not-utf8"_qs, u"2 b"_qs});
    row("a surrogate", "\xED\xA0\x80\nb\n", {u"!1:1 not-utf8"_qs, u"2 b"_qs});
    row("only the first fault of a line", "\xFF,a\"b\nc\n", {u"!1:1 not-utf8"_qs, u"2 c"_qs});
    row("a fault on a later line of a field", QByteArray("\"a\n\0\",b\nc\n", 9), {u"!2:1 nul"_qs, u"3 c"_qs});
    row("the longest field", QByteArray(4096, 'a') + "\n", {u"1 "_qs + QString(4096, u'a')});
    row("a field too long", QByteArray(4097, 'a') + ",b\nc\n", {u"!1:1 field-too-long"_qs, u"2 c"_qs});
    row("too many fields", QByteArray(64, ',') + "\nc\n", {u"!1:65 too-many-fields"_qs, u"2 c"_qs});
  }
  void reads() {
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, seen);
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    QCOMPARE(readAll(buffer), seen);
    // However the bytes come.
    for (const qint64 step : {3, 7}) {
      Trickle trickle(bytes, step, false);
      QCOMPARE(readAll(trickle), seen);
    }
  }

  void aFailingDiskIsNoEndOfTheFile() {
    Trickle trickle("a,b\nc", 3, true);
    QCOMPARE(readAll(trickle), QStringList({u"1 a|b"_qs, u"!2:1 read-failed"_qs}));
  }
};

QTEST_APPLESS_MAIN(CsvReaderTest)
#include "csv_reader_test.moc"
