// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QJsonObject>
#include <QtEndian>

namespace latchkey::tests {

/// The counter that answers a proof of work.
[[nodiscard]] inline QString solveWork(const QJsonObject& challenge) {
  const QByteArray seed = QByteArray::fromBase64(
      challenge.value(QLatin1String("workSeed")).toString().toLatin1(), QByteArray::Base64UrlEncoding);
  const int bits = challenge.value(QLatin1String("workBits")).toInt();
  QByteArray text = seed + QByteArray(8, '\0');
  for (quint64 counter = 0;; ++counter) {
    qToBigEndian(counter, text.data() + seed.size());
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    if (qFromBigEndian<quint64>(hash.constData()) >> (64 - bits) == 0) return QString::number(counter);
  }
}

}  // namespace latchkey::tests
