// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/widgets/rule_list.h"

namespace latchkey::ui::widgets {

/// One rule with its sign. Only RuleList makes them.
class RuleItem : public QWidget {
  Q_OBJECT
public:
  explicit RuleItem(QWidget* parent);

  void setText(const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  void setState(RuleState state);
  [[nodiscard]] RuleState state() const { return m_state; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  [[nodiscard]] int textLeft() const;

  QString m_text;
  RuleState m_state = RuleState::Pending;
};

}  // namespace latchkey::ui::widgets
