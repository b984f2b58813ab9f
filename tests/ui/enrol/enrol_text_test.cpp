// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_text.h"

#include <QRegularExpression>
#include <QTest>

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
};

QTEST_MAIN(EnrolTextTest)
#include "enrol_text_test.moc"
