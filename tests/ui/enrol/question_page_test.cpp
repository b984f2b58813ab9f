// SPDX-License-Identifier: GPL-3.0-or-later
// Security questions are chosen and answered.
#include "ui/enrol/question_page.h"

#include <QComboBox>
#include <QStandardItemModel>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/text/enrol_question_text.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"

using namespace latchkey;  // NOLINT
using protocol::EnrolmentView;
using protocol::ProblemKind;
using protocol::SubmitEnrolAnswers;
using rules::ChosenAnswerFault;
using tests::EnrolViews;
using ui::text::chosenAnswerFault;
using ui::widgets::AnswerField;

namespace {

struct Shown {
  tests::SentCommands sent;
  ui::enrol::QuestionPage page{sent.sender(), tests::enrolNow};

  explicit Shown(const EnrolmentView& view = questions()) {
    page.begin();
    page.present(view);
    tests::showInFront(page);
  }
  static EnrolmentView questions() {
    EnrolmentView view = EnrolViews::list();
    view.stage = protocol::EnrolStage::Questions;
    view.adding.emplace();
    view.adding->kind = protocol::MethodKind::Questions;
    return view;
  }
  QComboBox* box(int number) {
    return page.findChild<QComboBox*>(QStringLiteral("question%1ComboBox").arg(number));
  }
  AnswerField* field(int number) {
    return page.findChild<AnswerField*>(QStringLiteral("newAnswer%1Field").arg(number));
  }
  QString error(int number) {
    auto* const error =
        page.findChild<ui::widgets::FieldError*>(QStringLiteral("newAnswer%1FieldError").arg(number));
    return error->isVisible() ? error->text() : QString();
  }
  void choose(int number, const char* id) {
    box(number)->setCurrentIndex(box(number)->findData(QString::fromLatin1(id)));
  }
  void answer(int number, const char* text) {
    field(number)->clear();
    field(number)->insertText(QString::fromUtf8(text));
  }
  void fillIn() {
    choose(1, "town");
    choose(2, "pet");
    choose(3, "dish");
    answer(1, "Kōbe");
    answer(2, "Rex of Rome");
    answer(3, "anago");
  }
};

}  // namespace

class QuestionPageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void eachQuestionGoesWithItsAnswer() {
    Shown s;
    QVERIFY(!s.page.isComplete());
    s.fillIn();
    QVERIFY(s.page.isComplete());
    s.page.submit();
    const auto* sent = s.sent.last<SubmitEnrolAnswers>();
    QVERIFY(sent);
    QCOMPARE(sent->answers.size(), std::size_t{3});
    QCOMPARE(sent->answers[0].question, QStringLiteral("town"));
    QCOMPARE(sent->answers[0].answer.view(), std::string_view("Kōbe"));
    QCOMPARE(sent->answers[1].question, QStringLiteral("pet"));
    QCOMPARE(sent->answers[2].answer.view(), std::string_view("anago"));
    QCOMPARE(s.field(1)->length(), 4);  // an answer of the service may be lost
    QVERIFY(s.field(1)->isMasked());
  }

  void aQuestionIsChosenOnce() {
    Shown s;
    s.choose(1, "pet");
    const auto isFree = [&](int number, const char* id) {
      auto* const model = qobject_cast<QStandardItemModel*>(s.box(number)->model());
      return model->item(s.box(number)->findData(QString::fromLatin1(id)))->isEnabled();
    };
    QVERIFY(isFree(1, "pet") && !isFree(2, "pet") && !isFree(3, "pet"));
    s.choose(1, "town");
    QVERIFY(isFree(2, "pet") && !isFree(2, "town"));
  }

  void whatIsMissingKeepsTheButtonOff_data() {
    QTest::addColumn<bool>("question");
    QTest::newRow("a question") << true;
    QTest::newRow("an answer") << false;
  }
  void whatIsMissingKeepsTheButtonOff() {
    QFETCH(bool, question);
    Shown s;
    s.fillIn();
    if (question) {
      s.box(3)->setCurrentIndex(-1);
    } else {
      s.field(3)->clear();
    }
    QVERIFY(!s.page.isComplete());
    s.page.submit();
    QVERIFY(s.sent.all.empty());
  }

  void whatCouldBeGuessedIsSaidAtItsField_data() {
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* answer, ChosenAnswerFault fault) {
      QTest::newRow(answer) << QString::fromUtf8(answer) << static_cast<int>(fault);
    };
    row("ab", ChosenAnswerFault::TooShort);
    row("a dish that is far too long for an answer of somebody", ChosenAnswerFault::TooLong);
    row("REX of rome", ChosenAnswerFault::Repeated);
    row("like best", ChosenAnswerFault::InQuestion);
    row("hanako", ChosenAnswerFault::IsName);
    row("山田　花子", ChosenAnswerFault::IsName);
  }
  void whatCouldBeGuessedIsSaidAtItsField() {
    QFETCH(QString, answer);
    QFETCH(int, fault);
    Shown s;
    s.fillIn();
    s.answer(3, answer.toUtf8().constData());
    s.page.submit();
    QVERIFY(s.sent.all.empty());
    QVERIFY(s.error(1).isEmpty() && s.error(2).isEmpty());
    QCOMPARE(s.error(3), chosenAnswerFault(static_cast<ChosenAnswerFault>(fault)));
    QVERIFY(s.field(3)->hasFocus());
    s.answer(3, "anago");
    QVERIFY(s.error(3).isEmpty());
    s.page.submit();
    QVERIFY(s.sent.last<SubmitEnrolAnswers>());
  }

  void theFirstOfSeveralFaultsHasTheFocus() {
    Shown s;
    s.fillIn();
    s.answer(2, "x");
    s.answer(3, "y");
    s.page.submit();
    QVERIFY(!s.error(2).isEmpty() && !s.error(3).isEmpty());
    QVERIFY(s.field(2)->hasFocus());
  }

  void whatTheServiceRefusesStandsAtItsField() {
    Shown s;
    s.fillIn();
    s.page.submit();
    s.page.showProblem({ProblemKind::InvalidField, 422, QStringLiteral("/answers/1/answer"), {}, {}, {}});
    QCOMPARE(s.error(2), ui::text::chosenAnswerRefused());
    QVERIFY(s.error(1).isEmpty() && s.error(3).isEmpty());
    auto* const banner = s.page.findChild<ui::widgets::Banner*>(QStringLiteral("questionsBanner"));
    QVERIFY(!banner->isVisible());
    s.page.showProblem({ProblemKind::InvalidField, 422, QStringLiteral("/answers/9/answer"), {}, {}, {}});
    QVERIFY(banner->isVisible());
  }

  void anotherLanguageKeepsWhatWasChosen() {
    Shown s;
    s.fillIn();
    EnrolmentView view = Shown::questions();
    for (protocol::Question& question : view.policy.questions) question.text += QStringLiteral(" (ja)");
    s.page.present(view);
    QCOMPARE(s.box(1)->currentText(), QStringLiteral("In which town were you born? (ja)"));
    QCOMPARE(s.field(1)->length(), 4);
    // One that is no longer in the list takes its answer along.
    view.policy.questions.removeIf([](const auto& question) { return question.id == QLatin1String("pet"); });
    s.page.present(view);
    QCOMPARE(s.box(2)->currentIndex(), -1);
    QCOMPARE(s.field(2)->length(), 0);
    QCOMPARE(s.field(3)->length(), 5);
  }

  void aShortListAsksForWhatItHas() {
    EnrolmentView view = Shown::questions();
    view.policy.questions.resize(2);
    Shown s(view);
    QVERIFY(s.box(2)->isVisible());
    QVERIFY(s.box(3) == nullptr);
  }

  void aHostileQuestionShowsWhatIsInIt() {
    EnrolmentView view = Shown::questions();
    view.policy.questions.first().text = QStringLiteral("a\u202Eb?");
    Shown s(view);
    QCOMPARE(s.box(1)->itemText(0), QStringLiteral("a[U+202E]b?"));
  }

  void nothingIsLeftWhenThePageIsLeft() {
    Shown s;
    s.fillIn();
    s.field(1)->setRevealed(true);
    s.page.leave();
    for (int number = 1; number <= 3; ++number) {
      QCOMPARE(s.field(number)->length(), 0);
      QCOMPARE(s.box(number)->currentIndex(), -1);
    }
    QVERIFY(s.field(1)->isMasked());
  }

  void theWheelChoosesNothing() {
    Shown s;
    s.choose(1, "pet");
    s.box(1)->setFocus();
    QWheelEvent wheel(QPointF(5, 5), s.box(1)->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(s.box(1), &wheel);
    QCOMPARE(s.box(1)->currentData().toString(), QStringLiteral("pet"));
  }

  void tabGoesFromTopToBottom() {
    Shown s;
    s.box(1)->setFocus();
    QStringList expected;
    for (int number = 1; number <= 3; ++number) {
      expected << QStringLiteral("question%1ComboBox").arg(number)
               << QStringLiteral("newAnswer%1Field").arg(number)
               << s.field(number)->toggleButton().objectName() + QString::number(number);
      s.field(number)->toggleButton().setObjectName(expected.last());
    }
    QCOMPARE(tests::tabOrder(), expected);
  }
};

QTEST_MAIN(QuestionPageTest)
#include "question_page_test.moc"
