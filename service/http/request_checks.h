// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>

#include "core/protocol/problem.h"
#include "core/protocol/routes.h"
#include "service/http/http_message.h"

/// What can be said against a request from its head alone.
namespace latchkey::service::http {

/// 406, 411, 415, 400 idempotency-key-missing, 400 malformed-request; nothing when the head is in order.
[[nodiscard]] std::optional<protocol::ProblemKind> checkHead(const protocol::Route& route,
                                                             const HttpRequest& request);

/// RFC 9110, section 12.5.1: whether the field allows the type, e.g. "image/png". Weights other than 0 are
/// all the same to us.
[[nodiscard]] bool accepts(QByteArrayView accept, QByteArrayView type);

/// application/json, with no parameter but charset=utf-8.
[[nodiscard]] bool isJson(QByteArrayView contentType);

/// The token of `DPoP <token>` (RFC 9449, section 7.1). Nothing for other schemes and forms.
[[nodiscard]] std::optional<QByteArray> tokenOf(const HttpRequest& request);

/// The media type that the route answers with.
[[nodiscard]] QByteArray answerType(protocol::AnswerKind kind);

}  // namespace latchkey::service::http
