// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QButtonGroup>
#include <QDir>
#include <QKeySequence>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollArea>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/wizard_footer.h"

using latchkey::flow::GatewayFault;
using latchkey::protocol::Ending;
using latchkey::protocol::Language;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
using latchkey::ui::theme::Scheme;
using latchkey::ui::theme::ThemeKeeper;
using latchkey::ui::widgets::ChoiceCard;

namespace {

/// Every face of the window that a person can meet: brought about, not drawn.
const QStringList faces{QStringLiteral("reason"),
                        QStringLiteral("reason-advice"),
                        QStringLiteral("account"),
                        QStringLiteral("account-error"),
                        QStringLiteral("account-keep"),
                        QStringLiteral("challenge"),
                        QStringLiteral("method"),
                        QStringLiteral("method-none"),
                        QStringLiteral("confirm-mail"),
                        QStringLiteral("confirm-phone"),
                        QStringLiteral("confirm-error"),
                        QStringLiteral("code"),
                        QStringLiteral("code-resend"),
                        QStringLiteral("code-wrong"),
                        QStringLiteral("code-missing"),
                        QStringLiteral("code-start"),
                        QStringLiteral("code-start-missing"),
                        QStringLiteral("questions"),
                        QStringLiteral("questions-wrong"),
                        QStringLiteral("password"),
                        QStringLiteral("password-typed"),
                        QStringLiteral("password-refused"),
                        QStringLiteral("password-suggested"),
                        QStringLiteral("password-locked"),
                        QStringLiteral("password-not-locked"),
                        QStringLiteral("done"),
                        QStringLiteral("done-domain"),
                        QStringLiteral("done-first"),
                        QStringLiteral("done-refused"),
                        QStringLiteral("done-unlocked"),
                        QStringLiteral("done-somebody-else"),
                        QStringLiteral("done-card"),
                        QStringLiteral("done-cases"),
                        QStringLiteral("cancel"),
                        QStringLiteral("cancelled"),
                        QStringLiteral("expired"),
                        QStringLiteral("too-many"),
                        QStringLiteral("not-possible"),
                        QStringLiteral("unknown-account"),
                        QStringLiteral("disabled"),
                        QStringLiteral("managed-elsewhere"),
                        QStringLiteral("not-enabled"),
                        QStringLiteral("nothing-registered"),
                        QStringLiteral("only-administrator"),
                        QStringLiteral("administrator-told"),
                        QStringLiteral("method-administrator"),
                        QStringLiteral("help"),
                        QStringLiteral("place-busy"),
                        QStringLiteral("unreachable"),
                        QStringLiteral("certificate"),
                        QStringLiteral("two-gates"),
                        QStringLiteral("method-administrator-told"),
                        QStringLiteral("method-start-code"),
                        QStringLiteral("code-of-start"),
                        QStringLiteral("code-of-start-missing"),
                        QStringLiteral("password-first"),
                        QStringLiteral("done-first"),
                        QStringLiteral("done-tried"),
                        QStringLiteral("place-asked"),
                        QStringLiteral("place-back"),
                        QStringLiteral("place-afresh"),
                        QStringLiteral("place-unreadable"),
                        QStringLiteral("place-not-kept")};

/// Of somebody at their own PC.
bool isPlace(const QString& face) {
  return face.startsWith(QLatin1String("place"));
}

void bringPlaceAbout(WizardFixture& f, const QString& face) {
  using latchkey::ui::wizard::PlaceNotice;
  if (face == QLatin1String("place-busy")) {
    f.wizard->resume(latchkey::protocol::Reason::ForgotPassword);
    f.gateway.refuse(latchkey::protocol::Problem{
        latchkey::protocol::ProblemKind::RequestInProgress, 409, {}, {}, {}, {}});
    return;
  }
  if (face == QLatin1String("place-unreadable")) return f.wizard->notePlace(PlaceNotice::Unreadable);
  if (face == QLatin1String("place-not-kept")) {
    f.open(Stage::Challenge);
    return f.wizard->notePlace(PlaceNotice::NotKept);
  }
  auto view = WizardFixture::view(face == QLatin1String("place-back") ? Stage::Confirm : Stage::Method);
  view.freshProof = face == QLatin1String("place-afresh");
  f.wizard->resume(latchkey::protocol::Reason::ForgotPassword);
  f.gateway.answer(view);
  WizardFixture::settle();
}

/// Of somebody who was handed a start code.
latchkey::protocol::RecoveryView startView(Stage stage) {
  auto view = WizardFixture::startCodeView();
  view.stage = stage;
  if (stage != Stage::Code) view.code.reset();
  return view;
}

WizardFixture windowFor(const QString& face, Language language = Language::English, QSize size = {920, 640}) {
  return WizardFixture(language, size, isPlace(face) || face == QLatin1String("account-keep"));
}

void bringAbout(WizardFixture& f, const QString& face) {
  const auto is = [&](const char* name) { return face == QLatin1String(name); };
  using latchkey::protocol::Problem;
  using latchkey::protocol::ProblemKind;
  if (is("reason")) return;
  if (isPlace(face)) return bringPlaceAbout(f, face);
  if (is("method-start-code") || is("password-first")) {
    f.choose("neverHadPassword");
    return f.open(startView(is("password-first") ? Stage::Password : Stage::Method));
  }
  if (is("reason-advice")) {
    return f.choose("cannotSignIn");
  }
  if (face.startsWith(QLatin1String("account"))) {
    f.toAccount();
    f.type("accountLineEdit",
           is("account-error") ? QStringLiteral("a@@b") : QStringLiteral("CONTOSO\\alain"));
    if (is("account-error")) f.press("nextButton");
    return;
  }
  if (is("challenge")) return f.open(Stage::Challenge);
  if (is("method")) return f.open(Stage::Method);
  if (is("method-none")) {
    f.open(Stage::Method);
    return f.press("methodNoneButton");
  }
  if (is("confirm-phone")) {
    auto view = WizardFixture::view(Stage::Confirm);
    view.chosenHandle = QStringLiteral("call");
    return f.open(view);
  }
  if (face.startsWith(QLatin1String("confirm"))) {
    f.open(Stage::Confirm);
    if (is("confirm-mail")) return;
    f.type("confirmLineEdit", QStringLiteral("nobody"));
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::EntryMismatch, 422, {}, {}, 3, {}});
    return;
  }
  if (face.startsWith(QLatin1String("code-start"))) {
    f.choose("neverHadPassword");
    f.open(WizardFixture::startCodeView());
    if (is("code-start-missing")) f.press("codeMissingButton");
    return;
  }
  if (face.startsWith(QLatin1String("code"))) {
    f.open(Stage::Code);
    if (is("code-resend")) {
      f.now = f.now.addSecs(61);
      f.wizard->currentStep()->present();
      auto view = WizardFixture::view(Stage::Code);
      view.code->resendIn = 0;
      f.flow.refresh();
      f.gateway.answer(view);
    }
    if (is("code-wrong")) {
      f.type("codeField", QStringLiteral("7654321"));
      f.press("nextButton");
      f.gateway.refuse(Problem{ProblemKind::CodeWrong, 422, {}, {}, 4, {}});
    }
    if (is("code-missing")) f.press("codeMissingButton");
    return;
  }
  if (face.startsWith(QLatin1String("questions"))) {
    f.open(Stage::Questions);
    if (is("questions")) return;
    f.type("answer1Field", QStringLiteral("Sakura"));
    f.type("answer2Field", QStringLiteral("Fuji"));
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::AnswersWrong, 422, {}, {}, 4, {}});
    return;
  }
  if (face.startsWith(QLatin1String("password"))) {
    auto view = WizardFixture::view(Stage::Password);
    if (is("password-locked")) view.lock = latchkey::protocol::AccountLock::Locked;
    if (is("password-not-locked")) view.lock = latchkey::protocol::AccountLock::Open;
    f.open(view);
    if (is("password-typed")) f.type("newPasswordField", QStringLiteral("Blau"));
    if (is("password-suggested")) f.press("suggestButton");
    if (is("password-refused")) {
      f.type("newPasswordField", QStringLiteral("Rofadu-84"));
      f.type("repeatPasswordField", QStringLiteral("Rofadu-84"));
      f.press("nextButton");
      f.gateway.refuse(
          Problem{ProblemKind::PasswordRefused, 422, {}, {QStringLiteral("in-history")}, {}, {}});
    }
    return;
  }
  if (face.startsWith(QLatin1String("done"))) {
    auto view = WizardFixture::view(Stage::Done);
    if (is("done-first")) f.choose("neverHadPassword");
    if (is("done-domain") || is("done-first")) view.accountKind = latchkey::protocol::AccountKind::Domain;
    if (is("done-somebody-else")) {
      f.choose("somebodyElse");
      view.contacts = {QStringLiteral("ms*****@example.com"), QStringLiteral("*********32")};
      view.signInsEndIn = 36'000;
    }
    if (is("done-unlocked")) view.outcome = latchkey::protocol::Outcome::Unlocked;
    if (is("done-refused")) view.signIn = latchkey::protocol::SignInResult::Refused;
    if (is("done-tried")) view.signIn = latchkey::protocol::SignInResult::Accepted;
    f.open(view);
    if (is("done-card")) f.press("cardButton");
    if (is("done-cases")) f.press("lockedPcButton");
    return;
  }
  if (is("cancel") || is("cancelled")) {
    f.open(Stage::Method);
    f.press("cancelButton");
    if (is("cancelled")) f.press("panelPrimaryButton");
    return;
  }
  if (is("expired")) return f.open(Stage::Expired);
  if (is("too-many") || is("not-possible")) {
    auto view = WizardFixture::view(Stage::Ended);
    view.ending = is("too-many") ? Ending::TooManyTries : Ending::NotPossible;
    view.retryIn = is("too-many") ? 3600 : 0;
    return f.open(view);
  }
  using latchkey::protocol::AdministratorContact;
  if (face.startsWith(QLatin1String("method-administrator"))) {
    auto view = WizardFixture::view(Stage::Method);
    view.administrator =
        is("method-administrator") ? AdministratorContact::Offered : AdministratorContact::Sent;
    f.open(view);
    return f.press("methodAdministratorButton");
  }
  static const QMap<QString, Ending> ends{{QStringLiteral("unknown-account"), Ending::UnknownAccount},
                                          {QStringLiteral("disabled"), Ending::Disabled},
                                          {QStringLiteral("managed-elsewhere"), Ending::ManagedElsewhere},
                                          {QStringLiteral("not-enabled"), Ending::NotEnabled},
                                          {QStringLiteral("administrator-told"), Ending::NotEnabled},
                                          {QStringLiteral("nothing-registered"), Ending::NothingRegistered},
                                          {QStringLiteral("only-administrator"), Ending::OnlyAdministrator}};
  if (ends.contains(face)) {
    auto view = WizardFixture::view(Stage::Ended);
    view.ending = ends.value(face);
    const bool offered = is("disabled") || is("not-enabled") || is("nothing-registered");
    view.administrator = is("administrator-told") ? AdministratorContact::Sent
                         : offered                ? AdministratorContact::Offered
                                                  : AdministratorContact::NotOffered;
    return f.open(view);
  }
  if (is("help")) {
    f.open(Stage::Method);
    return f.press("helpButton");
  }
  if (is("unreachable") || is("certificate")) {
    f.toAccount();
    f.type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    f.press("nextButton");
    f.gateway.fail(is("certificate") ? GatewayFault::CertificateUntrusted : GatewayFault::Unreachable);
    return;
  }
  if (is("two-gates")) {
    auto view = WizardFixture::view(Stage::Method);
    view.gatesNeeded = 2;
    return f.open(view);
  }
  QFAIL("unknown face");
}

}  // namespace

class WizardPagesTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<ThemeKeeper>(*qApp, ThemeKeeper::Choice{Scheme::Light, 1.0, {}});
  }

  void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

  void nothingIsCut_data() {
    QTest::addColumn<QString>("face");
    QTest::addColumn<bool>("japanese");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("mirrored");
    for (const QString& face : faces)
      for (const bool japanese : {false, true})
        for (const double scale : {1.0, 2.0})
          QTest::addRow("%s %s %d%%", qPrintable(face), japanese ? "ja" : "en", static_cast<int>(scale * 100))
              << face << japanese << scale << false;
    for (const QString& face : faces)
      QTest::addRow("%s right to left", qPrintable(face)) << face << false << 1.0 << true;
  }
  void nothingIsCut() {
    QFETCH(QString, face);
    QFETCH(bool, japanese);
    QFETCH(double, scale);
    QFETCH(bool, mirrored);
    QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    m_theme->choose({Scheme::Light, scale, {}});
    WizardFixture f = windowFor(face, japanese ? Language::Japanese : Language::English, {800, 600});
    bringAbout(f, face);
    QCOMPARE(f.wizard->size(), QSize(800, 600));
    QTRY_COMPARE(whatIsCut(f), QString());
  }

  void japanesePagesHoldNoEnglish_data() {
    QTest::addColumn<QString>("face");
    for (const QString& face : faces) QTest::addRow("%s", qPrintable(face)) << face;
  }
  void japanesePagesHoldNoEnglish() {
    QFETCH(QString, face);
    m_theme->choose({Scheme::Light, 1.0, {}});
    WizardFixture f = windowFor(face, Language::Japanese);
    bringAbout(f, face);
    // Two English words in a row are a sentence that was left behind; names from the service are known.
    QString words = f.words();
    words.remove(QStringLiteral("IT help desk")).remove(QStringLiteral("Caps Lock"));
    static const QRegularExpression english(QStringLiteral("[A-Za-z]{2,} [A-Za-z]{2,}"));
    const auto match = english.match(words);
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured() + QStringLiteral(" in\n") + words));
    QCOMPARE(sharedShortcut(f), QString());
  }

  void switchingTheLanguageKeepsWhatWasTyped_data() { japanesePagesHoldNoEnglish_data(); }
  void switchingTheLanguageKeepsWhatWasTyped() {
    QFETCH(QString, face);
    m_theme->choose({Scheme::Light, 1.0, {}});
    WizardFixture f = windowFor(face);
    bringAbout(f, face);
    const auto typed = [&] {
      QStringList all;
      for (const auto* edit : f.wizard->findChildren<QLineEdit*>()) all << edit->text();
      for (const auto* edit : f.wizard->findChildren<latchkey::ui::widgets::SecretEdit*>())
        all << QString::number(edit->length());
      return all;
    };
    const QStringList before = typed();
    const QString english = f.words();
    const auto step = f.step();
    Q_EMIT f.find<latchkey::ui::wizard::WizardFooter>("wizardFooter")->languageChosen(Language::Japanese);
    QTRY_VERIFY(f.words() != english);
    QCOMPARE(typed(), before);
    QCOMPARE(f.step(), step);
    Q_EMIT f.find<latchkey::ui::wizard::WizardFooter>("wizardFooter")->languageChosen(Language::English);
    QTRY_COMPARE(f.words(), english);
  }

  void everyControlHasANameAndAPlace_data() { japanesePagesHoldNoEnglish_data(); }
  void everyControlHasANameAndAPlace() {
    QFETCH(QString, face);
    WizardFixture f = windowFor(face);
    bringAbout(f, face);
    for (QWidget* widget : f.wizard->findChildren<QWidget*>()) {
      if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || qobject_cast<QLabel*>(widget))
        continue;
      QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
      QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
               qPrintable(widget->objectName()));
      // Of a group of choices Tab reaches the chosen one; the arrow keys go on from there.
      const auto* choice = qobject_cast<QRadioButton*>(widget);
      if (!choice || choice->isChecked() || !choice->group()->checkedButton())
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
      if (auto* button = qobject_cast<QAbstractButton*>(widget); button && face != QLatin1String("challenge"))
        QVERIFY2(button->isEnabled() || button->objectName() == QLatin1String("nextButton"),
                 qPrintable(button->objectName()));
    }
    QCOMPARE(sharedShortcut(f), QString());
  }

  /// Pictures of every face, for looking at: LATCHKEY_PICTURES names the folder.
  void pictures() {
    const QString folder = qEnvironmentVariable("LATCHKEY_PICTURES");
    if (folder.isEmpty()) QSKIP("LATCHKEY_PICTURES is not set");
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
      for (const Language language : {Language::English, Language::Japanese})
        for (const QString& face : faces) {
          m_theme->choose({scheme, 1.0, {}});
          save(language, face, {920, 640},
               QStringLiteral("%1/%2-%3-%4.png")
                   .arg(folder, face,
                        language == Language::English ? QStringLiteral("en") : QStringLiteral("ja"),
                        scheme == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        }
    m_theme->choose({Scheme::Light, 2.0, {}});
    for (const QString& face : faces)
      save(Language::English, face, {800, 600}, QStringLiteral("%1/%2-large.png").arg(folder, face));
    m_theme->choose({Scheme::Light, 1.0, {}});
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    for (const QString& face : faces)
      save(Language::English, face, {920, 640}, QStringLiteral("%1/%2-rtl.png").arg(folder, face));
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
  }

private:
  /// The first shortcut that leads to two things, and what they are.
  static QString sharedShortcut(const WizardFixture& f) {
    QMap<QString, QString> taken;
    for (const QWidget* widget : f.wizard->findChildren<QWidget*>()) {
      const auto* label = qobject_cast<const QLabel*>(widget);
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      if (!widget->isVisible() || (!button && !(label && label->buddy()))) continue;
      const QString text = label ? label->text() : button->text();
      const QString key = QKeySequence::mnemonic(text).toString();
      if (key.isEmpty()) continue;
      if (taken.contains(key)) return QStringList{key, taken.value(key), text}.join(u' ');
      taken.insert(key, text);
    }
    return taken.isEmpty() ? QStringLiteral("no shortcut at all") : QString();
  }

  /// The first text or button that does not fit, or what scrolls sideways.
  static QString whatIsCut(const WizardFixture& f) {
    for (const QWidget* widget : f.wizard->findChildren<QWidget*>()) {
      const auto* label = qobject_cast<const QLabel*>(widget);
      // Cards of a choice break their lines.
      const auto* button = qobject_cast<const ChoiceCard*>(widget) == nullptr
                               ? qobject_cast<const QAbstractButton*>(widget)
                               : nullptr;
      const auto* code = qobject_cast<const latchkey::ui::widgets::CodeField*>(widget);
      if (!widget->isVisible() || (!label && !button && !code)) continue;
      const QString text = label ? label->text() : button ? button->text() : code->objectName();
      if (label && !text.isEmpty()) {
        const int needed = label->heightForWidth(label->width()) > 0 ? label->heightForWidth(label->width())
                                                                     : label->sizeHint().height();
        if (label->height() < needed) return QStringLiteral("too low: ") + text;
      }
      if (button && button->width() < button->sizeHint().width())
        return QStringLiteral("too narrow: ") + text;
      // Inside its parent, all the way up to what scrolls or to the window.
      for (const QWidget* inner = widget;
           inner->parentWidget() && !inner->isWindow() &&
           !qobject_cast<const QScrollArea*>(inner->parentWidget()->parentWidget());
           inner = inner->parentWidget()) {
        if (!inner->parentWidget()->rect().contains(inner->geometry()))
          return QStringLiteral("%1 out of %2")
              .arg(text, QLatin1String(inner->parentWidget()->metaObject()->className()));
      }
    }
    for (const auto* area : f.wizard->findChildren<QScrollArea*>())
      if (area->isVisible() && area->widget()->width() > area->viewport()->width())
        return QStringLiteral("scrolls sideways");
    return {};
  }

  static void save(Language language, const QString& face, QSize size, const QString& path) {
    WizardFixture f = windowFor(face, language, size);
    bringAbout(f, face);
    QTest::qWait(0);
    QVERIFY(f.wizard->grab().save(path));
  }

  std::unique_ptr<ThemeKeeper> m_theme;
};

QTEST_MAIN(WizardPagesTest)
#include "wizard_pages_test.moc"
