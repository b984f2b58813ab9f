// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/network.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace latchkey::service::http {

namespace ip = boost::asio::ip;

std::optional<Address> Address::parse(QByteArrayView text) {
  if (text.isEmpty() || text.size() > 45 || text.contains('%')) return std::nullopt;
  boost::system::error_code ec;
  const auto parsed = ip::make_address(std::string(text.data(), static_cast<std::size_t>(text.size())), ec);
  if (ec) return std::nullopt;
  Address address;
  const auto assign = [&address](const auto& bytes) {
    std::copy(bytes.begin(), bytes.end(), address.m_bytes.begin());
  };
  if (parsed.is_v6() && !parsed.to_v6().is_v4_mapped()) {
    address.m_isV4 = false;
    assign(parsed.to_v6().to_bytes());
  } else if (parsed.is_v6()) {
    assign(ip::make_address_v4(ip::v4_mapped, parsed.to_v6()).to_bytes());
  } else {
    assign(parsed.to_v4().to_bytes());
  }
  return address;
}

bool Address::isLoopback() const {
  if (m_isV4) return m_bytes[0] == 127;
  return m_bytes == std::array<unsigned char, 16>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

QString Address::sourceNetwork() const {
  if (m_isV4) {
    const ip::address_v4::bytes_type bytes{m_bytes[0], m_bytes[1], m_bytes[2], m_bytes[3]};
    return QString::fromStdString(ip::address_v4(bytes).to_string()) + QStringLiteral("/32");
  }
  ip::address_v6::bytes_type bytes{};
  std::copy_n(m_bytes.begin(), 8, bytes.begin());
  return QString::fromStdString(ip::address_v6(bytes).to_string()) + QStringLiteral("/64");
}

std::optional<Network> Network::parse(QByteArrayView text) {
  const qsizetype slash = text.indexOf('/');
  const auto base = Address::parse(slash < 0 ? text : text.first(slash));
  if (!base) return std::nullopt;
  Network network;
  network.m_base = *base;
  const int widest = base->isV4() ? 32 : 128;
  network.m_bits = widest;
  if (slash >= 0) {
    const QByteArray bits = text.sliced(slash + 1).toByteArray();
    const bool digits = !bits.isEmpty() && bits.size() <= 3 &&
                        std::all_of(bits.begin(), bits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || bits.toInt() > widest) return std::nullopt;
    network.m_bits = bits.toInt();
  }
  return network;
}

bool Network::contains(const Address& address) const {
  if (address.m_isV4 != m_base.m_isV4) return false;
  for (int bit = 0; bit < m_bits; bit += 8) {
    const auto index = static_cast<std::size_t>(bit / 8);
    const int used = std::min(8, m_bits - bit);
    const auto mask = static_cast<unsigned char>(0xff00U >> static_cast<unsigned>(used));
    if ((address.m_bytes[index] & mask) != (m_base.m_bytes[index] & mask)) return false;
  }
  return true;
}

bool containsAddress(const QList<Network>& networks, const Address& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

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

}  // namespace latchkey::service::http
