// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QButtonGroup>
#include <QDir>
#include <QRadioButton>
#include <QRegularExpression>

#include "tests/ui/wizard/faces.h"
#include "tests/ui/wizard/layout_checks.h"
#include "ui/wizard/wizard_footer.h"

using latchkey::protocol::Language;
using latchkey::tests::bringAbout;
using latchkey::tests::faces;
using latchkey::tests::sharedShortcut;
using latchkey::tests::windowFor;
using latchkey::tests::WizardFixture;
using latchkey::ui::theme::Scheme;

class WizardPagesTest : public latchkey::tests::FacesTest {
  Q_OBJECT

private Q_SLOTS:
  void japanesePagesHoldNoEnglish_data() {
    QTest::addColumn<QString>("face");
    for (const QString& face : faces) QTest::addRow("%s", qPrintable(face)) << face;
  }
  void japanesePagesHoldNoEnglish() {
    QFETCH(QString, face);
    show();
    WizardFixture f = windowFor(face, Language::Japanese);
    bringAbout(f, face);
    // Two English words in a row are a sentence that was left behind; names from the service are known.
    QString words = f.words();
    words.remove(QStringLiteral("IT help desk")).remove(QStringLiteral("Caps Lock"));
    if (face == QLatin1String("appeal-review")) words.remove(QStringLiteral("Mika Sato"));  // typed there
    static const QRegularExpression english(QStringLiteral("[A-Za-z]{2,} [A-Za-z]{2,}"));
    const auto match = english.match(words);
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured() + QStringLiteral(" in\n") + words));
    QCOMPARE(sharedShortcut(*f.wizard), QString());
  }

  void switchingTheLanguageKeepsWhatWasTyped_data() { japanesePagesHoldNoEnglish_data(); }
  void switchingTheLanguageKeepsWhatWasTyped() {
    QFETCH(QString, face);
    show();
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
    const auto choose = [&](Language language) {
      (void)f.gateway.takeLog();
      Q_EMIT f.find<latchkey::ui::wizard::WizardFooter>("wizardFooter")->languageChosen(language);
      // At once, before the page says that it waits.
      if (f.gateway.log().contains(QStringLiteral("language"))) f.gateway.answer(f.flow.view());
    };
    choose(Language::Japanese);
    QTRY_VERIFY(f.words() != english);
    QCOMPARE(typed(), before);
    QCOMPARE(f.step(), step);
    choose(Language::English);
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
    QCOMPARE(sharedShortcut(*f.wizard), QString());
  }

  /// Pictures of every face, for looking at: LATCHKEY_PICTURES names the folder.
  void pictures() {
    const QString folder = qEnvironmentVariable("LATCHKEY_PICTURES");
    if (folder.isEmpty()) QSKIP("LATCHKEY_PICTURES is not set");
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
      for (const Language language : {Language::English, Language::Japanese})
        for (const QString& face : faces) {
          show(1.0, scheme);
          save(language, face, {920, 640},
               QStringLiteral("%1/%2-%3-%4.png")
                   .arg(folder, face,
                        language == Language::English ? QStringLiteral("en") : QStringLiteral("ja"),
                        scheme == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        }
    show(2.0);
    for (const QString& face : faces)
      save(Language::English, face, {800, 600}, QStringLiteral("%1/%2-large.png").arg(folder, face));
    show();
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    for (const QString& face : faces)
      save(Language::English, face, {920, 640}, QStringLiteral("%1/%2-rtl.png").arg(folder, face));
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
  }

private:
  static void save(Language language, const QString& face, QSize size, const QString& path) {
    WizardFixture f = windowFor(face, language, size);
    bringAbout(f, face);
    QTest::qWait(0);
    QVERIFY(f.wizard->grab().save(path));
  }
};

QTEST_MAIN(WizardPagesTest)
#include "wizard_pages_test.moc"
