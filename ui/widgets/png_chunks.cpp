// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/png_chunks.h"

#include <QtEndian>
#include <algorithm>
#include <array>

namespace latchkey::ui::widgets {

namespace {
constexpr qsizetype signatureBytes = 8;
constexpr qsizetype lengthBytes = 4;
constexpr qsizetype typeBytes = 4;
constexpr qsizetype frameBytes = 12;  // length, type and checksum

bool isNeeded(QByteArrayView type) {
  constexpr std::array needed = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};
  return std::any_of(needed.begin(), needed.end(), [&](const char* name) { return type == name; });
}
}  // namespace

std::optional<QByteArray> withoutSpareChunks(const QByteArray& png) {
  if (!png.startsWith("\x89PNG\r\n\x1a\n")) return std::nullopt;
  QByteArray kept = png.first(signatureBytes);
  qsizetype offset = signatureBytes;
  while (png.size() - offset >= frameBytes) {
    const auto length = qFromBigEndian<quint32>(png.constData() + offset);
    const qsizetype whole = static_cast<qsizetype>(length) + frameBytes;
    if (whole > png.size() - offset) return std::nullopt;
    const QByteArrayView type = QByteArrayView(png).sliced(offset + lengthBytes, typeBytes);
    if (isNeeded(type)) kept.append(png.constData() + offset, whole);
    if (type == "IEND") return kept;
    offset += whole;
  }
  return std::nullopt;
}

}  // namespace latchkey::ui::widgets
