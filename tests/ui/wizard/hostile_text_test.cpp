// SPDX-License-Identifier: GPL-3.0-or-later
// C13: whatever texts the service tells, no page lets them hide, reorder or imitate anything.
#include <QAccessible>
#include <algorithm>
#include <array>

#include "tests/ui/wizard/wizard_fixture.h"

using latchkey::protocol::RecoveryView;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

namespace {

struct Hostile {
  const char* name;
  const char16_t* text;
  const char16_t* mark;  ///< what stands on the screen in its place
};
constexpr std::array texts = {Hostile{"right-to-left override", u"ab\u202Ecd", u"[U+202E]"},
                              Hostile{"end of an isolate", u"ab\u2069cd", u"[U+2069]"},
                              Hostile{"zero-width space", u"ab\u200Bcd", u"[U+200B]"},
                              Hostile{"line feed", u"ab\ncd", u"[U+000A]"},
                              Hostile{"escape", u"ab\u001B[31mcd", u"[U+001B]"},
                              Hostile{"piled-up marks", u"a\u0301\u0301\u0301\u0301\u0301b", u"[U+0301]"},
                              Hostile{"tag character", u"ab\U000E0041cd", u"[U+E0041]"},
                              Hostile{"markup", u"<b>ab</b>", u"<b>ab</b>"}};

/// The text in every place where the service may put one.
RecoveryView hostileView(Stage stage, const QString& text) {
  RecoveryView view = WizardFixture::view(stage);
  view.receipt = text;
  view.accountName = text;
  view.realmName = text;
  view.displayName = text;
  view.support = {text, text, text, text};
  for (auto& method : view.methods) method.mask = text;
  if (view.code) view.code->mask = view.code->shownEntry = view.code->sender = text;
  if (view.appeal) {
    if (!view.appeal->contactMask.isEmpty()) view.appeal->contactMask = text;
    for (auto& field : view.appeal->fields) field.label = text;
  }
  if (view.questions)
    for (auto& question : view.questions->asked) question.text = text;
  if (view.passwordRules) view.passwordRules->organisationWords = {text};
  if (stage == Stage::Done) {
    view.contacts = {text, text};
    view.signInUrl = QUrl(QStringLiteral("https://portal.contoso.example/") + text);
  }
  return view;
}

void bringAbout(WizardFixture& f, const RecoveryView& view) {
  const bool isOfAppeal =
      view.stage == Stage::AppealCode || view.stage == Stage::AppealForm || view.stage == Stage::Appealed;
  if (isOfAppeal) return f.appealTo(view);
  f.open(view);
}

/// Everything that the window and what lies over it show and say now.
QStringList shownBy(const WizardFixture& f) {
  QStringList shown{f.wizard->windowTitle()};
  for (QWidget* const widget : f.wizard->findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    shown << widget->toolTip();
    if (const auto* const label = qobject_cast<const QLabel*>(widget)) {
      if (!label->text().isEmpty() && label->textFormat() != Qt::PlainText)
        QTest::qFail(qPrintable(label->objectName() + label->text()), __FILE__, __LINE__);
      shown << label->text();
    }
    if (const auto* const button = qobject_cast<const QAbstractButton*>(widget)) shown << button->text();
    const QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(widget);
    shown << spoken->text(QAccessible::Name) << spoken->text(QAccessible::Description);
  }
  return shown;
}

/// Without the isolates that are balanced, which are ours, and the line feeds between our own lines.
bool isPlain(const QString& shown) {
  int open = 0;
  for (const QChar c : shown) {
    if (c.unicode() >= 0x2066 && c.unicode() <= 0x2068) ++open;
    if (c.unicode() == 0x2069 && --open < 0) return false;
    const bool hides = (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || c.unicode() == 0x200B ||
                       c.unicode() == 0x1B || (c.isHighSurrogate() && c.unicode() == 0xDB40);
    if (hides) return false;
  }
  return open == 0;
}

}  // namespace

class HostileTextTest : public QObject {
  Q_OBJECT

  static void addTexts(const char* where) {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < texts.size(); ++i)
      QTest::addRow("C13 %s: %s", where, texts[i].name) << static_cast<int>(i);
  }

private Q_SLOTS:
  void isIsolatedVisibleAndFlagged_data() {
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<bool>("help");
    QTest::addColumn<int>("index");
    const QList<std::pair<const char*, Stage>> stages{{"challenge", Stage::Challenge},
                                                      {"method", Stage::Method},
                                                      {"confirm", Stage::Confirm},
                                                      {"code", Stage::Code},
                                                      {"password", Stage::Password},
                                                      {"done", Stage::Done},
                                                      {"expired", Stage::Expired},
                                                      {"ended", Stage::Ended},
                                                      {"questions", Stage::Questions},
                                                      {"security key", Stage::SecurityKey},
                                                      {"code of an appeal", Stage::AppealCode},
                                                      {"form of an appeal", Stage::AppealForm},
                                                      {"appealed", Stage::Appealed}};
    for (const auto& [name, stage] : stages)
      for (const bool help : {false, true})
        for (std::size_t i = 0; i < texts.size(); ++i)
          QTest::addRow("C13 %s%s: %s", name, help ? ", help" : "", texts[i].name)
              << stage << help << static_cast<int>(i);
  }
  void isIsolatedVisibleAndFlagged() {
    QFETCH(Stage, stage);
    QFETCH(bool, help);
    QFETCH(int, index);
    const Hostile& hostile = texts.at(static_cast<std::size_t>(index));
    const QString text = QString::fromUtf16(hostile.text);
    WizardFixture f;
    RecoveryView view = hostileView(stage, text);
    if (stage == Stage::Ended) view.ending = latchkey::protocol::Ending::NotPossible;
    f.choose("somebodyElse");  // who is shown the contacts at the end, too
    bringAbout(f, view);
    if (help) f.press("helpButton");
    const QStringList shown = shownBy(f);
    for (const QString& each : shown) QVERIFY2(isPlain(each), qPrintable(each));
    // The receipt stands on every page: its mark is there, so the text was shown and not just left out.
    QVERIFY(shown.join(QLatin1Char(' ')).contains(QString::fromUtf16(hostile.mark)));
    if (stage == Stage::Done && !help) {
      QVERIFY(std::ranges::any_of(shown, [&](const QString& each) {
        return each.contains(QLatin1String("contacts are registered")) &&
               each.contains(QString::fromUtf16(hostile.mark));
      }));
    }
  }

