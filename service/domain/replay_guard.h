// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace latchkey::service::domain {

enum class ProofUse {
  First,
  Repeated,
  Unavailable  ///< the store failed: nobody knows, so the proof is not believed
};

/// Remembers the identifiers of proofs of possession until their nonce is stale (RFC 9449, section 11.1).
class ReplayGuard {
public:
  virtual ~ReplayGuard() = default;
  /// First exactly once for an id, across threads and instances.
  [[nodiscard]] virtual ProofUse use(const QByteArray& proofId, qint64 forgetAt) = 0;
};

}  // namespace latchkey::service::domain
