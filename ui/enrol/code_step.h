// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>
#include <functional>

#include "core/protocol/messages.h"

class QPushButton;

namespace latchkey::ui::widgets {
class CodeField;
class CountdownLabel;
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// A code that was sent, or that an app shows: where it went, the field, how long it is valid, when it may be
/// sent again. The same for a contact that is being added and for one that proves somebody.
class CodeStep : public QWidget {
  Q_OBJECT
public:
  explicit CodeStep(std::function<QDateTime()> now, QWidget* parent = nullptr);

  /// Durations count from now on.
  void present(const protocol::CodeView& code);
  void retranslate();
  void clear();
  [[nodiscard]] bool isComplete() const;
  /// A copy: a lost answer of the service leaves the code in its field.
  [[nodiscard]] platform::Secret code() const;
  /// @param isUsedUp the field is emptied for the next one
  void showProblem(const QString& sentence, bool isUsedUp);
  void takeFocus();

Q_SIGNALS:
  void readinessChanged();
  void resendAsked();

private:
  void showTimes();

  std::function<QDateTime()> m_now;
  protocol::CodeView m_view;
  QDateTime m_received;
  widgets::StaticLabel* m_delivery;
  widgets::StaticLabel* m_label;
  widgets::CodeField* m_code;
  widgets::FieldError* m_error;
  widgets::CountdownLabel* m_expiry;
  widgets::CountdownLabel* m_resendLine;
  QPushButton* m_resend;
};

}  // namespace latchkey::ui::enrol
