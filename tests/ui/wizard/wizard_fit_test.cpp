// SPDX-License-Identifier: GPL-3.0-or-later
#include <QScrollArea>

#include "tests/ui/wizard/faces.h"
#include "ui/widgets/labels.h"

using latchkey::protocol::Language;
using latchkey::tests::bringAbout;
using latchkey::tests::faces;
using latchkey::tests::windowFor;
using latchkey::tests::WizardFixture;
using latchkey::ui::widgets::ChoiceCard;

/// The smallest window, ordinary and large text, both languages.
class WizardFitTest : public latchkey::tests::FacesTest {
  Q_OBJECT

private Q_SLOTS:
  void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

  void nothingIsCut_data() {
    QTest::addColumn<QString>("face");
    QTest::addColumn<bool>("japanese");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("mirrored");
#if defined(LATCHKEY_BESIDE_ADDRESS_SANITIZER) || defined(__SANITIZE_THREAD__)
    // What a sanitizer looks for is the same in every size.
    for (const QString& face : faces) QTest::newRow(qPrintable(face)) << face << true << 2.0 << false;
    return;
#endif
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
    show(scale);
    WizardFixture f = windowFor(face, japanese ? Language::Japanese : Language::English, {800, 600});
    bringAbout(f, face);
    QCOMPARE(f.wizard->size(), QSize(800, 600));
    QTRY_COMPARE(whatIsCut(f), QString());
  }

private:
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
};

QTEST_MAIN(WizardFitTest)
#include "wizard_fit_test.moc"
