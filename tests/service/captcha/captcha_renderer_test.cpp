// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/captcha_renderer.h"

#include <QCryptographicHash>
#include <QHash>
#include <QImage>
#include <QSet>
#include <QTest>
#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "service/captcha/clip.h"
#include "service/captcha/glyphs.h"
#include "service/captcha/picture.h"
#include "service/captcha/seeded_generator.h"

using namespace latchkey::service;
using namespace latchkey::service::captcha;
using domain::Language;

namespace {

constexpr int kMostBytes = 512 * 1024;

QByteArray seedOf(int number) {
  return QByteArray::number(number).rightJustified(32, '0');
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}
double contrast(const QColor& one, const QColor& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

/// Root mean square of 100 ms at a time.
QList<double> levels(const Samples& samples) {
  QList<double> result;
  for (qsizetype at = 0; at + 2205 <= samples.size(); at += 2205) {
    double energy = 0;
    for (qsizetype i = at; i < at + 2205; ++i) energy += double{samples[i]} * double{samples[i]};
    result << std::sqrt(energy / 2205);
  }
  return result;
}

}  // namespace

class CaptchaRendererTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theGeneratorIsTheSameEverywhere() {
    SeededGenerator random(QByteArray(32, 'x'), "picture");
    // SHA-256 of 32 x, NUL, "picture", NUL and a counter of 4 bytes, big-endian.
    const QByteArray block = QCryptographicHash::hash(
        QByteArray(32, 'x') + QByteArray("\0picture\0\0\0\0\0", 13), QCryptographicHash::Sha256);
    QCOMPARE(random.next(), qFromBigEndian<quint32>(block.constData()));
    for (int i = 0; i < 10'000; ++i) {
      const int small = random.below(3);
      QVERIFY(small >= 0 && small < 3);
      const double real = random.between(-2, 5);
      QVERIFY(real >= -2 && real < 5);
    }
  }

  void everyLetterOfTheAlphabetHasShapes() {
    const QString alphabet = domain::pictureAlphabet();
    QVERIFY(alphabet.size() >= 16);
    for (const QChar letter : alphabet) {
      QVERIFY2(shapesOf(letter) >= 2, qPrintable(QString(letter)));
      for (int shape = 0; shape < shapesOf(letter); ++shape) {
        const Glyph drawn = glyph(letter, shape);
        QVERIFY(drawn.width >= 40);
        QVERIFY(QRectF(-10, -10, drawn.width + 20, 120).contains(drawn.strokes.boundingRect()));
      }
    }
    for (const QChar confusing : QStringLiteral("0O1IlLQ")) QVERIFY(!alphabet.contains(confusing));
    QCOMPARE(QSet<QChar>(alphabet.begin(), alphabet.end()).size(), alphabet.size());
  }

  void aPictureFollowsFromLettersAndSeedAlone() {
    const CaptchaRenderer renderer;
    const QByteArray picture = renderer.picture(QStringLiteral("ACDEFH"), seedOf(1));
    QCOMPARE(renderer.picture(QStringLiteral("ACDEFH"), seedOf(1)), picture);
    QCOMPARE(CaptchaRenderer().picture(QStringLiteral("ACDEFH"), seedOf(1)), picture);
    QVERIFY(renderer.picture(QStringLiteral("ACDEFH"), seedOf(2)) != picture);
    QVERIFY(renderer.picture(QStringLiteral("ACDEFK"), seedOf(1)) != picture);
  }

  void aPictureIsAPngOfItsSizeAndNotTooBig_data() {
    QTest::addColumn<QString>("letters");
    QTest::newRow("six") << QStringLiteral("ACDEFH");
    QTest::newRow("five") << QStringLiteral("MXUWT");
    QTest::newRow("the widest") << QStringLiteral("WWWWWWWW");
    QTest::newRow("none") << QString();
    QTest::newRow("letters without a glyph") << QStringLiteral("0あ\U0001F600a");
  }
  void aPictureIsAPngOfItsSizeAndNotTooBig() {
    QFETCH(QString, letters);
    const QByteArray png = CaptchaRenderer().picture(letters, seedOf(3));
    QVERIFY(png.startsWith("\x89PNG\r\n\x1a\n"));
    QVERIFY(png.size() < kMostBytes);
    QCOMPARE(QImage::fromData(png, "PNG").size(), QSize(600, 200));
  }

