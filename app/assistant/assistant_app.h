// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <memory>

#include "app/assistant/beside_session.h"
#include "app/assistant/configuration.h"
#include "app/assistant/demo_service.h"
#include "app/assistant/last_words.h"
#include "app/assistant/options.h"

class QApplication;

namespace latchkey {
namespace client {
class HttpsGateway;
struct GatewaySettings;
class Objector;
}  // namespace client
namespace fido {
class LibfidoKeys;
}
namespace keystore {
class KeyStore;
}
namespace flow {
class RecoveryFlow;
}
namespace ui::text {
class Catalogue;
}
namespace ui::theme {
class ThemeKeeper;
}
namespace ui::widgets {
class CardPrinter;
}
namespace ui::wizard {
class RecoveryWizard;
}
namespace ui::demo {
class PhoneWindow;
}
}  // namespace latchkey

namespace latchkey::assistant {

class EnrolSession;
class LinkEvents;
class NoticeWindow;
class OutboxWatcher;
class PlaceKeeper;
class ReminderKeeper;

/// Builds the assistant, in the order of dependency: look, then the service that it talks to, then the
/// wizard. Passed to nobody.
class AssistantApp : public QObject {
  Q_OBJECT
public:
  AssistantApp(QApplication& application, Options options);
  ~AssistantApp() override;

  void start();

private:
  void beginWith(const Configuration& configuration);
  /// "Secure your account" in place of a recovery.
  void beginEnrolment();
  /// The same beside a recovery that is done.
  void openEnrolment(const QString& account);
  /// For who has lost all that is registered, or has to change their password first; beside the window that
  /// says so.
  void openBeside(BesideSession::Purpose purpose, const QString& account, protocol::Language language);
  /// Somebody is still at one of the windows.
  [[nodiscard]] bool hasWindow() const;
  void beginDemo();
  void demoIsReady(const DemoService::Ready& ready);
  void demoHasFailed(DemoService::Fault fault);
  void showConfigurationError(const ConfigurationError& error);
  void showNotice(const QString& title, const QStringList& lines, bool waiting = false);
  /// One that the system hands over while the program runs.
  void takeLink(std::optional<LinkedCode> link);
  void openLink(LinkedCode link);
  void openPhone(const QString& outbox);
  void keepPlaces(const QUrl& server);
  void end();
  /// Lets out what had to wait for the first page to be seen.
  bool eventFilter(QObject* watched, QEvent* event) override;

  QApplication& m_application;
  Options m_options;
  protocol::Language m_language;
  // In this order they are made, in the other they end.
  std::unique_ptr<ui::theme::ThemeKeeper> m_theme;
  std::unique_ptr<LinkEvents> m_links;
  std::unique_ptr<DemoService> m_demo;
  std::unique_ptr<ui::text::Catalogue> m_catalogue;  ///< until the wizard brings its own
  std::unique_ptr<NoticeWindow> m_notice;
  std::unique_ptr<ui::demo::PhoneWindow> m_phone;
  std::unique_ptr<OutboxWatcher> m_outbox;
  std::unique_ptr<client::GatewaySettings> m_gatewaySettings;
  std::unique_ptr<client::HttpsGateway> m_gateway;  ///< null where nobody recovers anything
  std::unique_ptr<client::Objector> m_objector;
  std::unique_ptr<flow::RecoveryFlow> m_flow;
  std::unique_ptr<fido::LibfidoKeys> m_keys;
  std::unique_ptr<ui::widgets::CardPrinter> m_printer;  ///< null until there is something to print
  std::unique_ptr<keystore::KeyStore> m_keyStore;
  std::unique_ptr<PlaceKeeper> m_keeper;        ///< null where places are not kept
  std::unique_ptr<ReminderKeeper> m_reminders;  ///< null where nothing is kept
  std::unique_ptr<ui::wizard::RecoveryWizard> m_wizard;
  std::unique_ptr<EnrolSession> m_enrolment;                                  ///< null while nobody is at it
  std::map<BesideSession::Purpose, std::unique_ptr<BesideSession>> m_beside;  ///< those with a window
  LastWords m_lastWords;
  bool m_isSeen = false;             ///< the first page has been painted
  std::function<void()> m_whenSeen;  ///< null: nothing waits
};

}  // namespace latchkey::assistant
