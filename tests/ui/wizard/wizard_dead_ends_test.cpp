// SPDX-License-Identifier: GPL-3.0-or-later
// The pages on which a recovery cannot go on, and the message to the administrators.
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/problem_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme_keeper.h"

using latchkey::flow::GatewayFault;
using latchkey::flow::Step;
using latchkey::protocol::AdministratorContact;
using latchkey::protocol::Ending;
using latchkey::protocol::Problem;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::Reason;
using latchkey::protocol::RecoveryView;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
namespace text = latchkey::ui::text;

namespace {

RecoveryView endedBy(Ending ending, AdministratorContact administrator = AdministratorContact::Offered) {
  RecoveryView view = WizardFixture::view(Stage::Ended);
  view.methods.clear();
  view.ending = ending;
  view.administrator = administrator;
  return view;
}

RecoveryView methods(AdministratorContact administrator) {
  RecoveryView view = WizardFixture::view(Stage::Method);
  view.administrator = administrator;
  return view;
}

Problem limited(int retryIn) {
  Problem problem = latchkey::protocol::problemOf(ProblemKind::RateLimited);
  problem.retryIn = retryIn;
  return problem;
}

QString main(const WizardFixture& f) {
  return f.sees("nextButton") ? f.find<QPushButton>("nextButton")->text().remove(u'&') : QString();
}

}  // namespace

class WizardDeadEndsTest : public QObject {
  Q_OBJECT

