// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/custody/key_rotation.h"

#include <QFileInfo>

#include "app/start/start_failure.h"
#include "app/stores/stores.h"
#include "service/config/service_configuration.h"
#include "service/keys/key_files.h"

namespace latchkey::app {

namespace keys = service::keys;

void finishKeyRotation(const service::config::ServiceConfiguration& configuration,
                       service::domain::Random& random) {
  const QString next = keys::nextKeyPath(configuration.keyFile);
  if (!QFileInfo::exists(next)) return;
  const auto fresh = keys::FileKeys::open(next, random);
  if (!fresh) throw StartFailure(keys::explain(fresh.error()));
  const auto kept = fingerprintInStore(configuration);
  if (!kept) throw StartFailure(kept.error());
  // One that was cut off before that has changed nothing: the next one makes another key.
  if (*kept != QString::fromLatin1((*fresh)->fingerprint().toHex())) return;
  if (const auto placed = keys::placeNextKey(configuration.keyFile, random); !placed) {
    throw StartFailure(keys::explain(placed.error()));
  }
}

}  // namespace latchkey::app
