// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRadioButton>
#include <QString>

#include "ui/theme/icons.h"

namespace latchkey::ui::widgets {

/// One entry of a ChoiceList.
struct Choice {
  QString id;  ///< told by the signals; never shown
  theme::Icon icon = theme::Icon::None;
  QString title;
  QString detail;   ///< second line, ready to show: put outside parts through shownOutside() first
  QString warning;  ///< third line with a warning sign; usually empty
  bool operator==(const Choice&) const = default;
};

/// A radio button in the shape of a card: icon, title, second line, the circle at the end. Being a
/// QRadioButton, it has its keys, its group and its accessible role.
class ChoiceCard : public QRadioButton {
  Q_OBJECT
public:
  explicit ChoiceCard(QWidget* parent = nullptr);

  void setChoice(const Choice& choice);
  [[nodiscard]] const Choice& choice() const { return m_choice; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
  void activated();  ///< double click or Enter: chosen, and meant to go on

protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;
  [[nodiscard]] bool hitButton(const QPoint& position) const override;

private:
  [[nodiscard]] QRect textPlace(int width) const;
  void paintTexts(QPainter& painter) const;
  void paintCircle(QPainter& painter, const QRectF& circle) const;

  Choice m_choice;
};

}  // namespace latchkey::ui::widgets
