// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1String>

#include "core/platform/result.h"
#include "service/domain/recoveries.h"
#include "service/http/es256.h"
#include "service/http/nonce_source.h"

namespace latchkey::service::http {

/// What a DPoP proof says, read strictly (RFC 9449, section 4.2): every member has to be there with its
/// one type and form, and nothing else may be there. Nothing is verified yet.
struct ProofClaims {
  P256Key key;
  QByteArray signedPart;  ///< header and payload as they stand in the proof
  QByteArray signature;   ///< r and s, 64 bytes
  QByteArray id;          ///< jti
  QByteArray method;      ///< htm
  QByteArray url;         ///< htu
  QByteArray nonce;       ///< may be empty: then one is asked for
  QByteArray tokenHash;   ///< ath, empty without a token
};

/// Nothing for what is no such proof. At most 4 KiB are looked at.
[[nodiscard]] Result<ProofClaims, QLatin1String> parseProof(QByteArrayView compactJws);

enum class ProofFault {
  NonceRequired,  ///< none, or a stale one: the client repeats with a fresh one
  Refused,        ///< everything else; the client is told no reason
  Unavailable     ///< the store cannot say whether it was used before
};
struct ProofRefusal {
  ProofFault fault = ProofFault::Refused;
  QLatin1String reason;  ///< for the log
};

/// What the proof has to be about.
struct ProofTarget {
  QByteArray method;
  QByteArray path;
  QByteArray token;  ///< empty where none is presented (opening a recovery)
};

/// Judges proofs of possession. The URL is the configured public origin with the path: Host and forwarded
/// headers change nothing. The clock of the client (iat) is not judged. Thread-safe.
class ProofVerifier {
public:
  /// @param publicOrigin e.g. "https://recovery.example.com", without a slash at the end.
  ProofVerifier(QByteArray publicOrigin, const NonceSource& nonces, domain::ReplayGuard& replay);

  /// @return the RFC 7638 thumbprint of the proof's key, 32 bytes. A proof passes once.
  [[nodiscard]] Result<QByteArray, ProofRefusal> verify(QByteArrayView proof,
                                                        const ProofTarget& target) const;

private:
  QByteArray m_publicOrigin;
  const NonceSource& m_nonces;
  domain::ReplayGuard& m_replay;
};

}  // namespace latchkey::service::http
