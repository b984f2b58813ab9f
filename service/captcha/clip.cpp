// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/clip.h"

#include <algorithm>
#include <cmath>

#include "service/captcha/seeded_generator.h"

namespace latchkey::service::captcha {
namespace {

constexpr double kLead = 0.7;  // seconds before the first digit, and after the last
constexpr float kHighestPeak = 0.95F;

qsizetype samplesIn(double seconds) {
  return static_cast<qsizetype>(seconds * kSampleRate);
}

/// Faster and higher with a factor above 1, by linear interpolation.
Samples resampled(const Samples& from, double factor) {
  Samples to;
  const auto count = static_cast<qsizetype>(static_cast<double>(from.size() - 1) / factor);
  to.reserve(count);
  for (qsizetype i = 0; i < count; ++i) {
    const double at = static_cast<double>(i) * factor;
    const auto before = static_cast<qsizetype>(at);
    const auto share = static_cast<float>(at - static_cast<double>(before));
    to << from[before] * (1 - share) + from[before + 1] * share;
  }
  return to;
}

void mix(Samples& into, const Samples& sound, qsizetype at, float gain) {
  const qsizetype end = std::min(into.size(), at + sound.size());
  for (qsizetype i = std::max<qsizetype>(at, 0); i < end; ++i) into[i] += sound[i - at] * gain;
}

/// Digits backwards, bent in pitch, one over the other without a gap: the sound of the voice without words,
/// in the pauses as well, so that loudness does not tell where a digit begins.
void mixMurmur(Samples& clip, const SpokenDigits& voice, SeededGenerator& random) {
  for (int layer = 0; layer < 3; ++layer) {
    qsizetype at = -samplesIn(random.between(0, 0.4));
    while (at < clip.size()) {
      Samples sound = resampled(voice[static_cast<std::size_t>(random.below(10))], random.between(0.75, 1.3));
      std::reverse(sound.begin(), sound.end());
      mix(clip, sound, at, static_cast<float>(random.between(0.22, 0.34)));
      at += sound.size() - samplesIn(random.between(0.02, 0.1));
    }
  }
}

/// White noise through a first-order band pass that slowly wanders through the band of speech.
void mixHiss(Samples& clip, SeededGenerator& random) {
  const double phase = random.between(0, 6.28);
  quint32 state =
      random.next() | 1U;  // Marsaglia's xorshift: a SHA-256 for every eighth sample would be slow
  float low = 0;
  float lower = 0;
  for (qsizetype i = 0; i < clip.size(); ++i) {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    const float white = static_cast<float>(state >> 8U) / 8'388'608.0F - 1.0F;
    const double time = static_cast<double>(i) / kSampleRate;
    const auto cut = static_cast<float>(0.28 + 0.12 * std::sin(1.9 * time + phase));
    low += cut * (white - low);
    lower += 0.06F * (low - lower);
    clip[i] += 0.09F * (low - lower);
  }
}

/// Turns the whole down where a peak would be clipped.
void keepBelowFull(Samples& clip) {
  float peak = 0;
  for (const float sample : clip) peak = std::max(peak, std::fabs(sample));
  if (peak <= kHighestPeak) return;
  for (float& sample : clip) sample *= kHighestPeak / peak;
}

void fadeEnds(Samples& clip) {
  const qsizetype length = std::min(samplesIn(0.15), clip.size() / 2);
  for (qsizetype i = 0; i < length; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(length);
    clip[i] *= share;
    clip[clip.size() - 1 - i] *= share;
  }
}

}  // namespace

Samples mixClip(const QString& digits, domain::Language language, QByteArrayView seed,
                Distortion distortion) {
  SeededGenerator random(seed, "clip");
  const auto& voices = DigitBank::ofThisProcess().voices(language);
  const SpokenDigits& voice = voices[random.below(static_cast<int>(voices.size()))];

  Samples speech(samplesIn(kLead), 0.0F);
  int spoken = 0;
  for (const QChar digit : digits) {
    if (digit < QLatin1Char('0') || digit > QLatin1Char('9')) continue;
    if (spoken++ >= kMostDigits) break;
    const auto value = static_cast<std::size_t>(digit.unicode() - u'0');
    Samples sound = resampled(voice[value], random.between(0.92, 1.1));
    const auto gain = static_cast<float>(random.between(0.9, 1.15));
    for (float& sample : sound) sample *= gain;
    speech += sound;
    speech += Samples(samplesIn(random.between(0.4, 0.7)), 0.0F);
  }
  speech += Samples(samplesIn(kLead - 0.4), 0.0F);

  if (distortion == Distortion::Full) {
    mixMurmur(speech, voice, random);
    mixHiss(speech, random);
  }
  fadeEnds(speech);
  keepBelowFull(speech);
  return speech;
}

}  // namespace latchkey::service::captcha
