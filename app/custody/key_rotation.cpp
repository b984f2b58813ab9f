// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/custody/key_rotation.h"

#include <QFileInfo>

#include "app/start/start_failure.h"
#include "service/config/data_layout.h"
#include "service/config/service_configuration.h"
#include "service/keys/key_files.h"
#include "service/store/sqlite_database.h"

namespace latchkey::app {

namespace keys = service::keys;
namespace store = service::store;

void finishKeyRotation(const service::config::ServiceConfiguration& configuration,
                       service::domain::Random& random) {
  // On a server every service has to be given the new key: that is not done by one of them.
  if (configuration.store.kind != service::config::StoreKind::Sqlite) return;
  const QString next = keys::nextKeyPath(configuration.keyFile);
  const QString database = service::config::databasePath(configuration.dataDirectory);
  if (!QFileInfo::exists(next) || !QFileInfo::exists(database)) return;
  const auto fresh = keys::FileKeys::open(next, random);
  if (!fresh) throw StartFailure(keys::explain(fresh.error()));
  const auto kept = store::fingerprintIn(database);
  if (!kept) throw StartFailure(store::explain(kept.error()));
  // One that was cut off before that has changed nothing: the next one makes another key.
  if (*kept != QString::fromLatin1((*fresh)->fingerprint().toHex())) return;
  if (const auto placed = keys::placeNextKey(configuration.keyFile, random); !placed) {
    throw StartFailure(keys::explain(placed.error()));
  }
}

}  // namespace latchkey::app
