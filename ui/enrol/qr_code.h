// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/platform/secret.h"

namespace latchkey::ui::enrol {

/// A secret as a QR code, for a phone to read off the screen: each module is a whole number of the screen's
/// own pixels, black on white with four modules of white around in every scheme, at any scale.
///
/// The modules are the secret once more: they live in memory that is wiped, and go when the widget is hidden.
/// Its accessible name is the owner's to give, and tells what it is for, never what is in it.
class QrCode : public QWidget {
  Q_OBJECT
public:
  explicit QrCode(QWidget* parent = nullptr);

  /// False: too long for a code. Nothing is shown then.
  bool setContent(const platform::Secret& content);
  void clear();
  [[nodiscard]] bool hasContent() const { return m_width > 0; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  /// With the white around it, in modules.
  [[nodiscard]] int modulesAcross() const;
  [[nodiscard]] bool isDark(int column, int row) const;

  platform::Secret m_modules;  ///< row by row, a byte each: 1 is dark
  int m_width = 0;             ///< modules of a row
};

}  // namespace latchkey::ui::enrol
