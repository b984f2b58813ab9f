// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

#include "core/platform/result.h"
#include "core/platform/secret.h"

/// The security keys (FIDO2) that are plugged into this PC.
namespace latchkey::flow {

/// What a key is to sign, for the service that this program is connected to.
struct KeyRequest {
  QString rpId;
  QByteArray clientData;
  QList<QByteArray> credentials;
  bool verifiesPerson = false;
};
struct KeyAnswer {
  QByteArray credential;
  QByteArray authenticatorData;
  QByteArray signature;
};

/// What a key is to make a pair of keys for (WebAuthn Level 2, section 5.4). It is asked for nothing that
/// would stay with it: the service keeps all that is needed.
struct NewKeyRequest {
  QString rpId;
  QString rpName;  ///< for keys with a display
  QByteArray clientData;
  QByteArray userId;             ///< up to 64 bytes that tell nothing of the account
  QString userName;              ///< for keys with a display
  QList<QByteArray> registered;  ///< a key that has one of these is not registered once more
  bool verifiesPerson = false;
};
struct NewKey {
  QByteArray credential;
  QByteArray publicKey;          ///< of ES256: x and y of the point, 32 bytes each
  QByteArray authenticatorData;  ///< with attested credential data; of the maker of the key nothing is told
};

/// What the person has to do now. Told while an answer is waited for, each time it changes.
enum class KeyNews {
  PlugIn,    ///< no key is there
  OtherKey,  ///< there is one, but none that was registered for this account
  KnownKey,  ///< there is one, and it is registered already
  Touch
};

enum class KeyFault {
  PinNeeded,    ///< ask once more, with the PIN
  PinWrong,     ///< triesLeft
  PinPaused,    ///< three times wrong in a row: unplug the key, and plug it in again
  PinBlocked,   ///< wrong too often: the key is locked until it is reset, which forgets all
  PinNotSet,    ///< the service wants a PIN or fingerprint, and the key has neither
  TimedOut,     ///< nobody has plugged one in, or touched it
  Unavailable,  ///< the key, or the system, does not let this program talk to it
};
struct KeyError {
  KeyFault fault = KeyFault::Unavailable;
  std::optional<int> triesLeft = {};  ///< PinWrong, PinNeeded, as far as the key tells
};

/// All calls return at once. Callbacks come later, on the caller's thread, and none after cancel() or once
/// the object is gone. One request at a time: another one cancels the one before it.
class SecurityKeys {
public:
  using Told = std::function<void(KeyNews)>;
  using Done = std::function<void(Result<KeyAnswer, KeyError>)>;
  using Made = std::function<void(Result<NewKey, KeyError>)>;

  virtual ~SecurityKeys() = default;
  /// Waits for a key that can answer, and for its touch, within a deadline.
  /// @param pin empty: none
  virtual void ask(KeyRequest request, platform::Secret pin, Told told, Done done) = 0;
  /// The same with a key that is not registered yet, for it to be.
  virtual void make(NewKeyRequest request, platform::Secret pin, Told told, Made made) = 0;
  virtual void cancel() = 0;
};

}  // namespace latchkey::flow
