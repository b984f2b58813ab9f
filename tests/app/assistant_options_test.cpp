// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of `latchkey` (SPEC section 10), through the program itself. None of these needs a
// display.
#include <QTemporaryFile>
#include <QTest>

#include "tests/support/program_run.h"

using latchkey::tests::ProgramRun;
using latchkey::tests::runProgram;

namespace {
ProgramRun run(const QStringList& arguments, const QString& locale = QStringLiteral("C.UTF-8")) {
  return runProgram(QStringLiteral(LATCHKEY_PROGRAM), arguments, {},
                    {QStringLiteral("QT_QPA_PLATFORM=nosuch"), QStringLiteral("LC_ALL=") + locale,
                     QStringLiteral("LANG=") + locale});
}
}  // namespace

class AssistantOptionsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void tellsItsVersion() {
    const ProgramRun version = run({QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("latchkey " LATCHKEY_VERSION "\n"));
    QVERIFY(version.err.isEmpty());
  }
  void helpNamesEveryOption() {
    const ProgramRun help = run({QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    for (const char* const option : {"--server", "--ca", "--language", "--account", "--enrol", "--if-needed",
                                     "--rehearse", "--demo", "--version"})
      QVERIFY2(help.out.contains(option), option);
  }
  void wrongUsageIsOneLineAndStatusTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const QString& words, const QByteArray& named) {
      QTest::newRow(name) << words.split(QLatin1Char('|')) << named;
    };
    row("unknown option", QStringLiteral("--frobnicate"), "frobnicate");
    row("two unknown options", QStringLiteral("--frob|--nicate"), "nicate");
    row("stray word", QStringLiteral("hello"), "hello");
    row("line break in a word", QStringLiteral("hello\nworld"), "hello world");
    row("value missing", QStringLiteral("--server"), "server");
    row("plain http", QStringLiteral("--server|http://recovery.example.org"), "https://");
    row("no scheme", QStringLiteral("--server|recovery.example.org"), "https://");
    row("path", QStringLiteral("--server|https://recovery.example.org/v1"), "https://");
    row("user", QStringLiteral("--server|https://user@recovery.example.org"), "https://");
    row("no such file", QStringLiteral("--ca|/nonexistent/ca.pem"), "/nonexistent/ca.pem");
    row("folder as file", QStringLiteral("--ca|/"), "certificate");
    row("unknown language", QStringLiteral("--language|fr"), "en, ja");
    row("language in capitals only", QStringLiteral("--language|english"), "en, ja");
    row("endless account", QStringLiteral("--account|") + QString(321, QLatin1Char('a')), "account");
    row("demo with a server", QStringLiteral("--demo|--server|https://recovery.example.org"), "--server");
    const QString link = QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6");
    row("a rehearsal of a link", QStringLiteral("--rehearse|") + link, "leave out --rehearse");
    row("a link in small letters", link.toLower(), "the link cannot be used");
    row("a link that names a server", link + QStringLiteral("&server=https://evil.example"),
        "the link cannot be used");
    row("a link to enrol with", QStringLiteral("--enrol|") + link, "--enrol");
    row("if needed, but what", QStringLiteral("--if-needed"), "--enrol");
    row("two links", link + u'|' + link, "the link cannot be used");
    row("a link and a stray word", link + QStringLiteral("|hello"), "the link cannot be used");
    const QString approval = QStringLiteral("latchkey:approved?ticket=7Q4K-2MXY-A3B4-C5D6");
    row("an approval in small letters", approval.toLower(), "the link cannot be used");
    row("an approval that names a server", approval + QStringLiteral("&server=https://evil.example"),
        "the link cannot be used");
    row("an approval with a host", QStringLiteral("latchkey://evil/approved?ticket=7Q4K-2MXY-A3B4-C5D6"),
        "the link cannot be used");
    row("an approval that is escaped", QStringLiteral("latchkey:approved?ticket=7Q4K%2D2MXY-A3B4-C5D6"),
        "the link cannot be used");
    row("an approval and another link", approval + u'|' + link, "the link cannot be used");
    row("a good approval and a bad address", approval + QStringLiteral("|--server|http://a"), "https://");
    row("a good link and a bad address", link + QStringLiteral("|--server|http://a"), "https://");
    row("a good link and a bad language", QStringLiteral("--language|fr|") + link, "en, ja");
  }
  void wrongUsageIsOneLineAndStatusTwo() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const ProgramRun wrong = run(arguments);
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.out.isEmpty());
    QCOMPARE(wrong.errorLines(), 1);
    QVERIFY2(wrong.err.contains(named), wrong.err.constData());
    QVERIFY2(!wrong.err.toUpper().contains("7Q4K"), "the code of a link is repeated nowhere");
  }
  /// What is wrong with it may be one sign of its code.
  void aLinkThatIsRefusedIsNotRepeated_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString link = QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6");
    QTest::newRow("a sign too many") << QStringList{link + u'7'};
    QTest::newRow("another action") << QStringList{
        QStringLiteral("latchkey:stop?ticket=7Q4K-2MXY-A3B4-C5D6")};
    QTest::newRow("in capitals") << QStringList{QStringLiteral("LATCHKEY:7Q4K-2MXY-A3B4-C5D6")};
    QTest::newRow("with a mark before it") << QStringList{u'<' + link};
    QTest::newRow("a word behind it") << QStringList{link, QStringLiteral("hello")};
    QTest::newRow("a word before it") << QStringList{QStringLiteral("hello"), link};
    QTest::newRow("twice") << QStringList{link, link};
  }
  void aLinkThatIsRefusedIsNotRepeated() {
    QFETCH(QStringList, arguments);
    const ProgramRun wrong = run(arguments);
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.out.isEmpty());
    QCOMPARE(wrong.errorLines(), 1);
    QVERIFY2(wrong.err.contains("cannot be used"), wrong.err.constData());
    QVERIFY2(!wrong.err.contains("7Q4K"), wrong.err.constData());
  }
  void aFileWithoutACertificateIsNamed() {
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    file.flush();
    const ProgramRun wrong = run({QStringLiteral("--ca"), file.fileName()});
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.err.contains(file.fileName().toUtf8()));
  }
  void speaksThePersonsLanguage() {
    const ProgramRun wrong =
        run({QStringLiteral("--server"), QStringLiteral("http://a")}, QStringLiteral("ja_JP.UTF-8"));
    QCOMPARE(wrong.status, 2);
    QCOMPARE(wrong.errorLines(), 1);
    QVERIFY2(wrong.err.contains("サービスのアドレス"), wrong.err.constData());
  }
};

QTEST_APPLESS_MAIN(AssistantOptionsTest)
#include "assistant_options_test.moc"
