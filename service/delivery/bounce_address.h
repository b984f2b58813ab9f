// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// Where mails that cannot be delivered come back to: an address for each message, `local+reference@domain`.
/// The reference is the message's id and a MAC of it under a key of this service, both in base32: relays may
/// change capitals. Nobody outside can make one, and nothing but it says which message came back.
class BounceAddress {
public:
  /// @param address one of config::isBounceAddress(). The keys must outlive this.
  BounceAddress(const QString& address, const domain::KeyedHash& keys);

  /// Nothing for an id that randomId() did not make.
  [[nodiscard]] std::optional<QByteArray> senderOf(const QString& messageId) const;
  /// The message whose mail comes back to this address, in any capitals; nothing: senderOf() never gave it.
  [[nodiscard]] std::optional<QString> messageOf(const QString& recipient) const;

private:
  [[nodiscard]] QByteArray macOf(const QByteArray& id) const;

  QByteArray m_local;
  QByteArray m_domain;
  const domain::KeyedHash& m_keys;
};

}  // namespace latchkey::service::delivery
