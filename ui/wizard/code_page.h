// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/code_helper.h"
#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class CodeField;
class CountdownLabel;
class FieldError;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class OtherMethods;

/// The code that was sent: how long it is valid, when it may be sent again, what was typed to get it, the
/// other ways beside it, and what to do when it does not come.
class CodePage : public StepPage {
  Q_OBJECT
public:
  /// @param step Code, or AppealCode: of the address that an appeal is to be answered at.
  CodePage(WizardSession& session, flow::Step step, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void leave() override;

protected:
  void enter() override;
  void submit() override;
  /// Not that a code is on its way when it came back.
  [[nodiscard]] QString whySentence() const override;
  void placeProblem(const QString& sentence) override;
  void problemShown(const protocol::Problem& problem) override;

private:
  void build();
  void showTimes();
  void lookForDelivery();
  void helpWithMissing();
  void remedy(flow::CodeRemedy remedy);
  [[nodiscard]] PanelContent missingContent() const;

  QWidget* m_entryRow;
  widgets::StaticLabel* m_entry;
  QPushButton* m_correct;
  widgets::StaticLabel* m_delivery;
  widgets::StaticLabel* m_label;
  widgets::CodeField* m_code;
  widgets::FieldError* m_error;
  widgets::CountdownLabel* m_expiry;
  widgets::CountdownLabel* m_resendLine;
  QPushButton* m_resend;
  QPushButton* m_missing;
  OtherMethods* m_others;
  CodeHelper m_helper;
  QDateTime m_lookAt;  ///< when to ask how far the delivery has got
  int m_looks = 0;
  bool m_saysAbove = false;  ///< of the message to the administrators, which has nothing to do with the field
};

}  // namespace latchkey::ui::wizard
