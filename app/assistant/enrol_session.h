// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "app/assistant/beside_session.h"
#include "app/assistant/last_words.h"
#include "core/client/https_enrolment.h"
#include "core/flow/security_keys.h"

namespace latchkey::flow {
class EnrolmentFlow;
}
namespace latchkey::ui::enrol {
class EnrolWindow;
}

namespace latchkey::assistant {

class ReminderKeeper;

/// "Secure your account": its gateway, its flow and its window, made when it is asked for and ended with the
/// window.
class EnrolSession : public QObject {
  Q_OBJECT
public:
  struct Settings {
    QString account;
    protocol::Language language = protocol::Language::English;
    flow::SecurityKeys* keys = nullptr;
    ReminderKeeper* reminders = nullptr;  ///< null: nothing is kept on this PC
    /// Opens what goes on where this window is closed. Outlives this session.
    std::function<void(BesideSession::Purpose purpose, const QString& account, protocol::Language language)>
        openBeside;
  };

  EnrolSession(const client::GatewaySettings& gateway, Settings settings, QObject* parent = nullptr);
  ~EnrolSession() override;

  void open();
  /// For scripts that run at every sign-in to the PC: opens the window where something has to be registered.
  /// @param otherwise met: nothing has; else the service could not be asked
  void openIfNeeded(const std::function<void(bool met)>& otherwise);
  [[nodiscard]] ui::enrol::EnrolWindow* window() const { return m_window.get(); }
  /// Calls back when the last word has arrived: at once, or once.
  void whenIdle(std::function<void()> callback);

Q_SIGNALS:
  void closed();

private:
  void keepReminder();
  void rehearse(const QString& account, protocol::Language language);

  Settings m_settings;
  client::GatewaySettings m_gatewaySettings;
  QString m_origin;
  client::HttpsEnrolment m_gateway;
  std::unique_ptr<flow::EnrolmentFlow> m_flow;
  std::unique_ptr<ui::enrol::EnrolWindow> m_window;  ///< null until it is opened
  std::unique_ptr<BesideSession> m_rehearsal;        ///< null while nobody rehearses
  LastWords m_lastWords;                             ///< of the rehearsals before
};

}  // namespace latchkey::assistant
