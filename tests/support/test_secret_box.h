// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// Keeps secrets readable behind their context, unless it hides them; opens them in that context alone, and
/// counts it.
class TestSecretBox final : public service::domain::SecretBox {
public:
  [[nodiscard]] QByteArray seal(const platform::Secret& secret, QByteArrayView context) override {
    return context.toByteArray() + '=' +
           turned(QByteArray(secret.view().data(), static_cast<qsizetype>(secret.size())));
  }
  [[nodiscard]] std::optional<platform::Secret> open(const QByteArray& sealed,
                                                     QByteArrayView context) const override {
    ++opened;
    const QByteArray head = context.toByteArray() + '=';
    if (!sealed.startsWith(head)) return std::nullopt;
    return platform::Secret::consume(turned(sealed.sliced(head.size())));
  }
  bool hides = false;  ///< no byte of a secret is left as it was
  mutable std::atomic<int> opened = 0;

private:
  [[nodiscard]] QByteArray turned(QByteArray bytes) const {
    for (char& byte : bytes) {
      if (hides) byte = static_cast<char>(~byte);
    }
    return bytes;
  }
};

}  // namespace latchkey::tests
