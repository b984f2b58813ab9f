// SPDX-License-Identifier: GPL-3.0-or-later
// What "Secure your account" waits for before the program may end: real windows and gateways, and a service
// whose answers are in the test's hand.
#include "app/assistant/enrol_session.h"

#include <QApplication>
#include <QTest>

#include "core/protocol/codec.h"
#include "tests/support/hostile_server.h"
#include "tests/support/soon.h"
#include "ui/enrol/enrol_window.h"
#include "ui/enrol/list_page.h"
#include "ui/wizard/recovery_wizard.h"

using namespace latchkey;             // NOLINT
using namespace latchkey::assistant;  // NOLINT
using tests::HostileServer;
using tests::isSoon;
using ui::wizard::RecoveryWizard;

namespace {

/// A sign-in that nobody has begun, from which rehearsals are opened all the same. Each window asks for
/// something first, and is answered when the test says so.
class Securing {
public:
  Securing() {
    m_server.onRequest([this](QSslSocket& socket, const tests::SeenRequest&) { m_asking << &socket; });
    client::GatewaySettings gateway;
    gateway.server = m_server.url();
    gateway.trust = *client::Trust::fromPem(m_authority.pem());
    m_session = std::make_unique<EnrolSession>(gateway, EnrolSession::Settings{});
    m_session->open();
  }
  [[nodiscard]] EnrolSession& session() { return *m_session; }
  [[nodiscard]] bool isAsked(qsizetype times) {
    return isSoon([&] { return m_asking.size() == times; });
  }
  void answer(qsizetype question) {
    protocol::Discovery discovery;
    if (m_asking.at(question))
      m_asking.at(question)->write(HostileServer::json(200, encodeDiscovery(discovery)));
  }
  void openRehearsal() { Q_EMIT m_session->window()->findChild<ui::enrol::ListPage*>()->rehearsalAsked(); }
  /// By hand, as its window is closed.
  static QPointer<RecoveryWizard> closeRehearsal() {
    for (QWidget* window : QApplication::topLevelWidgets()) {
      auto* const wizard = qobject_cast<RecoveryWizard*>(window);
      if (wizard == nullptr || !wizard->isVisible()) continue;
      static_cast<QDialog*>(wizard)->done(QDialog::Rejected);
      return wizard;
    }
    qFatal("no rehearsal");
  }

private:
  tests::Authority m_authority;
  HostileServer m_server{m_authority.issue()};
  QList<QPointer<QSslSocket>> m_asking;
  std::unique_ptr<EnrolSession> m_session;
};

}  // namespace

class EnrolSessionTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void eachRehearsalThatWasClosedIsWaitedFor() {
    Securing securing;
    QVERIFY(securing.isAsked(1));
    securing.answer(0);
    QPointer<RecoveryWizard> later;
    for (const qsizetype asked : {2, 3}) {
      securing.openRehearsal();
      QVERIFY(securing.isAsked(asked));
      later = securing.closeRehearsal();
    }
    bool isIdle = false;
    securing.session().whenIdle([&isIdle] { isIdle = true; });
    QVERIFY(!isIdle);
    // The later one is through: the earlier one is not.
    securing.answer(2);
    QVERIFY(isSoon([&later] { return !later; }));
    QVERIFY(!isIdle);
    securing.answer(1);
    QVERIFY(isSoon([&isIdle] { return isIdle; }));
  }
};

QTEST_MAIN(EnrolSessionTest)
#include "enrol_session_test.moc"
