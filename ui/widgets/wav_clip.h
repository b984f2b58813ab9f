// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/platform/result.h"

namespace latchkey::ui::widgets {

enum class WavError { NoWav, Truncated, UnknownFormat, TooLarge };

/// The sound in a WAV file: 16-bit PCM, one or two channels, 8 to 48 kHz, whole frames, at most 512 KiB.
/// Bytes come from outside: everything else is refused. Chunks that are not known are skipped.
struct WavClip {
  int sampleRate = 0;  ///< frames a second
  int channels = 0;
  QByteArray samples;  ///< little endian

  [[nodiscard]] int frames() const { return static_cast<int>(samples.size()) / (2 * channels); }
  [[nodiscard]] int milliseconds() const {
    return static_cast<int>(static_cast<qint64>(frames()) * 1000 / sampleRate);
  }

  [[nodiscard]] static Result<WavClip, WavError> parse(const QByteArray& bytes);
};

}  // namespace latchkey::ui::widgets
