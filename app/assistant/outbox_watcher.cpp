// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/outbox_watcher.h"

#include <QDir>
#include <QFile>

#include "core/platform/files.h"

namespace latchkey::assistant {

OutboxWatcher::OutboxWatcher(QString folder, QObject* parent) : QObject(parent), m_folder(std::move(folder)) {
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &OutboxWatcher::look);
}

void OutboxWatcher::start() {
  if (m_folder.isEmpty()) return;
  // The service makes the folder with its first delivery; what is not there cannot be watched.
  if (!QFile::exists(m_folder)) (void)platform::makePrivateDirectory(m_folder);
  m_watcher.addPath(m_folder);
  look();
}

void OutboxWatcher::look() {
  const QStringList names =
      QDir(m_folder).entryList({QStringLiteral("*.json")}, QDir::Files | QDir::Readable, QDir::Name);
  for (const QString& name : names) {
    if (m_seen.contains(name)) continue;
    m_seen.insert(name);
    const auto bytes = platform::readFile(QDir(m_folder).filePath(name), ui::demo::largestMessage);
    if (!bytes) continue;
    const auto message = ui::demo::parseDemoMessage(name, *bytes);
    if (message) Q_EMIT arrived(*message);
  }
}

}  // namespace latchkey::assistant
