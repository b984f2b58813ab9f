// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <memory>
#include <mutex>

namespace latchkey::bench {

/// What services deliver into a folder, read once and thrown away. Thread-safe.
class Outbox {
public:
  /// The one of this folder: several services may deliver into it.
  static std::shared_ptr<Outbox> of(const QString& folder);
  explicit Outbox(QString folder);

  /// The code that was sent to this address; waits for it.
  [[nodiscard]] QString codeFor(const QString& address);
  void clear();

private:
  [[nodiscard]] QString taken(const QString& address);
  void look();

  QString m_folder;
  std::mutex m_mutex;
  QHash<QString, QString> m_codes;
  qint64 m_lookedAt = 0;
};

}  // namespace latchkey::bench
