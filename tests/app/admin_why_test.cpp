// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl why, about messages that a real relay has taken, put off, refused or swallowed.
#include <QJsonArray>
#include <QTest>

#include "tests/support/configured_service.h"
#include "tests/support/helper_server.h"
#include "tests/support/program_run.h"

using namespace latchkey;  // NOLINT
using tests::ConfiguredService;
using tests::HelperServer;
using tests::ProgramRun;

namespace {
constexpr int patience = 30'000;
}

class AdminWhyTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_relay;
  std::unique_ptr<ConfiguredService> m_service;

  [[nodiscard]] ProgramRun run(const QStringList& words) const {
    return tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), words + m_service->arguments());
  }
  /// What is told of mails, with its reason.
  [[nodiscard]] QString toldOf(const QString& account) const {
    const QJsonArray all = QJsonDocument::fromJson(run({u"why"_qs, account, u"--json"_qs}).out).array();
    for (const QJsonValue& value : all) {
      const QJsonObject one = value.toObject();
      if (one.value(u"channel").toString() != u"mail") continue;
      return one.value(u"obstacle").toString() + u' ' + one.value(u"reason").toString();
    }
    return {};
  }

private Q_SLOTS:
  void initTestCase() {
    m_relay = std::make_unique<HelperServer>(u"smtp_server.py"_qs, QStringList{u"--tls"_qs, u"none"_qs});
    QVERIFY(m_relay->isReady());
    m_service = std::make_unique<ConfiguredService>(QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                                                    tests::mailSection(m_relay->port()) +
                                                        "[[realm]]\nid = \"workplace\"\nprofile = "
                                                        "\"workplace\"\nname = \"Contoso\"\n"
                                                        "domains = [\"contoso.example\"]\n");
  }

  void whatCanBeRegisteredIsNamed() {
    const QByteArray account = "nocontact@contoso.example";
    const ProgramRun why = run({u"why"_qs, QString::fromLatin1(account)});
    for (const char* way : {"accounts contacts add ", "accounts questions set ", "accounts keys add "})
      QVERIFY2(why.out.contains("latchkeyctl " + QByteArray(way) + account), why.out.constData());
    QVERIFY2(why.out.contains("have an authenticator app registered"), why.out.constData());
  }

  void theRelaysAnswerIsTold_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("accepted") << u"accept"_qs << u"mailonly@outlook.com"_qs << u"accepted "_qs
                              << QByteArray("let desk@contoso.example through");
    QTest::newRow("refused")
        << u"refuse-550"_qs << u"abroad@outlook.com"_qs << u"refused smtp-550-5.1.1"_qs
        << QByteArray("the mail relay refused it for good (smtp-550-5.1.1): there is no such mailbox");
    QTest::newRow("put off") << u"defer-451"_qs << u"unreadable@outlook.com"_qs
                             << u"tried-again smtp-451-4.2.1"_qs << QByteArray("it is tried again");
    QTest::newRow("swallowed") << u"drop-data"_qs << u"taro@example.jp"_qs << u"answer-lost "_qs
                               << QByteArray("never sent twice");
  }
  void theRelaysAnswerIsTold() {
    QFETCH(QString, mode);
    QFETCH(QString, account);
    QFETCH(QString, told);
    QFETCH(QByteArray, sentence);
    m_relay->setMode(mode);
    // The owner is told through the contacts that were there before.
    const ProgramRun added = run({u"accounts"_qs, u"contacts"_qs, u"add"_qs, account, u"new@example.org"_qs});
    QVERIFY2(added.status == 0, added.err.constData());
    const auto settled = [&] {
      const QString now = toldOf(account);
      return now.startsWith(u"waiting") || now.startsWith(u"being-sent") ? QString() : now;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!settled().isEmpty(), patience);
    QVERIFY2(settled().startsWith(told), qPrintable(settled()));
    const ProgramRun text = run({u"why"_qs, account});
    QVERIFY2(text.status == 0 && text.out.contains(sentence), text.out.constData());
    QVERIFY(!text.out.contains("backup@"));
  }
};

QTEST_GUILESS_MAIN(AdminWhyTest)
#include "admin_why_test.moc"
