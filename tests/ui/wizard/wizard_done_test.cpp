// SPDX-License-Identifier: GPL-3.0-or-later
// The last page: what it says by kind of account, one try of the new password, the card.
#include <QSignalSpy>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"
#include "ui/wizard/recovery_card.h"
#include "ui/wizard/wizard_session.h"

using namespace latchkey;  // NOLINT
using protocol::AccountKind;
using protocol::SignInResult;
using protocol::Stage;
using tests::WizardFixture;
using ui::theme::ThemeKeeper;

namespace {
const QString fresh = QStringLiteral("Quiet-Lake-42");

QByteArray bytesOf(const platform::Secret& secret) {
  return {secret.view().data(), static_cast<qsizetype>(secret.size())};
}
int typed(const WizardFixture& f) {
  return f.find<ui::widgets::PasswordField>("tryPasswordField")->length();
}
/// As somebody who wants to try: the field comes when it is asked for.
void type(WizardFixture& f) {
  if (f.sees("tryOpenButton")) f.press("tryOpenButton");
  f.type("tryPasswordField", fresh);
}
}  // namespace

class WizardDoneTest : public QObject {
  Q_OBJECT
  std::unique_ptr<ThemeKeeper> m_theme;

private Q_SLOTS:
  void init() { m_theme = std::make_unique<ThemeKeeper>(*qApp); }
  void cleanup() { m_theme.reset(); }

