// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace latchkey::service::captcha {

/// Numbers that follow from a seed alone: SHA-256 in counter mode. Not std's engines and distributions,
/// whose distributions differ from one standard library to the next: the same seed gives the same bytes
/// everywhere, so that a challenge can be drawn again after a restart or by another instance.
class SeededGenerator {
public:
  /// @param purpose tells streams of one seed apart.
  SeededGenerator(QByteArrayView seed, QByteArrayView purpose);

  [[nodiscard]] quint32 next();
  /// Uniform in [0, bound), bound > 0.
  [[nodiscard]] int below(int bound);
  /// Uniform in [low, high), in steps of 2^-24 of the range.
  [[nodiscard]] double between(double low, double high);
  [[nodiscard]] bool flip() { return (next() & 1U) != 0; }

private:
  QByteArray m_prefix;
  QByteArray m_block;
  quint32 m_counter = 0;
  qsizetype m_used = 0;
};

}  // namespace latchkey::service::captcha
