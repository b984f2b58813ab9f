// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

#include "ui/demo/demo_message.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::demo {

/// One message, opened: from whom to whom, its text as plain text, its code ready to copy. A call rings
/// until it is answered; then what is said can be read.
class MessageView : public QWidget {
  Q_OBJECT
public:
  explicit MessageView(QWidget* parent = nullptr);

  void show(const DemoMessage& message);
  [[nodiscard]] QString shownId() const { return m_message.id; }

protected:
  void changeEvent(QEvent* event) override;

private:
  void refresh();
  void applyTheme();
  void answer();
  void copyCode();
  [[nodiscard]] bool rings() const;

  DemoMessage m_message;
  QSet<QString> m_answered;  ///< ids of calls
  widgets::PlainLabel* m_subject;
  widgets::PlainLabel* m_to;
  widgets::StaticLabel* m_ringing;
  QPushButton* m_answer;
  QPlainTextEdit* m_body;
  QWidget* m_codeRow;
  QLineEdit* m_code;
  QPushButton* m_copy;
};

}  // namespace latchkey::ui::demo
