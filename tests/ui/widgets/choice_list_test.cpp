// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_list.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/outside_text.h"
#include "ui/widgets/step_item.h"
#include "ui/widgets/step_trail.h"

using namespace latchkey::ui;
using namespace latchkey::ui::widgets;

namespace {

QList<Choice> choices(const char* prefix = "") {
  const auto title = [&](const char* text) { return QString::fromUtf8(prefix) + QString::fromUtf8(text); };
  return {
      {QStringLiteral("mail"), theme::Icon::Mail, title("Mail"), shownOutside(u"ms*****@outlook.com"), {}},
      {QStringLiteral("text"), theme::Icon::TextMessage, title("Text"), shownOutside(u"*********32"), {}},
      {QStringLiteral("call"), theme::Icon::Phone, title("Call"), {}, QStringLiteral("Locked itself")}};
}

ChoiceCard& card(const ChoiceList& list, const char* id) {
  return *list.findChild<ChoiceCard*>(QString::fromLatin1(id) + QStringLiteral("ChoiceCard"));
}

}  // namespace

class ChoiceListTest : public QObject {
  Q_OBJECT
private:
  static void show(ChoiceList& list) {
    list.resize(480, 300);
    list.show();
    list.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    list.setFocus();
  }

private Q_SLOTS:
  void nothingIsChosenAtFirst() {
    ChoiceList list;
    list.setChoices(choices());
    QVERIFY(list.selectedId().isEmpty());
  }
  void keysMoveAndChoose() {
    ChoiceList list;
    list.setChoices(choices());
    show(list);
    QVERIFY(card(list, "mail").hasFocus());
    QTest::keyClick(&card(list, "mail"), Qt::Key_Space);
    QCOMPARE(list.selectedId(), QStringLiteral("mail"));
    QTest::keyClick(&card(list, "mail"), Qt::Key_Down);
    QCOMPARE(list.selectedId(), QStringLiteral("text"));
    QVERIFY(card(list, "text").hasFocus());
    QTest::keyClick(&card(list, "text"), Qt::Key_Up);
    QCOMPARE(list.selectedId(), QStringLiteral("mail"));
  }
  void clickAnywhereChooses() {
    ChoiceList list;
    list.setChoices(choices());
    show(list);
    QSignalSpy changed(&list, &ChoiceList::selectionChanged);
    ChoiceCard& second = card(list, "text");
    QTest::mouseClick(&second, Qt::LeftButton, {}, QPoint(second.width() - 4, 4));
    QCOMPARE(list.selectedId(), QStringLiteral("text"));
    QCOMPARE(changed.size(), 1);
  }
  void enterChoosesAndGoesOnOnce() {
    ChoiceList list;
    list.setChoices(choices());
    show(list);
    QSignalSpy activated(&list, &ChoiceList::activated);
    for (const bool repeat : {false, true, true}) {
      QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), repeat);
      QCoreApplication::sendEvent(&card(list, "call"), &press);
    }
    QCOMPARE(activated.size(), 1);
    QCOMPARE(list.selectedId(), QStringLiteral("call"));
  }
  void languageChangeKeepsTheChoice() {
    ChoiceList list;
    list.setChoices(choices());
    list.select(QStringLiteral("text"));
    QSignalSpy changed(&list, &ChoiceList::selectionChanged);
    list.setChoices(choices("ja "));
    QCOMPARE(list.selectedId(), QStringLiteral("text"));
    QVERIFY(changed.isEmpty());
    QCOMPARE(card(list, "text").choice().title, QStringLiteral("ja Text"));
  }
  void choiceThatMovesStaysChosenAndOneThatGoesIsTold() {
    ChoiceList list;
    list.setChoices(choices());
    list.select(QStringLiteral("text"));
    QSignalSpy changed(&list, &ChoiceList::selectionChanged);
    QList<Choice> turned = choices();
    std::reverse(turned.begin(), turned.end());
    list.setChoices(turned);
    QCOMPARE(list.selectedId(), QStringLiteral("text"));
    list.setChoices({turned.first(), turned.last()});
    QVERIFY(list.selectedId().isEmpty());
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed.first().first().toString().isEmpty());
  }
  void screenReaderFindsRadioButtons() {
    ChoiceList list;
    list.setChoices(choices());
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&card(list, "mail"));
    QCOMPARE(face->role(), QAccessible::RadioButton);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Mail, ms*****@outlook.com"));
    QCOMPARE(QAccessible::queryAccessibleInterface(&list)->role(), QAccessible::Grouping);
    QVERIFY(!face->state().checked);
    list.select(QStringLiteral("mail"));
    QVERIFY(face->state().checked);
    QCOMPARE(QAccessible::queryAccessibleInterface(&card(list, "call"))->text(QAccessible::Description),
             QStringLiteral("Locked itself"));
  }
  void hostileMaskStaysInItsLine() {
    ChoiceList list;
    list.setChoices({{QStringLiteral("mail"),
                      theme::Icon::Mail,
                      QStringLiteral("Mail"),
                      QStringLiteral("a\u202Eb\u2069c"),
                      {}}});
    QCOMPARE(card(list, "mail").choice().detail, QStringLiteral("a[U+202E]b[U+2069]c"));
  }
  void longTextsWrapInsteadOfWideningTheWindow() {
    ChoiceList list;
    list.setChoices({{QStringLiteral("mail"),
                      theme::Icon::Mail,
                      QString(200, QLatin1Char('x')),
                      QString(300, QLatin1Char('y')),
                      {}}});
    QVERIFY(list.minimumSizeHint().width() < 300);
    ChoiceCard& only = card(list, "mail");
    QVERIFY(only.heightForWidth(320) > only.heightForWidth(1200));
  }

  void trailTellsItsSteps() {
    StepTrail trail;
    trail.setTexts({QStringLiteral("Steps"), QStringLiteral("step %1 of %2"), QStringLiteral("done"),
                    QStringLiteral("current"), QStringLiteral("to come")});
    trail.setSteps({QStringLiteral("Reason"), QStringLiteral("Account"), QStringLiteral("Done")});
    trail.setCurrent(1);
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&trail);
    QCOMPARE(face->role(), QAccessible::List);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Steps"));
    QCOMPARE(face->childCount(), 3);
    QCOMPARE(face->child(0)->text(QAccessible::Name), QStringLiteral("Reason, step 1 of 3, done"));
    QCOMPARE(face->child(1)->text(QAccessible::Name), QStringLiteral("Account, step 2 of 3, current"));
    QCOMPARE(face->child(1)->role(), QAccessible::ListItem);
    QVERIFY(face->child(1)->state().active);
    QVERIFY(!face->child(2)->state().active);
    trail.setCurrent(99);
    QCOMPARE(trail.current(), 3);
    QCOMPARE(face->child(2)->text(QAccessible::Name), QStringLiteral("Done, step 3 of 3, done"));
  }
  void trailFitsEveryWindow_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("form");
    QTest::newRow("wide") << 920 << 1.0 << static_cast<int>(StepTrail::Form::Full);
    QTest::newRow("800") << 800 << 1.0 << static_cast<int>(StepTrail::Form::Full);
    QTest::newRow("narrow") << 700 << 1.0 << static_cast<int>(StepTrail::Form::Rail);
    QTest::newRow("200 %") << 800 << 2.0 << static_cast<int>(StepTrail::Form::Rail);
    QTest::newRow("200 % on a large screen") << 1600 << 2.0 << static_cast<int>(StepTrail::Form::Full);
  }
  void trailFitsEveryWindow() {
    QFETCH(int, width);
    QFETCH(double, scale);
    QFETCH(int, form);
    QCOMPARE(static_cast<int>(StepTrail::formFor(width, theme::Theme::forced(theme::Scheme::Light, scale))),
             form);
  }
  void trailInALowWindowOverlapsNothing() {
    StepTrail trail;
    QStringList names;
    for (int i = 0; i < 9; ++i) names << QStringLiteral("Step %1 with a rather long name").arg(i);
    trail.setSteps(names);
    trail.resize(240, 360);
    trail.show();
    const auto items = trail.findChildren<StepItem*>();
    QCOMPARE(items.size(), 9);
    for (qsizetype i = 1; i < items.size(); ++i)
      QVERIFY(items.at(i)->y() >= items.at(i - 1)->geometry().bottom());
    QVERIFY(items.last()->geometry().bottom() <= 360);
  }
};

QTEST_MAIN(ChoiceListTest)
#include "choice_list_test.moc"
