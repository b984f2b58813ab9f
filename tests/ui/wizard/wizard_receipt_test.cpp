// SPDX-License-Identifier: GPL-3.0-or-later
// Going on from another PC, as the window asks for the receipt and says what became of it.
#include <QTest>

#include "tests/ui/wizard/wizard_fixture.h"

using namespace latchkey;
using flow::Step;
using latchkey::tests::WizardFixture;
using protocol::Continuation;
using protocol::Stage;

namespace {

struct AtAccount : WizardFixture {
  explicit AtAccount(protocol::Language language = protocol::Language::English) : WizardFixture(language) {
    toAccount();
    type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    (void)gateway.takeLog();
  }
  void give(const QString& receipt) {
    press("haveReceiptButton");
    find<QLineEdit>("receiptLineEdit")->setText(receipt);
  }
};

/// At the last code before this view.
void prove(WizardFixture& f, const protocol::RecoveryView& after) {
  f.open(Stage::Code);
  f.flow.submitCode(platform::Secret("1234567"));
  f.gateway.answer(after);
  f.settle();
}

protocol::RecoveryView viewWith(Continuation continuation, bool isLast) {
  auto view = WizardFixture::view(isLast ? Stage::Password : Stage::Method);
  view.gatesNeeded = isLast ? 1 : 2;
  view.gatesPassed = 1;
  view.continuation = continuation;
  return view;
}

}  // namespace

class WizardReceiptTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theFieldComesWhenItIsAskedFor() {
    AtAccount f;
    QVERIFY(f.sees("haveReceiptButton"));
    QVERIFY(!f.sees("receiptLineEdit"));
    f.press("haveReceiptButton");
    QVERIFY(f.sees("receiptLineEdit"));
    QVERIFY(!f.sees("haveReceiptButton"));
    auto* field = f.find<QLineEdit>("receiptLineEdit");
    QVERIFY(field->hasFocus());
    QVERIFY(!field->accessibleName().isEmpty());
    QVERIFY(!field->accessibleDescription().isEmpty());
  }

  void whatIsTypedIsReadForgivingly_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("sent");
    QTest::newRow("as shown") << "7Q4-K2M"
                              << "7Q4-K2M";
    QTest::newRow("small, blanks") << "  7q4 k2m "
                                   << "7Q4-K2M";
    QTest::newRow("without the hyphen") << "7q4k2m"
                                        << "7Q4-K2M";
    QTest::newRow("full-width") << QStringLiteral("７ｑ４ーｋ２ｍ") << "7Q4-K2M";
    QTest::newRow("left empty") << ""
                                << "";
    QTest::newRow("blanks alone") << "   "
                                  << "";
  }
  void whatIsTypedIsReadForgivingly() {
    QFETCH(QString, typed);
    QFETCH(QString, sent);
    AtAccount f;
    f.give(typed);
    f.press("nextButton");
    QVERIFY(f.gateway.last<protocol::OpenRecovery>());
    QCOMPARE(f.gateway.last<protocol::OpenRecovery>()->receipt, sent);
  }

  void whatIsNoReceiptIsSaidBesideTheField() {
    AtAccount f;
    f.give(QStringLiteral("7Q4-K2"));
    f.press("nextButton");
    QVERIFY(!f.gateway.last<protocol::OpenRecovery>());
    QVERIFY(f.sees("receiptFieldError"));
    QVERIFY(f.words().contains(QStringLiteral("This is no receipt.")));
    QVERIFY(f.find<QLineEdit>("receiptLineEdit")->hasFocus());
    f.find<QLineEdit>("receiptLineEdit")->setText(QStringLiteral("7Q4-K2M"));
    QVERIFY(!f.sees("receiptFieldError"));
    f.press("nextButton");
    QVERIFY(f.gateway.last<protocol::OpenRecovery>());
  }

  void withoutOneNothingIsSent() {
    AtAccount f;
    f.press("nextButton");
    QCOMPARE(f.gateway.last<protocol::OpenRecovery>()->receipt, QString());
  }

  void whatBecameOfItIsSaidOnce_data() {
    QTest::addColumn<int>("continuation");
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("japanese");
    const auto row = [](const char* name, Continuation continuation, bool isLast, const char* english,
                        const QString& japanese) {
      QTest::newRow(name) << int(continuation) << isLast << QString::fromLatin1(english) << japanese;
    };
    row("continued", Continuation::Continued, true, "It has ended at the other PC.",
        QStringLiteral("の手続きを続けています。"));
    row("continued, one more proof", Continuation::Continued, false, "so one more proof is needed",
        QStringLiteral("あと 1 回ご本人確認をお願いします。"));
    row("nothing found", Continuation::NothingFound, true,
        "Nothing is lost, just go on here. Your receipt is now", QStringLiteral("新しい受付番号は"));
  }
  void whatBecameOfItIsSaidOnce() {
    QFETCH(int, continuation);
    QFETCH(bool, isLast);
    QFETCH(QString, english);
    QFETCH(QString, japanese);
    const auto view = viewWith(static_cast<Continuation>(continuation), isLast);
    for (const auto language : {protocol::Language::English, protocol::Language::Japanese}) {
      WizardFixture f(language);
      prove(f, view);
      QVERIFY(f.words().contains(language == protocol::Language::English ? english : japanese));
      QVERIFY(f.words().contains(view.receipt));
      if (isLast) continue;
      f.flow.chooseMethod(QStringLiteral("text"));
      auto next = WizardFixture::view(Stage::Confirm);
      next.continuation = view.continuation;
      f.gateway.answer(next);
      f.settle();
      QCOMPARE(f.step(), Step::Confirm);
      QVERIFY(!f.words().contains(language == protocol::Language::English ? english : japanese));
    }
  }

  void theOtherPcIsTold_data() {
    QTest::addColumn<int>("stage");
    QTest::newRow("choosing a method") << int(Stage::Method);
    QTest::newRow("with a new password typed") << int(Stage::Password);
  }
  void theOtherPcIsTold() {
    QFETCH(int, stage);
    WizardFixture f;
    f.open(static_cast<Stage>(stage));
    if (stage == int(Stage::Method)) {
      f.flow.chooseMethod(QStringLiteral("mail"));
    } else {
      f.flow.setPassword(platform::Secret("Rofadu-84"));
    }
    f.gateway.refuse(protocol::ProblemKind::WrongStage);
    auto view = WizardFixture::view(Stage::Ended);
    view.ending = protocol::Ending::ContinuedElsewhere;
    f.gateway.answer(view);
    f.settle();
    QCOMPARE(f.step(), Step::Ended);
    QVERIFY(f.words().contains(QStringLiteral("You go on at another PC")));
    QVERIFY(f.words().contains(QStringLiteral("Was it not you?")));
    QVERIFY(f.sees("otherAccountButton"));
    QCOMPARE(f.find<QPushButton>("otherAccountButton")->text(), QStringLiteral("&Start again"));
    f.press("otherAccountButton");
    QCOMPARE(f.step(), Step::Account);
    QVERIFY(!f.sees("receiptLineEdit"));
  }
};

QTEST_MAIN(WizardReceiptTest)
#include "wizard_receipt_test.moc"
