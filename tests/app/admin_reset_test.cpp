// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl reset beside a running latchkeyd: the password reaches its one reader and nobody else.
#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include "service/directory/password_hasher.h"
#include "service/store/sqlite_database.h"
#include "tests/support/configured_service.h"
#include "tests/support/helper_server.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_caller.h"

using namespace latchkey;  // NOLINT
using tests::ConfiguredService;
using tests::HelperServer;
using tests::ProgramRun;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
constexpr int patience = 30'000;
const QString account = QStringLiteral("msabc123@outlook.com");

}  // namespace

class AdminResetTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_relay;
  std::unique_ptr<ConfiguredService> m_service;

  ProgramRun run(const QString& words) const {
    return tests::runProgram(program, words.split(u'|') + m_service->arguments());
  }
  [[nodiscard]] QByteArray stored() const {
    const auto database = service::store::SqliteDatabase::open(m_service->database(), nullptr);
    const auto rows = (*database)->connection()->rows(
        {"SELECT verifier FROM passwords WHERE account_key = 'msabc123@outlook.com'"});
    return rows->first().first().toByteArray();
  }
  /// Of everything that the service has on its disk.
  [[nodiscard]] QStringList filesWith(const QByteArray& text) const {
    QStringList found;
    for (const QFileInfo& info : QDir(m_service->folder()).entryInfoList(QDir::Files)) {
      QFile file(info.filePath());
      if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text)) found << info.fileName();
    }
    return found;
  }

private Q_SLOTS:
  void init() {
    m_relay = std::make_unique<HelperServer>(QStringLiteral("smtp_server.py"),
                                             QStringList{QStringLiteral("--tls"), QStringLiteral("none")});
    QVERIFY(m_relay->isReady());
    m_service = std::make_unique<ConfiguredService>(serviceProgram, tests::mailSection(m_relay->port()));
  }

  void itIsMailedAndShownNowhere() {
    const ProgramRun sent = run(QStringLiteral("reset|") + account);
    QVERIFY2(sent.status == 0, sent.err.constData());
    QVERIFY2(sent.out.contains("by mail to ms*****@example.com; messages to other contacts: 2"),
             sent.out.constData());
    QTRY_COMPARE_WITH_TIMEOUT(m_relay->received().size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->process->delivered().size(), 2, patience);
    const QJsonObject mail = m_relay->received().first();
    const QString text = mail.value(QLatin1String("text")).toString();
    const auto match =
        QRegularExpression(QStringLiteral("^    (\\S{8,})$"), QRegularExpression::MultilineOption)
            .match(text);
    QVERIFY2(match.hasMatch(), qPrintable(text));
    const QByteArray password = match.captured(1).toUtf8();
    using service::directory::HashCost;
    QVERIFY(service::directory::PasswordHasher(HashCost::interactive())
                .verify(stored(), platform::Secret(password.toStdString())));
    for (const QJsonObject& notice : m_service->process->delivered()) {
      QVERIFY(!QJsonDocument(notice).toJson().contains(password));
    }
    QVERIFY(!sent.out.contains(password) && !sent.err.contains(password));
    const ProgramRun shown = run(QStringLiteral("accounts|show|") + account);
    QVERIFY2(shown.out.contains("temporary, to be changed at the next sign-in, good until "),
             shown.out.constData());
    QVERIFY(run(QStringLiteral("accounts|list")).out.contains("temporary"));
    // It opens nothing but the way to another password.
    tests::RecoveryCaller caller(m_service->url(), m_service->authority());
    const QString refused = QStringLiteral("password-must-change");
    const QJsonObject who{{QStringLiteral("account"), account},
                          {QStringLiteral("password"), QString::fromUtf8(password)},
                          {QStringLiteral("language"), QStringLiteral("en")}};
    QCOMPARE(caller.post("/v1/enrolments", who).problem(), refused);
    QVERIFY(!run(QStringLiteral("audit|export|-")).out.contains(password));
    QCOMPARE(filesWith(password).join(u' '), QString());
    QCOMPARE(m_service->process->stop(), 0);
    QVERIFY(!m_service->process->errors().contains(password));
    QCOMPARE(filesWith(password).join(u' '), QString());
  }

  void whatDoesNotArriveIsToldByWhy() {
    m_relay->setMode(QStringLiteral("refuse-550"));
    QCOMPARE(run(QStringLiteral("reset|") + account).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(run(QStringLiteral("why|") + account).out.contains("550"), patience);
    m_relay->setMode(QStringLiteral("accept"));
    QCOMPARE(run(QStringLiteral("reset|") + account).status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_relay->received().size(), 1, patience);
  }

  void whoGetsNone_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nobody") << QStringLiteral("nobody@outlook.com") << 1 << QByteArray("no such account");
    QTest::newRow("no name") << QStringLiteral("@") << 2 << QByteArray("no account name");
    QTest::newRow("another contact") << account + QStringLiteral("|--contact|none") << 1
                                     << QByteArray("this contact is not there");
  }
  void whoGetsNone() {
    QFETCH(QString, words);
    const QByteArray before = stored();
    const ProgramRun refused = run(QStringLiteral("reset|") + words);
    QTEST(refused.status, "status");
    QCOMPARE(refused.errorLines(), 1);
    QFETCH(QByteArray, said);
    QVERIFY2(refused.err.contains(said), refused.err.constData());
    QCOMPARE(stored(), before);
  }
};

QTEST_GUILESS_MAIN(AdminResetTest)
#include "admin_reset_test.moc"
