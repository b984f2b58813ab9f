// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <atomic>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// Stands in for Argon2id: as strict, quick, and counted.
class CountingHash final : public service::domain::SlowHash {
public:
  [[nodiscard]] QByteArray hash(const platform::Secret& secret) const override {
    ++hashes;
    return digest(secret);
  }
  [[nodiscard]] bool verify(const QByteArray& verifier, const platform::Secret& secret) const override {
    ++hashes;
    return !verifier.isEmpty() && verifier == digest(secret);
  }
  mutable std::atomic<int> hashes = 0;

private:
  [[nodiscard]] static QByteArray digest(const platform::Secret& secret) {
    return QCryptographicHash::hash({secret.view().data(), static_cast<qsizetype>(secret.size())},
                                    QCryptographicHash::Sha256)
        .toHex();
  }
};

}  // namespace latchkey::tests
