// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/caps_lock_watch.h"
#include "ui/widgets/secret_edit.h"

class QPushButton;

namespace latchkey::ui::widgets {

/// A password, hidden until "Show" is pressed. Nothing is trimmed; of what is pasted only control
/// characters (a line end at the end, mostly) are left out.
class PasswordField : public SecretEdit {
  Q_OBJECT
public:
  explicit PasswordField(QWidget* parent = nullptr);

  /// The button's two texts. Without them there is no button.
  void setToggleTexts(const QString& show, const QString& hide);
  void setRevealed(bool revealed);
  [[nodiscard]] bool isRevealed() const { return !isMasked(); }
  /// Nothing while it is not known, and while the field has no focus.
  [[nodiscard]] bool isCapsLockOn() const { return m_capsShown; }
  [[nodiscard]] QPushButton& toggleButton() const { return *m_toggle; }

  /// For tests: what the operating system would say.
  void setCapsLockSource(CapsLockWatch::Source source);

Q_SIGNALS:
  void capsLockChanged(bool on);
  void revealedChanged(bool revealed);

protected:
  [[nodiscard]] std::optional<QString> admitted(const QString& typed) const override;
  [[nodiscard]] QRect textPlace() const override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void placeToggle();
  void showToggleText();
  void tellCapsLock();

  QPushButton* m_toggle;
  QString m_showText;
  QString m_hideText;
  CapsLockWatch m_caps;
  bool m_capsShown = false;
};

}  // namespace latchkey::ui::widgets
