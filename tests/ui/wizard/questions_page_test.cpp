// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the security questions, through the window.
#include "tests/ui/wizard/wizard_fixture.h"

using latchkey::flow::Step;
using latchkey::protocol::Problem;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::Stage;
using latchkey::protocol::SubmitAnswers;
using latchkey::tests::WizardFixture;
using latchkey::ui::widgets::AnswerField;

class QuestionsPageTest : public QObject {
  Q_OBJECT

  static AnswerField* field(const WizardFixture& f, const char* name) { return f.find<AnswerField>(name); }
  static bool canGoOn(const WizardFixture& f) { return f.find<QAbstractButton>("nextButton")->isEnabled(); }

private Q_SLOTS:
  void eachQuestionHasAFieldOfItsOwn() {
    WizardFixture f;
    f.open(Stage::Questions);
    QCOMPARE(f.step(), Step::Questions);
    QCOMPARE(field(f, "answer1Field")->accessibleName(),
             QStringLiteral("最初に通った学校の名前は何ですか。"));
    QCOMPARE(field(f, "answer2Field")->accessibleName(),
             QStringLiteral("初めての長い旅行で行った場所はどこですか。"));
    QVERIFY(!f.sees("answer3Field"));
    QVERIFY(f.words().contains(QStringLiteral("最初に通った学校の名前は何ですか。")));
    QVERIFY(field(f, "answer1Field")->hasFocus());
    QVERIFY(field(f, "answer1Field")->isMasked());
    // Words of the person's language: input methods have to work.
    const auto hints = field(f, "answer1Field")->inputMethodHints();
    QVERIFY(!(hints & Qt::ImhHiddenText));
    QVERIFY(hints & Qt::ImhSensitiveData);
  }

  void allAnswersGoInOneRequestOnceEachCanBeOne() {
    WizardFixture f;
    f.open(Stage::Questions);
    QVERIFY(!canGoOn(f));
    f.type("answer1Field", QStringLiteral("Sakura"));
    QVERIFY(!canGoOn(f));
    f.type("answer2Field", QStringLiteral("Fu"));
    QVERIFY(!canGoOn(f));  // two characters are none
    f.type("answer2Field", QStringLiteral("ji"));
    QVERIFY(canGoOn(f));
    f.press("nextButton");
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("answers")});
    const auto* sent = f.gateway.last<SubmitAnswers>();
    QCOMPARE(sent->answers.size(), std::size_t(2));
    QCOMPARE(sent->answers[0].question, QStringLiteral("first-school"));
    QVERIFY(sent->answers[0].answer.view() == "Sakura");
    QVERIFY(sent->answers[1].answer.view() == "Fuji");
    f.gateway.answer(WizardFixture::view(Stage::Password));
    QCOMPARE(f.step(), Step::Password);
    QCOMPARE(field(f, "answer1Field")->length(), 0);  // nothing stays behind
  }

  void wrongOnesAreSaidOfAllAndStayToBeCorrected() {
    WizardFixture f;
    f.open(Stage::Questions);
    f.type("answer1Field", QStringLiteral("Sakura"));
    f.type("answer2Field", QStringLiteral("Fuji"));
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::AnswersWrong, 422, {}, {}, 1, {}});
    QVERIFY(
        f.words().contains(QStringLiteral("At least one of the answers is not right. You have 1 try left.")));
    QCOMPARE(field(f, "answer1Field")->length(), 6);
    QCOMPARE(field(f, "answer2Field")->length(), 4);
    QVERIFY(field(f, "answer1Field")->hasFocus());
    f.type("answer2Field", QStringLiteral("s"));
    QVERIFY(!f.words().contains(QStringLiteral("At least one")));
  }

  void showAndHideAreForEachField() {
    WizardFixture f;
    f.open(Stage::Questions);
    f.type("answer1Field", QStringLiteral("Sakura"));
    QTest::mouseClick(&field(f, "answer1Field")->toggleButton(), Qt::LeftButton);
    QVERIFY(field(f, "answer1Field")->isRevealed());
    QVERIFY(!field(f, "answer2Field")->isRevealed());
  }

  void otherQuestionsBeginEmpty() {
    WizardFixture f;
    f.open(Stage::Questions);
    f.type("answer1Field", QStringLiteral("Sakura"));
    auto view = WizardFixture::view(Stage::Questions);
    f.flow.refresh();
    f.gateway.answer(view);
    QCOMPARE(field(f, "answer1Field")->length(), 6);  // the same ones
    view.questions->asked[0].id = QStringLiteral("first-dish");
    view.questions->asked.append({QStringLiteral("third"), QStringLiteral("三番目")});
    f.flow.refresh();
    f.gateway.answer(view);
    QCOMPARE(field(f, "answer1Field")->length(), 0);
    QVERIFY(f.sees("answer3Field"));
  }

  void backLeadsToTheMethodsAndForgets() {
    WizardFixture f;
    f.open(Stage::Questions);
    f.type("answer1Field", QStringLiteral("Sakura"));
    f.press("backButton");
    QCOMPARE(f.step(), Step::Method);
    QCOMPARE(field(f, "answer1Field")->length(), 0);
  }

  void textFromOutsideCannotDisguiseItself() {  // C13
    WizardFixture f;
    auto view = WizardFixture::view(Stage::Questions);
    view.questions->asked[0].text = QStringLiteral("<b>Which</b>\u202e?");
    f.open(view);
    QVERIFY(f.words().contains(QStringLiteral("<b>Which</b>[U+202E]?")));
    QCOMPARE(field(f, "answer1Field")->accessibleName(), QStringLiteral("<b>Which</b>[U+202E]?"));
  }
};

QTEST_MAIN(QuestionsPageTest)
#include "questions_page_test.moc"
