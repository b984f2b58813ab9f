// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizardPage>
#include <functional>
#include <optional>

#include "core/flow/recovery_flow.h"
#include "ui/widgets/banner.h"
#include "ui/wizard/message_panel.h"
#include "ui/wizard/wizard_session.h"

class QStackedLayout;
class QVBoxLayout;

namespace latchkey::ui::widgets {
class ProgressLine;
class StaticLabel;
class TitleLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class ScrollColumn;

/// The wizard's page id of a step. The order is that of the flow; nothing else relies on the numbers.
[[nodiscard]] int pageIdOf(flow::Step step);

/// A page: title, why, content, and what went wrong. Scrolls when the window is too small for it.
///
/// A page shows the flow's view and gives the flow commands; it never turns itself. What it does goes
/// through act(), so that "Try again" can do the same once more.
class StepPage : public QWizardPage {
  Q_OBJECT
public:
  StepPage(WizardSession& session, flow::Step step, QWidget* parent = nullptr);

  [[nodiscard]] flow::Step step() const { return m_step; }

  void initializePage() final;
  /// True only when the flow has moved already; otherwise starts the request.
  bool validatePage() final;
  /// Where the flow is; while it is still here, there is no telling yet.
  int nextId() const final;

  /// Everything that stands on the page in the present language; content that was typed stays. Called when
  /// the page is entered, so that a page costs no words before it is seen.
  virtual void retranslate();
  /// Shows the flow's view: the page was entered, or the view is new.
  virtual void present();
  /// Puts the cursor where the person goes on.
  virtual void takeFocus();
  /// Page Up and Page Down, where there may be nothing to go to that would scroll.
  void scrollByPage(bool down);
  /// The page has been turned to: focus, and the title is read out.
  void arrive();
  /// False on pages that only tell something: the footer's main button gets the focus there.
  [[nodiscard]] virtual bool hasFieldToFill() const { return true; }
  /// The page has been turned away from: secrets go.
  virtual void leave() {}

  /// The button that leads on; empty when the page has none.
  [[nodiscard]] virtual QString primaryText() const;
  /// What to do here. A page with several faces has a title for each.
  [[nodiscard]] virtual QString titleSentence() const;
  /// Back: to the face before, else where the flow leads.
  [[nodiscard]] virtual bool hasWayBack() const { return flow().hasWayBack(); }
  virtual void goBack() { flow().goBack(); }

  /// What the button does at an end of the flow, where there is nothing to validate.
  virtual void primaryAtEnd() {}

  /// Says what the service refused beside the field it belongs to. Connection faults are panels instead.
  void showProblem(const protocol::Problem& problem);
  void clearProblem();
  /// Says something beside what went wrong, until the person goes on.
  void showNotice(widgets::Banner::Kind kind, std::function<QString()> sentence);
  void retry();
  /// True once after lookQuietly() failed: nobody pressed anything, so nothing is said.
  [[nodiscard]] bool takeQuiet();

  /// What a panel's buttons do. The primary one closes the panel first, and so does a secondary one without
  /// an action; the others leave it to the action.
  struct PanelActions {
    std::function<void()> primary;
    std::function<void(int)> replied;
    std::function<void()> secondary;
  };
  void openPanel(std::function<PanelContent()> content, PanelActions actions);
  void openPanel(std::function<PanelContent()> content, std::function<void()> primary = {});
  void closePanel();
  [[nodiscard]] bool hasPanel() const;
  /// Another one for each panel that was opened: whoever opened the last one knows it by this.
  [[nodiscard]] int panelNumber() const { return m_panelNumber; }

Q_SIGNALS:
  void panelChanged();
  void primaryTextChanged();
  /// Another face of the same page stands there now.
  void faceTurned();
  /// isComplete() may say something else now. Stands in for completeChanged(): on that QWizard hides all
  /// pages for a moment, and the field that is being typed into would lose the focus to the footer.
  void readinessChanged();
  /// Something that the page read by itself (picture, clip) did not come.
  void faulted(const latchkey::flow::GatewayError& error);

protected:
  [[nodiscard]] WizardSession& session() const { return m_session; }
  [[nodiscard]] flow::RecoveryFlow& flow() const { return m_session.flow(); }
  [[nodiscard]] const protocol::RecoveryView& view() const { return m_session.view(); }
  [[nodiscard]] QVBoxLayout* column() const { return m_column; }

  /// The sign beside the title of a page that only tells something.
  void setSign(theme::Icon icon, widgets::Tone tone);
  /// Does what the person asked for, and remembers it for retry().
  void act(std::function<void()> action);
  /// What retry() does, where something else than a press of the person's has to be done once more.
  void remember(std::function<void()> action) { m_lastAction = std::move(action); }

  /// "Contact an administrator" as a panel: what is sent first, or that it was sent already.
  void askAdministrator();
  /// The message to the administrators is what was pressed last.
  [[nodiscard]] bool asksAdministrator() const { return m_asksAdministrator; }
  /// Once the view has it: for present().
  void tellIfSent();

  [[nodiscard]] virtual QString whySentence() const;
  void scrollToTop();
  /// Scrolls until the widget can be seen.
  void reveal(QWidget& widget);
  /// Asks the service where it stands without making a fault of a lost answer.
  void lookQuietly();

  /// The page is entered from an earlier one: what was typed in an earlier run is dropped.
  virtual void enter() {}
  /// Next was pressed on a complete page.
  virtual void submit() {}
  [[nodiscard]] virtual QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const;
  /// Says the problem once more, where the page has been built anew.
  void sayProblem();
  /// Where the sentence goes; empty takes it away. By default a banner below the title.
  virtual void placeProblem(const QString& sentence);
  /// After a refusal has been said: what else it means for the page, e.g. a new challenge.
  virtual void problemShown(const protocol::Problem&) {}

  void changeEvent(QEvent* event) override;

private:
  void showWaiting();
  void sayNotice();

  WizardSession& m_session;
  flow::Step m_step;
  std::function<void()> m_lastAction;
  PanelActions m_panelActions;
  std::optional<protocol::Problem> m_problem;
  std::function<QString()> m_notice;
  widgets::Banner::Kind m_noticeKind = widgets::Banner::Kind::Info;
  QDateTime m_problemAt;
  bool m_quiet = false;
  bool m_asksAdministrator = false;
  int m_panelNumber = 0;
  QStackedLayout* m_layers;
  ScrollColumn* m_scroll;
  QVBoxLayout* m_column;
  widgets::SignDisc* m_sign;
  widgets::TitleLabel* m_title;
  widgets::StaticLabel* m_why;
  widgets::Banner* m_banner;
  widgets::ProgressLine* m_progress;
  MessagePanel* m_panel = nullptr;
};

}  // namespace latchkey::ui::wizard
