// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/assistant_app.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QScreen>
#include <QTextStream>
#include <QTimer>
#include <QWindow>
#include <algorithm>
#include <utility>

#include "app/assistant/card_file.h"
#include "app/assistant/enrol_session.h"
#include "app/assistant/link_events.h"
#include "app/assistant/notice_window.h"
#include "app/assistant/outbox_watcher.h"
#include "app/assistant/place_keeper.h"
#include "app/assistant/place_mark.h"
#include "app/assistant/reminder.h"
#include "core/client/https_gateway.h"
#include "core/client/objector.h"
#include "core/fido/libfido_keys.h"
#include "core/flow/recovery_flow.h"
#include "core/keystore/system_key_store.h"
#include "core/platform/clock.h"
#include "core/platform/random.h"
#include "core/rules/client_data.h"
#include "ui/demo/phone_window.h"
#include "ui/enrol/enrol_window.h"
#include "ui/text/catalogue.h"
#include "ui/text/start_text.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card_printer.h"
#include "ui/wizard/recovery_wizard.h"
#include "ui/wizard/step_page.h"

namespace latchkey::assistant {

namespace {
namespace text = ui::text;

// How long the program stays after its window is gone, so that the service hears of a cancellation. ms
constexpr int lastWord = 2'000;

/// The account that SPEC section 10 promises to everybody who tries the demo.
ui::demo::SampleAccount sampleAccount() {
  return {QStringLiteral("msabc123@outlook.com"),
          QStringLiteral("msabc123.backup"),
          {QStringLiteral("5432"), QStringLiteral("5978")}};
}

QStringList linesFor(const ConfigurationError& error) {
  QString reason;
  switch (error.fault) {
    case ConfigurationFault::Missing:
      break;  // a page of its own
    case ConfigurationFault::NotHttps:
      reason = text::serverNotHttps();
      break;
    case ConfigurationFault::NotAnAddress:
      reason = text::serverNotAnAddress();
      break;
    case ConfigurationFault::CaUnreadable:
      reason = text::caUnreadable(QDir::toNativeSeparators(error.ca));
      break;
    case ConfigurationFault::CaWithoutCertificate:
      reason = text::caWithoutCertificate(QDir::toNativeSeparators(error.ca));
      break;
  }
  // On the command line it stands behind the program's name, here it begins a line.
  if (!reason.isEmpty()) reason[0] = reason.at(0).toUpper();
  return {reason, text::badConfigurationFile(QDir::toNativeSeparators(error.file))};
}
}  // namespace

AssistantApp::AssistantApp(QApplication& application, Options options)
    : m_application(application),
      m_options(std::move(options)),
      m_language(m_options.language.value_or(
          text::languageOf(QLocale::system().name()).value_or(protocol::Language::English))),
      m_theme(std::make_unique<ui::theme::ThemeKeeper>(application)),
      m_links(std::make_unique<LinkEvents>(application, [this](auto link) { takeLink(std::move(link)); })) {
  m_application.setQuitOnLastWindowClosed(false);  // end() decides: the last word takes a moment
}

AssistantApp::~AssistantApp() = default;

void AssistantApp::start() {
  if (m_options.demo) return beginDemo();
  if (m_options.server)
    return beginWith({*m_options.server, m_options.trust.value_or(client::Trust::system())});
  auto configuration = readConfiguration(configurationPlaces());
  if (!configuration) return showConfigurationError(configuration.error());
  if (m_options.trust) configuration->trust = *m_options.trust;
  beginWith(*configuration);
}

void AssistantApp::beginWith(const Configuration& configuration) {
  m_notice.reset();
  m_catalogue.reset();
  client::GatewaySettings gateway;
  gateway.server = configuration.server;
  gateway.trust = configuration.trust;
  m_gatewaySettings = std::make_unique<client::GatewaySettings>(gateway);
  m_keys = std::make_unique<fido::LibfidoKeys>();
  if (!m_options.demo) m_keyStore = std::make_unique<keystore::SystemKeyStore>();
  // For those alone who are asked at every sign-in: a key store that is locked asks for a password of its
  // own.
  if (m_keyStore && m_options.ifNeeded)
    m_reminders = std::make_unique<ReminderKeeper>(*m_keyStore, configuration.server);
  if (m_options.enrol) return beginEnrolment();
  m_objector = std::make_unique<client::Objector>(gateway);
  m_gateway = std::make_unique<client::HttpsGateway>(std::move(gateway));
  m_flow = std::make_unique<flow::RecoveryFlow>(*m_gateway);

  ui::wizard::WizardSettings settings;
  settings.account = m_options.account;
  settings.rehearsal = m_options.rehearse;
  settings.language = m_language;
  // Asking loads the TLS library: the person sees the first page before.
  settings.discover = [this](auto done) {
    if (m_isSeen) return m_gateway->discover(std::move(done));
    m_whenSeen = [this, done = std::move(done)] { m_gateway->discover(done); };
  };
  settings.object = [this](const platform::Secret& code, auto done) {
    m_objector->object(code, std::move(done));
  };
  settings.now = [] { return QDateTime::fromMSecsSinceEpoch(platform::systemNow()); };
  settings.origin = rules::originOf(configuration.server);
  settings.keys = m_keys.get();
  settings.random = &platform::fillRandom;
  settings.saveCard = &saveCard;
  settings.openCard = &openCard;
  settings.lookForPrinter = [this](auto found) {
    if (!m_printer) m_printer = ui::widgets::loadCardPrinter(ui::widgets::printModulePath());
    if (m_printer) m_printer->look(std::move(found));
  };
  settings.secureAccount = [this](const QString& account) { openEnrolment(account); };
  settings.printCard = [this](QWidget& window, const ui::widgets::PrintedCard& card, auto printed) {
    m_printer->print(window, card, std::move(printed));
  };
  // The demo's service ends with this window: there is nothing to come back to. Nor does anybody need a
  // rehearsal back, and what is kept of a recovery stays.
  const bool keeps = !m_options.demo && !m_options.rehearse;
  if (keeps) settings.keepPlace = [this](bool wanted) { m_keeper->setWanted(wanted); };
  m_wizard = std::make_unique<ui::wizard::RecoveryWizard>(*m_flow, settings);
  connect(m_wizard.get(), &QDialog::finished, this, &AssistantApp::end);
  if (keeps) keepPlaces(configuration.server);
  (void)m_wizard->winId();  // so that there is a window to watch
  m_wizard->windowHandle()->installEventFilter(this);
  m_wizard->show();
  openLink(std::exchange(m_options.link, {}));
}

void AssistantApp::beginEnrolment() {
  openEnrolment(m_options.account);
}

void AssistantApp::openEnrolment(const QString& account) {
  if (m_enrolment) {
    m_enrolment->window()->raise();
    return m_enrolment->window()->activateWindow();
  }
  const protocol::Language language = m_wizard ? m_wizard->language() : m_language;
  m_enrolment = std::make_unique<EnrolSession>(
      *m_gatewaySettings, EnrolSession::Settings{account, language, m_keys.get(), m_reminders.get(),
                                                 std::bind_front(&AssistantApp::openBeside, this)});
  connect(m_enrolment.get(), &EnrolSession::closed, this, [this] {
    // Whoever wants it once more has a window of its own at once.
    m_lastWords.keep(std::move(m_enrolment));
    end();
  });
  if (!m_options.ifNeeded) return m_enrolment->open();
  m_enrolment->openIfNeeded([](bool met) {
    if (!met) QTextStream(stderr) << "latchkey: " << text::needNotKnown() << Qt::endl;
    QCoreApplication::exit(met ? 0 : 1);
  });
}

void AssistantApp::openBeside(BesideSession::Purpose purpose, const QString& account,
                              protocol::Language language) {
  std::unique_ptr<BesideSession>& session = m_beside[purpose];
  if (session) return session->raise();
  session = std::make_unique<BesideSession>(*m_gatewaySettings, purpose, account, language, m_keys.get());
  connect(session.get(), &BesideSession::closed, this, [this, purpose] {
    m_lastWords.keep(std::move(m_beside.extract(purpose).mapped()));
    end();
  });
}

bool AssistantApp::hasWindow() const {
  const bool isSecuring = m_enrolment && m_enrolment->window() && m_enrolment->window()->isVisible();
  return isSecuring || !m_beside.empty() || (m_wizard && m_wizard->isVisible());
}

void AssistantApp::takeLink(std::optional<LinkedCode> link) {
  using Kind = ui::widgets::Banner::Kind;
  if (m_options.enrol) return;  // it opens a recovery
  if (!m_wizard) {              // what is asked for first is opened with the first page
    if (link) m_options.link = std::move(*link);
    return;
  }
  ui::wizard::StepPage& page = *m_wizard->currentStep();
  if (!link) return page.showNotice(Kind::Warning, &text::linkNotUsable);
  // What is open stays: a link may come from anybody, at any moment.
  if (m_flow->step() != flow::Step::Reason || m_options.rehearse)
    return page.showNotice(Kind::Warning, &text::linkTooEarly);
  openLink(std::move(*link));
}

void AssistantApp::openLink(LinkedCode link) {
  if (!link.approval.isEmpty()) m_wizard->openApproval(std::move(link.approval));
  if (!link.objection.isEmpty()) m_wizard->openObjection(std::move(link.objection));
}

void AssistantApp::keepPlaces(const QUrl& server) {
  m_keeper = std::make_unique<PlaceKeeper>(
      *m_keyStore, *m_flow,
      PlaceKeeper::Places{[this](protocol::Reason reason) { return m_gateway->place(reason); },
                          [this](const platform::Secret& kept) { return m_gateway->adopt(kept); }},
      server, PlaceMark(PlaceMark::usualPath(server)));
  connect(m_keeper.get(), &PlaceKeeper::found, m_wizard.get(), &ui::wizard::RecoveryWizard::resume);
  connect(m_keeper.get(), &PlaceKeeper::noted, m_wizard.get(), &ui::wizard::RecoveryWizard::notePlace);
  m_keeper->look();
}

void AssistantApp::beginDemo() {
  m_catalogue = std::make_unique<text::Catalogue>(m_language);
  showNotice(text::demoStartingTitle(), {text::demoStartingBody()}, true);
  m_demo = std::make_unique<DemoService>(DemoService::programPath());
  connect(m_demo.get(), &DemoService::ready, this, &AssistantApp::demoIsReady);
  connect(m_demo.get(), &DemoService::failed, this, &AssistantApp::demoHasFailed);
  m_demo->start();
}

void AssistantApp::demoIsReady(const DemoService::Ready& ready) {
  auto trust = client::Trust::fromFile(ready.ca);
  if (!trust) return demoHasFailed(DemoService::Fault::NeverReady);
  beginWith({ready.server, std::move(*trust)});
  openPhone(ready.outbox);
}

void AssistantApp::openPhone(const QString& outbox) {
  m_phone = std::make_unique<ui::demo::PhoneWindow>(sampleAccount());
  m_outbox = std::make_unique<OutboxWatcher>(outbox);
  connect(m_outbox.get(), &OutboxWatcher::arrived, m_phone.get(), &ui::demo::PhoneWindow::receive);
  m_outbox->start();
  // Side by side in the middle of the screen where it has room; the window manager has the last word.
  if (!m_wizard) return m_phone->show();
  const QRect free = m_wizard->screen()->availableGeometry();
  const QSize wizard = m_wizard->frameGeometry().size();
  const int spare = free.width() - wizard.width() - m_phone->width();
  if (spare >= 0) {
    const int top = free.top() + std::max(0, (free.height() - wizard.height()) / 2);
    m_phone->resize(m_phone->width(), m_wizard->height());
    m_wizard->move(free.left() + spare / 2, top);
    m_phone->move(free.left() + spare / 2 + wizard.width(), top);
  }
  m_phone->setAttribute(Qt::WA_ShowWithoutActivating);
  m_phone->show();
}

void AssistantApp::demoHasFailed(DemoService::Fault fault) {
  QString reason;
  switch (fault) {
    case DemoService::Fault::ProgramMissing:
      reason = text::demoProgramMissing(QDir::toNativeSeparators(DemoService::programPath()));
      break;
    case DemoService::Fault::EndedEarly:
      reason = text::demoEndedEarly();
      break;
    case DemoService::Fault::NeverReady:
      reason = text::demoNeverReady();
      break;
  }
  // With a window open its own pages say that the service is gone.
  if (!m_wizard && !hasWindow()) showNotice(text::demoFailedTitle(), {reason});
}

void AssistantApp::showConfigurationError(const ConfigurationError& error) {
  m_catalogue = std::make_unique<text::Catalogue>(m_language);
  if (error.fault != ConfigurationFault::Missing)
    return showNotice(text::badConfigurationTitle(), linesFor(error));
  QStringList places;
  for (const QString& place : configurationPlaces()) places.append(QDir::toNativeSeparators(place));
  showNotice(text::noServerTitle(),
             {text::noServerBody(), text::noServerPlaces(places.join(QLatin1Char('\n')))});
}

void AssistantApp::showNotice(const QString& title, const QStringList& lines, bool waiting) {
  m_notice = std::make_unique<NoticeWindow>(title, lines, waiting);
  connect(m_notice.get(), &NoticeWindow::closed, &m_application, &QCoreApplication::quit);
  m_notice->show();
}

bool AssistantApp::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Expose && !std::exchange(m_isSeen, true)) {
    watched->removeEventFilter(this);
    // The page is painted while this event is handled, so what comes after it comes after the page.
    if (m_whenSeen) QTimer::singleShot(0, this, std::exchange(m_whenSeen, {}));
  }
  return QObject::eventFilter(watched, event);
}

void AssistantApp::end() {
  // Whoever closes one window keeps the other one that they are at.
  if (hasWindow()) return;
  if (m_phone) m_phone->hide();
  QTimer::singleShot(lastWord, &m_application, &QCoreApplication::quit);
  const auto quit = [this] {
    QMetaObject::invokeMethod(&m_application, &QCoreApplication::quit, Qt::QueuedConnection);
  };
  const auto afterReminder = [this, quit] {
    if (m_reminders)
      m_reminders->whenIdle(quit);
    else
      quit();
  };
  const auto afterOthers = [this, afterReminder] { m_lastWords.whenIdle(afterReminder); };
  if (!m_gateway) return afterOthers();
  // A code of "this was not me" that is on its way arrives, too.
  const auto afterRecovery = [this, afterOthers] { m_objector->whenIdle(afterOthers); };
  m_gateway->whenIdle([this, afterRecovery] {
    // What was kept of a recovery that is over goes with it.
    if (m_keeper)
      m_keeper->whenIdle(afterRecovery);
    else
      afterRecovery();
  });
}

}  // namespace latchkey::assistant
