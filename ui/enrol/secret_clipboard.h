// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "core/platform/secret.h"

namespace latchkey::ui::enrol {

/// A secret on the clipboard for as long as it takes to paste it. The clipboard is everybody's: what keeps a
/// history is asked not to keep this, and after 30 s it is taken away, unless something else is there by
/// then.
class SecretClipboard : public QObject {
  Q_OBJECT
public:
  explicit SecretClipboard(QObject* parent = nullptr);
  ~SecretClipboard() override;

  void copy(const platform::Secret& secret);
  /// Takes it away now, if it is still there.
  void clear();
  [[nodiscard]] int secondsKept() const { return m_timer.interval() / 1000; }
  /// For tests.
  void setTimeKept(int ms) { m_timer.setInterval(ms); }

Q_SIGNALS:
  void cleared();

private:
  platform::Secret m_copied;
  QTimer m_timer;
};

}  // namespace latchkey::ui::enrol
