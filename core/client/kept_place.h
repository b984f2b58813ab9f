// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "core/protocol/messages.h"

namespace latchkey::client {

/// What a key store holds of one recovery, so that an assistant that was killed finds back to it
/// (docs/decisions/0016). Written when the recovery is opened and never again: the tokens of passed gates and
/// the permit to set a password are not in it.
struct KeptPlace {
  QUrl server;  ///< as parseServerAddress() gives it
  protocol::Reason reason = protocol::Reason::ForgotPassword;
  platform::Secret key;    ///< ProofOfPossession::privateKey()
  platform::Secret token;  ///< of the opening
};

enum class PlaceFault {
  Unreadable  ///< not of this form, or not of this server: damaged, of another version, or not ours
};

/// Five lines of ASCII; nothing secret leaves locked memory on the way.
[[nodiscard]] platform::Secret encodePlace(const KeptPlace& place);
/// Outside input: whoever can write into the key store can write this.
[[nodiscard]] Result<KeptPlace, PlaceFault> decodePlace(const platform::Secret& kept);

}  // namespace latchkey::client
