// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wav_clip.h"

#include <QtEndian>
#include <algorithm>

namespace latchkey::ui::widgets {

namespace {

constexpr qsizetype mostBytes = 512 * 1024;  // SECURITY: what a client takes of a clip
constexpr qsizetype riffHeader = 12;
constexpr qsizetype chunkHeader = 8;
constexpr quint32 leastFormat = 16;
constexpr quint16 pcm = 1;

template <typename T>
T littleEndian(const QByteArray& bytes, qsizetype offset) {
  return qFromLittleEndian<T>(bytes.constData() + offset);
}

bool hasTag(const QByteArray& bytes, qsizetype offset, const char* tag) {
  return bytes.mid(offset, 4) == QByteArrayView(tag, 4);
}

}  // namespace

Result<WavClip, WavError> WavClip::parse(const QByteArray& bytes) {
  if (bytes.size() > mostBytes) return unexpected(WavError::TooLarge);
  if (bytes.size() < riffHeader || !hasTag(bytes, 0, "RIFF") || !hasTag(bytes, 8, "WAVE"))
    return unexpected(WavError::NoWav);

  WavClip clip;
  qsizetype offset = riffHeader;
  while (bytes.size() - offset >= chunkHeader) {
    const auto size = littleEndian<quint32>(bytes, offset + 4);
    const qsizetype body = offset + chunkHeader;
    const qsizetype left = bytes.size() - body;
    if (hasTag(bytes, offset, "data")) {
      if (clip.channels == 0) return unexpected(WavError::UnknownFormat);  // its format has to come first
      // A writer that streams leaves the length open (all ones).
      const qsizetype length = size == 0xFFFFFFFFU ? left : static_cast<qsizetype>(size);
      if (length > left) return unexpected(WavError::Truncated);
      clip.samples = bytes.mid(body, length - length % (2 * clip.channels));
      if (clip.samples.isEmpty()) return unexpected(WavError::Truncated);
      return clip;
    }
    if (static_cast<qsizetype>(size) > left) return unexpected(WavError::Truncated);
    if (hasTag(bytes, offset, "fmt ")) {
      if (size < leastFormat) return unexpected(WavError::UnknownFormat);
      const auto coding = littleEndian<quint16>(bytes, body);
      const auto channels = littleEndian<quint16>(bytes, body + 2);
      const auto rate = littleEndian<quint32>(bytes, body + 4);
      const auto bits = littleEndian<quint16>(bytes, body + 14);
      if (coding != pcm || bits != 16 || channels < 1 || channels > 2 || rate < 8000 || rate > 48000)
        return unexpected(WavError::UnknownFormat);
      clip.channels = channels;
      clip.sampleRate = static_cast<int>(rate);
    }
    offset = body + static_cast<qsizetype>(size) + (size & 1U);  // chunks begin at even offsets
  }
  return unexpected(WavError::Truncated);
}

}  // namespace latchkey::ui::widgets
