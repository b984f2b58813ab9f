// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <array>
#include <optional>

/// Addresses of peers, as far as limits, trust and disclosure go by them.
namespace latchkey::platform {

/// An IPv4 or IPv6 address; IPv4-mapped IPv6 addresses are IPv4.
class Address {
public:
  /// Nothing for what is no plain address: no port, no zone, no brackets.
  [[nodiscard]] static std::optional<Address> parse(QByteArrayView text);

  [[nodiscard]] bool isV4() const { return m_isV4; }
  [[nodiscard]] bool isLoopback() const;
  /// What limits count by: the address itself for IPv4 ("192.0.2.7/32"), the /64 for IPv6.
  [[nodiscard]] QString sourceNetwork() const;

  bool operator==(const Address&) const = default;

private:
  friend class Network;
  std::array<unsigned char, 16> m_bytes{};  ///< IPv4 in the first four
  bool m_isV4 = true;
};

/// A prefix such as "10.0.0.0/8", "2001:db8::/32", or a single address.
class Network {
public:
  [[nodiscard]] static std::optional<Network> parse(QByteArrayView text);
  [[nodiscard]] bool contains(const Address& address) const;

private:
  Address m_base;
  int m_bits = 0;
};

[[nodiscard]] bool containsAddress(const QList<Network>& networks, const Address& address);

}  // namespace latchkey::platform
