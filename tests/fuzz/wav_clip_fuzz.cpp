// SPDX-License-Identifier: GPL-3.0-or-later
// A spoken challenge from outside: refused, or a clip whose sizes fit together.
#include <cstdint>
#include <cstdlib>

#include "ui/widgets/wav_clip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto clip = latchkey::ui::widgets::WavClip::parse(bytes);
  if (!clip) return 0;
  if (clip->channels < 1 || clip->channels > 2 || clip->sampleRate < 8000 || clip->sampleRate > 48000)
    std::abort();
  if (clip->frames() < 1 || clip->frames() * 2 * clip->channels != clip->samples.size()) std::abort();
  if (clip->samples.size() >= bytes.size() || clip->milliseconds() < 0) std::abort();
  return 0;
}
