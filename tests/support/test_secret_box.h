// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// Keeps secrets readable behind their context; opens them in that context alone, and counts it.
class TestSecretBox final : public service::domain::SecretBox {
public:
  [[nodiscard]] QByteArray seal(const platform::Secret& secret, QByteArrayView context) override {
    return context.toByteArray() + '=' +
           QByteArray(secret.view().data(), static_cast<qsizetype>(secret.size()));
  }
  [[nodiscard]] std::optional<platform::Secret> open(const QByteArray& sealed,
                                                     QByteArrayView context) const override {
    ++opened;
    const QByteArray head = context.toByteArray() + '=';
    if (!sealed.startsWith(head)) return std::nullopt;
    return platform::Secret::consume(sealed.sliced(head.size()));
  }
  mutable std::atomic<int> opened = 0;
};

}  // namespace latchkey::tests
