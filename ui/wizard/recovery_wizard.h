// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>
#include <memory>

#include "core/flow/recovery_flow.h"
#include "ui/text/catalogue.h"
#include "ui/text/step_text.h"
#include "ui/wizard/wizard_settings.h"

namespace latchkey::ui::widgets {
class StepTrail;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class ObjectionDialog;
class StepPage;
class WizardFooter;
class WizardSession;

/// The assistant's window: one page for each flow::Step, the step trail beside it, the footer below.
///
/// Follows the flow and never leads it: Next starts a request, and the page turns when the flow has moved.
/// Forward is QWizard's next(), to whatever page the flow is at, jumps included; a step that lies in the
/// history is gone back to. So the history never holds a page twice, and Back and the flow cannot differ.
///
/// Ends with accept() after a success and with reject() otherwise; on reject the flow has been cancelled.
/// Construct after QApplication and theme. The flow must outlive the wizard.
class RecoveryWizard : public QWizard {
  Q_OBJECT
public:
  RecoveryWizard(flow::RecoveryFlow& flow, const WizardSettings& settings, QWidget* parent = nullptr);
  ~RecoveryWizard() override;

  [[nodiscard]] WizardSession& session() const { return *m_session; }
  /// Null only before the first page is shown.
  [[nodiscard]] StepPage* currentStep() const;

  /// Goes back into the recovery of a kept place, unless the person has begun with something else.
  void resume(protocol::Reason reason);
  [[nodiscard]] protocol::Language language() const { return m_catalogue.language(); }
  void notePlace(PlaceNotice notice);
  /// "This was not me", over the window. @param code fills the field, and each time that it is opened until
  /// it was accepted; it is sent by a press alone.
  void openObjection(platform::Secret code);

  /// To the account, and from there to an appeal as soon as one can be begun. Before anything else.
  void openAppeal();

  /// To the page of an approval's code, before anything else is begun. @param code fills the field: of a
  /// link, checked; it is sent by a press alone.
  void openApproval(platform::Secret code);

  /// Escape, Cancel and the window's close button: asks once, closes at an end of the flow.
  void reject() override;

protected:
  void changeEvent(QEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

private:
  void build();
  void makePage(flow::Step step);
  void connectAll();
  void follow(flow::Step step);
  void turnTo(int id);
  void welcomeBack();
  /// Says once what became of a receipt that was given to go on from.
  void noteContinuation();
  void showRefusal(const flow::GatewayError& error);
  void pressPrimary();
  void askToStop();
  void openHelp();
  void chooseLanguage(protocol::Language language);
  void refreshTrail();
  void refreshFooter();
  void refreshTitle();
  void placeFooter();

  text::Catalogue m_catalogue;
  std::unique_ptr<WizardSession> m_session;
  widgets::StepTrail* m_trail = nullptr;
  WizardFooter* m_footer = nullptr;
  ObjectionDialog* m_objection = nullptr;  ///< until it has finished, hidden ones included
  platform::Secret m_linkedCode;           ///< of "this was not me"
  int m_trailIndex = 0;
  text::TrailKind m_trailKind = text::TrailKind::Recovery;
  bool m_askingToStop = false;
  bool m_resuming = false;
  protocol::Continuation m_continuation = protocol::Continuation::None;  ///< as it was said last
};

}  // namespace latchkey::ui::wizard
