// SPDX-License-Identifier: GPL-3.0-or-later
// bench_captcha picture|clip full|plain DIR COUNT FIRST writes seeded challenges into a folder, for
// captcha_readers.py; the answer is part of each file's name.
// bench_captcha contrast COUNT prints the alphabet and the lowest contrast of ink and paper in the pixels.
#include <QDir>
#include <QFile>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "service/captcha/clip.h"
#include "service/captcha/picture.h"
#include "service/captcha/seeded_generator.h"
#include "service/captcha/wav.h"
#include "service/domain/ports.h"

using namespace latchkey::service;

namespace {

QString drawn(captcha::SeededGenerator& random, const QString& alphabet) {
  QString answer;
  for (int i = 0; i < 6; ++i) answer += alphabet.at(random.below(static_cast<int>(alphabet.size())));
  return answer;
}

bool write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray seedOf(int number) {
  return QByteArray::number(number).rightJustified(32, '0');
}

/// Relative luminance as WCAG 2.2 defines it.
double luminance(QRgb colour) {
  const auto part = [](int value) {
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(qRed(colour)) + 0.7152 * part(qGreen(colour)) + 0.0722 * part(qBlue(colour));
}

/// Of the two commonest colours: what is drawn, and what it is drawn on.
double contrastOf(const QImage& picture) {
  QHash<QRgb, int> counts;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) ++counts[picture.pixel(x, y)];
  }
  QList<QRgb> colours = counts.keys();
  std::ranges::sort(colours, [&](QRgb a, QRgb b) { return counts[a] > counts[b]; });
  const double one = luminance(colours.at(0));
  const double other = luminance(colours.at(1));
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

int printContrast(int count) {
  double lowest = 21;
  for (int number = 1; number <= count; ++number) {
    captcha::SeededGenerator random(seedOf(number), "bench");
    const QString letters = drawn(random, domain::pictureAlphabet());
    lowest = std::min(lowest,
                      contrastOf(captcha::drawPicture(letters, seedOf(number), captcha::Distortion::Full)));
  }
  std::printf("%s %.2f\n", qPrintable(domain::pictureAlphabet()), lowest);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && QByteArray(argv[1]) == "contrast") return printContrast(QByteArray(argv[2]).toInt());
  if (argc != 6) return 2;
  const bool speaks = QByteArray(argv[1]) == "clip";
  const auto distortion =
      QByteArray(argv[2]) == "plain" ? captcha::Distortion::None : captcha::Distortion::Full;
  const QDir folder(QString::fromLocal8Bit(argv[3]));
  const int count = QByteArray(argv[4]).toInt();
  const int first = QByteArray(argv[5]).toInt();
  for (int number = first; number < first + count; ++number) {
    const QByteArray seed = seedOf(number);
    captcha::SeededGenerator random(seed, "bench");
    const QString answer = drawn(random, speaks ? QStringLiteral("0123456789") : domain::pictureAlphabet());
    const QString path = folder.filePath(QStringLiteral("%1-%2").arg(number).arg(answer));
    const bool done =
        speaks ? write(path + QStringLiteral(".wav"),
                       captcha::wavOf(captcha::mixClip(answer, domain::Language::English, seed, distortion)))
               : captcha::drawPicture(answer, seed, distortion).save(path + QStringLiteral(".png"));
    if (!done) return 1;
  }
  return 0;
}
