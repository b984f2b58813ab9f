// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/phone_window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/text/catalogue.h"
#include "ui/text/demo_text.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/labels.h"

using namespace latchkey::ui;
using namespace latchkey::ui::demo;

namespace {
DemoMessage message(const char* id, Channel channel, const char* code = "1234567") {
  DemoMessage made;
  made.id = QString::fromLatin1(id);
  made.channel = channel;
  made.to = QStringLiteral("msabc123.backup@example.com");
  made.subject = QStringLiteral("Subject of ") + made.id;
  made.body = QStringLiteral("<b>Body</b> of ") + made.id;
  made.code = QString::fromLatin1(code);
  made.createdAt = QDateTime(QDate(2027, 3, 1), QTime(10, 20), Qt::UTC);
  return made;
}
const SampleAccount sample{QStringLiteral("msabc123@outlook.com"),
                           QStringLiteral("msabc123.backup"),
                           {QStringLiteral("5432"), QStringLiteral("5978")}};
}  // namespace

class PhoneWindowTest : public QObject {
  Q_OBJECT
private:
  template <typename T>
  T* part(const char* name) {
    return m_window->findChild<T*>(QString::fromLatin1(name));
  }
  QString selected() { return part<widgets::ChoiceList>("demoMessageList")->selectedId(); }
  QString body() { return part<QPlainTextEdit>("demoBodyEdit")->toPlainText(); }

  std::unique_ptr<text::Catalogue> m_catalogue;
  std::unique_ptr<theme::ThemeKeeper> m_theme;
  std::unique_ptr<PhoneWindow> m_window;

private Q_SLOTS:
  void initTestCase() {
    m_catalogue = std::make_unique<text::Catalogue>(latchkey::protocol::Language::English);
    m_theme = std::make_unique<theme::ThemeKeeper>(*qApp,
                                                   theme::ThemeKeeper::Choice{theme::Scheme::Light, 1.0, {}});
  }
  void init() {
    m_window = std::make_unique<PhoneWindow>(sample);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
  }
  void cleanup() {
    // Pictures for whoever changes the window: LATCHKEY_PICTURES=folder
    const QString folder = qEnvironmentVariable("LATCHKEY_PICTURES");
    if (!folder.isEmpty()) QTest::qWait(50);
    if (!folder.isEmpty())
      m_window->grab().save(folder +
                            QStringLiteral("/demo-%1.png").arg(QLatin1String(QTest::currentTestFunction())));
    m_window.reset();
    m_catalogue->use(latchkey::protocol::Language::English);
  }
  void saysHowToTryIt() {
    QVERIFY(part<widgets::StaticLabel>("demoEmptyLabel")->isVisible());
    const QString hint = part<widgets::StaticLabel>("demoHintLabel")->text();
    for (const auto& each : {sample.account, sample.mailBox, QStringLiteral("5432, 5978")})
      QVERIFY2(hint.contains(each), qPrintable(each));
  }
  void theNewestMailIsOpenWithItsCode() {
    m_window->receive(message("1", Channel::Mail));
    m_window->receive(message("2", Channel::Mail, "7654321"));
    QCOMPARE(selected(), QStringLiteral("2"));
    QCOMPARE(body(), QStringLiteral("<b>Body</b> of 2"));  // plain, whatever it looks like
    QVERIFY(part<QPlainTextEdit>("demoBodyEdit")->isVisible());
    QCOMPARE(part<QLineEdit>("demoCodeEdit")->text(), QStringLiteral("7654321"));
    QVERIFY(!part<widgets::StaticLabel>("demoEmptyLabel")->isVisible());
  }
  void theCodeCanBeCopied() {
    m_window->receive(message("1", Channel::Text, "7654321"));
    QTest::mouseClick(part<QPushButton>("demoCopyButton"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("7654321"));
    QCOMPARE(part<QPushButton>("demoCopyButton")->text(), text::demoCopied());
  }
  void aNoticeHasNoCodeRow() {
    m_window->receive(message("1", Channel::Mail, ""));
    QVERIFY(!part<QPushButton>("demoCopyButton")->isVisible());
  }
  void aCallHasToBeAnswered() {
    m_window->receive(message("1", Channel::Voice));
    auto* const answer = part<QPushButton>("demoAnswerButton");
    QVERIFY(answer->isVisible());
    QVERIFY(!part<QPlainTextEdit>("demoBodyEdit")->isVisible());
    QVERIFY(!part<QLineEdit>("demoCodeEdit")->isVisible());
    answer->setFocus();
    QTest::keyClick(answer, Qt::Key_Space);
    QVERIFY(!answer->isVisible());
    QVERIFY(part<QPlainTextEdit>("demoBodyEdit")->isVisible());
    QCOMPARE(body(), QStringLiteral("<b>Body</b> of 1"));
    // Another message and back: an answered call does not ring again.
    m_window->receive(message("2", Channel::Mail));
    part<widgets::ChoiceList>("demoMessageList")->select(QStringLiteral("1"));
    QTRY_COMPARE(body(), QStringLiteral("<b>Body</b> of 1"));
    QVERIFY(!answer->isVisible());
  }
  void messagesStandNewestFirstWhateverTheirArrival() {
    for (const char* const id : {"3", "1", "2", "3"}) m_window->receive(message(id, Channel::Mail));
    QStringList ids;
    for (const DemoMessage& each : m_window->messages()) ids.append(each.id);
    QCOMPARE(ids, QStringList({QStringLiteral("3"), QStringLiteral("2"), QStringLiteral("1")}));
    QCOMPARE(selected(), QStringLiteral("3"));  // a latecomer does not take the place of what is being read
  }
  void aFloodIsBounded() {
    for (int i = 1000; i < 1100; ++i)
      m_window->receive(message(QByteArray::number(i).constData(), Channel::Mail));
    QCOMPARE(m_window->messages().size(), 50);
    QCOMPARE(m_window->messages().first().id, QStringLiteral("1099"));
  }
  void followsTheLanguage() {
    m_window->receive(message("1", Channel::Voice));
    const QString before = m_window->windowTitle();
    m_catalogue->use(latchkey::protocol::Language::Japanese);
    QTRY_VERIFY(m_window->windowTitle() != before);
    QCOMPARE(part<QPushButton>("demoAnswerButton")->text(), text::demoAnswerButton());
    QCOMPARE(m_window->windowTitle(), text::demoWindowTitle());
  }
  void closingIsTold() {
    const QSignalSpy closed(m_window.get(), &PhoneWindow::closed);
    m_window->close();
    QCOMPARE(closed.count(), 1);
  }
};

QTEST_MAIN(PhoneWindowTest)
#include "phone_window_test.moc"
