// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/secret.h"
#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class FieldError;
class PasswordField;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class KeepPlaceBox;

/// The code of an approved appeal, typed, pasted with its link, or filled in by the link that was opened. It
/// is read while it is typed, but kept like a password: it opens a recovery.
class ApprovalPage : public StepPage {
  Q_OBJECT
public:
  explicit ApprovalPage(WizardSession& session, QWidget* parent = nullptr);

  /// @param code of a link, checked; empty leaves what is there
  void fill(const platform::Secret& code);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void leave() override;

protected:
  void enter() override;
  void submit() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void placeProblem(const QString& sentence) override;

private:
  widgets::StaticLabel* m_label;
  widgets::PasswordField* m_code;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
  KeepPlaceBox* m_keep;
  bool m_codeRefused = false;  ///< what stands there is no code
};

}  // namespace latchkey::ui::wizard
