// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/client_address.h"

namespace latchkey::service::http {

using platform::Address;
using platform::Network;

std::optional<Address> clientAddress(const HttpRequest& request, const QList<Network>& trustedProxies) {
  auto client = Address::parse(request.peer);
  if (!client || !containsAddress(trustedProxies, *client)) return client;
  // Repeated fields are one list in the order that they came in (RFC 9110, section 5.3).
  QList<QByteArray> hops;
  for (const HeaderField& field : request.fields) {
    if (field.name == "x-forwarded-for") hops.append(field.value.split(','));
  }
  for (auto hop = hops.crbegin(); hop != hops.crend(); ++hop) {
    const auto address = Address::parse(hop->trimmed());
    if (!address) return client;  // garbage: believe the nearest hop that could be read
    client = address;
    if (!containsAddress(trustedProxies, *client)) return client;
  }
  return client;
}

std::optional<Address> ownAddress(const HttpRequest& request, const QList<Network>& trustedProxies) {
  const auto peer = Address::parse(request.peer);
  const auto client = clientAddress(request, trustedProxies);
  if (!peer || !client || containsAddress(trustedProxies, *client)) return std::nullopt;
  const bool forwarded =
      request.count("x-forwarded-for") > 0 || request.count("forwarded") > 0 || request.count("via") > 0;
  if (forwarded && !containsAddress(trustedProxies, *peer)) return std::nullopt;
  return client;
}

}  // namespace latchkey::service::http
