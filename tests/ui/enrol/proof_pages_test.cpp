// SPDX-License-Identifier: GPL-3.0-or-later
// Registered questions and keys prove afresh who is sitting there.
#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "core/rules/client_data.h"
#include "tests/support/fake_security_keys.h"
#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/end_page.h"
#include "ui/enrol/proof_answers_page.h"
#include "ui/enrol/proof_code_page.h"
#include "ui/enrol/proof_key_page.h"
#include "ui/enrol/proof_page.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/key_text.h"
#include "ui/text/page_text.h"

#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/labels.h"

using namespace latchkey;  // NOLINT
using flow::KeyAnswer;
using flow::KeyError;
using flow::KeyFault;
using protocol::EnrolmentView;
using protocol::MethodKind;
using protocol::ProblemKind;
using protocol::SubmitEnrolAnswers;
using protocol::SubmitEnrolAssertion;
using tests::EnrolViews;
using ui::widgets::AnswerField;

namespace {

EnrolmentView answersView(const char* first = "pet") {
  EnrolmentView view = EnrolViews::list();
  view.stage = protocol::EnrolStage::Questions;
  view.proof.emplace();
  view.proof->kind = MethodKind::Questions;
  view.proof->questions = protocol::QuestionsView{{{QString::fromLatin1(first), QStringLiteral("First?")},
                                                   {QStringLiteral("town"), QStringLiteral("Town?")}},
                                                  5};
  return view;
}

EnrolmentView keyView(char challenge = 'c') {
  EnrolmentView view = EnrolViews::list();
  view.stage = protocol::EnrolStage::Key;
  view.proof.emplace();
  view.proof->kind = MethodKind::SecurityKey;
  view.proof->securityKey = protocol::SecurityKeyView{
      QStringLiteral("recovery.example.com"), QByteArray(32, challenge), {"first", "second"}, true, 5};
  return view;
}

struct Answers {
  tests::SentCommands sent;
  ui::enrol::ProofAnswersPage page{sent.sender(), tests::enrolNow};
  Answers() {
    page.begin();
    page.present(answersView());
    tests::showInFront(page);
  }
  AnswerField* field(int number) {
    return page.findChild<AnswerField*>(QStringLiteral("proofAnswer%1Field").arg(number));
  }
  void fillIn() {
    field(1)->insertText(QStringLiteral("Rex of Rome"));
    field(2)->insertText(QStringLiteral("Kobe"));
  }
};

struct Key {
  tests::FakeSecurityKeys keys;
  tests::SentCommands sent;
  ui::enrol::ProofKeyPage page{sent.sender(), tests::enrolNow, &keys,
                               QStringLiteral("https://recovery.example.com")};
  Key() {
    page.begin();
    page.present(keyView());
    tests::showInFront(page);
  }
  QString said() {
    auto* const label = page.findChild<QLabel*>(QStringLiteral("newKeyDoNowLabel"));
    return label->isVisible() ? label->text() : QString();
  }
};

protocol::RegisteredMethod registeredMethod(MethodKind kind, int usableIn = 0, bool proves = true) {
  protocol::RegisteredMethod method;
  method.kind = kind;
  method.handle = QString(22, QLatin1Char(static_cast<char>('a' + static_cast<int>(kind))));
  method.usableIn = usableIn;
  method.proves = proves;
  return method;
}

struct Choice {
  QString chosen;
  ui::enrol::ProofPage page{[this](const QString& handle) { chosen = handle; }, tests::enrolNow};
  explicit Choice(const QList<protocol::RegisteredMethod>& methods) {
    EnrolmentView view = EnrolViews::list();
    view.methods = methods;
    page.begin();
    page.present(view);
    tests::showInFront(page);
  }
  int cards() {
    return static_cast<int>(
        page.findChild<ui::widgets::ChoiceList*>()->findChildren<QAbstractButton*>().size());
  }
  QString notYet() {
    auto* const label = page.findChild<QLabel*>(QStringLiteral("enrolProofNotYetLabel"));
    return label->isVisible() ? label->text() : QString();
  }
  QAbstractButton& none() {
    return *page.findChild<QAbstractButton*>(QStringLiteral("enrolProofNoneButton"));
  }
};

}  // namespace

class ProofPagesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void onlyWhatProvesNowIsListed() {
    Choice s({registeredMethod(MethodKind::Mail, 86'400), registeredMethod(MethodKind::SecurityKey),
              registeredMethod(MethodKind::Questions, 0, false)});
    QCOMPARE(s.cards(), 1);
    QVERIFY(s.notYet().isEmpty());
    QCOMPARE(s.none().text(), ui::text::methodNoneButton());
    // Where there is nothing to choose, nobody is asked to.
    QVERIFY(s.page.isComplete());
    s.page.submit();
    QCOMPARE(s.chosen, registeredMethod(MethodKind::SecurityKey).handle);
  }

  void eachSaysWhoCanSeeWhatStandsThere() {
    Answers answers;
    Key key;
    Choice choice({registeredMethod(MethodKind::Mail)});
    ui::enrol::ProofCodePage code{answers.sent.sender(), tests::enrolNow};
    ui::enrol::EndPage end{tests::enrolNow};
    for (const ui::enrol::AddPage* const page : std::initializer_list<const ui::enrol::AddPage*>{
             &answers.page, &key.page, &choice.page, &code, &end})
      QVERIFY(page->whoSees().startsWith(QStringLiteral("Who can see this: ")));
  }

  void whatIsTooNewSaysFromWhenOn() {
    Choice s({registeredMethod(MethodKind::Mail, 7'200), registeredMethod(MethodKind::SecurityKey, 3'600),
              registeredMethod(MethodKind::Questions, 60, false)});
    QCOMPARE(s.cards(), 0);
    QCOMPARE(s.notYet(), ui::text::proofNotYet(3'600, tests::enrolNow()));
    QVERIFY(s.notYet().contains(QStringLiteral("15:2")));
    QVERIFY(!s.page.isComplete());
    QSignalSpy lost(&s.page, &ui::enrol::ProofPage::allLost);
    QVERIFY(s.none().isVisible());
    s.none().click();
    QCOMPARE(lost.size(), 1);
  }

  void eachAnswerGoesWithItsQuestion() {
    Answers s;
    QVERIFY(!s.page.isComplete());
    s.fillIn();
    QVERIFY(s.page.isComplete());
    s.page.submit();
    const auto* sent = s.sent.last<SubmitEnrolAnswers>();
    QVERIFY(sent);
    QCOMPARE(sent->answers.size(), std::size_t{2});
    QCOMPARE(sent->answers[0].question, QStringLiteral("pet"));
    QCOMPARE(sent->answers[0].answer.view(), std::string_view("Rex of Rome"));
    QCOMPARE(sent->answers[1].question, QStringLiteral("town"));
    QCOMPARE(s.field(1)->length(), 11);
  }

  void whatCanBeNoAnswerIsNotSent() {
    Answers s;
    s.fillIn();
    s.field(2)->clear();
    s.field(2)->insertText(QStringLiteral("ab"));
    QVERIFY(!s.page.isComplete());
    s.page.submit();
    QVERIFY(s.sent.all.empty());
  }

  void wrongOnesAreSaidAndStay() {
    Answers s;
    s.fillIn();
    s.page.submit();
    const protocol::Problem problem{ProblemKind::AnswersWrong, 422, {}, {}, 3, {}};
    s.page.showProblem(problem);
    auto* const banner = s.page.findChild<ui::widgets::Banner*>(QStringLiteral("proofAnswersBanner"));
    QCOMPARE(banner->text(), ui::text::enrolProblemText(problem, tests::enrolNow()));
    QVERIFY(s.field(1)->hasFocus());
    QCOMPARE(s.field(1)->length(), 11);
    s.field(1)->insertText(QStringLiteral("x"));
    QVERIFY(!banner->isVisible());
  }

  void otherQuestionsTakeTheAnswersAlong() {
    Answers s;
    s.fillIn();
    s.page.present(answersView());
    QCOMPARE(s.field(1)->length(), 11);
    s.page.present(answersView("dish"));
    QCOMPARE(s.field(1)->length() + s.field(2)->length(), 0);
    s.fillIn();
    s.page.leave();
    QCOMPARE(s.field(1)->length() + s.field(2)->length(), 0);
  }

  void aHostileQuestionShowsWhatIsInIt() {
    Answers s;
    EnrolmentView view = answersView();
    view.proof->questions->asked.first().text = QStringLiteral("a\u202Eb?");
    s.page.present(view);
    QVERIFY(s.page.findChild<QLabel*>(QStringLiteral("proofQuestion1Label"))
                ->text()
                .contains(QStringLiteral("[U+202E]")));
  }

  void aKeySignsWhatTheServiceWants() {
    Key s;
    QVERIFY(s.keys.isAsked());
    QCOMPARE(s.keys.asked->rpId, QStringLiteral("recovery.example.com"));
    QCOMPARE(s.keys.asked->credentials, (QList<QByteArray>{"first", "second"}));
    QVERIFY(s.keys.asked->verifiesPerson);
    QCOMPARE(s.keys.asked->clientData,
             rules::clientDataFor(QByteArray(32, 'c'), QStringLiteral("https://recovery.example.com")));
    s.keys.tell(flow::KeyNews::OtherKey);
    QCOMPARE(s.said(), ui::text::keyDoNow(flow::KeyNews::OtherKey));
    s.keys.end(KeyAnswer{"first", QByteArray(37, 'd'), "signature"});
    const auto* sent = s.sent.last<SubmitEnrolAssertion>();
    QVERIFY(sent);
    QCOMPARE(sent->credential, QByteArray("first"));
    QCOMPARE(sent->clientData, s.keys.asked->clientData);
    QCOMPARE(sent->authenticatorData, QByteArray(37, 'd'));
    QCOMPARE(sent->signature, QByteArray("signature"));
    QVERIFY(!s.keys.isAsked());
    QVERIFY(s.page.isComplete());  // the answer of the service may be lost
  }

  void afterARefusalTheNextTryIsForTheNextChallenge() {
    Key s;
    s.keys.end(KeyAnswer{"first", QByteArray(37, 'd'), "signature"});
    s.page.present(keyView('n'));
    QVERIFY(!s.keys.isAsked());  // not before somebody says so
    const protocol::Problem problem{ProblemKind::KeyRefused, 422, {}, {}, 4, {}};
    s.page.showProblem(problem);
    auto* const banner = s.page.findChild<ui::widgets::Banner*>(QStringLiteral("proofKeyBanner"));
    QCOMPARE(banner->text(), ui::text::enrolProblemText(problem, tests::enrolNow()));
    QVERIFY(s.page.isComplete());
    s.page.submit();
    QVERIFY(s.keys.isAsked());
    QVERIFY(s.keys.asked->clientData.contains(QByteArray(32, 'n').toBase64(QByteArray::OmitTrailingEquals)));
    QVERIFY(!banner->isVisible());
  }

  void aChallengeThatIsUsedUpIsNoUseToAKeyThatIsWaitedFor() {
    Key s;
    s.page.present(keyView());
    QCOMPARE(s.keys.pins.size(), 1);
    s.page.present(keyView('n'));
    QCOMPARE(s.keys.pins.size(), 2);
    QVERIFY(s.keys.asked->clientData.contains(QByteArray(32, 'n').toBase64(QByteArray::OmitTrailingEquals)));
  }

  void aPinIsTypedWhereTheKeyWantsIt() {
    Key s;
    s.keys.end(Result<KeyAnswer, KeyError>(unexpected(KeyError{KeyFault::PinNeeded, 8})));
    auto* const pin = s.page.findChild<AnswerField*>(QStringLiteral("newKeyPinField"));
    QVERIFY(pin->isVisible() && pin->hasFocus());
    pin->insertText(QStringLiteral("1234"));
    s.page.submit();
    QCOMPARE(s.keys.pins.last(), QStringLiteral("1234"));
    QCOMPARE(pin->length(), 0);
  }

  void aServiceAsksForItsOwnKeysAlone() {
    Key s;
    EnrolmentView view = keyView('n');
    view.proof->securityKey->rpId = QStringLiteral("bank.example");
    s.page.leave();
    s.page.begin();
    s.page.present(view);
    QVERIFY(!s.keys.isAsked());
    QCOMPARE(s.said(), ui::text::keyNotForThisService());
    QVERIFY(!s.page.isComplete());  // there is nothing to try again
  }

  void leavingLetsTheKeyGo() {
    Key s;
    QVERIFY(s.keys.isAsked());
    s.page.leave();
    QVERIFY(!s.keys.isAsked());
  }
};

QTEST_MAIN(ProofPagesTest)
#include "proof_pages_test.moc"