  void theInkStandsOut() {
    for (int number = 0; number < 400; ++number) {
      const PictureColours colours = coloursFor(seedOf(number));
      QVERIFY2(contrast(colours.ink, colours.paper) >= 4.5, qPrintable(QString::number(number)));
      QVERIFY2(contrast(colours.ink, colours.lines) >= 4.5, qPrintable(QString::number(number)));
      QVERIFY2(luminance(colours.paper) > 0.8, "light paper");
    }
  }

  void theInkStandsOutInThePixels() {
    for (int number = 0; number < 8; ++number) {
      const QImage image =
          QImage::fromData(CaptchaRenderer().picture(QStringLiteral("KMNPRT"), seedOf(number)));
      QHash<QRgb, int> counts;
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
          if (qAlpha(image.pixel(x, y)) == 255) ++counts[image.pixel(x, y)];
        }
      }
      QList<QRgb> byCount = counts.keys();
      std::sort(byCount.begin(), byCount.end(), [&counts](QRgb a, QRgb b) { return counts[a] > counts[b]; });
      QVERIFY(counts[byCount[1]] > 8000);  // a twentieth of the picture and more is ink
      QVERIFY(contrast(QColor(byCount[0]), QColor(byCount[1])) >= 4.5);
    }
  }

  void noLetterLeavesThePicture() {
    for (int number = 0; number < 20; ++number) {
      const PictureColours colours = coloursFor(seedOf(number));
      const QImage image = drawPicture(QStringLiteral("WHMKAX"), seedOf(number), Distortion::Full);
      int inkAtTheEdge = 0;
      for (int x = 0; x < image.width(); ++x) {
        inkAtTheEdge += image.pixelColor(x, 0) == colours.ink ? 1 : 0;
        inkAtTheEdge += image.pixelColor(x, image.height() - 1) == colours.ink ? 1 : 0;
      }
      QVERIFY2(inkAtTheEdge <= 6, qPrintable(QString::number(number)));
    }
  }

  void aClipFollowsFromDigitsLanguageAndSeedAlone_data() {
    QTest::addColumn<Language>("language");
    QTest::newRow("en") << Language::English;
    QTest::newRow("ja") << Language::Japanese;
  }
  void aClipFollowsFromDigitsLanguageAndSeedAlone() {
    QFETCH(Language, language);
    const CaptchaRenderer renderer;
    const QByteArray clip = renderer.clip(QStringLiteral("048159"), language, seedOf(1));
    QCOMPARE(renderer.clip(QStringLiteral("048159"), language, seedOf(1)), clip);
    QVERIFY(renderer.clip(QStringLiteral("048159"), language, seedOf(2)) != clip);
    QVERIFY(renderer.clip(QStringLiteral("048158"), language, seedOf(1)) != clip);
    const Language other = language == Language::English ? Language::Japanese : Language::English;
    QVERIFY(renderer.clip(QStringLiteral("048159"), other, seedOf(1)) != clip);
  }

  void aClipIsAWavOfItsSizeAndNotTooBig_data() {
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("digits");
    QTest::newRow("en") << Language::English << QStringLiteral("048159");
    QTest::newRow("ja") << Language::Japanese << QStringLiteral("777777");
    QTest::newRow("most, en") << Language::English << QStringLiteral("77777777");
    QTest::newRow("most, ja") << Language::Japanese << QStringLiteral("99999999");
    QTest::newRow("too many") << Language::English << QString(100, QLatin1Char('7'));
    QTest::newRow("none") << Language::Japanese << QStringLiteral("x");
  }
  void aClipIsAWavOfItsSizeAndNotTooBig() {
    QFETCH(Language, language);
    QFETCH(QString, digits);
    for (int number = 0; number < 4; ++number) {
      const QByteArray wav = CaptchaRenderer().clip(digits, language, seedOf(number));
      QVERIFY2(wav.size() <= kMostBytes, qPrintable(QString::number(wav.size())));
      QCOMPARE(wav.left(4), QByteArray("RIFF"));
      QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 4), quint32(wav.size() - 8));
      QCOMPARE(wav.mid(8, 8), QByteArray("WAVEfmt "));
      QCOMPARE(qFromLittleEndian<quint16>(wav.constData() + 20), quint16(1));  // PCM
      QCOMPARE(qFromLittleEndian<quint16>(wav.constData() + 22), quint16(1));  // mono
      QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 24), quint32(22'050));
      QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 28), quint32(44'100));
      QCOMPARE(qFromLittleEndian<quint16>(wav.constData() + 34), quint16(16));
      QCOMPARE(wav.mid(36, 4), QByteArray("data"));
      QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 40), quint32(wav.size() - 44));
    }
  }

  void everyDigitIsHeard_data() { aClipFollowsFromDigitsLanguageAndSeedAlone_data(); }
  void everyDigitIsHeard() {
    QFETCH(Language, language);
    for (const SpokenDigits& voice : DigitBank::ofThisProcess().voices(language)) {
      QSet<QByteArray> sounds;
      for (const Samples& digit : voice) {
        const double seconds = static_cast<double>(digit.size()) / kSampleRate;
        QVERIFY2(seconds > 0.1 && seconds < 1.2, qPrintable(QString::number(seconds)));
        sounds.insert(QByteArray(reinterpret_cast<const char*>(digit.constData()),
                                 digit.size() * qsizetype{sizeof(float)}));
      }
      QCOMPARE(sounds.size(), 10);
    }
  }

  void speechIsClearlyLouderThanTheFriction_data() { aClipFollowsFromDigitsLanguageAndSeedAlone_data(); }
  void speechIsClearlyLouderThanTheFriction() {
    QFETCH(Language, language);
    for (int number = 0; number < 8; ++number) {
      const auto clean =
          levels(mixClip(QStringLiteral("375926"), language, seedOf(number), Distortion::None));
      const auto full = levels(mixClip(QStringLiteral("375926"), language, seedOf(number), Distortion::Full));
      QCOMPARE(clean.size(), full.size());
      double speech = 0;
      double friction = 0;
      int pauses = 0;
      for (qsizetype i = 2; i + 2 < full.size(); ++i) {
        speech = std::max(speech, full[i]);
        if (clean[i] > 1e-4) continue;
        friction += full[i];
        ++pauses;
      }
      friction /= std::max(1, pauses);
      QVERIFY(pauses > 10);
      QVERIFY2(friction > 0.02, "pauses are filled");
      QVERIFY2(speech / friction > 2.5, qPrintable(QString::number(speech / friction)));
    }
  }

  void aClipIsNeverClipped() {
    for (int number = 0; number < 4; ++number) {
      const Samples clip =
          mixClip(QStringLiteral("01234567"), Language::English, seedOf(number), Distortion::Full);
      QVERIFY(std::count_if(clip.begin(), clip.end(), [](float s) { return std::fabs(s) > 0.951F; }) == 0);
    }
  }

  void manyThreadsGetTheSameBytes() {
    const CaptchaRenderer renderer;
    const QByteArray picture = renderer.picture(QStringLiteral("WXYUTR"), seedOf(5));
    const QByteArray clip = renderer.clip(QStringLiteral("937164"), Language::Japanese, seedOf(5));
    std::vector<int> wrong(3, 0);
    std::vector<std::thread> threads;
    for (int& count : wrong) {
      threads.emplace_back([&] {
        for (int i = 0; i < 4; ++i) {
          if (renderer.picture(QStringLiteral("WXYUTR"), seedOf(5)) != picture) ++count;
          if (renderer.clip(QStringLiteral("937164"), Language::Japanese, seedOf(5)) != clip) ++count;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    for (const int count : wrong) QCOMPARE(count, 0);
  }
};

QTEST_APPLESS_MAIN(CaptchaRendererTest)
#include "captcha_renderer_test.moc"
