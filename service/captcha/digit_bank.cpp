// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/digit_bank.h"

#include <espeak-ng/speak_lib.h>

#include <QByteArray>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace latchkey::service::captcha {
namespace {

/// Kana, because the Japanese voice reads neither kanji nor full-width digits.
constexpr std::array<const char*, 10> kEnglish{"zero", "one", "two",   "three", "four",
                                               "five", "six", "seven", "eight", "nine"};
constexpr std::array<const char*, 10> kJapanese{"ゼロ", "いち", "に",   "さん", "よん",
                                                "ご",   "ろく", "なな", "はち", "きゅう"};

struct Voice {
  domain::Language language;
  const char* name;
  int wordsPerMinute;
  int pitch;  ///< 0 to 100
};
constexpr Voice kVoices[] = {
    {domain::Language::English, "en-us", 135, 45},  {domain::Language::English, "en-us+f2", 130, 50},
    {domain::Language::English, "en+m3", 140, 40},  {domain::Language::Japanese, "ja", 120, 45},
    {domain::Language::Japanese, "ja+f2", 115, 50}, {domain::Language::Japanese, "ja+m3", 125, 40}};

constexpr float kLoudness = 0.16F;  ///< root mean square of every digit

[[noreturn]] void missing(const std::string& what) {
  throw std::runtime_error("spoken challenge: " + what +
                           " is not available; install espeak-ng's data (Debian package espeak-ng-data)");
}

/// espeak-ng between its start and its end. One at a time in a process.
class Espeak {
public:
  Espeak() {
    const int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
    if (rate != kSampleRate) missing("espeak-ng");
    espeak_SetSynthCallback(&Espeak::collect);
  }
  ~Espeak() { espeak_Terminate(); }
  Espeak(const Espeak&) = delete;
  Espeak& operator=(const Espeak&) = delete;

  [[nodiscard]] Samples say(const Voice& voice, const char* word) {
    if (espeak_SetVoiceByName(voice.name) != EE_OK) missing(std::string("the voice ") + voice.name);
    espeak_SetParameter(espeakRATE, voice.wordsPerMinute, 0);
    espeak_SetParameter(espeakPITCH, voice.pitch, 0);
    Samples samples;
    const QByteArray text(word);
    if (espeak_Synth(text.constData(), static_cast<size_t>(text.size()) + 1, 0, POS_CHARACTER, 0,
                     espeakCHARS_UTF8, nullptr, &samples) != EE_OK) {
      missing("espeak-ng");
    }
    return samples;
  }

private:
  static int collect(short* wave, int count, espeak_EVENT* events) {
    if (wave == nullptr || events == nullptr || events->user_data == nullptr) return 0;
    auto& samples = *static_cast<Samples*>(events->user_data);
    for (int i = 0; i < count; ++i) samples << static_cast<float>(wave[i]) / 32'768.0F;
    return 0;
  }
};

Samples trimmedAndLevelled(const Samples& raw, const Voice& voice) {
  const auto audible = [](float sample) { return std::fabs(sample) > 0.01F; };
  const auto first = std::find_if(raw.begin(), raw.end(), audible);
  const auto last = std::find_if(raw.rbegin(), raw.rend(), audible).base();
  if (last - first < kSampleRate / 20) missing(std::string("the sound of the voice ") + voice.name);
  Samples samples(first, last);
  double energy = 0;
  for (const float sample : samples) energy += double{sample} * double{sample};
  const auto gain = static_cast<float>(kLoudness / std::sqrt(energy / static_cast<double>(samples.size())));
  for (float& sample : samples) sample *= gain;
  return samples;
}

}  // namespace

const DigitBank& DigitBank::ofThisProcess() {
  static const DigitBank bank;
  return bank;
}

const QList<SpokenDigits>& DigitBank::voices(domain::Language language) const {
  return m_voices.at(language);
}

DigitBank::DigitBank() {
  Espeak espeak;
  for (const Voice& voice : kVoices) {
    const auto& words = voice.language == domain::Language::English ? kEnglish : kJapanese;
    SpokenDigits digits;
    for (std::size_t digit = 0; digit < words.size(); ++digit) {
      digits[digit] = trimmedAndLevelled(espeak.say(voice, words[digit]), voice);
    }
    m_voices[voice.language] << digits;
  }
}

}  // namespace latchkey::service::captcha
