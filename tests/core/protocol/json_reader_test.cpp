// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_reader.h"

#include <QStringConverter>
#include <QTest>

#include "core/protocol/json_text.h"
#include "core/protocol/limits.h"

using namespace latchkey::protocol;
using Type = JsonValue::Type;

namespace {

QByteArray nested(int depth, char open = '[', char close = ']') {
  return QByteArray(depth, open) + QByteArray(depth, close);
}
QByteArray objects(int depth) {
  return QByteArray("{\"a\":").repeated(depth - 1) + "{}" + QByteArray(depth - 1, '}');
}
QByteArray numbered(int count, const char* between) {
  QByteArray list;
  for (int i = 0; i < count; ++i) list += (i == 0 ? "" : between) + QByteArray::number(i);
  return list;
}
QByteArray members(int count) {
  QByteArray text = "{";
  for (int i = 0; i < count; ++i) text += (i == 0 ? "\"m" : ",\"m") + QByteArray::number(i) + "\":0";
  return text + "}";
}
QList<uint> asQtReads(std::string_view utf8) {
  QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
  const QString text = decoder.decode(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
  return text.toUcs4();
}
QByteArray raw(std::string_view bytes) {
  return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

}  // namespace

class JsonReaderTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void accepts_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("object") << QByteArray("{}");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("blanks everywhere") << QByteArray(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n");
    QTest::newRow("scalars at the top") << QByteArray("null");
    QTest::newRow("true") << QByteArray("true");
    QTest::newRow("false") << QByteArray("false");
    QTest::newRow("zero") << QByteArray("0");
    QTest::newRow("minus zero") << QByteArray("-0");
    QTest::newRow("fraction and exponent") << QByteArray("-12.50e+3");
    QTest::newRow("longest number") << QByteArray(limits::jsonNumberBytes, '9');
    QTest::newRow("empty string") << QByteArray("\"\"");
    QTest::newRow("all short escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"");
    QTest::newRow("delete is no control here") << QByteArray("\"\x7f\"");
    QTest::newRow("four bytes") << QByteArray("\"\xF0\x9F\x94\x91\"");
    QTest::newRow("last code point") << QByteArray("\"\xF4\x8F\xBF\xBF\"");
    QTest::newRow("depth 16, arrays") << nested(16);
    QTest::newRow("depth 16, objects") << objects(16);
    QTest::newRow("as many members as allowed") << members(int(limits::jsonMembers));
    QTest::newRow("as many values as allowed") << "[" + numbered(int(limits::jsonValues) - 1, ",") + "]";
    QTest::newRow("same name on two levels") << QByteArray("{\"a\":{\"a\":1}}");
    QTest::newRow("names that differ in case") << QByteArray("{\"a\":1,\"A\":2}");
  }
  void accepts() {
    QFETCH(QByteArray, text);
    const auto document = JsonDocument::read(text);
    QVERIFY2(document.has_value(), document ? ""
                                            : qPrintable(QStringLiteral("error %1 at %2")
                                                             .arg(int(document.error().error))
                                                             .arg(document.error().offset)));
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonError>("error");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const QByteArray& text, JsonError error, int offset) {
      QTest::newRow(name) << text << error << offset;
    };
    using enum JsonError;
    row("empty", "", BadSyntax, 0);
    row("blanks only", " \n", BadSyntax, 2);
    row("byte-order mark", "\xEF\xBB\xBF{}", BadSyntax, 0);
    row("UTF-16", raw(std::string_view("\xFE\xFF\0{\0}", 6)), BadSyntax, 0);
    row("no-break space between", "{\xC2\xA0}", BadSyntax, 1);
    row("cut object", "{", BadSyntax, 1);
    row("cut member", "{\"a\"", BadSyntax, 4);
    row("cut value", "{\"a\":", BadSyntax, 5);
    row("cut array", "[1", BadSyntax, 2);
    row("comma at the end of an array", "[1,]", BadSyntax, 3);
    row("comma at the end of an object", "{\"a\":1,}", BadSyntax, 7);
    row("two commas", "[1,,2]", BadSyntax, 3);
    row("no comma", "[1 2]", BadSyntax, 3);
    row("no colon", "{\"a\" 1}", BadSyntax, 5);
    row("name without quotes", "{a:1}", BadSyntax, 1);
    row("single quotes", "{'a':1}", BadSyntax, 1);
    row("number as name", "{1:1}", BadSyntax, 1);
    row("wrong bracket", "[1}", BadSyntax, 2);
    row("comment", "/* */{}", BadSyntax, 0);
    row("True", "True", BadSyntax, 0);
    row("NaN", "NaN", BadSyntax, 0);
    row("Infinity", "-Infinity", BadSyntax, 1);
    row("cut word", "tru", BadSyntax, 0);
    row("plus sign", "+1", BadSyntax, 0);
    row("leading zero", "01", TrailingBytes, 1);
    row("bare minus", "-", BadSyntax, 1);
    row("point without digits", "1.", BadSyntax, 2);
    row("point first", ".5", BadSyntax, 0);
    row("exponent without digits", "1e+", BadSyntax, 3);
    row("hexadecimal", "0x10", TrailingBytes, 1);
    row("above every double", "1e999", NumberOutOfRange, 0);
    row("below every double", "[1e-999]", NumberOutOfRange, 1);
    row("too long a number", QByteArray(limits::jsonNumberBytes + 1, '9'), NumberOutOfRange, 0);
    row("second value", "{} {}", TrailingBytes, 3);
    row("bracket after the end", "{}]", TrailingBytes, 2);
    row("NUL after the end", raw(std::string_view("{}\0", 3)), TrailingBytes, 2);
    row("NUL between", raw(std::string_view("{\0}", 3)), BadSyntax, 1);
    row("NUL in a string", raw(std::string_view("\"a\0b\"", 5)), NulCharacter, 2);
    row("escaped NUL", "\"a\\u0000b\"", NulCharacter, 2);
    row("escaped NUL in a name", "{\"a\\u0000\":1}", NulCharacter, 3);
    row("line feed in a string", "\"a\nb\"", ControlCharacter, 2);
    row("unit separator in a string", "\"\x1f\"", ControlCharacter, 1);
    row("string without end", "\"abc", BadSyntax, 4);
    row("backslash at the end", "\"abc\\", BadEscape, 4);
    row("unknown escape", "\"\\x41\"", BadEscape, 1);
    row("escape in capitals", "\"\\N\"", BadEscape, 1);
    row("three hexadecimal digits", "\"\\u12\"", BadEscape, 1);
    row("no hexadecimal digit", "\"\\u12G4\"", BadEscape, 1);
    row("high half alone", "\"\\uD83D\"", LoneSurrogate, 1);
    row("low half alone", "\"\\uDD11\"", LoneSurrogate, 1);
    row("high half twice", "\"\\uD83D\\uD83D\"", LoneSurrogate, 1);
    row("high half and a letter", "\"\\uD83Da\"", LoneSurrogate, 1);
    row("high half and another escape", "\"\\uD83D\\n1234\"", LoneSurrogate, 1);
    row("halves the wrong way round", "\"\\uDD11\\uD83D\"", LoneSurrogate, 1);
    row("raw surrogate", "\"\xED\xA0\x80\"", BadUtf8, 1);
    row("overlong slash", "\"\xC0\xAF\"", BadUtf8, 1);
    row("overlong NUL", "\"\xC0\x80\"", BadUtf8, 1);
    row("overlong three bytes", "\"\xE0\x80\xAF\"", BadUtf8, 1);
    row("overlong four bytes", "\"\xF0\x80\x80\xAF\"", BadUtf8, 1);
    row("above the last code point", "\"\xF4\x90\x80\x80\"", BadUtf8, 1);
    row("five bytes", "\"\xF8\x88\x80\x80\x80\"", BadUtf8, 1);
    row("byte that never occurs", "\"\xFF\"", BadUtf8, 1);
    row("continuation alone", "\"\x80\"", BadUtf8, 1);
    row("cut sequence", "\"\xE3\x81\"", BadUtf8, 1);
    row("cut at the end of the text", "\"\xE3\x81", BadUtf8, 1);
    row("Latin-1", "\"caf\xE9\"", BadUtf8, 4);
    row("member twice", "{\"a\":1,\"a\":1}", DuplicateMember, 7);
    row("member twice, once escaped", "{\"a\":1,\"\\u0061\":2}", DuplicateMember, 7);
    row("empty name twice", "{\"\":1,\"\":2}", DuplicateMember, 6);
    row("member twice, deep", "[{\"x\":{\"a\":1,\"b\":2,\"a\":3}}]", DuplicateMember, 19);
    row("depth 17, arrays", nested(17), TooDeep, 16);
    row("depth 17, objects", objects(17), TooDeep, 16 * 5);
    row("depth 10000", QByteArray(10000, '['), TooDeep, 16);
    row("one member too many", members(int(limits::jsonMembers) + 1), TooMany,
        int(members(int(limits::jsonMembers)).size()));
    const QByteArray most = "[" + numbered(int(limits::jsonValues) - 1, ",");
    row("one value too many", most + ",1]", TooMany, int(most.size()) + 1);
  }
  void refuses() {
    QFETCH(QByteArray, text);
    QFETCH(JsonError, error);
    QFETCH(int, offset);
    const auto document = JsonDocument::read(text);
    QVERIFY(!document);
    QCOMPARE(document.error().error, error);
    QCOMPARE(document.error().offset, offset);
  }

  void unescapes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("short escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")
                                   << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("one byte") << QByteArray("\"\\u0041\"") << QByteArray("A");
    QTest::newRow("two bytes") << QByteArray("\"\\u00e9\\u07FF\"") << QByteArray("\xC3\xA9\xDF\xBF");
    QTest::newRow("three bytes") << QByteArray("\"\\u3042\\uFFFD\"")
                                 << QByteArray("\xE3\x81\x82\xEF\xBF\xBD");
    QTest::newRow("a pair") << QByteArray("\"\\uD83D\\uDD11\"") << QByteArray("\xF0\x9F\x94\x91");
    QTest::newRow("first and last pair")
        << QByteArray("\"\\uD800\\uDC00\\uDBFF\\uDFFF\"") << QByteArray("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    QTest::newRow("raw and escaped mixed")
        << QByteArray("\"\xE3\x81\x82\\u3044\"") << QByteArray("\xE3\x81\x82\xE3\x81\x84");
  }
  void unescapes() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto document = JsonDocument::read(text);
    QVERIFY(document.has_value());
    QCOMPARE(document->root().type, Type::String);
    QCOMPARE(raw(document->root().text), expected);
  }

