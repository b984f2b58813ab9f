// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/protocol/routes.h"

namespace latchkey::service::http {

struct RouteMatch {
  const protocol::Route* route = nullptr;  ///< null: see allow
  QByteArray allow;  ///< the methods that the path takes, for the Allow field; empty: no such path
};

/// Exact and case-sensitive, from the one list that openapi.yaml describes too.
[[nodiscard]] RouteMatch matchRoute(const QByteArray& method, const QByteArray& path);

/// "POST /v1/recovery/code": for log and metrics.
[[nodiscard]] QByteArray labelOf(const protocol::Route& route);

}  // namespace latchkey::service::http
