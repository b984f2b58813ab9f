// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class BulletList;
class SupportBox;

/// The appeal is filed: what happens now, the receipt, whom to ask. The window may be closed.
class AppealedPage : public StepPage {
  Q_OBJECT
public:
  explicit AppealedPage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

private:
  widgets::PlainLabel* m_receipt;
  widgets::StaticLabel* m_heading;
  BulletList* m_points;
  SupportBox* m_support;
};

}  // namespace latchkey::ui::wizard
