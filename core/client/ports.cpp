// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ports.h"

#include <QByteArray>
#include <QTimer>

#include "core/platform/clock.h"
#include "core/platform/random.h"

namespace latchkey::client {

Ports systemPorts() {
  return {&platform::fillRandom, &platform::systemNow,
          [](int milliseconds, QObject* context, std::function<void()> callback) {
            QTimer::singleShot(milliseconds, context, std::move(callback));
          }};
}

QByteArray randomName(const Ports& ports, qsizetype bytes) {
  QByteArray raw(bytes, '\0');
  ports.fillRandom(std::as_writable_bytes(std::span(raw.data(), static_cast<std::size_t>(raw.size()))));
  return raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

}  // namespace latchkey::client
