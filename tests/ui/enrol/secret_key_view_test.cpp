// SPDX-License-Identifier: GPL-3.0-or-later
// The key that is typed into an app by hand.
#include "ui/enrol/secret_key_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QMetaProperty>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/enrol/secret_groups.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/labels.h"

using namespace latchkey::ui::enrol;
using latchkey::platform::Secret;
using latchkey::ui::theme::Scheme;
using latchkey::ui::theme::ThemeKeeper;
using latchkey::ui::widgets::PlainLabel;

namespace {

const QString keyText = QStringLiteral("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

struct Shown {
  SecretKeyView view;
  Shown() {
    view.setSecret(QStringLiteral("hanako@example.com"), Secret(keyText.toStdString()));
    view.resize(view.sizeHint());
    view.show();
  }
  SecretGroups& groups() { return *view.findChild<SecretGroups*>(); }
  QPushButton& button() { return *view.findChild<QPushButton*>(); }
  QString note() { return view.findChild<QLabel*>(QStringLiteral("secretNoteLabel"))->text(); }
  QString spoken() { return QAccessible::queryAccessibleInterface(&groups())->text(QAccessible::Name); }
};

}  // namespace

class SecretKeyViewTest : public QObject {
  Q_OBJECT

  ThemeKeeper m_theme{*qApp, {Scheme::Light, 1.0, {}}};

private Q_SLOTS:
  void init() {
    m_theme.choose({Scheme::Light, 1.0, {}});
    QGuiApplication::clipboard()->clear();
  }

  void aScreenReaderSpellsIt() {
    Shown s;
    QCOMPARE(s.spoken(), QStringLiteral("Secret key: G E Z D, G N B V, G Y 3 T, Q O J Q, "
                                        "G E Z D, G N B V, G Y 3 T, Q O J Q"));
  }

  void itIsInNoPropertyOfAnything() {
    Shown s;
    const QList<QObject*> all = s.view.findChildren<QObject*>() << &s.view;
    for (const QObject* object : all) {
      for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
        QString value = object->metaObject()->property(i).read(object).toString();
        QVERIFY2(!value.remove(u' ').contains(QStringLiteral("GEZDGNBV")),
                 object->metaObject()->property(i).name());
      }
    }
  }

  void whatIsCopiedIsTakenAwayAgain() {
    Shown s;
    QCOMPARE(s.view.clipboard().secondsKept(), 30);
    s.view.clipboard().setTimeKept(50);
    const QSignalSpy cleared(&s.view.clipboard(), &SecretClipboard::cleared);
    s.button().click();
    QCOMPARE(QGuiApplication::clipboard()->text(), keyText);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
             QByteArray("secret"));
    QVERIFY(s.note().startsWith(QStringLiteral("Copied.")));
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QVERIFY(!s.note().startsWith(QStringLiteral("Copied.")));
  }

  void whatIsSomebodyElsesStays() {
    Shown s;
    s.view.clipboard().setTimeKept(50);
    const QSignalSpy cleared(&s.view.clipboard(), &SecretClipboard::cleared);
    s.button().click();
    QGuiApplication::clipboard()->setText(QStringLiteral("a shopping list"));
    QTRY_COMPARE(cleared.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a shopping list"));
  }

  void aWindowThatGoesTakesItAlong() {
    {
      Shown s;
      s.button().click();
      QCOMPARE(QGuiApplication::clipboard()->text(), keyText);
    }
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
  }

  void itIsCoveredWhenNobodyIsThere() {
    Shown s;
    QSignalSpy covered(&s.view, &SecretKeyView::coveredChanged);
    const QImage open = s.groups().grab().toImage();
    s.view.setIdleTime(20);
    QTRY_VERIFY(s.view.isCovered());
    QCOMPARE(covered.takeFirst().first().toBool(), true);
    const QImage dots = s.groups().grab().toImage();
    QVERIFY(dots != open);
    s.groups().setSecret(Secret(std::string(32, 'A')));
    QCOMPARE(s.groups().grab().toImage(), dots);  // nothing of it is seen
    s.groups().setSecret(Secret(keyText.toStdString()));
    QCOMPARE(s.spoken(), QStringLiteral("Covered, because nobody has used this PC for a while."));
    s.view.setIdleTime(60'000);
    s.button().click();  // shows it again, and copies nothing
    QVERIFY(!s.view.isCovered());
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QCOMPARE(s.groups().grab().toImage(), open);
  }

  void whoeverTypesIsThere() {
    Shown s;
    const auto* const timer = s.view.findChild<QTimer*>(QStringLiteral("secretIdleTimer"));
    QCOMPARE(timer->interval(), 120'000);
    QTRY_VERIFY(timer->remainingTime() < 119'950);
    QTest::keyClick(&s.view, Qt::Key_Shift);
    QVERIFY(timer->remainingTime() >= 119'950);
  }

  void whatIsHiddenIsGone() {
    Shown s;
    s.view.hide();
    QVERIFY(s.groups().secret().isEmpty());
    QVERIFY(s.view.findChild<PlainLabel*>()->outsideText().isEmpty());
  }

  void anyWidthHoldsAllOfIt_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("lines");
    QTest::newRow("wide") << 900 << 2;
    QTest::newRow("as narrow as a group") << 1 << 8;
  }
  void anyWidthHoldsAllOfIt() {
    QFETCH(int, width);
    QFETCH(int, lines);
    SecretGroups one;
    one.setSecret(Secret("GEZD"));
    SecretGroups groups;
    groups.setSecret(Secret(keyText.toStdString()));
    QCOMPARE(groups.heightForWidth(width), lines * one.heightForWidth(width));
  }

  void aHostileNameIsShownAsItIs() {
    Shown s;
    s.view.setSecret(QStringLiteral("a\u202Eb"), Secret("GEZD"));
    QVERIFY(s.view.findChild<PlainLabel*>()->text().contains(QStringLiteral("[U+202E]")));
  }
};

QTEST_MAIN(SecretKeyViewTest)
#include "secret_key_view_test.moc"
