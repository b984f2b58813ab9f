// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "service/domain/ports.h"

namespace latchkey::service::http {

/// The server nonces of RFC 9449, section 8: the only judge of a proof's freshness, so that a PC whose
/// clock is wrong still works. Stateless: minute and MAC, so that every instance with the same master key
/// knows the nonces of all others. Thread-safe.
class NonceSource {
public:
  NonceSource(const domain::KeyedHash& hash, const domain::Clock& clock);

  /// The nonce of this minute: 27 base64url characters.
  [[nodiscard]] QByteArray current() const;
  /// True for nonces of the last five minutes, and for those that an instance whose clock is up to a
  /// minute ahead has made.
  [[nodiscard]] bool isFresh(QByteArrayView nonce) const;
  /// When a nonce that is fresh now is certainly stale (ms since the epoch): proofs are remembered until
  /// then.
  [[nodiscard]] qint64 staleAt() const;

private:
  [[nodiscard]] QByteArray make(quint32 minute) const;
  [[nodiscard]] quint32 minute() const;

  const domain::KeyedHash& m_hash;
  const domain::Clock& m_clock;
};

}  // namespace latchkey::service::http
