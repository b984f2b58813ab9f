// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/keyed_name.h"

#include "service/domain/random_text.h"

namespace latchkey::service::domain {

QString keyedName(const KeyedHash& keys, const char* kind, const QString& text) {
  return toBase64Url(keys.mac(KeyPurpose::Source, QByteArray(kind) + ':' + text.toUtf8()).first(16));
}

}  // namespace latchkey::service::domain
