// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>

#include "core/protocol/enrolment_messages.h"
#include "ui/theme/icons.h"

namespace latchkey::ui::enrol {

/// One registered method: what it is, what is to be known about it, and what can be done with it.
class MethodRow : public QWidget {
  Q_OBJECT
public:
  /// @param number for the names of its parts, from 1
  MethodRow(const protocol::RegisteredMethod& method, int number, bool mayChange, const QDateTime& now,
            QWidget* parent = nullptr);

  /// Its name in the list, safe to show.
  [[nodiscard]] static QString entryFor(const protocol::RegisteredMethod& method);

Q_SIGNALS:
  void changeAsked();
  void removalAsked();

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  theme::Icon m_icon;
};

}  // namespace latchkey::ui::enrol