  void theAdviceFitsTheKindOfAccount_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("unsaid");
    QTest::newRow("domain") << int(AccountKind::Domain) << "before you sign in"
                            << "A PIN, fingerprint or face";
    QTest::newRow("cloud") << int(AccountKind::Cloud) << "A PIN, fingerprint or face"
                           << "VPN";
    QTest::newRow("other") << int(AccountKind::Other) << "A work PC must be"
                           << "A PIN, fingerprint or face";
  }
  void theAdviceFitsTheKindOfAccount() {
    QFETCH(int, kind);
    QFETCH(QString, said);
    QFETCH(QString, unsaid);
    WizardFixture f;
    auto view = WizardFixture::view(Stage::Done);
    view.accountKind = static_cast<AccountKind>(kind);
    f.open(view);
    QVERIFY(f.words().contains(said));
    QVERIFY(!f.words().contains(unsaid));
    QVERIFY(f.words().contains(QStringLiteral("mail apps")));
    f.press("lockedPcButton");
    for (const char* word : {"BitLocker", "EFS", "local account", "PIN"})
      QVERIFY2(f.words().contains(QLatin1String(word)), word);
  }

  void whoFearsSomebodyElseIsNotComforted_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("unsaid");
    const auto row = [](const char* name, AccountKind kind, const char* address, bool ends, const char* said,
                        const char* unsaid) {
      QTest::newRow(name) << int(kind) << QString::fromLatin1(address) << ends << QString::fromLatin1(said)
                          << QString::fromLatin1(unsaid);
    };
    const char* there = "https://portal.example/";
    row("domain", AccountKind::Domain, there, false, "please ask your support", "nothing to worry about");
    row("domain, until when", AccountKind::Domain, there, true, "until 15:00 at the latest",
        "nothing to worry about");
    row("other", AccountKind::Other, "", false, "please ask your support", "wait a little. The old one");
    row("cloud", AccountKind::Cloud, there, false, "at the address above", "the address below");
    row("cloud without an address", AccountKind::Cloud, "", false, "choose to sign out everywhere",
        "the address");
  }
  void whoFearsSomebodyElseIsNotComforted() {
    QFETCH(int, kind);
    QFETCH(QString, address);
    QFETCH(bool, ends);
    QFETCH(QString, said);
    QFETCH(QString, unsaid);
    WizardFixture f;
    f.choose("somebodyElse");
    auto view = WizardFixture::view(Stage::Done);
    view.accountKind = static_cast<AccountKind>(kind);
    view.signInUrl = QUrl(address);
    view.signInsEndIn = ends ? 3600 : 0;
    f.open(view);
    QVERIFY2(f.words().contains(said), qPrintable(f.words()));
    QVERIFY2(!f.words().contains(unsaid), qPrintable(f.words()));
    QVERIFY(f.words().contains(QStringLiteral("No mail address or phone is registered.")));
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));  // whom to tell, as lines of their own
  }
  void aRealmWithoutContactsSpeaksOfWhatItHas_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("unsaid");
    QTest::newRow("somebody else") << "somebodyElse"
                                   << "No mail address or phone is registered.";
    QTest::newRow("new") << "neverHadPassword"
                         << "register a mail address or phone";
  }
  void aRealmWithoutContactsSpeaksOfWhatItHas() {
    QFETCH(QString, reason);
    QFETCH(QString, unsaid);
    WizardFixture f;
    f.choose(qPrintable(reason));
    auto view = WizardFixture::view(Stage::Done);
    view.contactsNotified = 0;
    view.realmFactors = {protocol::MethodKind::Authenticator, protocol::MethodKind::Questions};
    f.open(view);
    QVERIFY(f.words().contains(QStringLiteral("an authenticator app, security questions")));
    QVERIFY2(!f.words().contains(unsaid), qPrintable(f.words()));
  }

  void whatIsRegisteredIsShownToWhoFearsSomebodyElse() {
    WizardFixture f;
    f.choose("somebodyElse");
    auto view = WizardFixture::view(Stage::Done);
    view.contacts = {QStringLiteral("ms*****@example.com"), QStringLiteral("*********32")};
    f.open(view);
    for (const QString& mask : view.contacts) QVERIFY2(f.words().contains(mask), qPrintable(f.words()));
    QVERIFY(f.words().contains(QStringLiteral("somebody could come back by it")));
    QVERIFY(!f.words().contains(QStringLiteral("No mail address or phone is registered.")));
  }

  void whoIsNewIsNotSpokenToAsLockedOut() {
    WizardFixture f;
    f.choose("neverHadPassword");
    auto view = WizardFixture::view(Stage::Done);
    view.accountKind = AccountKind::Domain;
    f.open(view);
    QVERIFY(f.words().contains(QStringLiteral("Welcome.")));
    const auto speaksOfALock = [](const QString& words) {
      return words.contains(QStringLiteral("locked PC")) || words.contains(QStringLiteral("again")) ||
             words.contains(QStringLiteral("old password")) || words.contains(QStringLiteral("EFS"));
    };
    QVERIFY2(!speaksOfALock(f.words()), qPrintable(f.words()));
    type(f);
    f.press("tryButton");
    view.signIn = SignInResult::LockedOut;
    f.gateway.answer(view);
    QVERIFY(f.sees("tryResultBanner"));
    QVERIFY2(!speaksOfALock(f.words()), qPrintable(f.words()));
    f.press("lockedPcButton");
    QVERIFY(f.words().contains(QStringLiteral("Other user")));
    QVERIFY2(!speaksOfALock(f.words()), qPrintable(f.words()));
    const auto card = ui::wizard::cardOf(view, protocol::Reason::NeverHadPassword, {}, {});
    QString all = card.title;
    for (const auto& section : card.sections) all += section.heading + section.points.join(u' ');
    QVERIFY2(!speaksOfALock(all), qPrintable(all));
  }

  void thePasswordIsTriedAndForgotten() {
    WizardFixture f;
    f.open(Stage::Done);
    type(f);
    f.press("tryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("sign-in")});
    QCOMPARE(bytesOf(f.gateway.last<protocol::TrySignIn>()->password), fresh.toLatin1());
    auto view = WizardFixture::view(Stage::Done);
    view.signIn = SignInResult::Refused;
    view.signInTriesLeft = 2;
    f.gateway.answer(view);
    QVERIFY(f.words().contains(QStringLiteral("Not yet.")));
    QVERIFY(f.words().contains(QStringLiteral("2 more times")));
    QCOMPARE(typed(f), 0);
    type(f);
    f.enter();  // tries; does not close the window
    QVERIFY(f.wizard->isVisible());
    view.signIn = SignInResult::Accepted;
    view.signInTriesLeft = 1;
    f.gateway.answer(view);
    QVERIFY(f.words().contains(QStringLiteral("It works")));
    QVERIFY(!f.sees("tryPasswordField"));
    QCOMPARE(typed(f), 0);
  }

  /// SPEC section 11: whatever the server does, there is a way out.
  void whoWaitsForTheTrialMayCloseAndDoesNotByASecondPress() {
    WizardFixture f;
    f.open(Stage::Done);
    type(f);
    f.find("tryButton")->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("sign-in")});
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
    QVERIFY(f.wizard->isVisible());
    QVERIFY(f.gateway.takeLog().isEmpty());
    f.press("nextButton");
    QVERIFY(!f.wizard->isVisible());
  }

  void theFieldComesWhenItIsAskedFor() {
    WizardFixture f;
    f.open(Stage::Done);
    QVERIFY(!f.sees("tryPasswordField") && !f.sees("tryButton"));
    f.press("tryOpenButton");
    QVERIFY(f.sees("tryButton") && !f.sees("tryOpenButton"));
    QVERIFY(f.find("tryPasswordField")->isAncestorOf(qApp->focusWidget()) ||
            f.find("tryPasswordField")->hasFocus());
  }

  void nothingIsSentWithoutAPassword() {
    WizardFixture f;
    f.open(Stage::Done);
    f.press("tryOpenButton");
    f.press("tryButton");
    QVERIFY(f.gateway.takeLog().isEmpty());
    QVERIFY(f.words().contains(QStringLiteral("Please type your new password first.")));
  }

  void oneRequestHoweverOftenItIsPressed() {
    WizardFixture f;
    f.open(Stage::Done);
    type(f);
    f.press("tryButton");
    f.find("tryPasswordField")->setFocus();
    f.enter();
    f.enter();
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("sign-in")});
  }

  void everyResultIsSaid() {
    for (const auto result : {SignInResult::Accepted, SignInResult::MustChange, SignInResult::Refused,
                              SignInResult::Disabled, SignInResult::LockedOut}) {
      WizardFixture f;
      f.open(Stage::Done);
      QVERIFY(!f.sees("tryResultBanner"));
      type(f);
      f.press("tryButton");
      auto view = WizardFixture::view(Stage::Done);
      view.signIn = result;
      f.gateway.answer(view);
      QVERIFY(f.sees("tryResultBanner"));
      QCOMPARE(f.sees("tryButton"), result != SignInResult::Accepted);
    }
  }

  void withoutTriesNothingIsOffered() {
    WizardFixture f;
    auto view = WizardFixture::view(Stage::Done);
    view.signInTriesLeft = 0;
    f.open(view);
    QVERIFY(!f.sees("tryOpenButton"));
    QVERIFY(!f.sees("tryButton"));
    QVERIFY(!f.sees("tryPasswordField"));
  }

  void anEndOfTheTriesIsSaidBesideTheField() {
    WizardFixture f;
    f.open(Stage::Done);
    type(f);
    f.press("tryButton");
    f.gateway.refuse(protocol::ProblemKind::Unauthorized);
    QVERIFY(f.words().contains(QStringLiteral("It cannot be tried here any more.")));
  }

  void aLostAnswerKeepsThePasswordForTryAgain() {
    WizardFixture f;
    f.open(Stage::Done);
    type(f);
    f.press("tryButton");
    f.gateway.fail(flow::GatewayFault::Unreachable);
    QVERIFY(!f.panelTitle().isEmpty());
    (void)f.gateway.takeLog();
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("sign-in")});
    QCOMPARE(bytesOf(f.gateway.last<protocol::TrySignIn>()->password), fresh.toLatin1());
  }

  void theCardSaysWhatIsNeededAndNoMore() {
    auto view = WizardFixture::view(Stage::Done);
    view.accountName = QStringLiteral("ms\u202eabc123@outlook.com");  // turns what follows round
    view.signInUrl = QUrl(QStringLiteral("https://sign-in.example/"));
    view.accountKind = AccountKind::Domain;
    const auto card = ui::wizard::cardOf(view, protocol::Reason::ForgotPassword, {}, {});
    QCOMPARE(card.facts.size(), 3);
    QVERIFY(card.facts.at(0).contains(QStringLiteral("abc123@outlook.com")));
    QVERIFY(!card.facts.at(0).contains(QChar(0x202e)));
    QVERIFY(card.facts.at(1).contains(QStringLiteral("https://sign-in.example/")));
    QVERIFY(card.facts.at(2).contains(view.receipt));
    QCOMPARE(card.sections.size(), 3);
    QCOMPARE(card.sections.last().points.size(), 1);  // nobody is named here
    QVERIFY(card.sections.first().points.join(u' ').contains(QStringLiteral("before you sign in")));
    QVERIFY(!card.footer.isEmpty());
    const auto helped =
        ui::wizard::cardOf(view, protocol::Reason::ForgotPassword,
                           {QStringLiteral("Help desk"), {}, QStringLiteral("03-1234-5600"), {}}, {});
    QCOMPARE(helped.sections.size(), 3);
    QVERIFY(helped.sections.last().points.join(u' ').contains(QStringLiteral("03-1234-5600")));
  }

  void theCardIsSavedAsPdf() {
    WizardFixture f;
    f.open(Stage::Done);
    f.press("cardButton");
    QCOMPARE(f.cards.size(), 1);
    QVERIFY(f.cards.first().pdf.startsWith("%PDF-"));
    QVERIFY(f.cards.first().pdf.contains("%%EOF"));
    QVERIFY(f.words().contains(QStringLiteral("card.pdf")));
    f.press("openCardButton");
    QCOMPARE(f.openedCards, QStringList{QStringLiteral("/home/somebody/card.pdf")});
  }
  void theCardIsPrintedWhereThereIsAPrinter_data() {
    QTest::addColumn<bool>("takes");
    QTest::addColumn<QString>("said");
    QTest::newRow("printed") << true << "handed to the printer";
    QTest::newRow("refused") << false << "did not take the card";
  }
  void theCardIsPrintedWhereThereIsAPrinter() {
    QFETCH(bool, takes);
    QFETCH(QString, said);
    WizardFixture f;
    f.printerTakes = takes;
    f.open(Stage::Done);
    f.press("printCardButton");
    QCOMPARE(f.printedCards.size(), 1);
    for (const char* word : {"msabc123@outlook.com", "7Q4-K2M", "03-5555-0100", "Do not write your password"})
      QVERIFY2(f.printedCards.first().contains(QLatin1String(word)), word);
    QVERIFY(f.words().contains(said));
    QVERIFY(!f.sees("openCardButton"));  // there is no file
    f.press("cardButton");
    QVERIFY(!f.words().contains(said));
    QVERIFY(f.sees("openCardButton"));
  }
  void withoutAPrinterItIsSavedAlone() {
    WizardFixture f;
    f.hasPrinter = false;
    f.open(Stage::Done);
    QVERIFY(!f.sees("printCardButton"));
    QVERIFY(f.words().contains(QStringLiteral("&Save or print this as a card")));  // by what opens the file
  }
  void aCardThatCannotBeWrittenIsSaid() {
    WizardFixture f;
    f.cardPath.reset();
    f.open(Stage::Done);
    f.press("cardButton");
    QVERIFY(f.words().contains(QStringLiteral("could not be saved")));
    QVERIFY(!f.sees("openCardButton"));
  }

  // A discovery that a recovery took along when it ended is asked for again.
  void aDroppedDiscoveryIsNotWaitedFor() {
    tests::FakeGateway gateway;
    flow::RecoveryFlow flow(gateway);
    ui::wizard::WizardSettings settings;
    settings.discover = [&](auto done) { gateway.discover(std::move(done)); };
    settings.now = [] { return QDateTime(QDate(2026, 11, 22), QTime(14, 0)); };
    ui::wizard::WizardSession session(flow, settings);
    session.discover();  // under way already
    QCOMPARE(gateway.takeLog(), QStringList{QStringLiteral("discover")});
    gateway.forget();
    session.discover();
    QCOMPARE(gateway.takeLog(), (QStringList{QStringLiteral("forget"), QStringLiteral("discover")}));
    gateway.failDiscovery(flow::GatewayFault::Unreachable);
    session.discover();
    QCOMPARE(gateway.takeLog(), QStringList{QStringLiteral("discover")});
    const QSignalSpy found(&session, &ui::wizard::WizardSession::discovered);
    gateway.answerDiscovery(WizardFixture::discovery());
    QCOMPARE(found.count(), 1);
    session.discover();
    QVERIFY(gateway.takeLog().isEmpty());
  }
};

QTEST_MAIN(WizardDoneTest)
#include "wizard_done_test.moc"
