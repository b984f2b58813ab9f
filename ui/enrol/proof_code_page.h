// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

namespace latchkey::ui::enrol {

class CodeStep;

/// The code by which a registered contact or app proves somebody afresh.
class ProofCodePage : public AddPage {
  Q_OBJECT
public:
  ProofCodePage(Send send, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  protocol::MethodKind m_kind = protocol::MethodKind::Mail;
  CodeStep* m_code;
};

}  // namespace latchkey::ui::enrol
