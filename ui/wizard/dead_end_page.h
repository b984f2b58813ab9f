// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class CountdownLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class BulletList;
class SupportBox;

/// A recovery that cannot go on (SPEC section 2): a page for each cause, as far as the realm tells it. Says
/// what happened, what to do and whom to ask, and offers what helps: one message to the administrators, or to
/// start again as soon as that would not be refused.
class DeadEndPage : public StepPage {
  Q_OBJECT
public:
  explicit DeadEndPage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  /// "Contact an administrator" or "Start again"; empty where neither is the thing to do now.
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

protected:
  void enter() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;

private:
  [[nodiscard]] protocol::Ending ending() const;
  [[nodiscard]] bool isOffered() const;
  [[nodiscard]] bool isSent() const;
  /// The page's main button is the message to the administrators.
  [[nodiscard]] bool administratorLeads() const;
  [[nodiscard]] bool startLeads() const;
  [[nodiscard]] bool pauses() const;
  [[nodiscard]] bool mayStartAgain() const;
  void openAppeal();
  void writeToAdministrators();
  void showSign();
  void showButtons();
  void showWhen();

  widgets::CountdownLabel* m_when;
  widgets::StaticLabel* m_sent;
  BulletList* m_advice;
  SupportBox* m_support;
  widgets::StaticLabel* m_receipt;
  QPushButton* m_appeal;
  QPushButton* m_administrator;
  QPushButton* m_again;
  bool m_saidSent = false;  ///< to screen readers
};

}  // namespace latchkey::ui::wizard
