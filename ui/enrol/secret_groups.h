// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/platform/secret.h"

namespace latchkey::ui::enrol {

/// Letters and digits to be typed off the screen, in groups of four, from left to right in every language.
/// Painted out of platform::Secret a group at a time, so that the whole is in no QString. A screen reader
/// spells it.
class SecretGroups : public QWidget {
  Q_OBJECT
public:
  explicit SecretGroups(QWidget* parent = nullptr);

  void setSecret(platform::Secret secret);  ///< ASCII
  [[nodiscard]] const platform::Secret& secret() const { return m_secret; }
  /// Dots instead of the signs, for eyes and screen readers alike.
  void setCovered(bool covered);
  [[nodiscard]] bool isCovered() const { return m_covered; }
  /// "J B S W, Y 3 D P"; empty while it is covered. Made when a screen reader asks.
  [[nodiscard]] QString spelled() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  struct Measures {
    double sign;   ///< of one, the widest
    double group;  ///< with the gap behind it
    int line;
    int groupsAcross;
  };
  [[nodiscard]] Measures measuresFor(int width) const;
  [[nodiscard]] int groupCount() const;

  platform::Secret m_secret;
  bool m_covered = false;
};

}  // namespace latchkey::ui::enrol
