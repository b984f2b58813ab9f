// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageAuthenticationCode>
#include <atomic>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// Stands in for ES256: as strict, quick, and counted. Whoever knows the public key signs.
class FakeSignatures final : public service::domain::SignatureCheck {
public:
  [[nodiscard]] static QByteArray sign(QByteArrayView publicKey, QByteArrayView data) {
    return QMessageAuthenticationCode::hash(data.toByteArray(), publicKey.toByteArray(),
                                            QCryptographicHash::Sha256);
  }
  [[nodiscard]] bool isSigned(QByteArrayView publicKey, QByteArrayView data,
                              QByteArrayView signature) const override {
    ++checks;
    return sign(publicKey, data) == signature;
  }
  [[nodiscard]] bool isKey(QByteArrayView publicKey) const override { return publicKey.size() == 64; }
  mutable std::atomic<int> checks = 0;
};

}  // namespace latchkey::tests