  std::unique_ptr<latchkey::ui::theme::ThemeKeeper> m_theme;

private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<latchkey::ui::theme::ThemeKeeper>(*qApp); }

  void eachEndSaysWhatHappenedAndOffersWhatHelps_data() {
    QTest::addColumn<int>("ending");
    QTest::addColumn<bool>("offered");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("mainButton");
    QTest::addColumn<QString>("link");
    const QString ask = QStringLiteral("Contact an administrator");
    const QString again = QStringLiteral("Start again");
    const auto row = [](const char* name, Ending ending, bool offered, const char* title,
                        const QString& button, const char* link) {
      QTest::newRow(name) << int(ending) << offered << QString::fromLatin1(title) << button
                          << QString::fromLatin1(link);
    };
    row("unknown", Ending::UnknownAccount, false, "We do not know this account", again, "");
    row("disabled", Ending::Disabled, true, "This account is disabled", ask, "otherAccountButton");
    row("managed elsewhere", Ending::ManagedElsewhere, false, "This password is managed somewhere else", {},
        "otherAccountButton");
    row("not enabled", Ending::NotEnabled, true, "This account is not enabled for reset", ask,
        "otherAccountButton");
    row("not enabled, nobody to write to", Ending::NotEnabled, false, "This account is not enabled for reset",
        {}, "otherAccountButton");
    row("nothing registered", Ending::NothingRegistered, true, "Too little is registered for this account",
        ask, "otherAccountButton");
    row("only administrator", Ending::OnlyAdministrator, false, "You are the only administrator", {},
        "otherAccountButton");
    row("gone on with elsewhere", Ending::ContinuedElsewhere, false, "You go on at another PC", {},
        "otherAccountButton");
    row("too many tries", Ending::TooManyTries, true, "Let us pause for now", again,
        "endAdministratorButton");
    row("another reason", Ending::NotPossible, true, "Somebody has to help you with this", again,
        "endAdministratorButton");
  }
  void eachEndSaysWhatHappenedAndOffersWhatHelps() {
    QFETCH(int, ending);
    QFETCH(bool, offered);
    QFETCH(QString, title);
    QFETCH(QString, mainButton);
    QFETCH(QString, link);
    WizardFixture f;
    const auto view = endedBy(static_cast<Ending>(ending),
                              offered ? AdministratorContact::Offered : AdministratorContact::NotOffered);
    f.open(view);
    QCOMPARE(f.find<QLabel>("pageTitleLabel")->text(), title);
    QCOMPARE(main(f), mainButton);
    for (const char* button : {"endAdministratorButton", "otherAccountButton"})
      QCOMPARE(f.sees(button), link == QLatin1String(button));
    for (const QString& advice : text::endedAdvice(view, Reason::ForgotPassword))
      QVERIFY2(f.words().contains(advice), qPrintable(advice));
    QVERIFY(!text::endedAdvice(view, Reason::ForgotPassword).isEmpty());
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));  // whom to ask, on every one
    QVERIFY(f.words().contains(QStringLiteral("7Q4-K2M")));
  }

  /// SPEC section 2: when it can go on, and what else works now.
  void aPauseSaysWhatWorksNow_data() {
    QTest::addColumn<bool>("way");
    QTest::addColumn<bool>("appeal");
    QTest::addColumn<bool>("administrator");
    QTest::addColumn<QStringList>("works");
    const auto row = [](const char* name, bool way, bool appeal, bool administrator,
                        const QStringList& works) {
      QTest::newRow(name) << way << appeal << administrator << works;
    };
    const QString another = QStringLiteral("choose one of these ways: My security questions");
    const QString check = QStringLiteral("ask for a check by hand");
    const QString ask = QStringLiteral("contact an administrator");
    row("nothing but people", false, false, false, {QStringLiteral("ask the people named below")});
    row("another way", true, false, false, {another});
    row("an appeal", false, true, false, {check});
    row("an administrator", false, false, true, {ask});
    row("all", true, true, true, {another, check, ask});
  }
  void aPauseSaysWhatWorksNow() {
    QFETCH(bool, way);
    QFETCH(bool, appeal);
    QFETCH(bool, administrator);
    QFETCH(QStringList, works);
    RecoveryView view = endedBy(Ending::TooManyTries, administrator ? AdministratorContact::Offered
                                                                    : AdministratorContact::NotOffered);
    view.retryIn = 600;
    if (way)
      view.methods = {{QStringLiteral("questions"), latchkey::protocol::MethodKind::Questions, {}, {}}};
    if (appeal) view.appeal = WizardFixture::appeal(false);
    WizardFixture f;
    f.open(view);
    const QString words = f.words();
    QCOMPARE(words.count(QStringLiteral("What works now:")), 1);
    QCOMPARE(words.count(QStringLiteral("Or: ")), works.size() - 1);
    for (const QString& one : works) QVERIFY2(words.contains(one), qPrintable(words));
    QVERIFY(words.contains(QStringLiteral("(in 10:00)")));
    // With another way nobody has to wait.
    QCOMPARE(main(f), way ? QStringLiteral("Start again") : QString());
    QCOMPARE(words.contains(QStringLiteral("You can go on at")), !way);
    f.now = f.now.addSecs(601);
    f.wizard->session().tick();
    QTRY_COMPARE(main(f), QStringLiteral("Start again"));
  }

  void aRealmWithoutContactsSpeaksOfWhatItHas() {
    using latchkey::protocol::MethodKind;
    RecoveryView view = endedBy(Ending::NothingRegistered);
    view.realmFactors = {MethodKind::Authenticator, MethodKind::Questions};
    WizardFixture f;
    f.open(view);
    QVERIFY(f.words().contains(QStringLiteral("Too little is registered to show here")));
    QVERIFY(f.words().contains(QStringLiteral("an authenticator app, security questions")));
    for (const char* foreign : {"two contacts", "mail address", "mobile phone"})
      QVERIFY2(!f.words().contains(QLatin1String(foreign)), qPrintable(f.words()));
  }

  void whoIsNewIsNotToldOfARecovery_data() {
    QTest::addColumn<int>("ending");
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("unsaid");
    const auto row = [](const char* name, Ending ending, bool isNew, const char* said, const char* unsaid) {
      QTest::newRow(name) << int(ending) << isNew << QString::fromLatin1(said) << QString::fromLatin1(unsaid);
    };
    row("nothing registered, new", Ending::NothingRegistered, true, "Ask your administrator for a start code",
        "have two contacts registered");
    row("nothing registered", Ending::NothingRegistered, false, "have two contacts registered", "start code");
    row("another reason, new", Ending::NotPossible, true, "Your first password cannot be set here.",
        "Your password has not been changed");
    row("another reason", Ending::NotPossible, false, "Your password has not been changed", "first password");
  }
  void whoIsNewIsNotToldOfARecovery() {
    QFETCH(int, ending);
    QFETCH(bool, isNew);
    QFETCH(QString, said);
    QFETCH(QString, unsaid);
    WizardFixture f;
    if (isNew) f.choose("neverHadPassword");
    f.open(endedBy(static_cast<Ending>(ending)));
    QVERIFY2(f.words().contains(said), qPrintable(f.words()));
    QVERIFY2(!f.words().contains(unsaid), qPrintable(f.words()));
  }

  void theMessageIsOneRequestAndThePageSaysWhatComesNext() {
    WizardFixture f;
    f.open(endedBy(Ending::NotEnabled));
    f.press("nextButton");
    QVERIFY(!f.find<QPushButton>("nextButton")->isEnabled());
    QCOMPARE(f.gateway.takeLog(), QStringList({QStringLiteral("administrator")}));
    f.gateway.answer(endedBy(Ending::NotEnabled, AdministratorContact::Sent));
    QCOMPARE(f.step(), Step::Ended);
    QVERIFY(f.sees("administratorSentLabel"));
    WizardFixture::settle();
    for (const QString& next : text::administratorNext()) QVERIFY(f.words().contains(next));
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));
    QCOMPARE(main(f), QString());  // once for each recovery
    f.press("otherAccountButton");
    QCOMPARE(f.step(), Step::Account);
    QCOMPARE(f.find<QLineEdit>("accountLineEdit")->text(), QStringLiteral("msabc123@outlook.com"));
  }

  void theMessageCanBeTriedAgainWhenTheServiceIsOutOfReach() {
    WizardFixture f;
    f.open(endedBy(Ending::Disabled));
    f.press("nextButton");
    f.gateway.fail(GatewayFault::Unreachable);
    QVERIFY(!f.panelTitle().isEmpty());
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog().count(QStringLiteral("administrator")), 2);
    f.gateway.answer(endedBy(Ending::Disabled, AdministratorContact::Sent));
    QVERIFY(f.sees("administratorSentLabel"));
  }

  void tooManyMessagesSayWhenTheNextOneCanGoOut() {
    WizardFixture f;
    f.open(endedBy(Ending::NotEnabled));
    f.press("nextButton");
    f.gateway.refuse(limited(3600));
    QVERIFY(f.words().contains(text::administratorLimit(3600, f.now)));
    QVERIFY(!f.sees("administratorSentLabel"));
    QCOMPARE(main(f), QStringLiteral("Contact an administrator"));
  }

  void aPauseLetsStartAgainWhenItIsOver() {
    WizardFixture f;
    RecoveryView view = endedBy(Ending::TooManyTries);
    view.retryIn = 600;
    f.open(view);
    QCOMPARE(main(f), QString());
    QVERIFY(f.find<QLabel>("retryLabel")->text().contains(QStringLiteral("(in 10:00)")));
    f.press("endAdministratorButton");
    view.administrator = AdministratorContact::Sent;
    f.now = f.now.addSecs(100);
    view.retryIn = 500;
    f.gateway.answer(view);
    QVERIFY(f.sees("administratorSentLabel"));
    QVERIFY(f.find<QLabel>("retryLabel")->text().contains(QStringLiteral("(in 8:20)")));
    f.now = f.now.addSecs(500);
    f.wizard->currentStep()->present();
    QCOMPARE(f.find<QLabel>("retryLabel")->text(), QStringLiteral("You can go on now."));
    f.wizard->currentStep()->primaryAtEnd();
    QCOMPARE(f.step(), Step::Account);
  }

  void theTimeThatIsToldIsNeverTooEarly_data() {
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("told");
    QTest::newRow("a full minute") << "14:32:00.000"
                                   << "at 14:32 ";
    QTest::newRow("a moment later") << "14:32:00.001"
                                    << "at 14:33 ";
    QTest::newRow("just before the next one") << "14:32:59.999"
                                              << "at 14:33 ";
    QTest::newRow("the last minute of the day") << "23:59:30.000"
                                                << "at 2 March, 00:00 ";
  }
  void theTimeThatIsToldIsNeverTooEarly() {
    QFETCH(QString, moment);
    QFETCH(QString, told);
    const QDateTime now = QDateTime(QDate(2027, 3, 1), QTime(9, 0));
    const QDateTime then(QDate(2027, 3, 1), QTime::fromString(moment, QStringLiteral("HH:mm:ss.zzz")));
    QVERIFY2(text::retryLine(then, now).contains(told), qPrintable(text::retryLine(then, now)));
    QVERIFY(text::resendLine(then, now).contains(told));
  }

  void fromTheMethodsItIsAskedFirst() {
    WizardFixture f;
    f.open(methods(AdministratorContact::Offered));
    f.press("methodAdministratorButton");
    for (const QString& says : text::administratorSays()) QVERIFY(f.words().contains(says));
    QVERIFY(f.gateway.takeLog().isEmpty());
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList({QStringLiteral("administrator")}));
    f.gateway.answer(methods(AdministratorContact::Sent));
    QCOMPARE(f.panelTitle(), text::administratorSent());
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));
    f.press("panelSecondaryButton");
    QCOMPARE(f.step(), Step::Method);
    f.press("methodAdministratorButton");  // once more: it says that it was sent
    QCOMPARE(f.panelTitle(), text::administratorSent());
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void whereNobodyCanBeWrittenToTheSupportIsNamed() {
    WizardFixture f;
    f.open(methods(AdministratorContact::NotOffered));
    f.press("methodAdministratorButton");
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));
    QVERIFY(!f.sees("panelPrimaryButton"));
  }

  void whoCanUseNoneOfThemIsToldOfEveryWayOut() {
    WizardFixture f;
    f.open(methods(AdministratorContact::Offered));
    f.press("methodNoneButton");
    QVERIFY(f.words().contains(text::newAccountAdvice()));
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));
    f.press("panelPrimaryButton");
    for (const QString& says : text::administratorSays()) QVERIFY(f.words().contains(says));
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList({QStringLiteral("administrator")}));
  }

  void whoIsNewAndHasNoWayAsksForAStartCode_data() {
    QTest::addColumn<bool>("offered");
    QTest::newRow("one is offered among the ways") << true;
    QTest::newRow("none is offered") << false;
  }
  void whoIsNewAndHasNoWayAsksForAStartCode() {
    QFETCH(bool, offered);
    WizardFixture f;
    f.choose("neverHadPassword");
    RecoveryView view = methods(AdministratorContact::NotOffered);
    if (offered)
      view.methods.append({QStringLiteral("start"), latchkey::protocol::MethodKind::StartCode, {}, {}});
    f.open(view);
    f.press("methodNoneButton");
    QVERIFY(f.words().contains(QStringLiteral("your first password cannot be set here")));
    QVERIFY(!f.words().contains(text::newAccountAdvice()));
    QCOMPARE(f.words().contains(text::startCodeAdvice()), !offered);
  }

  void tooManyTriesNameAnotherWayOnlyWhereOneWorks_data() {
    QTest::addColumn<int>("otherWays");  // -1: the service does not say
    QTest::addColumn<int>("retryIn");
    QTest::addColumn<bool>("namesOther");
    QTest::newRow("another way works") << 1 << 3600 << true;
    QTest::newRow("another way works, this one is over") << 1 << 0 << true;
    QTest::newRow("the pause holds for all") << 0 << 60 << false;
    QTest::newRow("none works, and none will") << 0 << 0 << false;
    QTest::newRow("not known") << -1 << 60 << false;
    QTest::newRow("nothing known") << -1 << 0 << false;
  }
  void tooManyTriesNameAnotherWayOnlyWhereOneWorks() {
    QFETCH(int, otherWays);
    QFETCH(int, retryIn);
    QFETCH(bool, namesOther);
    Problem problem = latchkey::protocol::problemOf(ProblemKind::TooManyTries);
    problem.retryIn = retryIn;
    if (otherWays >= 0) problem.otherWays = otherWays == 1;
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 0));
    const QString sentence = text::problemText(problem, now);
    QCOMPARE(sentence.contains(QStringLiteral("nother way")), namesOther);
    const QTime moment = now.addSecs(retryIn).time();
    QCOMPARE(sentence.contains(QLocale().toString(moment, QLocale::ShortFormat)) ||
                 sentence.contains(moment.toString(QStringLiteral("HH:mm"))),
             retryIn > 0);
  }
};

QTEST_MAIN(WizardDeadEndsTest)
#include "wizard_dead_ends_test.moc"
