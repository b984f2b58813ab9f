// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/platform/secret.h"
#include "core/protocol/messages.h"
#include "ui/widgets/labels.h"

class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class PasswordField;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

/// "Try it now": the new password once more, a button, and what came of it. Asks for the password anew, since
/// nothing keeps the one that was set. Takes one line until somebody wants to try.
class SignInTrial : public QWidget {
  Q_OBJECT
public:
  explicit SignInTrial(QWidget* parent = nullptr);

  void retranslate();
  /// @param result of the last try, if there was one. Without tries left only that is shown.
  void showResult(std::optional<protocol::SignInResult> result, int triesLeft, protocol::Reason reason);
  void setError(const QString& sentence);
  void setBusy(bool busy);
  void clear();  ///< what was typed is wiped
  void close();  ///< the same, and one line again
  [[nodiscard]] platform::Secret secret() const;

Q_SIGNALS:
  void opened();
  void tried();

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void open();
  void submit();
  void refresh();

  widgets::StaticLabel* m_heading;
  QPushButton* m_open;
  QWidget* m_entry;
  widgets::StaticLabel* m_label;
  widgets::PasswordField* m_field;
  QPushButton* m_button;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
  widgets::Banner* m_result;
  std::optional<protocol::SignInResult> m_last;
  protocol::Reason m_reason = protocol::Reason::ForgotPassword;
  int m_triesLeft = 0;
  bool m_isOpen = false;
  bool m_busy = false;
};

}  // namespace latchkey::ui::wizard
