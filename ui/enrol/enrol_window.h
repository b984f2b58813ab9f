// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDialog>
#include <QTimer>
#include <functional>
#include <memory>

#include "ui/enrol/enrol_settings.h"
#include "ui/text/catalogue.h"
#include "ui/wizard/message_panel.h"

class QStackedLayout;
class QVBoxLayout;

namespace latchkey::ui::widgets {
class Banner;
class ProgressLine;
class SignDisc;
class StaticLabel;
class TitleLabel;
}  // namespace latchkey::ui::widgets
namespace latchkey::ui::wizard {
class ScrollColumn;
class WizardFooter;
}  // namespace latchkey::ui::wizard

namespace latchkey::ui::enrol {

class AddPage;
class EnrolPages;

/// "Secure your account" in a window of its own: one page for each step of the flow, and around it the title,
/// what is waited for, what went wrong, and the buttons.
class EnrolWindow : public QDialog {
  Q_OBJECT
public:
  /// @param flow must outlive the window.
  EnrolWindow(flow::EnrolmentFlow& flow, EnrolSettings settings, QWidget* parent = nullptr);
  ~EnrolWindow() override;

  /// Closes; at an open sign-in it asks once before, and signs out.
  void reject() override;

protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void build();
  void makePages();
  void follow(flow::EnrolStep step);
  void turnTo(AddPage& page);
  void showRefusal(const flow::GatewayError& error);
  void sayChange();
  void submit();
  void act(std::function<void()> action);
  void askToRemove(const QString& handle);
  void openHelp();
  void openAllLost();
  void openPanel(std::function<wizard::PanelContent()> content, std::function<void()> primary = {});
  void closePanel();
  [[nodiscard]] bool hasPanel() const;
  void chooseLanguage(protocol::Language language);
  void sayHeading();
  void refreshFooter();
  void watchTime();
  [[nodiscard]] protocol::SupportContact support() const;
  [[nodiscard]] bool isStillRequired() const;

  flow::EnrolmentFlow& m_flow;
  EnrolSettings m_settings;
  text::Catalogue m_catalogue;
  protocol::SupportContact m_discovered;
  std::function<void()> m_lastAction;
  std::function<void()> m_whenPrimary;
  bool m_askingToStop = false;
  flow::EnrolStep m_shownStep = flow::EnrolStep::SignIn;
  QTimer m_expiry;

  QStackedLayout* m_layers;
  wizard::ScrollColumn* m_scroll;
  widgets::SignDisc* m_sign;
  widgets::TitleLabel* m_title;
  widgets::StaticLabel* m_why;
  widgets::Banner* m_notice;
  QVBoxLayout* m_place;
  widgets::StaticLabel* m_whoSees;
  widgets::ProgressLine* m_progress;
  wizard::MessagePanel* m_panel;
  wizard::WizardFooter* m_footer;

  AddPage* m_page = nullptr;  ///< the one that is shown
  std::unique_ptr<EnrolPages> m_pages;
};

}  // namespace latchkey::ui::enrol
