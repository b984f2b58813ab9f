// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/csv_writer.h"

#include <QTest>

using latchkey::admin::csvRecord;

class CsvWriterTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void writesACell_data() {
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << u"a b"_qs << QByteArray("a b");
    QTest::newRow("nothing") << QString() << QByteArray();
    QTest::newRow("comma") << u"a,b"_qs << QByteArray("\"a,b\"");
    QTest::newRow("quote") << u"a\"b"_qs << QByteArray("\"a\"\"b\"");
    QTest::newRow("line end") << u"a\r\nb"_qs << QByteArray("\"a\r\nb\"");
    QTest::newRow("Japanese") << u"見本"_qs << QByteArray("見本");
    // What a spreadsheet would run.
    QTest::newRow("=") << u"=1+1"_qs << QByteArray("\"'=1+1\"");
    QTest::newRow("+") << u"+819012345678"_qs << QByteArray("\"'+819012345678\"");
    QTest::newRow("-") << u"-2+3"_qs << QByteArray("\"'-2+3\"");
    QTest::newRow("@") << u"@SUM(A1)"_qs << QByteArray("\"'@SUM(A1)\"");
    QTest::newRow("tab") << u"\t=1"_qs << QByteArray("\"'\t=1\"");
    QTest::newRow("CR") << u"\r=1"_qs << QByteArray("\"'\r=1\"");
    QTest::newRow("LF") << u"\n=1"_qs << QByteArray("\"'\n=1\"");
    QTest::newRow("full-width") << u"＝1＋1"_qs << QByteArray("\"'＝1＋1\"");
    QTest::newRow("with quotes in it") << u"=HYPERLINK(\"x\")"_qs << QByteArray("\"'=HYPERLINK(\"\"x\"\")\"");
    QTest::newRow("command") << u"=cmd|' /C calc'!A0"_qs << QByteArray("\"'=cmd|' /C calc'!A0\"");
    QTest::newRow("not at the beginning") << u"a=b@c"_qs << QByteArray("a=b@c");
  }
  void writesACell() {
    QFETCH(QString, cell);
    QFETCH(QByteArray, written);
    QCOMPARE(csvRecord({cell}), written + "\r\n");
    QCOMPARE(csvRecord({u"x"_qs, cell, u"y"_qs}), "x," + written + ",y\r\n");
  }
};

QTEST_GUILESS_MAIN(CsvWriterTest)
#include "csv_writer_test.moc"
