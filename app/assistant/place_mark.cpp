// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/place_mark.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/platform/files.h"

namespace latchkey::assistant {

QString PlaceMark::usualPath(const QUrl& server) {
  // Names of hosts are too long for files, and ports have a sign that not every system allows.
  const QByteArray name = QCryptographicHash::hash(server.toEncoded(), QCryptographicHash::Sha256);
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/place-kept-") +
         QString::fromLatin1(name.first(8).toHex());
}

bool PlaceMark::isSet() const {
  return QFileInfo::exists(m_path);
}

bool PlaceMark::set() const {
  // The folder may be there already and open to others, as such folders are; the file has nothing to read.
  return QDir().mkpath(QFileInfo(m_path).path()) &&
         platform::replacePrivateFile(m_path, QByteArrayView()).has_value();
}

void PlaceMark::clear() const {
  QFile::remove(m_path);
}

}  // namespace latchkey::assistant