  /// Behind the first face of the form: the labels of the realm's own fields, and where the answer goes.
  void theFacesOfAFormToo_data() { addTexts("form"); }
  void theFacesOfAFormToo() {
    QFETCH(int, index);
    const Hostile& hostile = texts.at(static_cast<std::size_t>(index));
    const QString mark = QString::fromUtf16(hostile.mark);
    WizardFixture f;
    f.appealTo(hostileView(Stage::AppealForm, QString::fromUtf16(hostile.text)));
    for (const char* const face : {"memory", "review"}) {
      if (QLatin1String(face) == QLatin1String("review"))
        f.type("appealField1LineEdit", QStringLiteral("A-1042"));
      const qsizetype before = shownBy(f).filter(mark).size();
      f.press("nextButton");
      WizardFixture::settle();
      const QStringList shown = shownBy(f);
      for (const QString& each : shown) QVERIFY2(isPlain(each), qPrintable(each));
      // More than what stands on every page.
      QVERIFY2(shown.filter(mark).size() > before, face);
    }
    QCOMPARE(f.find<QLineEdit>("appealField1LineEdit")->accessibleName().contains(mark), true);
  }

  void whatARehearsalHasShownToo_data() { addTexts("rehearsed"); }
  void whatARehearsalHasShownToo() {
    QFETCH(int, index);
    const QString text = QString::fromUtf16(texts.at(static_cast<std::size_t>(index)).text);
    WizardFixture f(latchkey::protocol::Language::English, {920, 640}, false, true);
    RecoveryView view = WizardFixture::rehearsedView();
    view.accountName = text;
    for (auto* const methods : {&view.methods, &view.provenBy})
      for (auto& method : *methods) method.mask = text;
    f.open(view);
    QCOMPARE(f.flow.step(), latchkey::flow::Step::Rehearsed);
    for (const QString& each : shownBy(f)) QVERIFY2(isPlain(each), qPrintable(each));
  }

  void whomACodeComesFromToo_data() { addTexts("sender"); }
  void whomACodeComesFromToo() {
    QFETCH(int, index);
    const Hostile& hostile = texts.at(static_cast<std::size_t>(index));
    WizardFixture f;
    f.open(hostileView(Stage::Code, QString::fromUtf16(hostile.text)));
    f.press("codeMissingButton");
    f.press("panelReply0Button");  // the mailbox can be opened,
    f.press("panelReply1Button");  // and was not looked through for junk
    const QStringList shown = shownBy(f);
    for (const QString& each : shown) QVERIFY2(isPlain(each), qPrintable(each));
    QVERIFY(std::ranges::any_of(shown, [&](const QString& each) {
      return each.contains(QLatin1String("allow this sender")) &&
             each.contains(QString::fromUtf16(hostile.mark));
    }));
  }

  void whatAnObjectionSaysToo_data() { addTexts("objection"); }
  void whatAnObjectionSaysToo() {
    QFETCH(int, index);
    const Hostile& hostile = texts.at(static_cast<std::size_t>(index));
    const QString text = QString::fromUtf16(hostile.text);
    auto objection = WizardFixture::objection();
    objection.receipt = objection.accountMask = objection.realmName = text;
    objection.support = {text, text, text, text};
    WizardFixture f;
    f.press("notMeButton");
    f.type("objectionCodeField", QStringLiteral("7Q4K-2MXY-A3B4-C5D6"));
    f.press("objectionStopButton");
    f.answerObjection(objection);
    WizardFixture::settle();
    const QStringList shown = shownBy(f);
    for (const QString& each : shown) QVERIFY2(isPlain(each), qPrintable(each));
    QVERIFY(shown.join(QLatin1Char(' ')).contains(QString::fromUtf16(hostile.mark)));
  }

  void aLookAlikeDomainIsFlagged() {
    WizardFixture f;
    RecoveryView view = WizardFixture::view(Stage::Method);
    for (auto& method : view.methods)
      if (method.mask.contains(QLatin1Char('@'))) method.mask = QStringLiteral("ms*****@ex\u0430mple.com");
    f.open(view);
    const auto cards = f.wizard->findChildren<latchkey::ui::widgets::ChoiceCard*>();
    const bool warned = std::any_of(cards.begin(), cards.end(), [](const auto* card) {
      return card->choice().title.contains(QChar(0x0430)) && !card->choice().warning.isEmpty();
    });
    QVERIFY2(warned, qPrintable(f.words()));
  }
};

QTEST_MAIN(HostileTextTest)
#include "hostile_text_test.moc"
