// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "core/protocol/messages.h"

class QPushButton;
class QVBoxLayout;

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

/// The ways that are not in use at the moment, one button each.
class OtherMethods : public QWidget {
  Q_OBJECT
public:
  explicit OtherMethods(QWidget* parent = nullptr);

  /// What the view offers beside the way in use. May be called again (language change, new view); the focus
  /// stays where it was.
  void showBeside(const protocol::RecoveryView& view);
  /// To the first of them.
  void takeFocus();

Q_SIGNALS:
  void chosen(const QString& handle);

private:
  widgets::StaticLabel* m_heading;
  QVBoxLayout* m_rows;
  QList<QPushButton*> m_buttons;
};

}  // namespace latchkey::ui::wizard
