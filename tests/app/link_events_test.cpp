// SPDX-License-Identifier: GPL-3.0-or-later
// Links that the system hands to the running assistant as an event (macOS), which anybody can send.
#include <QApplication>
#include <QFileOpenEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include "app/assistant/assistant_app.h"
#include "ui/text/objection_text.h"
#include "ui/text/start_text.h"
#include "ui/widgets/password_field.h"
#include "ui/wizard/recovery_wizard.h"
#include "ui/wizard/step_page.h"

using namespace latchkey;             // NOLINT
using namespace latchkey::assistant;  // NOLINT

namespace {

const QString notMe = QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6");
const QString approved = QStringLiteral("latchkey:approved?ticket=7Q4K-2MXY-A3B4-C5D6");
const QString ticket = QStringLiteral("7Q4K-2MXY-A3B4-C5D6");

void hand(const QString& link) {
  QFileOpenEvent event{QUrl(link)};
  QCoreApplication::sendEvent(qApp, &event);
  QCoreApplication::sendPostedEvents();
}

/// The assistant as a whole, for a service that does not answer.
class Running {
public:
  Running() : m_app(*qApp, options()) {}
  void start() { m_app.start(); }
  ui::wizard::RecoveryWizard& wizard() const {
    for (QWidget* window : QApplication::topLevelWidgets()) {
      if (auto* const wizard = qobject_cast<ui::wizard::RecoveryWizard*>(window)) return *wizard;
    }
    qFatal("no wizard");
  }
  flow::Step step() const { return wizard().currentStep()->step(); }
  /// What a field holds; nothing where it is not to be seen.
  QString field(const char* name) const {
    const auto* const edit = wizard().findChild<QLineEdit*>(QString::fromLatin1(name));
    return edit && edit->isVisible() ? edit->text() : QString();
  }
  bool says(const QString& sentence) const {
    for (const QLabel* label : wizard().findChildren<QLabel*>()) {
      if (label->isVisible() && label->text().contains(sentence)) return true;
    }
    return false;
  }

private:
  static Options options() {
    Options options;
    options.server = QUrl(QStringLiteral("https://127.0.0.1:1"));
    options.language = protocol::Language::English;
    return options;
  }
  AssistantApp m_app;
};

}  // namespace

class LinkEventsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatIsNoLinkOpensNothing_data() {
    QTest::addColumn<QString>("link");
    QTest::newRow("a server") << notMe + QStringLiteral("&server=https://evil.example");
    QTest::newRow("a host") << QStringLiteral("latchkey://evil.example/not-me?ticket=") + ticket;
    QTest::newRow("a path") << QStringLiteral("latchkey:/not-me?ticket=") + ticket;
    QTest::newRow("a fragment") << notMe + QStringLiteral("#more");
    QTest::newRow("small letters") << QStringLiteral("latchkey:not-me?ticket=") + ticket.toLower();
    QTest::newRow("an escape") << QStringLiteral("latchkey:not-me?ticket=%00") + ticket;
    QTest::newRow("another action") << QStringLiteral("latchkey:approve?ticket=") + ticket;
    QTest::newRow("another scheme") << QStringLiteral("https:not-me?ticket=") + ticket;
    QTest::newRow("a file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("very long") << notMe + QString(1'000'000, u'A');
    QTest::newRow("nothing") << QString();
  }
  void whatIsNoLinkOpensNothing() {
    QFETCH(QString, link);
    Running running;
    running.start();
    hand(link);
    QCOMPARE(running.step(), flow::Step::Reason);
    QVERIFY(running.field("objectionCodeField").isEmpty());
    QVERIFY(running.says(ui::text::linkNotUsable()));
    QVERIFY(!running.says(QStringLiteral("evil")));
  }

  void aLinkFillsAFieldAndNoMore() {
    Running running;
    running.start();
    hand(notMe);
    QCOMPARE(running.field("objectionCodeField"), ticket);
    QVERIFY(!running.says(ui::text::objectionStoppedTitle()));  // no press, nothing sent
    QCOMPARE(running.step(), flow::Step::Reason);
  }

  void theLinkThatTheProgramIsStartedForWaitsForTheFirstPage() {
    Running running;
    hand(approved);
    running.start();
    QCOMPARE(running.step(), flow::Step::Approval);
    const auto* const field =
        running.wizard().findChild<ui::widgets::PasswordField*>(QStringLiteral("approvalCodeField"));
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->length(), ticket.size());
  }

  void whatIsOpenStays() {
    Running running;
    running.start();
    running.wizard().session().flow().chooseReason(protocol::Reason::ForgotPassword);
    for (const QString& link : {notMe, approved}) {
      hand(link);
      QCOMPARE(running.step(), flow::Step::Account);
      QVERIFY(running.field("objectionCodeField").isEmpty());
      QVERIFY(running.says(ui::text::linkTooEarly()));
    }
  }
};

QTEST_MAIN(LinkEventsTest)
#include "link_events_test.moc"
