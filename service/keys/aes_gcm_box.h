// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::keys {

/// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits: version byte, nonce, ciphertext, tag.
/// Thread-safe as far as its random source is. Throws std::runtime_error when OpenSSL fails.
class AesGcmBox final : public domain::SecretBox {
public:
  /// @param key 32 bytes. The random source must outlive the box.
  AesGcmBox(platform::Secret key, domain::Random& random);

  [[nodiscard]] QByteArray seal(const platform::Secret& secret, QByteArrayView context) override;
  [[nodiscard]] std::optional<platform::Secret> open(const QByteArray& sealed,
                                                     QByteArrayView context) const override;

private:
  platform::Secret m_key;
  domain::Random& m_random;
};

}  // namespace latchkey::service::keys
