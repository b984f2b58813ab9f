// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "core/platform/result.h"

namespace latchkey::service::delivery {

enum class MailAddressFault {
  Malformed,     ///< no plain local@domain: control characters, blanks, brackets, quotes, lengths
  NeedsSmtpUtf8  ///< letters outside ASCII left of the @: relays that take it are too rare (RFC 6531)
};

/// The address as it may go into an envelope and a header: `local@domain` of printable ASCII, the local part
/// a dot-atom (RFC 5321, 4.1.2), an international domain in its xn-- form. Nothing else gets near a relay,
/// since libcurl passes on CR and LF as they come.
[[nodiscard]] Result<QByteArray, MailAddressFault> envelopeAddress(const QString& address);

}  // namespace latchkey::service::delivery
