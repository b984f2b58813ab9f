// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace latchkey::service::http {

/// A P-256 public key as a JWK carries it (RFC 7518, section 6.2.1): 32 bytes each.
struct P256Key {
  QByteArray x;
  QByteArray y;
};

/// ES256 of RFC 7518, section 3.4. False for a point off the curve, a signature that is not r and s of
/// 32 bytes each, and for any fault of the library.
[[nodiscard]] bool verifyEs256(const P256Key& key, QByteArrayView message, QByteArrayView signature);

/// RFC 7638, SHA-256: 32 bytes.
[[nodiscard]] QByteArray thumbprintOf(const P256Key& key);

}  // namespace latchkey::service::http
