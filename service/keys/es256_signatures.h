// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::keys {

/// ES256 as security keys make it: ECDSA on P-256 with SHA-256, in DER (FIPS 186-5). By OpenSSL. Thread-safe.
class Es256Signatures final : public domain::SignatureCheck {
public:
  [[nodiscard]] bool isSigned(QByteArrayView publicKey, QByteArrayView data,
                              QByteArrayView signature) const override;
  [[nodiscard]] bool isKey(QByteArrayView publicKey) const override;
};

}  // namespace latchkey::service::keys
