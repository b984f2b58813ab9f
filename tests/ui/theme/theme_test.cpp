// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include "tests/support/source_dir.h"
#include "ui/theme/contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_keeper.h"
#include "ui/theme/theme_style.h"

using namespace latchkey::ui::theme;

namespace {

QPalette uniformPalette(const QColor& ground, const QColor& text, const QColor& highlight,
                        const QColor& highlighted) {
  QPalette palette(text, ground, ground, ground, ground, text, text, ground, ground);
  palette.setColor(QPalette::Highlight, highlight);
  palette.setColor(QPalette::HighlightedText, highlighted);
  return palette;
}

int inkOf(const QImage& image) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
  return count;
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT
private:
  static void addSchemes() {
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::forced(Scheme::Light);
    QTest::newRow("dark") << Theme::forced(Scheme::Dark);
    QTest::newRow("high contrast") << Theme::forced(Scheme::HighContrast);
    const QFont font;
    QTest::newRow("system's black") << Theme::fromSystem(
        uniformPalette(Qt::black, Qt::white, QColor(0x1aebff), Qt::black), font);
    QTest::newRow("system's white") << Theme::fromSystem(
        uniformPalette(Qt::white, Qt::black, QColor(0x37006e), Qt::white), font);
    QTest::newRow("system's white, unreadable highlight")
        << Theme::fromSystem(uniformPalette(Qt::white, Qt::black, Qt::yellow, Qt::white), font);
    for (const QColor accent : {QColor(Qt::yellow), QColor(Qt::black), QColor(Qt::white), QColor(0xe4002b)}) {
      QTest::newRow(qPrintable(QStringLiteral("light, realm's ") + accent.name()))
          << Theme::forced(Scheme::Light).withAccent(accent);
      QTest::newRow(qPrintable(QStringLiteral("dark, realm's ") + accent.name()))
          << Theme::forced(Scheme::Dark).withAccent(accent);
    }
  }

private Q_SLOTS:
  void everyTextReadsOnEveryBackground_data() { addSchemes(); }
  void everyTextReadsOnEveryBackground() {
    QFETCH(Theme, theme);
    const Colours& c = theme.colours();
    const double bar = theme.isHighContrast() ? enhancedContrast : textContrast;
    const QList<std::pair<const char*, QColor>> grounds = {
        {"window", c.window},         {"panel", c.panel},         {"field", c.field},
        {"accentSoft", c.accentSoft}, {"errorSoft", c.errorSoft}, {"warningSoft", c.warningSoft},
        {"infoSoft", c.infoSoft}};
    const auto verify = [&](const char* name, const QColor& text, const char* ground,
                            const QColor& background) {
      const double ratio = contrastRatio(text, background);
      QVERIFY2(
          ratio >= bar,
          qPrintable(
              QStringLiteral("%1 on %2: %3").arg(QLatin1String(name), QLatin1String(ground)).arg(ratio)));
    };
    for (const auto& [ground, background] : grounds) {
      verify("text", c.text, ground, background);
      verify("mutedText", c.mutedText, ground, background);
    }
    for (const auto& [ground, background] : grounds.first(4)) {
      verify("accent", c.accent, ground, background);
      verify("error", c.error, ground, background);
      verify("warning", c.warning, ground, background);
      verify("success", c.success, ground, background);
    }
    verify("error", c.error, "errorSoft", c.errorSoft);
    verify("warning", c.warning, "warningSoft", c.warningSoft);
    verify("accent", c.accent, "infoSoft", c.infoSoft);
    verify("onAccent", c.onAccent, "accent", c.accent);
    verify("onSuccess", c.onSuccess, "success", c.success);
  }
  void everyOutlineIsSeen_data() { addSchemes(); }
  void everyOutlineIsSeen() {
    QFETCH(Theme, theme);
    const Colours& c = theme.colours();
    for (const QColor& background : {c.window, c.panel, c.field})
      QVERIFY2(contrastRatio(c.border, background) >= graphicContrast, qPrintable(background.name()));
  }
  void schemeFollowsTheSystem_data() {
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<int>("scheme");
    QPalette grey(QColor(0xefefef));
    QTest::newRow("Fusion's grey") << grey << static_cast<int>(Scheme::Light);
    QTest::newRow("dark") << Theme::forced(Scheme::Dark).palette() << static_cast<int>(Scheme::Dark);
    QTest::newRow("our own light one")
        << Theme::forced(Scheme::Light).palette() << static_cast<int>(Scheme::Light);
    QTest::newRow("high contrast black") << uniformPalette(Qt::black, Qt::white, Qt::cyan, Qt::black)
                                         << static_cast<int>(Scheme::HighContrast);
    QTest::newRow("high contrast white") << uniformPalette(Qt::white, Qt::black, Qt::blue, Qt::white)
                                         << static_cast<int>(Scheme::HighContrast);
  }
  void schemeFollowsTheSystem() {
    QFETCH(QPalette, palette);
    QFETCH(int, scheme);
    QCOMPARE(static_cast<int>(schemeOf(palette)), scheme);
  }
  void highContrastKeepsThePersonsColours() {
    const Theme theme =
        Theme::fromSystem(uniformPalette(Qt::black, Qt::white, QColor(0x1aebff), Qt::black), QFont());
    QCOMPARE(theme.colours().window, QColor(Qt::black));
    QCOMPARE(theme.colours().accent, QColor(0x1aebff));
    QCOMPARE(theme.withAccent(Qt::red).colours().accent, QColor(0x1aebff));
  }
  void textIsNeverSmall_data() {
    QTest::addColumn<double>("systemPoints");
    QTest::addColumn<double>("bodyPoints");
    QTest::newRow("small") << 8.0 << 11.0;
    QTest::newRow("ordinary") << 10.0 << 11.0;
    QTest::newRow("large") << 16.5 << 16.5;
    QTest::newRow("absurd") << 200.0 << 33.0;
    QTest::newRow("in pixels") << -1.0 << 11.0;
  }
  void textIsNeverSmall() {
    QFETCH(double, systemPoints);
    QFETCH(double, bodyPoints);
    QFont font;
    if (systemPoints > 0) {
      font.setPointSizeF(systemPoints);
    } else {
      font.setPixelSize(9);
    }
    const Theme theme = Theme::fromSystem(QPalette(), font);
    QCOMPARE(theme.font(TextRole::Body).pointSizeF(), bodyPoints);
    for (const auto role : {TextRole::Body, TextRole::Strong, TextRole::CardTitle, TextRole::Title,
                            TextRole::Brand, TextRole::Code})
      QVERIFY(theme.font(role).pointSizeF() >= 11.0);
    QVERIFY(theme.font(TextRole::Title).pointSizeF() >= 20.0);
  }
  void everyIconDrawsInItsColour() {
    for (int i = static_cast<int>(Icon::Logo); i <= static_cast<int>(Icon::Celebrate); ++i) {
      const auto icon = static_cast<Icon>(i);
      const QImage image = iconPixmap(icon, 24, QColor(0x123456), 2.0).toImage();
      QCOMPARE(image.size(), QSize(48, 48));
      QVERIFY2(inkOf(image) > 60, qPrintable(nameOf(icon)));
      bool coloured = false;
      for (int y = 0; y < 48 && !coloured; ++y)
        for (int x = 0; x < 48 && !coloured; ++x)
          coloured = image.pixel(x, y) == qRgba(0x12, 0x34, 0x56, 255);
      QVERIFY2(coloured, qPrintable(nameOf(icon)));
    }
    QVERIFY(iconOf(Icon::None, Theme()).isNull());
  }
  void everyFileHasItsIcon() {
    QStringList names;
    for (int i = static_cast<int>(Icon::Logo); i <= static_cast<int>(Icon::Celebrate); ++i)
      names << nameOf(static_cast<Icon>(i)) + QStringLiteral(".svg");
    names.sort();
    const QDir folder(latchkey::tests::sourcePath(QLatin1String("resources/icons")));
    QCOMPARE(folder.entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name), names);
  }
  void arrowTurnsUnderRightToLeft() {
    const auto drawn = [](Qt::LayoutDirection direction) {
      QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
      image.fill(Qt::transparent);
      QPainter painter(&image);
      painter.setLayoutDirection(direction);
      paintIcon(painter, Icon::ChevronForward, QRectF(0, 0, 24, 24), Qt::black);
      return image;
    };
    QVERIFY(drawn(Qt::LeftToRight) != drawn(Qt::RightToLeft));
    const QImage mirrored = drawn(Qt::RightToLeft).mirrored(true, false);
    QVERIFY(std::abs(inkOf(mirrored) - inkOf(drawn(Qt::LeftToRight))) < 8);
  }
  void keeperPutsTheThemeOnEveryWidget() {
    ThemeKeeper keeper(*qApp, {Scheme::Dark, 2.0, {}});
    QWidget widget;
    widget.ensurePolished();
    QCOMPARE(themeOf(widget).scheme(), Scheme::Dark);
    QCOMPARE(widget.font().pointSizeF(), 22.0);
    QCOMPARE(widget.palette().color(QPalette::Window), darkColours().window);
    keeper.choose({Scheme::Light, 1.0, QColor(0x7a0026)});
    QCoreApplication::processEvents();  // Qt tells widgets of a new palette by posted events
    QCOMPARE(themeOf(widget).colours().accent, QColor(0x7a0026));
    QCOMPARE(widget.palette().color(QPalette::Window), lightColours().window);
    QCOMPARE(widget.font().pointSizeF(), 11.0);
  }
  void mainButtonIsFilledWithTheAccent() {
    ThemeKeeper keeper(*qApp, {Scheme::Light, 1.0, {}});
    QPushButton button(QStringLiteral("Next"));
    setButtonKind(button, ButtonKind::Main);
    button.resize(button.sizeHint());
    QVERIFY(button.height() >= 36);
    const QImage image = button.grab().toImage();
    QCOMPARE(QColor(image.pixel(6, image.height() / 2)), lightColours().accent);
    setButtonKind(button, ButtonKind::Plain);
    QCOMPARE(QColor(button.grab().toImage().pixel(6, image.height() / 2)), lightColours().field);
  }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
