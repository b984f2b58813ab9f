// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "core/platform/secret.h"
#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// Equal in constant time for equal lengths.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// The token of a recovery: <recoveryId>.<mac>. Never stored: rebuilt from the recovery's id, the epoch
/// and the thumbprint of the proof key that it is bound to.
[[nodiscard]] QByteArray mintToken(const KeyedHash& keys, const QString& recoveryId, int epoch,
                                   const QByteArray& thumbprint);

/// The recovery that a token names; nothing when it has not even the form of one.
[[nodiscard]] std::optional<QString> recoveryOf(const platform::Secret& token);

enum class TokenAge { Present, Previous, Wrong };
[[nodiscard]] TokenAge judgeToken(const KeyedHash& keys, const platform::Secret& token,
                                  const QString& recoveryId, int epoch, const QByteArray& thumbprint);

}  // namespace latchkey::service::domain
