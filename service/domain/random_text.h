// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// 128 bits as 22 base64url characters: ids, handles, markers.
[[nodiscard]] QString randomId(Random& random);

/// Signs of the alphabet (at most 256), each equally likely.
[[nodiscard]] QString randomText(Random& random, QStringView alphabet, int length);

/// The support code of a recovery, e.g. "7Q4-K2M", without 0 O 1 I L.
[[nodiscard]] QString randomReceipt(Random& random);

/// A code of so many digits, each equally likely.
[[nodiscard]] QString randomCode(Random& random, int digits);

[[nodiscard]] QString toBase64Url(const QByteArray& bytes);

}  // namespace latchkey::service::domain
