// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <memory>

#include "core/platform/secret.h"

namespace latchkey::client {

/// A request body that is read straight from locked memory, once.
///
/// QNetworkAccessManager of Qt 6.4 sends a request again by itself, up to three times, when a connection dies
/// before the answer; that would be a write repeated behind our back, and with a proof of possession that the
/// service has seen already. This body lets itself be rewound, since the transport asks for that on a 307 or
/// 308 too, but then has ended: a second request breaks off before it is whole, and the decision is ours.
class SecretBody : public QIODevice {
public:
  explicit SecretBody(std::shared_ptr<const platform::Secret> bytes, QObject* parent = nullptr);

  [[nodiscard]] bool isSequential() const override { return true; }
  [[nodiscard]] qint64 bytesAvailable() const override;
  bool reset() override {
    m_spent = true;
    return true;
  }

protected:
  qint64 readData(char* data, qint64 size) override;
  qint64 writeData(const char* data, qint64 size) override;

private:
  std::shared_ptr<const platform::Secret> m_bytes;
  std::size_t m_read = 0;
  bool m_spent = false;
};

}  // namespace latchkey::client
