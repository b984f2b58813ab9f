// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/network.h"

#include <algorithm>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif

namespace latchkey::platform {

namespace {
constexpr qsizetype longestText = 45;  // of an IPv6 address with an IPv4 tail
constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

QString written(int family, const std::array<unsigned char, 16>& bytes) {
  std::array<char, longestText + 1> text{};
  if (::inet_ntop(family, bytes.data(), text.data(), static_cast<socklen_t>(text.size())) == nullptr)
    return {};
  return QString::fromLatin1(text.data());
}
}  // namespace

std::optional<Address> Address::parse(QByteArrayView text) {
  if (text.isEmpty() || text.size() > longestText || text.contains('\0')) return std::nullopt;
  const QByteArray ended = text.toByteArray();  // inet_pton wants a zero at the end
  Address address;
  if (::inet_pton(AF_INET, ended.constData(), address.m_bytes.data()) == 1) return address;
  if (::inet_pton(AF_INET6, ended.constData(), address.m_bytes.data()) != 1) return std::nullopt;
  address.m_isV4 = std::equal(mapped.begin(), mapped.end(), address.m_bytes.begin());
  if (address.m_isV4) {
    std::copy(address.m_bytes.begin() + mapped.size(), address.m_bytes.end(), address.m_bytes.begin());
    std::fill(address.m_bytes.begin() + 4, address.m_bytes.end(), 0);
  }
  return address;
}

bool Address::isLoopback() const {
  if (m_isV4) return m_bytes[0] == 127;
  return m_bytes == std::array<unsigned char, 16>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

QString Address::sourceNetwork() const {
  if (m_isV4) return written(AF_INET, m_bytes) + QStringLiteral("/32");
  auto prefix = m_bytes;
  std::fill(prefix.begin() + 8, prefix.end(), 0);
  return written(AF_INET6, prefix) + QStringLiteral("/64");
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

}  // namespace latchkey::platform
