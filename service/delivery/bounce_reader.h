// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/platform/result.h"

namespace latchkey::service::delivery {

enum class BounceFault {
  TooLarge,
  NoReport,  ///< some other mail: a holiday notice, junk
  Malformed  ///< a report that is cut off, says something twice, or leaves out what it is for
};
struct Bounce {
  /// It reached nobody and nobody tries any more; else it is late, or arrived somewhere.
  bool failed = false;
  QByteArray status;  ///< "5.1.1" (RFC 3463), of class 4 or 5 where it failed
};

/// 256 KiB: a report with a whole mail of ours in it has some ten.
inline constexpr qsizetype largestBounce = qsizetype{256} * 1024;

/// A delivery status notification (RFC 3464): a multipart/report whose second part is what machines read. LF
/// or CRLF, a line of an mbox before it. Nothing is taken from the words for people, or from the mail that
/// comes with it; whom it is about it does not say: see BounceAddress.
[[nodiscard]] Result<Bounce, BounceFault> readBounce(const QByteArray& mail);

}  // namespace latchkey::service::delivery
