// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <array>
#include <map>

#include "service/domain/ports.h"

namespace latchkey::service::captcha {

inline constexpr int kSampleRate = 22'050;  // espeak-ng's own
using Samples = QList<float>;               ///< mono, -1 to 1

/// One digit after the other as one voice says it, silence trimmed, all equally loud.
using SpokenDigits = std::array<Samples, 10>;

/// The digits in each language by several voices, spoken by espeak-ng once.
///
/// espeak-ng keeps one voice and its position in flutter and noise tables for the whole process, so two
/// threads crash it and the same words do not give the same samples twice. Spoken once, in a fixed order,
/// before anything else speaks, they do; afterwards nothing calls espeak-ng any more.
class DigitBank {
public:
  /// The bank of this process, made at the first call (tens of milliseconds, about 2 MB).
  /// Throws std::runtime_error, with what to install, when espeak-ng or a voice's data is missing.
  [[nodiscard]] static const DigitBank& ofThisProcess();

  /// At least two voices for every language.
  [[nodiscard]] const QList<SpokenDigits>& voices(domain::Language language) const;

private:
  DigitBank();
  std::map<domain::Language, QList<SpokenDigits>> m_voices;
};

}  // namespace latchkey::service::captcha
