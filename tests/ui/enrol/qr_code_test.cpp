// SPDX-License-Identifier: GPL-3.0-or-later
// The picture for an authenticator app, as a decoder of somebody else's reads it off the screen.
#include <QAccessible>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include "ui/enrol/otpauth.h"
#include "ui/enrol/qr_code.h"
#include "ui/theme/theme_keeper.h"

using latchkey::platform::Secret;
using latchkey::ui::enrol::otpauthUri;
using latchkey::ui::enrol::QrCode;
using latchkey::ui::theme::Scheme;
using latchkey::ui::theme::ThemeKeeper;

namespace {

/// "12345678901234567890", the seed of RFC 6238, appendix B.
Secret rfcSecret() {
  return Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

QByteArray bytesOf(const Secret& secret) {
  return {secret.view().data(), static_cast<qsizetype>(secret.size())};
}

QByteArray outputOf(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished()) return "does not run";
  return process.readAllStandardOutput().trimmed();
}

/// The first code of the appendix is for this moment.
QByteArray codeOf(const QString& secret) {
  return outputOf(QStringLiteral("oathtool"), {QStringLiteral("--totp"), QStringLiteral("--base32"),
                                               QStringLiteral("--now=1970-01-01 00:00:59 UTC"), secret});
}

/// As a screen with this many pixels for each of ours shows it, 3 px from the corner of what it stands in.
QImage onScreen(QWidget& window, double ratio) {
  QImage image((QSizeF(window.size()) * ratio).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::darkGray);
  window.render(&image);
  return image;
}

struct Shown {
  QWidget window;
  QrCode code{&window};
  Shown() {
    code.move(3, 3);
    code.setAccessibleName(QStringLiteral("QR code"));
  }
  void fit() {
    code.resize(code.sizeHint());
    window.resize(code.size() + QSize(10, 10));
    window.show();
  }
};

}  // namespace

class QrCodeTest : public QObject {
  Q_OBJECT

  ThemeKeeper m_theme{*qApp, {Scheme::Light, 1.0, {}}};

private Q_SLOTS:
  void init() { m_theme.choose({Scheme::Light, 1.0, {}}); }

  void aPhoneReadsItAtAnyScaleAndInAnyScheme_data() {
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<double>("font");
    QTest::addColumn<double>("ratio");
    QTest::newRow("light") << Scheme::Light << 1.0 << 1.0;
    QTest::newRow("dark") << Scheme::Dark << 1.0 << 1.0;
    QTest::newRow("high contrast") << Scheme::HighContrast << 1.0 << 1.0;
    QTest::newRow("large type") << Scheme::Light << 2.0 << 1.0;
    QTest::newRow("125 %") << Scheme::Dark << 1.0 << 1.25;
    QTest::newRow("150 %") << Scheme::Light << 1.0 << 1.5;
    QTest::newRow("a dense screen") << Scheme::Light << 1.0 << 2.0;
  }
  void aPhoneReadsItAtAnyScaleAndInAnyScheme() {
    QFETCH(Scheme, scheme);
    QFETCH(double, font);
    QFETCH(double, ratio);
    m_theme.choose({scheme, font, {}});
    const auto uri =
        otpauthUri(QString::fromUtf8("株式会社 例"), QStringLiteral("msabc123@outlook.com"), rfcSecret());
    QVERIFY(uri);
    Shown shown;
    QVERIFY(shown.code.setContent(*uri));
    shown.fit();
    const QImage picture = onScreen(shown.window, ratio);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("code.png"));
    QVERIFY(picture.save(file));
    const QByteArray read = outputOf(QStringLiteral("zbarimg"),
                                     {QStringLiteral("--quiet"), QStringLiteral("--raw"),
                                      QStringLiteral("-Sdisable"), QStringLiteral("-Sqrcode.enable"), file});
    QCOMPARE(read, bytesOf(*uri));
    // The codes of whoever scans it are those of whoever types the key, and those of the RFC.
    const QString secret = QUrlQuery(QUrl::fromEncoded(read)).queryItemValue(QStringLiteral("secret"));
    QCOMPARE(codeOf(secret), QByteArray("287082"));
    QCOMPARE(codeOf(QStringLiteral("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")), QByteArray("287082"));
  }

  void eachModuleIsWholePixels_data() {
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 1.75, 2.0, 3.0})
      QTest::addRow("%d %%", static_cast<int>(ratio * 100)) << ratio;
  }
  void eachModuleIsWholePixels() {
    QFETCH(double, ratio);
    Shown shown;
    QVERIFY(shown.code.setContent(Secret("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ")));
    shown.fit();
    const QImage picture = onScreen(shown.window, ratio);
    // The corner pattern at the top left is seven modules of black between white.
    const int top = static_cast<int>(std::round(3 * ratio));
    const int modules = 4 + 29 + 4;  // version 3
    const int module = static_cast<int>(shown.code.width() * ratio) / modules;
    QVERIFY(module >= 4);
    for (int y = 0; y < modules * module; ++y) {
      for (int x = 0; x < modules * module; ++x) {
        const QRgb pixel = picture.pixel(top + x, top + y);
        QVERIFY2(pixel == qRgb(0, 0, 0) || pixel == qRgb(255, 255, 255),
                 qPrintable(QStringLiteral("%1, %2: %3").arg(x).arg(y).arg(pixel, 8, 16)));
        const bool insideQuietZone =
            std::min({x, y, modules * module - 1 - x, modules * module - 1 - y}) < 4 * module;
        if (insideQuietZone) QCOMPARE(pixel, qRgb(255, 255, 255));
        // All pixels of a module are those of its first one.
        QCOMPARE(pixel, picture.pixel(top + x / module * module, top + y / module * module));
      }
    }
  }

  void whatIsHiddenIsGone() {
    Shown shown;
    QVERIFY(shown.code.setContent(Secret("a secret")));
    shown.fit();
    QVERIFY(shown.code.hasContent());
    shown.window.hide();
    QVERIFY(!shown.code.hasContent());
    shown.window.show();
    const QImage picture = onScreen(shown.window, 1.0);
    QCOMPARE(picture.pixel(40, 40), picture.pixel(5, 5));  // nothing is drawn
  }

  void itsNameTellsNothingOfWhatIsInIt() {
    Shown shown;
    QVERIFY(shown.code.setContent(Secret("a secret")));
    const auto* const side = QAccessible::queryAccessibleInterface(&shown.code);
    QCOMPARE(side->role(), QAccessible::Graphic);
    QCOMPARE(side->text(QAccessible::Name), QStringLiteral("QR code"));
    for (const auto what : {QAccessible::Description, QAccessible::Value, QAccessible::Help})
      QVERIFY(side->text(what).isEmpty());
  }

  void whatIsTooLongIsRefused() {
    QrCode code;
    QVERIFY(!code.setContent(Secret(std::string(4000, 'x'))));
    QVERIFY(!code.hasContent());
    QVERIFY(!code.setContent({}));
  }
};

QTEST_MAIN(QrCodeTest)
#include "qr_code_test.moc"
