// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/challenge.h"

#include <QCryptographicHash>
#include <QtEndian>

#include "service/domain/ports.h"

namespace latchkey::service::domain {

namespace {
/// Signs of the alphabet from uniform bytes. Bytes that would favour the first signs are passed over
/// while there are enough others.
QString pick(QByteArrayView bytes, const QString& alphabet, int length) {
  const int size = static_cast<int>(alphabet.size());
  const int fair = 256 - 256 % size;
  QString text;
  for (const char byte : bytes) {
    const int value = static_cast<unsigned char>(byte);
    if (text.size() < length && value < fair) text += alphabet.at(value % size);
  }
  for (qsizetype i = 0; text.size() < length; ++i) {
    text += alphabet.at(static_cast<unsigned char>(bytes.at(i)) % size);
  }
  return text;
}

QString fold(QStringView typed) {
  QString folded;
  for (const QChar sign : typed.toString().normalized(QString::NormalizationForm_KC).toUpper()) {
    if (sign.isLetterOrNumber()) folded += sign;
  }
  return folded;
}
}  // namespace

ChallengeText challengeText(const QByteArray& stream) {
  const qsizetype half = stream.size() / 2;
  return {pick(QByteArrayView(stream).first(half), pictureAlphabet(), pictureLength),
          pick(QByteArrayView(stream).sliced(half), QStringLiteral("0123456789"), clipLength)};
}

bool answersChallenge(const ChallengeText& text, QStringView typed) {
  constexpr qsizetype longest = 64;  // of anything that a person would type
  if (typed.size() > longest) return false;
  const QString folded = fold(typed);
  return folded == text.letters || folded == text.digits;
}

bool isWorkDone(const QByteArray& seed, quint64 counter, int bits) {
  quint64 bigEndian = qToBigEndian(counter);
  QCryptographicHash hash(QCryptographicHash::Sha256);
  hash.addData(seed);
  hash.addData(QByteArrayView(reinterpret_cast<const char*>(&bigEndian), sizeof bigEndian));
  int zeros = 0;
  for (const char byte : hash.result()) {
    const auto value = static_cast<unsigned char>(byte);
    if (value == 0) {
      zeros += 8;
      continue;
    }
    for (int bit = 7; bit >= 0 && ((value >> bit) & 1) == 0; --bit) ++zeros;
    break;
  }
  return zeros >= bits;
}

}  // namespace latchkey::service::domain