  void readsTheTree() {
    const auto document = JsonDocument::read("{\"a\":[1,\"two\",true,null,{\"b\":false}],\"c\":\"d\"}");
    QVERIFY(document.has_value());
    const JsonValue& root = document->root();
    const JsonValue* list = root.find("a");
    QVERIFY(list != nullptr);
    QCOMPARE(list->items.size(), std::size_t(5));
    QCOMPARE(list->items[0].integer(), std::optional<qint64>(1));
    QCOMPARE(raw(list->items[1].text), QByteArray("two"));
    QVERIFY(list->items[2].boolean);
    QCOMPARE(list->items[3].type, Type::Null);
    QCOMPARE(list->items[4].find("b")->type, Type::Boolean);
    QVERIFY(!list->items[4].find("b")->boolean);
    QVERIFY(root.find("b") == nullptr);
  }
  void textsSurviveAMoveOfTheDocument() {
    auto document = JsonDocument::read("{\"password\":\"tall-Oak-41\"}");
    QVERIFY(document.has_value());
    const JsonDocument moved = *std::move(document);
    QCOMPARE(raw(moved.root().find("password")->text), QByteArray("tall-Oak-41"));
  }

  void integersAreWholeAndFit_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<qint64>>("expected");
    const std::optional<qint64> none;
    QTest::newRow("largest") << QByteArray("9223372036854775807")
                             << std::optional<qint64>(std::numeric_limits<qint64>::max());
    QTest::newRow("one above") << QByteArray("9223372036854775808") << none;
    QTest::newRow("negative") << QByteArray("-7") << std::optional<qint64>(-7);
    QTest::newRow("fraction") << QByteArray("1.0") << none;
    QTest::newRow("exponent") << QByteArray("1e2") << none;
    QTest::newRow("string") << QByteArray("\"1\"") << none;
    QTest::newRow("true") << QByteArray("true") << none;
  }
  void integersAreWholeAndFit() {
    QFETCH(QByteArray, text);
    QFETCH(std::optional<qint64>, expected);
    const auto document = JsonDocument::read(text);
    QVERIFY(document.has_value());
    QCOMPARE(document->root().integer(), expected);
  }

  void everyCodePointSurvivesEncoding() {
    for (char32_t code = 1; code <= 0x10FFFF; ++code) {
      if (code == 0xD800) code = 0xE000;
      char bytes[4];
      const std::size_t length = encodeUtf8(code, bytes);
      const std::string_view text(bytes, length);
      if (utf8SequenceLength(text) != length || codePoints(text) != 1 ||
          asQtReads(text) != QList<uint>{uint(code)})
        QFAIL(qPrintable(QString::number(uint(code), 16)));
    }
  }
};

QTEST_APPLESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
