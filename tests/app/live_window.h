// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <memory>

#include "core/client/https_gateway.h"
#include "core/flow/recovery_flow.h"
#include "tests/support/fake_security_keys.h"
#include "tests/support/held_time.h"
#include "tests/support/scripted_service.h"
#include "tests/support/soon.h"
#include "ui/widgets/choice_list.h"
#include "ui/wizard/recovery_wizard.h"
#include "ui/wizard/step_page.h"

namespace latchkey::tests {

/// The whole assistant but for its main(): the real window, flow and gateway, over TLS to a service in the
/// same process that the test can turn hostile at any moment. Time is in the test's hand.
class LiveWindow {
public:
  LiveWindow() : m_service(std::make_unique<ScriptedService>(m_authority.issue())) { build(); }

  /// As an assistant that was killed: everything anew but for the place that it had kept. Nothing was kept:
  /// false.
  [[nodiscard]] bool comeBack() {
    const auto place = m_gateway->place(protocol::Reason::ForgotPassword);
    m_wizard.reset();
    m_flow.reset();
    m_gateway.reset();
    build();
    return place && m_gateway->adopt(*place).has_value();
  }

private:
  void build() {
    client::GatewaySettings settings;
    settings.server = m_service->server().url();
    settings.trust = *client::Trust::fromPem(m_authority.pem());
    m_gateway = std::make_unique<client::HttpsGateway>(std::move(settings), m_time.ports());
    m_flow = std::make_unique<flow::RecoveryFlow>(*m_gateway);
    ui::wizard::WizardSettings wizard;
    wizard.discover = [this](auto done) { m_gateway->discover(std::move(done)); };
    wizard.now = [this] { return QDateTime::fromMSecsSinceEpoch(m_time.now()); };
    wizard.origin = QStringLiteral("https://localhost");
    wizard.keys = &m_keys;
    m_wizard = std::make_unique<ui::wizard::RecoveryWizard>(*m_flow, wizard);
    m_wizard->show();
    m_wizard->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
  }

public:
  [[nodiscard]] ScriptedService& service() { return *m_service; }
  [[nodiscard]] const Authority& authority() const { return m_authority; }
  [[nodiscard]] FakeSecurityKeys& keys() { return m_keys; }
  [[nodiscard]] HeldTime& time() { return m_time; }
  [[nodiscard]] ui::wizard::RecoveryWizard& wizard() { return *m_wizard; }
  [[nodiscard]] const flow::RecoveryFlow& flow() const { return *m_flow; }
  [[nodiscard]] flow::Step step() const { return m_flow->step(); }

  // --- what a person does --------------------------------------------------------------------------

  /// Fills the page of the present step rightly and presses its main button.
  void go() {
    fill();
    press(step() == flow::Step::Done ? "tryButton" : "nextButton");
  }
  void fill() {
    using flow::Step;
    switch (step()) {
      case Step::Account:
        return type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
      case Step::Challenge:
        return type("challengeAnswerEdit", QStringLiteral("kfmp"));
      case Step::Method:
        return find<ui::widgets::ChoiceList>("methodChoiceList")->select(ScriptedService::mailHandle());
      case Step::Confirm:
        return type("confirmLineEdit", QStringLiteral("msabc123.backup"));
      case Step::Code:
        return type("codeField", QStringLiteral("1234567"));
      case Step::Questions:
        type("answer1Field", QStringLiteral("Sakura"));
        return type("answer2Field", QStringLiteral("Hanako"));
      case Step::Password:
        type("newPasswordField", QStringLiteral("Rofadu-84"));
        return type("repeatPasswordField", QStringLiteral("Rofadu-84"));
      case Step::Done:
        if (find<QAbstractButton>("tryOpenButton") != nullptr) press("tryOpenButton");
        return type("tryPasswordField", QStringLiteral("Rofadu-84"));
      case Step::Approval:
        return type("approvalCodeField", QStringLiteral("7Q4K-2MXY-A3B4-C5D6"));
      case Step::AppealContact:
        return type("appealContactLineEdit", QStringLiteral("mika@example.net"));
      case Step::AppealCode:
        return type("codeField", QStringLiteral("1234567"));
      case Step::AppealForm:
        type("appealNamesLineEdit", QStringLiteral("Mika"));
        press("nextButton");         // what is remembered
        return press("nextButton");  // and to look through it
      case Step::SecurityKey:        // answers by itself
      case Step::Reason:
      case Step::Rehearsed:
      case Step::Appealed:
      case Step::Cancelled:
      case Step::Expired:
      case Step::Ended:
        return;
    }
  }
  /// Walks to the step with a service that behaves.
  [[nodiscard]] bool reach(flow::Step wanted) {
    while (step() != wanted) {
      const flow::Step before = step();
      go();
      if (!isSoon([this, before] { return step() != before && !m_flow->isBusy(); })) return false;
    }
    // The challenge's picture is read behind the page.
    return isSoon([this] { return isQuiet(); });
  }
  void press(const char* name) const {
    auto* const button = find<QAbstractButton>(name);
    QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), name);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
  }
  void type(const char* name, const QString& text) const {
    auto* const field = find<QWidget>(name);
    QVERIFY2(field != nullptr && field->isVisible(), name);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
  }

  // --- what can be seen ----------------------------------------------------------------------------

  template <typename T>
  [[nodiscard]] T* find(const char* name) const {
    for (T* const widget : m_wizard->findChildren<T*>(QString::fromLatin1(name)))
      if (widget->isVisible()) return widget;
    return nullptr;
  }
  [[nodiscard]] QString textOf(const char* label) const {
    const auto* const found = find<QLabel>(label);
    return found != nullptr ? found->text() : QString();
  }
  /// The title of the panel that lies over the page; empty when there is none.
  [[nodiscard]] QString panel() const { return textOf("panelTitleLabel"); }
  /// Everything that can be read in the window now.
  [[nodiscard]] QString words() const {
    QStringList words;
    for (const QLabel* const label : m_wizard->findChildren<QLabel*>())
      if (label->isVisible()) words << label->text();
    return words.join(QLatin1Char('\n'));
  }
  [[nodiscard]] bool isQuiet() {
    bool quiet = false;
    m_gateway->whenIdle([&quiet] { quiet = true; });
    m_gateway->whenIdle([] {});  // a wish that points nowhere must not stay behind
    return quiet;
  }

  /// For the message of a test that failed.
  [[nodiscard]] QString state() {
    QStringList paths;
    for (const SeenRequest& each : m_service->server().requests())
      paths << QString::fromLatin1(each.method + ' ' + each.path);
    return QStringLiteral("step %1, busy %2, quiet %3\nrequests: %4\nwindow: %5")
        .arg(static_cast<int>(step()))
        .arg(m_flow->isBusy())
        .arg(isQuiet())
        .arg(paths.join(QStringLiteral(", ")), words());
  }

private:
  Authority m_authority;
  std::unique_ptr<ScriptedService> m_service;
  HeldTime m_time;
  FakeSecurityKeys m_keys;
  std::unique_ptr<client::HttpsGateway> m_gateway;
  std::unique_ptr<flow::RecoveryFlow> m_flow;
  std::unique_ptr<ui::wizard::RecoveryWizard> m_wizard;
};

}  // namespace latchkey::tests
