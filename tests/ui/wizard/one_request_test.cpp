// SPDX-License-Identifier: GPL-3.0-or-later
// C20: whatever a hand does to the keyboard or the mouse, one thing that is wanted is one request.
#include <QInputMethodEvent>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using latchkey::flow::GatewayFault;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
using latchkey::ui::theme::Scheme;
using latchkey::ui::theme::ThemeKeeper;

namespace {

constexpr int repeats = 40;  // of a key held for a second

void holdEnter(const WizardFixture& f) {
  QTest::keyPress(f.wizard->focusWidget(), Qt::Key_Return);
  for (int i = 0; i < repeats; ++i) {
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
    QCoreApplication::sendEvent(f.wizard->focusWidget(), &press);
  }
  QTest::keyRelease(f.wizard->focusWidget(), Qt::Key_Return);
}

/// Fills the page of the stage rightly.
void fill(const WizardFixture& f, Stage stage) {
  if (stage == Stage::Challenge) f.type("challengeAnswerEdit", QStringLiteral("kfmp"));
  if (stage == Stage::Method)
    f.find<latchkey::ui::widgets::ChoiceList>("methodChoiceList")->select(QStringLiteral("mail"));
  if (stage == Stage::Confirm) f.type("confirmLineEdit", QStringLiteral("msabc123.backup"));
  if (stage == Stage::Code) f.type("codeField", QStringLiteral("1234567"));
  if (stage == Stage::Password) {
    f.type("newPasswordField", QStringLiteral("Rofadu-84"));
    f.type("repeatPasswordField", QStringLiteral("Rofadu-84"));
  }
}

Stage after(Stage stage) {
  return static_cast<Stage>(static_cast<int>(stage) + 1);
}

}  // namespace

class OneRequestTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ThemeKeeper> m_theme;

  static void stages() {
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<double>("scale");
    const QList<std::pair<const char*, Stage>> all{{"challenge", Stage::Challenge},
                                                   {"method", Stage::Method},
                                                   {"confirm", Stage::Confirm},
                                                   {"code", Stage::Code},
                                                   {"password", Stage::Password}};
    for (const auto& [name, stage] : all)
      for (const double scale : {1.0, 2.0})
        QTest::addRow("C20 %s at %d%%", name, static_cast<int>(scale * 100)) << stage << scale;
  }

private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<ThemeKeeper>(*qApp, ThemeKeeper::Choice{Scheme::Light, 1.0, {}});
  }

  void enterHeldDown_data() { stages(); }
  void enterHeldDown() {
    QFETCH(Stage, stage);
    QFETCH(double, scale);
    m_theme->choose({Scheme::Light, scale, {}});
    WizardFixture f;
    f.open(stage);
    fill(f, stage);
    holdEnter(f);
    QCOMPARE(f.gateway.takeLog().size(), 1);
    QCOMPARE(f.gateway.pending(), 1);
  }
  void enterHeldDownDoesNotRunThroughPages() {
    WizardFixture f;
    f.open(Stage::Challenge);
    fill(f, Stage::Challenge);
    QTest::keyPress(f.wizard->focusWidget(), Qt::Key_Return);
    auto view = WizardFixture::view(Stage::Method);
    view.methods = {view.methods.at(1)};  // the only one: chosen already
    f.gateway.answer(view);
    holdEnter(f);
    (void)f.gateway.takeLog();
    QKeyEvent still(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
    QCoreApplication::sendEvent(f.wizard->focusWidget(), &still);
    QVERIFY(f.gateway.takeLog().isEmpty());
  }
  void enterHeldDownIsNoStormOfTries() {
    WizardFixture f;
    f.open(Stage::Confirm);
    fill(f, Stage::Confirm);
    f.enter();
    f.gateway.fail(GatewayFault::CertificateExpired);
    (void)f.gateway.takeLog();
    QVERIFY(!f.panelTitle().isEmpty());
    for (int i = 0; i < repeats; ++i) {
      QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), i > 0);
      QCoreApplication::sendEvent(f.wizard->focusWidget(), &press);
      f.gateway.fail(GatewayFault::CertificateExpired);
    }
    QCOMPARE(f.gateway.takeLog().size(), 1);
  }

  void doubleClick_data() { stages(); }
  void doubleClick() {
    QFETCH(Stage, stage);
    QFETCH(double, scale);
    m_theme->choose({Scheme::Light, scale, {}});
    WizardFixture f;
    f.open(stage);
    fill(f, stage);
    auto* const next = f.find<QAbstractButton>("nextButton");
    QTest::mouseClick(next, Qt::LeftButton);
    QTest::mouseDClick(next, Qt::LeftButton);
    QCOMPARE(f.gateway.takeLog().size(), 1);
    if (stage == Stage::Password) return;
    // The second click may come when the next page is there already.
    f.gateway.answer(WizardFixture::view(after(stage)));
    (void)f.gateway.takeLog();
    QTest::mouseDClick(next, Qt::LeftButton);
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void japaneseInputIntoTheCode() {
    WizardFixture f(latchkey::protocol::Language::Japanese);
    f.open(Stage::Code);
    auto* const field = f.find<latchkey::ui::widgets::CodeField>("codeField");
    field->setFocus();
    // An input method composes, and its Enter commits: that Enter is not the wizard's.
    QInputMethodEvent composing(QStringLiteral("１２３４５６７"), {});
    QCoreApplication::sendEvent(field, &composing);
    QVERIFY(f.gateway.takeLog().isEmpty());
    QInputMethodEvent commit;
    commit.setCommitString(QStringLiteral("１２３４５６７"));
    QCoreApplication::sendEvent(field, &commit);
    QCOMPARE(field->secret().view(), std::string_view("1234567"));
    QVERIFY(f.gateway.takeLog().isEmpty());
    holdEnter(f);
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("code")});
    QCOMPARE(f.gateway.last<latchkey::protocol::SubmitCode>()->code.view(), std::string_view("1234567"));
  }
};

QTEST_MAIN(OneRequestTest)
#include "one_request_test.moc"
