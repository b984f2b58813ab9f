// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/wav.h"

#include <QtEndian>
#include <algorithm>
#include <cmath>

namespace latchkey::service::captcha {
namespace {

constexpr quint32 kBytesPerSample = 2;
constexpr quint32 kHeader = 44;

template <typename Number>
void append(QByteArray& bytes, Number number) {
  const Number little = qToLittleEndian(number);
  bytes.append(reinterpret_cast<const char*>(&little), sizeof(little));
}

}  // namespace

QByteArray wavOf(const Samples& samples) {
  const auto dataSize = static_cast<quint32>(samples.size()) * kBytesPerSample;
  QByteArray bytes;
  bytes.reserve(static_cast<qsizetype>(kHeader) + static_cast<qsizetype>(dataSize));
  bytes += "RIFF";
  append<quint32>(bytes, kHeader - 8 + dataSize);
  bytes += "WAVEfmt ";
  append<quint32>(bytes, 16);  // size of this part
  append<quint16>(bytes, 1);   // PCM
  append<quint16>(bytes, 1);   // channels
  append<quint32>(bytes, kSampleRate);
  append<quint32>(bytes, kSampleRate * kBytesPerSample);
  append<quint16>(bytes, kBytesPerSample);
  append<quint16>(bytes, 8 * kBytesPerSample);
  bytes += "data";
  append<quint32>(bytes, dataSize);
  for (const float sample : samples) {
    append<qint16>(bytes, static_cast<qint16>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32'767.0F)));
  }
  return bytes;
}

}  // namespace latchkey::service::captcha
