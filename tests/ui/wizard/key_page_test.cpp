// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the security key, through the window.
#include "core/rules/client_data.h"
#include "tests/ui/wizard/wizard_fixture.h"

using latchkey::unexpected;
using latchkey::flow::KeyAnswer;
using latchkey::flow::KeyError;
using latchkey::flow::KeyFault;
using latchkey::flow::KeyNews;
using latchkey::flow::Step;
using latchkey::protocol::Problem;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::Stage;
using latchkey::protocol::SubmitAssertion;
using latchkey::tests::WizardFixture;
using latchkey::ui::widgets::AnswerField;

class KeyPageTest : public QObject {
  Q_OBJECT

  static KeyAnswer answer() { return {"first", QByteArray(37, 'd'), "signature"}; }
  static QString said(const WizardFixture& f) {
    const auto* label = f.find<QLabel>("keyDoNowLabel");
    return label->isVisible() ? label->text() : QString();
  }

private Q_SLOTS:
  void aKeyIsAskedAtOnceForWhatTheServiceWants() {
    WizardFixture f;
    f.open(Stage::SecurityKey);
    QCOMPARE(f.step(), Step::SecurityKey);
    QVERIFY(f.keys.isAsked());
    QCOMPARE(f.keys.asked->rpId, QStringLiteral("recovery.example.com"));
    QCOMPARE(
        f.keys.asked->clientData,
        latchkey::rules::clientDataFor(QByteArray(32, 'c'), QStringLiteral("https://recovery.example.com")));
    QCOMPARE(f.keys.asked->credentials, (QList<QByteArray>{"first", "second"}));
    QVERIFY(!f.sees("keyPinField"));
    QVERIFY(!f.sees("nextButton"));  // there is nothing to press
    f.keys.tell(KeyNews::PlugIn);
    QCOMPARE(said(f), QStringLiteral("Plug in your security key"));
    f.keys.tell(KeyNews::Touch);
    QCOMPARE(said(f), QStringLiteral("Touch your security key"));
  }

  void whatItSignsIsSentOn() {
    WizardFixture f;
    f.open(Stage::SecurityKey);
    f.keys.end(answer());
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("assertion")});
    const auto* sent = f.gateway.last<SubmitAssertion>();
    QCOMPARE(sent->credential, QByteArray("first"));
    QCOMPARE(sent->clientData, f.keys.asked->clientData);
    QCOMPARE(sent->authenticatorData, QByteArray(37, 'd'));
    QCOMPARE(sent->signature, QByteArray("signature"));
    f.gateway.answer(WizardFixture::view(Stage::Password));
    QCOMPARE(f.step(), Step::Password);
  }

  void aRefusalIsSaidAndTheNextTryIsForTheNextChallenge() {
    WizardFixture f;
    f.open(Stage::SecurityKey);
    f.keys.end(answer());
    f.gateway.refuse(Problem{ProblemKind::KeyRefused, 422, {}, {}, 4, {}});
    auto next = WizardFixture::view(Stage::SecurityKey);
    next.securityKey->challenge = QByteArray(32, 'n');
    f.gateway.answer(next);
    QVERIFY(f.words().contains(
        QStringLiteral("The answer of this key was not accepted. You have 4 tries left.")));
    QVERIFY(!f.keys.isAsked());  // not before somebody says so
    f.press("nextButton");
    QVERIFY(f.keys.isAsked());
    QVERIFY(f.keys.asked->clientData.contains(QByteArray(32, 'n').toBase64(QByteArray::OmitTrailingEquals)));
    QVERIFY(!f.words().contains(QStringLiteral("not accepted")));
  }

  void aPinIsTypedWhereTheKeyWantsIt() {
    WizardFixture f;
    f.open(Stage::SecurityKey);
    f.keys.end(unexpected(KeyError{KeyFault::PinNeeded, 8}));
    auto* const field = f.find<AnswerField>("keyPinField");
    QVERIFY(field->isVisible() && field->hasFocus() && field->isMasked());
    QVERIFY(!f.find<QAbstractButton>("nextButton")->isEnabled());
    f.type("keyPinField", QStringLiteral("1234"));
    f.press("nextButton");
    QCOMPARE(f.keys.pins.last(), QStringLiteral("1234"));
    QCOMPARE(field->length(), 0);
    f.keys.end(unexpected(KeyError{KeyFault::PinWrong, 7}));
    QCOMPARE(said(f),
             QStringLiteral("This PIN is not right. The key takes 7 more tries, then it locks itself."));
    QVERIFY(field->isVisible() && field->hasFocus());
  }

  void whatStopsAKeyIsSaid_data() {
    QTest::addColumn<KeyFault>("fault");
    QTest::addColumn<QString>("first");  // words of what is said
    const auto row = [](const char* name, KeyFault fault, const char* first) {
      QTest::newRow(name) << fault << QString::fromLatin1(first);
    };
    row("wrong three times", KeyFault::PinPaused, "The PIN was wrong three times in a row.");
    row("locked", KeyFault::PinBlocked, "This key is locked:");
    row("without a PIN", KeyFault::PinNotSet, "A key with a PIN or a fingerprint is wanted here");
    row("nothing happens", KeyFault::TimedOut, "Nothing has happened for a while.");
    row("not to be used", KeyFault::Unavailable, "The key did not answer as it should");
  }
  void whatStopsAKeyIsSaid() {
    QFETCH(KeyFault, fault);
    QFETCH(QString, first);
    WizardFixture f;
    f.open(Stage::SecurityKey);
    f.keys.end(unexpected(KeyError{fault}));
    QVERIFY2(said(f).startsWith(first), qPrintable(said(f)));
    QVERIFY(!f.keys.isAsked());
    f.press("nextButton");  // "Try again"
    QVERIFY(f.keys.isAsked());
  }

  void leavingThePageLetsTheKeyGo() {
    WizardFixture f;
    f.open(Stage::SecurityKey);
    f.press("backButton");
    QCOMPARE(f.step(), Step::Method);
    QVERIFY(!f.keys.isAsked());
  }

  void aKeyOfAnotherServiceIsNotAskedFor() {
    WizardFixture f;
    auto view = WizardFixture::view(Stage::SecurityKey);
    view.securityKey->rpId = QStringLiteral("bank.example");
    f.open(view);
    QVERIFY(!f.keys.asked);
    QVERIFY(said(f).contains(QStringLiteral("somebody else")));
  }
};

QTEST_MAIN(KeyPageTest)
#include "key_page_test.moc"
