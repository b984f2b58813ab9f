// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fido.h>

#include <QStringList>
#include <variant>

#include "core/flow/security_keys.h"
#include "core/platform/released.h"

/// One key, by libfido2. Everything here blocks, and belongs on a thread of its own.
namespace latchkey::fido {

/// Where keys are plugged in now.
[[nodiscard]] QStringList pluggedKeys();

/// An open key. Not thread-safe, but for cancel().
class KeyDevice {
public:
  /// Not open where the key has gone, or the system does not let this program talk to it.
  explicit KeyDevice(const QString& path);
  ~KeyDevice();
  KeyDevice(const KeyDevice&) = delete;
  KeyDevice& operator=(const KeyDevice&) = delete;

  [[nodiscard]] bool isOpen() const { return m_opening == FIDO_OK; }
  /// There, and answering to somebody else: it still blinks for a program that has died, or another one has
  /// it.
  [[nodiscard]] bool isBusy() const;
  enum class Holding { No, Yes, NotTold };
  /// Whether it has one of the credentials, as far as it tells without a touch.
  [[nodiscard]] Holding holds(const flow::KeyRequest& request);
  [[nodiscard]] Holding holds(const flow::NewKeyRequest& request);
  /// What has to be known before it is asked; nothing: it can be.
  [[nodiscard]] std::optional<flow::KeyError> hindrance(const flow::KeyRequest& request,
                                                        const platform::Secret& pin);
  [[nodiscard]] std::optional<flow::KeyError> hindrance(const flow::NewKeyRequest& request,
                                                        const platform::Secret& pin);
  struct Gone {};   ///< unplugged, or out of step: look again
  struct Unfit {};  ///< none of the credentials is its own; for a new one: one of them is
  using End = std::variant<flow::KeyAnswer, flow::NewKey, flow::KeyError, Gone, Unfit>;
  /// @param pin empty: none
  /// @param deadline ms
  [[nodiscard]] End ask(const flow::KeyRequest& request, const platform::Secret& pin, int deadline);
  [[nodiscard]] End ask(const flow::NewKeyRequest& request, const platform::Secret& pin, int deadline);
  /// From any thread: ask() ends soon.
  void cancel();

private:
  [[nodiscard]] std::optional<int> retries();
  [[nodiscard]] End endOf(int error);
  [[nodiscard]] std::optional<flow::KeyError> hindranceOfPin(const platform::Secret& pin);

  fido_dev_t* m_device = nullptr;
  int m_opening = FIDO_ERR_INTERNAL;  ///< what came of it
};

}  // namespace latchkey::fido
