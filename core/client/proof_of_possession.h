// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QUrl>
#include <memory>
#include <optional>

#include "core/client/ports.h"
#include "core/platform/secret.h"

namespace latchkey::client {

/// The key pair of one recovery, and the proofs made with it (RFC 9449, ES256). The private key exists in
/// this process's memory alone and ends with the object, unless the person has their place kept.
class ProofOfPossession {
public:
  /// A new P-256 key pair. Nothing when the crypto library fails.
  [[nodiscard]] static std::optional<ProofOfPossession> generate();
  /// The pair that privateKey() came from. Nothing where that is no private key of this curve.
  [[nodiscard]] static std::optional<ProofOfPossession> restore(const platform::Secret& privateKey);
  ProofOfPossession(ProofOfPossession&&) noexcept;
  ProofOfPossession& operator=(ProofOfPossession&&) noexcept;
  ~ProofOfPossession();

  struct Claims {
    QByteArrayView method;  ///< "POST"
    QUrl url;               ///< origin and path; a query or fragment is left out
    QByteArrayView nonce;   ///< the server's; empty before it is known
    const platform::Secret* token = nullptr;
  };
  /// A compact JWS for one request; each has an identifier of its own, so it is never sent twice.
  /// Empty when the crypto library fails.
  [[nodiscard]] QByteArray proofFor(const Claims& claims, const Ports& ports) const;

  /// 32 bytes, for a kept place alone. Empty when the crypto library fails.
  [[nodiscard]] platform::Secret privateKey() const;

private:
  struct Key;
  explicit ProofOfPossession(std::unique_ptr<Key> key);
  /// With its header; nothing without a pair.
  [[nodiscard]] static std::optional<ProofOfPossession> of(std::unique_ptr<Key> key);
  std::unique_ptr<Key> m_key;
};

/// A nonce as RFC 9449, section 8.1 allows it, 1 to 256 characters.
[[nodiscard]] bool isUsableNonce(QByteArrayView nonce);

}  // namespace latchkey::client
