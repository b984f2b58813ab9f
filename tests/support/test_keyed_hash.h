// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageAuthenticationCode>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// A real HMAC under a key that everybody knows.
class TestKeyedHash final : public service::domain::KeyedHash {
public:
  explicit TestKeyedHash(QByteArray masterKey = QByteArrayLiteral("a master key for tests only"))
      : m_master(std::move(masterKey)) {}
  [[nodiscard]] QByteArray mac(service::domain::KeyPurpose purpose, QByteArrayView data) const override {
    const QByteArray key = m_master + char('A' + static_cast<int>(purpose));
    return QMessageAuthenticationCode::hash(data.toByteArray(), key, QCryptographicHash::Sha256);
  }
  [[nodiscard]] QByteArray fingerprint() const override {
    return QCryptographicHash::hash(m_master, QCryptographicHash::Sha256);
  }

private:
  QByteArray m_master;
};

}  // namespace latchkey::tests
