// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

#include "core/protocol/problem.h"
#include "service/http/http_message.h"

namespace latchkey::service::http {

[[nodiscard]] HttpResponse answerOf(int status, const QByteArray& contentType, QByteArray body);

/// application/problem+json, with Retry-After where the problem says when to come back.
[[nodiscard]] HttpResponse problemAnswer(const protocol::Problem& problem);
[[nodiscard]] HttpResponse problemAnswer(protocol::ProblemKind kind,
                                         std::optional<int> retryIn = std::nullopt);

}  // namespace latchkey::service::http
