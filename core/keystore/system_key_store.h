// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/keystore/key_store.h"

class QObject;

namespace latchkey::keystore {

/// The operating system's own: Secret Service (GNOME, KDE), Credential Manager, Keychain. Never a file in the
/// clear where there is none of these. Nothing of it is loaded or asked before the first call.
class SystemKeyStore final : public KeyStore {
public:
  /// @param deadline of each call, in ms: long enough for somebody to unlock the key store when asked
  explicit SystemKeyStore(int deadline = 30'000);
  ~SystemKeyStore() override;

  void read(const QString& name, Read done) override;
  void write(const QString& name, platform::Secret value, Done done) override;
  void remove(const QString& name, Done done) override;

private:
  int m_deadline;
  std::unique_ptr<QObject> m_context;  ///< whoever is called back is gone when this is
};

}  // namespace latchkey::keystore
