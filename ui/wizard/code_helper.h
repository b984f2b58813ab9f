// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "core/flow/missing_code.h"
#include "ui/wizard/message_panel.h"
#include "ui/wizard/wizard_session.h"

namespace latchkey::ui::wizard {

class StepPage;

/// Leads through the helper for a code that does not come, in the panel of the page that it belongs to. What
/// it comes to is the page's to do.
class CodeHelper {
public:
  /// Both outlive it.
  CodeHelper(StepPage& page, const WizardSession& session,
             std::function<void(flow::CodeRemedy remedy)> remedy);

  /// From the first question, with what the view says now.
  void start();
  /// The view may say more by now: where that changes what comes next, it is shown.
  void update();
  /// Shown, and waiting for what becomes of the message.
  [[nodiscard]] bool waits() const;
  /// The method that CodeRemedy::Call stands for.
  [[nodiscard]] QString callHandle() const;

private:
  void show();
  [[nodiscard]] bool isShown() const;
  /// The view with the methods that stand beside the code alone.
  [[nodiscard]] protocol::RecoveryView shownView() const;
  [[nodiscard]] bool mayResend() const;
  [[nodiscard]] PanelContent content() const;
  [[nodiscard]] PanelContent questionContent(flow::CodeQuestion question) const;
  [[nodiscard]] PanelContent adviceContent(const flow::CodeAdvice& advice) const;
  /// Until another may be sent; 0: now, or never.
  [[nodiscard]] qint64 secondsToResend() const;

  StepPage& m_page;
  const WizardSession& m_session;
  std::function<void(flow::CodeRemedy)> m_remedy;
  std::optional<flow::MissingCode> m_run;
  int m_panel = 0;  ///< the last one that is this helper's
};

}  // namespace latchkey::ui::wizard
