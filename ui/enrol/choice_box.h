// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QWheelEvent>

namespace latchkey::ui::enrol {

/// A list to choose from on a page that scrolls: the wheel moves the page, and chooses nothing on its way. As
/// wide as the page has room for, whatever the entries are.
class ChoiceBox : public QComboBox {
  Q_OBJECT
public:
  explicit ChoiceBox(QWidget* parent = nullptr) : QComboBox(parent) {
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
  }

protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

}  // namespace latchkey::ui::enrol
