// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace latchkey::assistant {

/// Stands in for the first page while there is none: why the program cannot begin, or what it waits for.
class NoticeWindow : public QWidget {
  Q_OBJECT
public:
  /// @param lines our own sentences, each a paragraph
  NoticeWindow(const QString& title, const QStringList& lines, bool waiting, QWidget* parent = nullptr);

Q_SIGNALS:
  void closed();

protected:
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace latchkey::assistant
