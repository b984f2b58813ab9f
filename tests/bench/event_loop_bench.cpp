// SPDX-License-Identifier: GPL-3.0-or-later
// How long the assistant's event loop is away while its service misbehaves, and whether Cancel works. The
// real window and the real HTTPS client against a bad server in a thread of its own. Prints a line of JSON
// for each case: the longest gap between two heartbeats, the longest of a bare thread beside it (the
// machine's own noise), and how long after the press of Cancel the window said so.
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "core/client/https_gateway.h"
#include "core/platform/clock.h"
#include "core/platform/random.h"
#include "core/protocol/codec.h"
#include "tests/support/hostile_server.h"
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using namespace latchkey;
using tests::HostileServer;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto beat = std::chrono::milliseconds(5);
constexpr int watchedMs = 3'000;

enum class Malice { SilentSocket, SilentAfterRequest, DrippedHead, DrippedBody, Dies, Leaves };
struct Case {
  const char* name;
  Malice malice;
  bool whilePictureIsFetched;  ///< false: at the very opening
};
constexpr Case cases[] = {
    {"silent socket at opening", Malice::SilentSocket, false},
    {"silent after the request at opening", Malice::SilentAfterRequest, false},
    {"dripped head at opening", Malice::DrippedHead, false},
    {"dripped body at opening", Malice::DrippedBody, false},
    {"dies within the answer at opening", Malice::Dies, false},
    {"gone at opening", Malice::Leaves, false},
    {"silent after the request for the picture", Malice::SilentAfterRequest, true},
    {"dripped picture", Malice::DrippedBody, true},
    {"dies within the picture", Malice::Dies, true},
};

double toMs(SteadyClock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Beats in the loop that it is watched from.
class Heartbeat {
public:
  Heartbeat() {
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, [this] { note(); });
  }
  void start() {
    m_longest = {};
    m_last = SteadyClock::now();
    m_timer.start(beat);
  }
  double stop() {
    note();
    m_timer.stop();
    return toMs(m_longest);
  }

private:
  void note() {
    const auto now = SteadyClock::now();
    m_longest = std::max(m_longest, now - m_last);
    m_last = now;
  }
  QTimer m_timer;
  SteadyClock::time_point m_last;
  SteadyClock::duration m_longest{};
};

/// The same without anything to do: what it measures is the machine.
class BareThread {
public:
  BareThread() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}
  double stop() {
    m_thread.request_stop();
    m_thread.join();
    return toMs(m_longest);
  }

private:
  void run(const std::stop_token& stop) {
    auto last = SteadyClock::now();
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(beat);
      const auto now = SteadyClock::now();
      m_longest = std::max(m_longest, now - last);
      last = now;
    }
  }
  SteadyClock::duration m_longest{};
  std::jthread m_thread;
};

