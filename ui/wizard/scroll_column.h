// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace latchkey::ui::wizard {

/// A column of content on the page's margins that scrolls when the window is too small, and does not grow
/// into lines that are too long to read in a wide one.
class ScrollColumn : public QScrollArea {
  Q_OBJECT
public:
  explicit ScrollColumn(QWidget* parent = nullptr);

  [[nodiscard]] QVBoxLayout* column() const { return m_column; }

protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

private:
  void applyMeasures();

  QWidget* m_body;
  QVBoxLayout* m_column;
};

}  // namespace latchkey::ui::wizard
