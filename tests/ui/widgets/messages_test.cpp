// SPDX-License-Identifier: GPL-3.0-or-later
// Labels, rules, banner, field error, countdown, progress, footer and language.
#include <QAccessible>
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/theme/theme_style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/footer_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/rule_list.h"

using namespace latchkey::ui;
using namespace latchkey::ui::widgets;

namespace {
QAccessibleInterface& accessible(QWidget& widget) {
  return *QAccessible::queryAccessibleInterface(&widget);
}
}  // namespace

class MessagesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void labelsShowMarkupAsItIs() {
    StaticLabel ours;
    PlainLabel theirs;
    QCOMPARE(ours.textFormat(), Qt::PlainText);
    QCOMPARE(theirs.textFormat(), Qt::PlainText);
    theirs.setOutsideText(QStringLiteral("<img src='file:///etc/hostname'><b>x</b>"));
    QVERIFY(theirs.text().contains(QStringLiteral("<b>x</b>")));
  }
  void outsideLabelIsolatesAndMarks() {
    PlainLabel label;
    label.setSuspicionText(QStringLiteral("Not what it seems"));
    label.setOutsideText(QStringLiteral("IT help desk"));
    QVERIFY(!label.isMarked());
    QCOMPARE(label.text(), QStringLiteral("\u2068IT help desk\u2069"));
    QCOMPARE(accessible(label).text(QAccessible::Name), QStringLiteral("IT help desk"));
    label.setOutsideText(QStringLiteral("x@p\u0430ypal.com"));
    QVERIFY(label.isMarked());
    QVERIFY(label.text().endsWith(QStringLiteral("Not what it seems")));
  }
  void outsideLabelNeverWidensTheWindow() {
    PlainLabel label;
    label.setOutsideText(QString(320, QLatin1Char('m')));
    QVERIFY(label.minimumSizeHint().width() < 200);
    QVERIFY(label.heightForWidth(200) > 3 * label.fontMetrics().height());
  }
  void titleIsAHeading() {
    TitleLabel title;
    title.setText(QStringLiteral("Enter your code"));
    QCOMPARE(accessible(title).role(), QAccessible::Heading);
    QCOMPARE(accessible(title).text(QAccessible::Name), QStringLiteral("Enter your code"));
    QVERIFY(title.font().pointSizeF() >= 20.0);
  }
  void rulesTellTheirStates() {
    RuleList rules;
    rules.setStateTexts(QStringLiteral("not yet"), QStringLiteral("met"), QStringLiteral("not met"));
    rules.setRules({QStringLiteral("Eight"), QStringLiteral("Two classes")});
    QVERIFY(!rules.allMet());
    rules.setStates({RuleState::Met, RuleState::Broken});
    QAccessibleInterface& list = accessible(rules);
    QCOMPARE(list.role(), QAccessible::List);
    QCOMPARE(list.child(0)->text(QAccessible::Name), QStringLiteral("Eight, met"));
    QCOMPARE(list.child(1)->text(QAccessible::Name), QStringLiteral("Two classes, not met"));
    rules.setRules({QStringLiteral("八文字"), QStringLiteral("二種類")});
    QCOMPARE(rules.states(), (QList<RuleState>{RuleState::Met, RuleState::Broken}));
    rules.setStates({RuleState::Met, RuleState::Met, RuleState::Broken});
    QVERIFY(rules.allMet());
  }
  void bannerIsAnAlertWhileItHasSomethingToSay() {
    Banner banner;
    QVERIFY(banner.isHidden());
    banner.showMessage(Banner::Kind::Error, QStringLiteral("The service cannot be reached."));
    QVERIFY(!banner.isHidden());
    QCOMPARE(accessible(banner).role(), QAccessible::AlertMessage);
    QCOMPARE(accessible(banner).text(QAccessible::Name), QStringLiteral("The service cannot be reached."));
    banner.setAction(QStringLiteral("Try again"));
    QSignalSpy triggered(&banner, &Banner::actionTriggered);
    banner.findChild<QPushButton*>(QStringLiteral("bannerButton"))->click();
    QCOMPARE(triggered.size(), 1);
    banner.showMessage(Banner::Kind::Info, QStringLiteral("Sent"));
    QCOMPARE(accessible(banner).role(), QAccessible::Notification);
    banner.clear();
    QVERIFY(banner.isHidden());
    QVERIFY(banner.text().isEmpty());
  }
  void fieldErrorStandsWithItsField() {
    QLineEdit field;
    field.setAccessibleDescription(QStringLiteral("hint"));
    FieldError error(&field);
    error.setError(QStringLiteral("Empty"));
    QVERIFY(theme::isFieldInvalid(field));
    QCOMPARE(field.accessibleDescription(), QStringLiteral("Empty"));
    error.setError(QStringLiteral("Too long"));
    error.clear();
    QVERIFY(!theme::isFieldInvalid(field));
    QCOMPARE(field.accessibleDescription(), QStringLiteral("hint"));
    QVERIFY(error.isHidden());
  }
  void fieldErrorOutlivesItsField() {
    auto field = std::make_unique<QLineEdit>();
    FieldError error(field.get());
    error.setError(QStringLiteral("Empty"));
    field.reset();
    error.clear();
    QVERIFY(error.text().isEmpty());
  }
  void countdownFollowsTheClockAndEndsOnce() {
    QDateTime now(QDate(2026, 3, 4), QTime(14, 0));
    const QDateTime moment = now.addSecs(90);
    CountdownLabel label([&now] { return now; });
    QSignalSpy reached(&label, &CountdownLabel::reached);
    label.start(moment,
                [](const QDateTime& end, const QDateTime& at) { return QString::number(at.secsTo(end)); });
    QCOMPARE(label.text(), QStringLiteral("90"));
    now = now.addSecs(60);
    label.refresh();
    QCOMPARE(label.text(), QStringLiteral("30"));
    now = moment;
    label.refresh();
    label.refresh();
    QCOMPARE(reached.size(), 1);
    QVERIFY(!label.isRunning());
    label.stop();
    QVERIFY(label.text().isEmpty());
  }
  void progressShowsItselfWhenTheWaitLasts() {
    ProgressLine line;
    line.start(QStringLiteral("Waiting for the service"));
    QVERIFY(!line.isSeen());
    QTRY_VERIFY(line.isSeen());
    QCOMPARE(accessible(line).role(), QAccessible::ProgressBar);
    QCOMPARE(accessible(line).text(QAccessible::Name), QStringLiteral("Waiting for the service"));
    line.setProgress(0.25);
    QCOMPARE(accessible(line).valueInterface()->currentValue().toInt(), 25);
    line.show();
    QVERIFY(!accessible(line).state().invisible);
    line.stop();
    QVERIFY(!line.isSeen());
    // Nobody who reads the page is told that something is waited for.
    QVERIFY(accessible(line).state().invisible);
  }
  void shortWaitShowsNothing() {
    ProgressLine brief;
    ProgressLine lasting;
    brief.start(QStringLiteral("Waiting"));
    brief.stop();
    lasting.start(QStringLiteral("Waiting"));
    QTRY_VERIFY(lasting.isSeen());  // the later of the two: the first would have come before it
    QVERIFY(!brief.isSeen());
  }
  void progressKeepsItsPlace() {
    ProgressLine line;
    line.start(QStringLiteral("Waiting"));
    const int before = line.sizeHint().height();
    QTRY_VERIFY(line.isSeen());
    QCOMPARE(line.sizeHint().height(), before);
  }
  void footerOffersHelpAndLanguages() {
    FooterBar footer;
    footer.setReceiptText(QStringLiteral("Receipt 7Q4-K2M"));
    footer.setHelpText(QStringLiteral("Get help"));
    QSignalSpy help(&footer, &FooterBar::helpRequested);
    footer.helpButton().click();
    QCOMPARE(help.size(), 1);
    LanguageButton& button = footer.languageButton();
    button.setNameText(QStringLiteral("Language"));
    button.setLanguages({{QStringLiteral("en"), QStringLiteral("English")},
                         {QStringLiteral("ja"), QStringLiteral("日本語")}});
    button.setCurrent(QStringLiteral("en"));
    QCOMPARE(accessible(button).text(QAccessible::Name), QStringLiteral("Language, English"));
    QSignalSpy chosen(&button, &LanguageButton::languageChosen);
    // What really happens: whoever hears it changes the language, which makes the menu anew.
    connect(&button, &LanguageButton::languageChosen, &button, &LanguageButton::setCurrent);
    button.menu()->actions().first()->trigger();  // the present one: no change
    QCoreApplication::processEvents();
    QVERIFY(chosen.isEmpty());
    button.menu()->actions().last()->trigger();
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("ja"));
    QCOMPARE(button.text(), QStringLiteral("日本語"));
  }
};

QTEST_MAIN(MessagesTest)
#include "messages_test.moc"
