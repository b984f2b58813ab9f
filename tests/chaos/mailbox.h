// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMutex>
#include <QString>
#include <QStringList>

namespace latchkey::chaos {

/// What the relay has taken, by whoever reads it first. Thread-safe.
class Mailbox {
public:
  explicit Mailbox(QString folder) : m_folder(std::move(folder)) {}

  /// Codes for this address, in the order in which they came.
  [[nodiscard]] QStringList codesFor(const QString& address);
  /// Mails that came more than once, by their Message-ID.
  [[nodiscard]] int repeated();
  [[nodiscard]] int different();

private:
  void read();  ///< what has come since; called with the lock held

  QMutex m_lock;
  QString m_folder;
  int m_seen = 0;
  QHash<QString, QStringList> m_codes;
  QHash<QString, int> m_times;  ///< by Message-ID
};

}  // namespace latchkey::chaos
