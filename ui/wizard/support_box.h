// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

/// Whom to ask, on a ground of its own: a heading and the lines that the service gave, which can be selected
/// and copied.
class SupportBox : public QWidget {
  Q_OBJECT
public:
  explicit SupportBox(QWidget* parent = nullptr);

  void setLines(const QString& heading, const QStringList& lines);

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  widgets::StaticLabel* m_heading;
  QVBoxLayout* m_lines;
};

}  // namespace latchkey::ui::wizard
