// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

#include "service/domain/recoveries.h"

namespace latchkey::service::domain {

/// An answer as it is kept for a repeated write: the snapshot without token, or the refusal.
[[nodiscard]] QByteArray encodeAnswer(const Result<Outcome, Refusal>& answer);

/// Nothing when the bytes are no such answer.
[[nodiscard]] std::optional<Result<Outcome, Refusal>> decodeAnswer(const QByteArray& bytes);

}  // namespace latchkey::service::domain
