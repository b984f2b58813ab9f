// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>

#include "ui/demo/demo_message.h"

namespace latchkey::assistant {

/// Tells of each file that appears in the demo's outbox, once, in the order of their names. Files are written
/// atomically, so one that is seen is whole.
class OutboxWatcher : public QObject {
  Q_OBJECT
public:
  explicit OutboxWatcher(QString folder, QObject* parent = nullptr);
  /// Looks at what is there already, then watches.
  void start();

Q_SIGNALS:
  void arrived(const latchkey::ui::demo::DemoMessage& message);

private:
  void look();

  QString m_folder;
  QFileSystemWatcher m_watcher;
  QSet<QString> m_seen;
};

}  // namespace latchkey::assistant
