// SPDX-License-Identifier: GPL-3.0-or-later
// Writes seeded challenges into a folder, for captcha_bench.py:
// captcha_bench picture|clip full|plain DIR COUNT FIRST. The answer is part of each file's name.
#include <QDir>
#include <QFile>

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

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  const bool speaks = QByteArray(argv[1]) == "clip";
  const auto distortion =
      QByteArray(argv[2]) == "plain" ? captcha::Distortion::None : captcha::Distortion::Full;
  const QDir folder(QString::fromLocal8Bit(argv[3]));
  const int count = QByteArray(argv[4]).toInt();
  const int first = QByteArray(argv[5]).toInt();
  for (int number = first; number < first + count; ++number) {
    const QByteArray seed = QByteArray::number(number).rightJustified(32, '0');
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