/// Good until told otherwise. Lives in a thread of its own, so that its work is not the assistant's.
class BadService {
public:
  BadService() {
    m_anchor.moveToThread(&m_thread);
    m_thread.start();
    run([this] {
      m_server = std::make_unique<HostileServer>(m_authority.issue());
      m_server->onRequest([this](QSslSocket& socket, const tests::SeenRequest& request) {
        const bool spared = request.path == "/.well-known/account-recovery" ||
                            (m_case && m_case->whilePictureIsFetched && !request.path.endsWith("/picture"));
        if (m_case && !spared) return misbehave(socket);
        socket.write(answerTo(request));
      });
      m_url = m_server->url();
    });
  }
  ~BadService() {
    run([this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
  }
  [[nodiscard]] QUrl url() const { return m_url; }
  [[nodiscard]] QByteArray authority() const { return m_authority.pem(); }
  [[nodiscard]] bool hasBeenAsked() {
    qsizetype requests = 0;
    run([&] { requests = m_server->requests().size(); });
    return requests > 0;
  }
  void turnBad(const Case& how) {
    run([this, &how] {
      m_case = &how;
      if (how.whilePictureIsFetched) return;
      for (QSslSocket* socket : m_server->findChildren<QSslSocket*>()) socket->abort();
      if (how.malice == Malice::SilentSocket) m_server->onConnection([](QSslSocket&) {});
      if (how.malice == Malice::Leaves) m_server->close();
    });
  }

private:
  void run(const std::function<void()>& what) {
    QMetaObject::invokeMethod(&m_anchor, what, Qt::BlockingQueuedConnection);
  }
  static QByteArray answerTo(const tests::SeenRequest& request) {
    if (request.path == "/.well-known/account-recovery") {
      return HostileServer::json(200, protocol::encodeDiscovery(tests::WizardFixture::discovery()));
    }
    if (request.path.endsWith("/picture")) {
      return HostileServer::response(200, "image/png", tests::WizardFixture::picture());
    }
    protocol::RecoveryView view = tests::WizardFixture::view(protocol::Stage::Challenge);
    view.challenge->id = QString(22, u'c');
    const protocol::RecoveryAnswer answer{view, platform::Secret(std::string(66, 't'))};
    const platform::Secret body = protocol::encodeAnswer(answer);
    return HostileServer::json(request.path == "/v1/recoveries" ? 201 : 200,
                               QByteArray(body.view().data(), static_cast<qsizetype>(body.size())),
                               "DPoP-Nonce: n1\r\n");
  }
  void misbehave(QSslSocket& socket) const {
    const QByteArray head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n";
    switch (m_case->malice) {
      case Malice::SilentSocket:
      case Malice::SilentAfterRequest:
      case Malice::Leaves:
        return;
      case Malice::DrippedHead:
        return HostileServer::drip(socket, head, 2);
      case Malice::DrippedBody:
        socket.write(head);
        return HostileServer::drip(socket, QByteArray("{\"recovery\":{\"stage\":"), 2);
      case Malice::Dies:
        socket.write(head + "{\"recovery\":");
        return HostileServer::cut(socket);
    }
  }

  tests::Authority m_authority;
  QThread m_thread;
  QObject m_anchor;
  std::unique_ptr<HostileServer> m_server;
  QUrl m_url;
  const Case* m_case = nullptr;
};

class Assistant {
public:
  explicit Assistant(const BadService& service) : m_gateway(settings(service)) {
    ui::wizard::WizardSettings made;
    made.language = protocol::Language::English;
    made.account = QStringLiteral("msabc123@outlook.com");
    made.discover = [this](auto done) { m_gateway.discover(std::move(done)); };
    made.now = [] { return QDateTime::fromMSecsSinceEpoch(platform::systemNow()); };
    made.random = &platform::fillRandom;
    m_wizard = std::make_unique<ui::wizard::RecoveryWizard>(m_flow, made);
    m_wizard->show();
    m_wizard->activateWindow();
  }
  void press(const char* name) {
    for (auto* button : m_wizard->findChildren<QAbstractButton*>(QLatin1String(name))) {
      if (button->isVisible()) return button->click();
    }
    qFatal("no button %s", name);
  }
  [[nodiscard]] flow::Step step() const { return m_flow.step(); }
  /// True when the window says so within the time.
  bool cancels() {
    press("cancelButton");
    press("panelPrimaryButton");
    return QTest::qWaitFor([this] { return step() == flow::Step::Cancelled; }, 1'000);
  }

private:
  static client::GatewaySettings settings(const BadService& service) {
    client::GatewaySettings made;
    made.server = service.url();
    made.trust = *client::Trust::fromPem(service.authority());
    return made;
  }
  client::HttpsGateway m_gateway;
  flow::RecoveryFlow m_flow{m_gateway};
  std::unique_ptr<ui::wizard::RecoveryWizard> m_wizard;
};

QJsonObject watch(const Case& how) {
  BadService service;
  Assistant assistant(service);
  if (!QTest::qWaitFor([&] { return service.hasBeenAsked(); }, 20'000)) qFatal("no discovery");
  assistant.press("nextButton");
  service.turnBad(how);
  Heartbeat heart;
  BareThread bare;
  heart.start();
  assistant.press("nextButton");
  QTest::qWait(watchedMs);
  const auto pressed = SteadyClock::now();
  const bool cancels = assistant.cancels();
  const double cancelMs = toMs(SteadyClock::now() - pressed);
  return {{QStringLiteral("case"), QLatin1String(how.name)},
          {QStringLiteral("gap"), heart.stop()},
          {QStringLiteral("noise"), bare.stop()},
          {QStringLiteral("cancels"), cancels},
          {QStringLiteral("cancelMs"), cancelMs}};
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const ui::theme::ThemeKeeper theme(application);
  QApplication::setQuitOnLastWindowClosed(false);
  for (const Case& how : cases) {
    std::puts(QJsonDocument(watch(how)).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
  }
  return 0;
}
