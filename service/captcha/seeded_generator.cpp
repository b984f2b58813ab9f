// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/seeded_generator.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace latchkey::service::captcha {

SeededGenerator::SeededGenerator(QByteArrayView seed, QByteArrayView purpose)
    : m_prefix(seed.toByteArray() + '\0' + purpose.toByteArray() + '\0') {}

quint32 SeededGenerator::next() {
  if (m_used + 4 > m_block.size()) {
    QByteArray counter(4, Qt::Uninitialized);
    qToBigEndian(m_counter++, counter.data());
    m_block = QCryptographicHash::hash(m_prefix + counter, QCryptographicHash::Sha256);
    m_used = 0;
  }
  const auto value = qFromBigEndian<quint32>(m_block.constData() + m_used);
  m_used += 4;
  return value;
}

int SeededGenerator::below(int bound) {
  return static_cast<int>((quint64{next()} * static_cast<quint64>(bound)) >> 32U);
}

double SeededGenerator::between(double low, double high) {
  return low + (high - low) * static_cast<double>(next() >> 8U) / 16'777'216.0;
}

}  // namespace latchkey::service::captcha
