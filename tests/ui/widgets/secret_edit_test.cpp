// SPDX-License-Identifier: GPL-3.0-or-later
// CodeField and PasswordField, and what they share.
#include "ui/widgets/secret_edit.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/answer_field.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/password_field.h"

using namespace latchkey::ui::widgets;
using latchkey::platform::Secret;

namespace {

QByteArray textOf(const SecretEdit& edit) {
  return {edit.secret().view().data(), static_cast<qsizetype>(edit.secret().size())};
}

QAccessibleInterface& accessible(QWidget& widget) {
  return *QAccessible::queryAccessibleInterface(&widget);
}

void show(QWidget& widget) {
  widget.show();
  widget.activateWindow();
  widget.setFocus();
  QVERIFY(QTest::qWaitForWindowActive(&widget));
}

}  // namespace

class SecretEditTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void codeTakesWhatPeopleType_data() {
    QTest::addColumn<int>("digits");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("digits") << 7 << QStringLiteral("1234567") << QByteArray("1234567");
    QTest::newRow("blanks and hyphen") << 7 << QStringLiteral(" 123-45 67 ") << QByteArray("1234567");
    QTest::newRow("full width") << 7 << QStringLiteral("１２３４５６７") << QByteArray("1234567");
    QTest::newRow("six") << 6 << QStringLiteral("123 456") << QByteArray("123456");
    QTest::newRow("a part") << 7 << QStringLiteral("123") << QByteArray("123");
    QTest::newRow("letters") << 7 << QStringLiteral("12a4567") << QByteArray();
    QTest::newRow("too many") << 7 << QStringLiteral("12345678") << QByteArray();
    QTest::newRow("a sentence") << 7 << QStringLiteral("Your code is 1234567") << QByteArray();
  }
  void codeTakesWhatPeopleType() {
    QFETCH(int, digits);
    QFETCH(QString, typed);
    QFETCH(QByteArray, expected);
    CodeField field;
    field.setDigits(digits);
    QSignalSpy refused(&field, &CodeField::entryRefused);
    QSignalSpy completed(&field, &CodeField::completed);
    QGuiApplication::clipboard()->setText(typed);
    QTest::keySequence(&field, QKeySequence::Paste);
    QCOMPARE(textOf(field), expected);
    QCOMPARE(refused.isEmpty(), !expected.isEmpty());
    QCOMPARE(completed.size(), expected.size() == digits ? 1 : 0);
  }
  void typingStopsAtTheLastDigit() {
    CodeField field;
    QTest::keyClicks(&field, QStringLiteral("123-4567890"));
    QCOMPARE(textOf(field), QByteArray("1234567"));
    QVERIFY(field.isComplete());
  }
  void wholeCodePastedReplacesTheOldOne() {
    CodeField field;
    QTest::keyClicks(&field, QStringLiteral("99"));
    field.insertText(QStringLiteral("765-4321"));
    QCOMPARE(textOf(field), QByteArray("7654321"));
    field.insertText(QStringLiteral("1112222"));
    QCOMPARE(textOf(field), QByteArray("1112222"));
  }
  void inputMethodCommitsFullWidthDigits() {
    CodeField field;
    QInputMethodEvent composing(QStringLiteral("１２"), {});
    QCoreApplication::sendEvent(&field, &composing);
    QCOMPARE(textOf(field), QByteArray());
    QInputMethodEvent event;
    event.setCommitString(QStringLiteral("１２３"));
    QCoreApplication::sendEvent(&field, &event);
    QCOMPARE(textOf(field), QByteArray("123"));
  }
  void clearingForgetsWhatIsBeingComposed() {
    AnswerField field;
    field.resize(300, 60);
    const QImage empty = field.grab().toImage();
    QInputMethodEvent composing(QString::fromUtf8("さくら"), {});
    QCoreApplication::sendEvent(&field, &composing);
    QVERIFY(field.grab().toImage() != empty);  // it is seen while it is composed
    field.clear();
    QCOMPARE(field.grab().toImage(), empty);
  }
  void takingTheCodeEmptiesTheField() {
    CodeField field;
    field.insertText(QStringLiteral("1234567"));
    QSignalSpy edited(&field, &CodeField::textEdited);
    const Secret code = field.takeCode();
    QCOMPARE(code.view(), std::string_view("1234567"));
    QVERIFY(field.secret().isEmpty());
    QVERIFY(field.secret().view().data() != code.view().data());
    QCOMPARE(field.cursorPosition(), 0);
    QCOMPARE(edited.size(), 1);
  }
  void groupsAreEven_data() {
    QTest::addColumn<int>("digits");
    QTest::addColumn<QList<int>>("groups");
    QTest::newRow("4") << 4 << QList<int>{4};
    QTest::newRow("6") << 6 << QList<int>{3, 3};
    QTest::newRow("7") << 7 << QList<int>{3, 4};
    QTest::newRow("8") << 8 << QList<int>{4, 4};
    QTest::newRow("10") << 10 << QList<int>{3, 3, 4};
    QTest::newRow("11") << 11 << QList<int>{3, 3, 3, 2};
  }
  void groupsAreEven() {
    QFETCH(int, digits);
    QFETCH(QList<int>, groups);
    QCOMPARE(CodeField::groupsOf(digits), groups);
  }

  void passwordIsEditedByKeyboard() {
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("abcdef"));
    QTest::keyClick(&field, Qt::Key_Home);
    QTest::keyClick(&field, Qt::Key_Right);
    QTest::keyClick(&field, Qt::Key_Delete);
    QCOMPARE(textOf(field), QByteArray("acdef"));
    QTest::keyClick(&field, Qt::Key_End);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(textOf(field), QByteArray("acde"));
    QTest::keyClick(&field, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&field, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&field, Qt::Key_X);
    QCOMPARE(textOf(field), QByteArray("acx"));
    QTest::keySequence(&field, QKeySequence::SelectAll);
    QTest::keyClicks(&field, QStringLiteral(" Z "));
    QCOMPARE(textOf(field), QByteArray(" Z "));
    QTest::keyClick(&field, Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(field.secret().isEmpty());
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_Delete);
    QVERIFY(field.secret().isEmpty());
  }
  void charactersBeyondAsciiAreWhole() {
    PasswordField field;
    field.insertText(QStringLiteral("aé漢🔑z"));
    QCOMPARE(field.length(), 5);
    QCOMPARE(textOf(field), QStringLiteral("aé漢🔑z").toUtf8());
    field.setCursorPosition(4);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(textOf(field), QStringLiteral("aé漢z").toUtf8());
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(textOf(field), QByteArray("az"));
  }
  void nothingIsTrimmedOrCutOff() {
    PasswordField field;
    field.setMaximumLength(10);
    QSignalSpy refused(&field, &PasswordField::entryRefused);
    field.insertText(QStringLiteral("  blank  \r\n"));
    QCOMPARE(textOf(field), QByteArray("  blank  "));
    field.insertText(QStringLiteral("too much"));
    QCOMPARE(textOf(field), QByteArray("  blank  "));
    QCOMPARE(refused.size(), 1);
  }
  void nothingGoesToTheClipboard_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("revealed");
    QTest::newRow("copy hidden") << static_cast<int>(QKeySequence::Copy) << false;
    QTest::newRow("cut hidden") << static_cast<int>(QKeySequence::Cut) << false;
    QTest::newRow("copy shown") << static_cast<int>(QKeySequence::Copy) << true;
    QTest::newRow("cut shown") << static_cast<int>(QKeySequence::Cut) << true;
  }
  void nothingGoesToTheClipboard() {
    QFETCH(int, key);
    QFETCH(bool, revealed);
    PasswordField field;
    field.setRevealed(revealed);
    field.insertText(QStringLiteral("tall-Oak-41"));
    field.selectAll();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keySequence(&field, static_cast<QKeySequence::StandardKey>(key));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QCOMPARE(textOf(field), QByteArray("tall-Oak-41"));
  }
  void undoBringsNothingBack() {
    PasswordField field;
    field.insertText(QStringLiteral("secret"));
    field.clear();
    QTest::keySequence(&field, QKeySequence::Undo);
    QVERIFY(field.secret().isEmpty());
  }
  void noLineEditHoldsTheText() {
    PasswordField password;
    CodeField code;
    QVERIFY(password.findChildren<QLineEdit*>().isEmpty());
    QVERIFY(code.findChildren<QLineEdit*>().isEmpty());
    password.insertText(QStringLiteral("canary-41"));
    for (const QByteArray& name : password.dynamicPropertyNames())
      QVERIFY(!password.property(name.constData()).toString().contains(QStringLiteral("canary")));
    for (int i = 0; i < password.metaObject()->propertyCount(); ++i) {
      const QVariant value = password.metaObject()->property(i).read(&password);
      QVERIFY2(!value.toString().contains(QStringLiteral("canary")),
               password.metaObject()->property(i).name());
    }
    QVERIFY(password.inputMethodQuery(Qt::ImSurroundingText).toString().isEmpty());
    QVERIFY(password.inputMethodQuery(Qt::ImCurrentSelection).toString().isEmpty());
  }
  void screenReaderHearsDotsUntilItIsShown() {
    PasswordField field;
    field.setAccessibleName(QStringLiteral("New password"));
    field.insertText(QStringLiteral("tall-Oak"));
    QAccessibleInterface& face = accessible(field);
    QCOMPARE(face.role(), QAccessible::EditableText);
    QCOMPARE(face.text(QAccessible::Name), QStringLiteral("New password"));
    QVERIFY(face.state().passwordEdit);
    QCOMPARE(face.text(QAccessible::Value), QString(8, QChar(0x2022)));
    QCOMPARE(face.textInterface()->text(0, 4), QString(4, QChar(0x2022)));
    QCOMPARE(face.textInterface()->characterCount(), 8);
    field.setRevealed(true);
    QVERIFY(!face.state().passwordEdit);
    QCOMPARE(face.textInterface()->text(0, 4), QStringLiteral("tall"));
  }
  void assistiveTechnologyCanType() {
    CodeField field;
    QAccessibleInterface& face = accessible(field);
    QVERIFY(face.editableTextInterface() != nullptr);
    face.editableTextInterface()->insertText(0, QStringLiteral("12-3"));
    face.editableTextInterface()->insertText(0, QStringLiteral("9"));
    QCOMPARE(face.text(QAccessible::Value), QStringLiteral("9123"));
    face.editableTextInterface()->deleteText(0, 1);
    QCOMPARE(textOf(field), QByteArray("123"));
  }
  void toggleShowsAndHides() {
    PasswordField field;
    field.setToggleTexts(QStringLiteral("Show"), QStringLiteral("Hide"));
    field.show();
    QCOMPARE(field.toggleButton().text(), QStringLiteral("Show"));
    QTest::mouseClick(&field.toggleButton(), Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QCOMPARE(field.toggleButton().text(), QStringLiteral("Hide"));
    QVERIFY(field.inputMethodHints().testFlag(Qt::ImhHiddenText));
  }
  void enterHeldDownSubmitsOnce() {
    PasswordField field;
    QSignalSpy submitted(&field, &PasswordField::submitted);
    for (const bool repeat : {false, true, true}) {
      QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), repeat);
      QCoreApplication::sendEvent(&field, &press);
      QCOMPARE(press.isAccepted(), repeat);
    }
    QCOMPARE(submitted.size(), 1);
  }
  void capsLockIsNoticed() {
    PasswordField field;
    std::optional<bool> lamp;
    field.setCapsLockSource([&lamp] { return lamp; });
    show(field);
    QSignalSpy changed(&field, &PasswordField::capsLockChanged);
    QTest::keyClick(&field, Qt::Key_1);
    QVERIFY(!field.isCapsLockOn());
    QTest::keyEvent(QTest::Press, &field, 'A', Qt::NoModifier);
    QVERIFY(field.isCapsLockOn());
    QTest::keyEvent(QTest::Press, &field, 'a', Qt::NoModifier);
    QVERIFY(!field.isCapsLockOn());
    QTest::keyEvent(QTest::Press, &field, 'A', Qt::ShiftModifier);
    QVERIFY(!field.isCapsLockOn());
    QCOMPARE(changed.size(), 2);
  }
  void lampIsAskedWhenTheFieldIsEntered() {
    PasswordField field;
    field.setCapsLockSource([] { return std::optional(true); });
    QVERIFY(!field.isCapsLockOn());
    show(field);
    QVERIFY(field.isCapsLockOn());
    field.clearFocus();
    QVERIFY(!field.isCapsLockOn());
  }
  void textStandsAtTheLeadingEdge() {
    PasswordField field;
    field.resize(400, 44);
    field.insertText(QStringLiteral("abc"));
    const auto cursor = [&] { return field.inputMethodQuery(Qt::ImCursorRectangle).toRect().x(); };
    QVERIFY(cursor() < 100);
    field.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(cursor() > 300);
  }
  void longTextKeepsTheCursorInside() {
    PasswordField field;
    field.resize(200, 44);
    field.insertText(QString(100, QLatin1Char('w')));
    const auto cursor = [&] { return field.inputMethodQuery(Qt::ImCursorRectangle).toRect().x(); };
    QVERIFY(cursor() <= 200);
    field.setCursorPosition(0);
    QVERIFY(cursor() >= 0 && cursor() < 40);
    QVERIFY(!field.grab().isNull());
  }
};

QTEST_MAIN(SecretEditTest)
#include "secret_edit_test.moc"
