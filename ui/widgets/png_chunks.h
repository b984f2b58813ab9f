// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace latchkey::ui::widgets {

/// The same picture with the chunks alone that its pixels need: IHDR, PLTE, tRNS, IDAT, IEND. Texts and
/// colour profiles are compressed and packed away from every size that the header tells: 512 KiB of them
/// unpack to half a gigabyte before a reader has drawn a line. Nothing when the chunks do not follow one
/// another to IEND.
[[nodiscard]] std::optional<QByteArray> withoutSpareChunks(const QByteArray& png);

}  // namespace latchkey::ui::widgets
