// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/secret_body.h"

#include <algorithm>

namespace latchkey::client {

SecretBody::SecretBody(std::shared_ptr<const platform::Secret> bytes, QObject* parent)
    : QIODevice(parent), m_bytes(std::move(bytes)) {
  // Unbuffered: QIODevice keeps no copy of its own.
  open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SecretBody::bytesAvailable() const {
  return m_spent ? 0 : static_cast<qint64>(m_bytes->size() - m_read);
}

qint64 SecretBody::readData(char* data, qint64 size) {
  if (m_spent || m_read == m_bytes->size()) return -1;
  const std::string_view rest =
      m_bytes->view().substr(m_read, static_cast<std::size_t>(std::max<qint64>(size, 0)));
  std::copy(rest.begin(), rest.end(), data);
  m_read += rest.size();
  return static_cast<qint64>(rest.size());
}

qint64 SecretBody::writeData(const char*, qint64) {
  return -1;
}

}  // namespace latchkey::client
