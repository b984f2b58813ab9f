// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/router.h"

#include <string_view>

namespace latchkey::service::http {
namespace {

std::string_view view(const QByteArray& bytes) {
  return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

QByteArray toByteArray(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

}  // namespace

RouteMatch matchRoute(const QByteArray& method, const QByteArray& path) {
  RouteMatch match;
  for (const protocol::Route& route : protocol::routes()) {
    if (route.path != view(path)) continue;
    const std::string_view name = protocol::nameOf(route.method);
    if (name == view(method)) return {&route, {}};
    if (!match.allow.isEmpty()) match.allow += ", ";
    match.allow += toByteArray(name);
  }
  return match;
}

QByteArray labelOf(const protocol::Route& route) {
  return toByteArray(protocol::nameOf(route.method)) + ' ' + toByteArray(route.path);
}

}  // namespace latchkey::service::http
