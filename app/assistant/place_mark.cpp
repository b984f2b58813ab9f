// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/place_mark.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/platform/files.h"

namespace latchkey::assistant {

QString PlaceMark::usualPath() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/place-kept");
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
