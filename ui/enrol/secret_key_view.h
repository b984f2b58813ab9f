// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/platform/secret.h"
#include "ui/enrol/secret_clipboard.h"

class QPushButton;

namespace latchkey::ui::widgets {
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

class SecretGroups;

/// Account name and secret key for an authenticator app into which they are typed by hand (S4), as where it
/// runs on the only device that is there. The key can be copied, for an app on this PC.
///
/// Covered when nobody has touched keyboard or mouse for two minutes, until it is asked for again: whoever
/// shows the same secret otherwise follows covered(). Wiped when the widget is hidden: whoever shows it again
/// gives it again.
class SecretKeyView : public QWidget {
  Q_OBJECT
public:
  explicit SecretKeyView(QWidget* parent = nullptr);
  ~SecretKeyView() override;

  /// @param secret Base32 in capitals, without blanks
  void setSecret(const QString& accountName, const platform::Secret& secret);
  void clear();
  [[nodiscard]] bool hasSecret() const;
  [[nodiscard]] bool isCovered() const;
  void retranslate();
  /// For tests.
  void setIdleTime(int ms) { m_idle.setInterval(ms); }
  [[nodiscard]] SecretClipboard& clipboard() { return m_clipboard; }

Q_SIGNALS:
  void coveredChanged(bool covered);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void hideEvent(QHideEvent* event) override;

private:
  void setCovered(bool covered);
  void copyOrUncover();

  widgets::StaticLabel* m_accountLabel;
  widgets::PlainLabel* m_account;
  widgets::StaticLabel* m_keyLabel;
  SecretGroups* m_key;
  QPushButton* m_button;
  widgets::StaticLabel* m_note;
  SecretClipboard m_clipboard;
  QTimer m_idle;
  bool m_isCopied = false;
};

}  // namespace latchkey::ui::enrol
