// SPDX-License-Identifier: GPL-3.0-or-later
// Draws seeded picture challenges into a folder, for captcha_bench.py: captcha_bench DIR COUNT FIRST
// full|plain
#include <QDir>
#include <QFile>
#include <QTextStream>

#include "service/captcha/picture.h"
#include "service/captcha/seeded_generator.h"
#include "service/domain/ports.h"

using namespace latchkey::service;

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const QDir folder(QString::fromLocal8Bit(argv[1]));
  const int count = QByteArray(argv[2]).toInt();
  const int first = QByteArray(argv[3]).toInt();
  const auto distortion =
      QByteArray(argv[4]) == "plain" ? captcha::Distortion::None : captcha::Distortion::Full;
  QTextStream out(stdout);
  for (int number = first; number < first + count; ++number) {
    const QByteArray seed = QByteArray::number(number).rightJustified(32, '0');
    captcha::SeededGenerator random(seed, "bench");
    QString letters;
    for (int i = 0; i < 6; ++i) {
      letters += domain::pictureAlphabet().at(random.below(int(domain::pictureAlphabet().size())));
    }
    const QString name = QStringLiteral("%1-%2.png").arg(number).arg(letters);
    if (!captcha::drawPicture(letters, seed, distortion).save(folder.filePath(name))) return 1;
    out << name << '\n';
  }
  return 0;
}
