// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_text.h"

#include <QRegularExpression>
#include <QTest>

#include "ui/enrol/enrol_panels.h"
#include "ui/text/catalogue.h"

using namespace latchkey;  // NOLINT
using protocol::MethodKind;

namespace {
/// A space belongs beside what is written in Latin letters; between Japanese words it is a hole.
bool hasHole(const QString& sentence) {
  static const QRegularExpression hole(
      QStringLiteral("[\\p{Hiragana}\\p{Katakana}\\p{Han}ー] +[\\p{Hiragana}\\p{Katakana}\\p{Han}ー]"));
  return hole.match(sentence).hasMatch();
}
}  // namespace

class EnrolTextTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aJapaneseSentenceAboutAWayHasNoHole_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::addColumn<QString>("label");
    QTest::addRow("mail") << MethodKind::Mail << QString();
    QTest::addRow("text") << MethodKind::Text << QString();
    QTest::addRow("call") << MethodKind::Call << QString();
    QTest::addRow("app") << MethodKind::Authenticator << QString();
    QTest::addRow("questions") << MethodKind::Questions << QString();
    QTest::addRow("key") << MethodKind::SecurityKey << QString();
    QTest::addRow("key with a name") << MethodKind::SecurityKey << QStringLiteral("青い鍵");
  }
  void aJapaneseSentenceAboutAWayHasNoHole() {
    QFETCH(MethodKind, kind);
    QFETCH(QString, label);
    const ui::text::Catalogue japanese(protocol::Language::Japanese);
    protocol::RegisteredMethod method;
    method.kind = kind;
    method.mask =
        kind == MethodKind::Mail ? QStringLiteral("ms*****@example.com") : QStringLiteral("********78");
    const QString entry = ui::text::registeredEntry(method, label);
    for (const QString& sentence :
         {entry, ui::text::removeTitle(entry), ui::text::buttonFor(ui::text::removeMethodButton(), entry),
          ui::text::newsLine({kind, true, 0}), ui::text::newsLine({kind, false, 2})})
      QVERIFY2(!hasHole(sentence), qPrintable(sentence));
  }

  void aNumberSaysWhatIsWrongWithItAndWhoCorrectsIt_data() {
    QTest::addColumn<protocol::NumberProblem>("problem");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isToBeCorrected");
    using protocol::NumberProblem;
    QTest::addRow("no country") << NumberProblem::NoCountryCode << u"without its country"_qs << false;
    QTest::addRow("a 0") << NumberProblem::LeadingZero << u"keeps a 0"_qs << false;
    QTest::addRow("no texts") << NumberProblem::CannotText << u"internet phone"_qs << true;
    QTest::addRow("no number") << NumberProblem::Invalid << u"No phone is known"_qs << true;
  }
  void aNumberSaysWhatIsWrongWithItAndWhoCorrectsIt() {
    QFETCH(protocol::NumberProblem, problem);
    QFETCH(QString, word);
    QFETCH(bool, isToBeCorrected);
    protocol::RegisteredMethod method;
    method.kind = MethodKind::Text;
    method.confirmedDaysAgo = 0;
    const QStringList whole = ui::text::registeredMarks(method, {});
    method.problems = {problem};
    QStringList marks = ui::text::registeredMarks(method, {});
    QCOMPARE(marks.mid(0, whole.size()), whole);
    QCOMPARE(marks.size(), whole.size() + (isToBeCorrected ? 2 : 1));
    QVERIFY(marks.at(whole.size()).contains(word));
    QCOMPARE(marks.last().contains(QStringLiteral("change it here")), isToBeCorrected);
    method.byDirectory = true;
    marks = ui::text::registeredMarks(method, {});
    QCOMPARE(marks.last().contains(QStringLiteral("ask your organisation")), isToBeCorrected);
    // That a number takes no texts is no fault of one that is called.
    method.kind = MethodKind::Call;
    const bool isSaid = problem != protocol::NumberProblem::CannotText;
    const int said = 1 + (isSaid ? 1 : 0) + (isSaid && isToBeCorrected ? 1 : 0);
    QCOMPARE(ui::text::registeredMarks(method, {}).size(), whole.size() + said);
  }

  void whatTheDirectoryHasSaysWhenItWasConfirmed() {
    protocol::RegisteredMethod method;
    method.byDirectory = true;
    QCOMPARE(ui::text::registeredMarks(method, {}).last(), QStringLiteral("Never confirmed."));
    method.confirmedDaysAgo = 0;
    QCOMPARE(ui::text::registeredMarks(method, {}).last(), QStringLiteral("Confirmed today."));
  }

  void whatIsTakenAwayIsAmongThoseThatAreTold() {
    const ui::text::Catalogue english(protocol::Language::English);
    QCOMPARE(ui::text::methodAdded(2),
             QStringLiteral("It is registered. 2 other contacts were told about it."));
    QCOMPARE(ui::text::methodRemoved(2), QStringLiteral("It is removed. 2 contacts were told about it."));
    QVERIFY(ui::text::methodReplaced(1).endsWith(QStringLiteral(" 1 contact was told about it.")));
    QCOMPARE(ui::text::methodRemoved(0), QStringLiteral("It is removed."));
  }

  void whatARemovalLeavesIsSaidBefore_data() {
    QTest::addColumn<QList<protocol::RegisteredMethod>>("others");
    QTest::addColumn<QString>("warning");
    const QDateTime now(QDate(2026, 3, 4), QTime(14, 22));
    const auto one = [](MethodKind kind, int usableIn = 0, bool proves = true) {
      protocol::RegisteredMethod method;
      method.handle = QStringLiteral("other");
      method.kind = kind;
      method.usableIn = usableIn;
      method.proves = proves;
      return method;
    };
    auto own = one(MethodKind::Mail);
    own.warning = protocol::MethodWarning::LockedAccountItself;
    using Methods = QList<protocol::RegisteredMethod>;
    QTest::addRow("nothing") << Methods() << ui::text::removeLastBody();
    QTest::addRow("enough") << Methods{one(MethodKind::Text, 60), one(MethodKind::Mail)} << QString();
    QTest::addRow("too new") << Methods{one(MethodKind::Text, 7'200), one(MethodKind::Mail, 3'600), own}
                             << ui::text::removeWaitsBody(3'600, now);
    QTest::addRow("questions") << Methods{one(MethodKind::Questions)} << ui::text::removeWeakBody();
    QTest::addRow("the account itself") << Methods{own} << ui::text::removeWeakBody();
    QTest::addRow("what the realm takes no more")
        << Methods{one(MethodKind::SecurityKey, 0, false)} << ui::text::removeLastBody();
  }
  void whatARemovalLeavesIsSaidBefore() {
    QFETCH(QList<protocol::RegisteredMethod>, others);
    QFETCH(QString, warning);
    protocol::RegisteredMethod removed;
    removed.handle = QStringLiteral("this");
    const auto content =
        ui::enrol::removeContent(removed, others << removed, {QDate(2026, 3, 4), QTime(14, 22)});
    QStringList expected{ui::text::removeBody()};
    if (!warning.isEmpty()) expected << warning;
    QCOMPARE(content.paragraphs, expected);
  }
};

QTEST_MAIN(EnrolTextTest)
#include "enrol_text_test.moc"
