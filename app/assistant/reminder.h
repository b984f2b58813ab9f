// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
#include <functional>
#include <optional>

#include "core/keystore/key_store.h"

namespace latchkey::assistant {

/// What `--if-needed` asks the service with: the account that was last secured on this PC, and what the
/// service gave for it. Proves nothing, and opens nothing.
struct Reminder {
  QString account;
  QString reminder;
  bool operator==(const Reminder&) const = default;
};

/// Keeps one for each service in the key store of the person.
class ReminderKeeper : public QObject {
public:
  ReminderKeeper(keystore::KeyStore& store, const QUrl& server, QObject* parent = nullptr);

  /// Nothing: none is kept, or the key store does not answer.
  void read(std::function<void(std::optional<Reminder>)> done);
  /// Nothing is lost where it cannot be kept: the window comes once more.
  void keep(const Reminder& reminder);
  /// Calls back when nothing is under way: at once, or once.
  void whenIdle(std::function<void()> callback);

private:
  void ended();

  keystore::KeyStore& m_store;
  QString m_entry;
  std::optional<Reminder> m_kept;
  int m_underway = 0;
  std::function<void()> m_whenIdle;
};

}  // namespace latchkey::assistant
