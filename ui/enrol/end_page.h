// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/enrolment_flow.h"
#include "ui/enrol/add_page.h"
#include "ui/text/strength_text.h"

namespace latchkey::ui::wizard {
class SupportBox;
}

namespace latchkey::ui::enrol {

/// Signed out, run out of time, or ended: what has come of it.
class EndPage : public AddPage {
  Q_OBJECT
public:
  EndPage(Now now, QWidget* parent = nullptr);

  /// Before present(): which end it is.
  void setEnd(flow::EnrolStep end) { m_end = end; }

  void begin() override {}
  void present(const protocol::EnrolmentView& view) override;
  void leave() override {}
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  /// Closes the window, or leads to a new sign-in.
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override { return true; }
  void submit() override;
  void showProblem(const protocol::Problem&) override {}
  void takeFocus() override {}

Q_SIGNALS:
  void closeAsked();
  void startAgainAsked();

private:
  flow::EnrolStep m_end = flow::EnrolStep::Done;
  text::Security m_security;
  bool m_isMet = false;
  bool m_maySkip = true;
  protocol::SupportContact m_contact;
  wizard::SupportBox* m_support;
};

}  // namespace latchkey::ui::enrol
