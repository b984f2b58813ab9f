// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/platform/secret.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// Cost of one Argon2id hash.
struct HashCost {
  unsigned long long operations = 2;
  std::size_t memory = std::size_t{64} * 1024 * 1024;  ///< bytes

  [[nodiscard]] static HashCost interactive();  ///< libsodium's "interactive": 64 MiB
  [[nodiscard]] static HashCost moderate();     ///< libsodium's "moderate": 256 MiB
  [[nodiscard]] static HashCost minimum();      ///< for tests only
};

/// Argon2id by libsodium. Thread-safe.
class PasswordHasher final : public domain::SlowHash {
public:
  explicit PasswordHasher(HashCost cost);
  /// Text of crypto_pwhash_str; empty when there is not enough memory.
  [[nodiscard]] QByteArray hash(const platform::Secret& password) const override;
  /// Takes as long for an empty verifier as for a real one.
  [[nodiscard]] bool verify(const QByteArray& verifier, const platform::Secret& password) const override;

private:
  [[nodiscard]] QByteArray hashed(const platform::Secret& password) const;

  HashCost m_cost;
  QByteArray m_nobody;  ///< verifier of a password that nobody has
};

}  // namespace latchkey::service::directory
