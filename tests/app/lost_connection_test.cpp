// SPDX-License-Identifier: GPL-3.0-or-later
// C11: the connection is cut before, amid and after each exchange of a recovery. The window says so, the
// service is asked what happened, and nothing happens twice.
#include <QAction>
#include <QTest>

#include "core/protocol/routes.h"
#include "tests/app/live_window.h"

using namespace latchkey;
using flow::Step;
using protocol::RequestKind;
using tests::HostileServer;
using tests::isSoon;
using tests::LiveWindow;
using tests::ScriptedService;
using tests::SeenRequest;

namespace {

using Moment = ScriptedService::Moment;

enum class Cut {
  BeforeTheAct,     ///< the request was read, the service did nothing
  BeforeTheAnswer,  ///< it acted, and not a byte came back
  AmidTheHead,
  AfterTheHead,
  AmidTheBody,
  BeforeTheLastByte,
  AfterTheAnswer  ///< whole, but the connection is gone at once
};

struct Exchange {
  const char* name;
  RequestKind request;
  bool (*prepare)(LiveWindow&);
  void (*act)(LiveWindow&);
  bool (*hasPassed)(LiveWindow&);
  Step end = Step::Done;
  /// The person is past it whether the service ever heard of it or not.
  bool mayBeLost = false;
};

template <Step at>
bool comes(LiveWindow& window) {
  return window.reach(at);
}
template <Step at>
bool hasLeft(LiveWindow& window) {
  return window.step() != at;
}
void goes(LiveWindow& window) {
  window.go();
}
template <Step at>
constexpr Exchange stepOf(const char* name, RequestKind request) {
  return {name, request, &comes<at>, &goes, &hasLeft<at>};
}
bool isThrough(LiveWindow& window) {
  return !window.flow().isBusy() && window.panel().isEmpty() && window.isQuiet();
}
bool isDone(LiveWindow& window, const char* act) {
  return window.service().acts().contains(QLatin1String(act)) && isThrough(window);
}
bool beginsAppeal(LiveWindow& window) {
  window.service().takeAppeals();
  if (!window.reach(Step::Method)) return false;
  window.press("methodNoneButton");
  window.press("panelPrimaryButton");
  return window.step() == Step::AppealContact;
}

const QList<Exchange>& exchanges() {
  static const QList<Exchange> all{
      stepOf<Step::Account>("opening", RequestKind::OpenRecovery),
      {"new challenge", RequestKind::NewChallenge, &comes<Step::Challenge>,
       [](LiveWindow& window) { window.press("newChallengeButton"); },
       [](LiveWindow& window) { return isDone(window, "challenge"); }},
      stepOf<Step::Challenge>("challenge", RequestKind::AnswerChallenge),
      stepOf<Step::Method>("method", RequestKind::ChooseMethod),
      stepOf<Step::Confirm>("confirm", RequestKind::ConfirmContact),
      {"resend", RequestKind::ResendCode, &comes<Step::Code>,
       [](LiveWindow& window) { window.press("resendButton"); },
       [](LiveWindow& window) { return isDone(window, "resend"); }},
      stepOf<Step::Code>("code", RequestKind::SubmitCode),
      {"answers", RequestKind::SubmitAnswers,
       [](LiveWindow& window) {
         window.service().askQuestions();
         return window.reach(Step::Questions);
       },
       &goes, &hasLeft<Step::Questions>},
      {"security key", RequestKind::SubmitAssertion,
       [](LiveWindow& window) {
         window.service().askKey();
         return window.reach(Step::SecurityKey) && window.keys().isAsked();
       },
       [](LiveWindow& window) {
         window.keys().end(
             flow::KeyAnswer{QByteArray("credential"), QByteArray(37, 'd'), QByteArray(70, 's')});
       },
       &hasLeft<Step::SecurityKey>},
      stepOf<Step::Password>("password", RequestKind::SetPassword),
      {"unlock", RequestKind::UnlockAccount,
       [](LiveWindow& window) {
         window.service().lockAccount();
         return window.reach(Step::Password);
       },
       [](LiveWindow& window) { window.press("unlockButton"); }, &hasLeft<Step::Password>},
      {"cancel", RequestKind::CancelRecovery, &comes<Step::Code>,
       [](LiveWindow& window) {
         window.press("cancelButton");
         window.press("panelPrimaryButton");
       },
       [](LiveWindow& window) { return window.step() == Step::Cancelled && window.isQuiet(); },
       Step::Cancelled, true},
      {"language", RequestKind::SetLanguage, &comes<Step::Method>,
       [](LiveWindow& window) {
         window.wizard().findChild<QAction*>(QStringLiteral("jaLanguageAction"))->trigger();
         std::ignore = isSoon([&] { return window.flow().isBusy(); });  // the menu tells it later
       },
       &isThrough, Step::Done, true},
      {"administrator", RequestKind::ContactAdministrator,
       [](LiveWindow& window) {
         window.service().offerAdministrator();
         return window.reach(Step::Method);
       },
       [](LiveWindow& window) {
         window.press("methodAdministratorButton");
         window.press("panelPrimaryButton");
       },
       [](LiveWindow& window) {
         const bool sent = window.flow().view().administrator == protocol::AdministratorContact::Sent;
         // What says so.
         if (sent && !window.panel().isEmpty()) QTest::keyClick(&window.wizard(), Qt::Key_Escape);
         return sent && isThrough(window);
       }},
      {"sign-in", RequestKind::TrySignIn,
       [](LiveWindow& window) {
         window.service().offerTrial();
         return window.reach(Step::Done);
       },
       &goes, [](LiveWindow& window) { return window.find<QWidget>("tryResultBanner") != nullptr; }},
      {"resuming", RequestKind::ResumeRecovery,
       [](LiveWindow& window) { return window.reach(Step::Method) && window.comeBack(); },
       [](LiveWindow& window) { window.wizard().resume(protocol::Reason::ForgotPassword); },
       &hasLeft<Step::Reason>},
      {"appeal's address", RequestKind::GiveAppealContact, &beginsAppeal, &goes,
       &hasLeft<Step::AppealContact>, Step::Appealed},
      {"appeal's code", RequestKind::SubmitCode,
       [](LiveWindow& window) { return beginsAppeal(window) && window.reach(Step::AppealCode); }, &goes,
       &hasLeft<Step::AppealCode>, Step::Appealed},
      {"appeal's form", RequestKind::FileAppeal,
       [](LiveWindow& window) { return beginsAppeal(window) && window.reach(Step::AppealForm); }, &goes,
       &hasLeft<Step::AppealForm>, Step::Appealed},
      {"approval", RequestKind::OpenByApproval,
       [](LiveWindow& window) {
         window.press("approvalButton");
         return window.step() == Step::Approval;
       },
       &goes, &hasLeft<Step::Approval>},
  };
  return all;
}

QByteArray pathOf(const Exchange& exchange) {
  const std::string_view path = protocol::routeOf(exchange.request)->path;
  return {path.data(), static_cast<qsizetype>(path.size())};
}

bool isAt(Cut cut, Moment moment) {
  return (cut == Cut::BeforeTheAct) == (moment == Moment::Read);
}

void doCut(Cut cut, QSslSocket& socket, const QByteArray& answer) {
  const qsizetype head = answer.indexOf("\r\n\r\n") + 4;
  switch (cut) {
    case Cut::BeforeTheAct:
    case Cut::BeforeTheAnswer:
      break;
    case Cut::AmidTheHead:
      socket.write(answer.left(head / 2));
      break;
    case Cut::AfterTheHead:
      socket.write(answer.left(head));
      break;
    case Cut::AmidTheBody:
      socket.write(answer.left((head + answer.size()) / 2));
      break;
    case Cut::BeforeTheLastByte:
      socket.write(answer.chopped(1));
      break;
    case Cut::AfterTheAnswer:
      socket.write(answer);
      break;
  }
  HostileServer::cut(socket);
}

}  // namespace

class LostConnectionTest : public QObject {
  Q_OBJECT
private:
  /// Presses "Try again" as long as the panel is there, until it is through.
  static bool persist(LiveWindow& window, const Exchange& under) {
    bool passed = false;
    const auto seen = [&] { return passed = passed || under.hasPassed(window); };
    for (int i = 0; i < 5 && !seen(); ++i) {
      if (!isSoon([&] { return seen() || !window.panel().isEmpty(); })) return false;
      if (!passed) window.press("panelPrimaryButton");
    }
    return isSoon(seen);
  }

  /// What the same does over a connection that holds.
  static const QStringList& untouched(const Exchange& under) {
    static QHash<const Exchange*, QStringList> known;
    if (!known.contains(&under)) {
      LiveWindow window;
      const bool began = under.prepare(window);
      under.act(window);
      const bool ended = began && persist(window, under) && window.reach(under.end);
      if (!ended) qWarning("%s", qPrintable(window.state()));
      known.insert(&under, ended ? window.service().acts() : QStringList());
    }
    return known[&under];
  }

private Q_SLOTS:
  void nothingHappensTwice_data() {
    QTest::addColumn<int>("exchange");
    QTest::addColumn<int>("cut");
    QTest::addColumn<int>("times");
    const QList<std::pair<const char*, Cut>> cuts{
        {"before the act", Cut::BeforeTheAct},    {"before the answer", Cut::BeforeTheAnswer},
        {"amid the head", Cut::AmidTheHead},      {"after the head", Cut::AfterTheHead},
        {"amid the body", Cut::AmidTheBody},      {"before the last byte", Cut::BeforeTheLastByte},
        {"after the answer", Cut::AfterTheAnswer}};
    for (qsizetype i = 0; i < exchanges().size(); ++i) {
      for (const auto& [name, cut] : cuts) {
        // Amid an answer one exchange is like another: each has half of these.
        if (cut > Cut::BeforeTheAnswer && (static_cast<int>(cut) + i) % 2 != 0) continue;
        // Once is cleared up unseen; the gateway itself tries three times.
        for (const int times : {1, 4}) {
          if (times > 1 && cut != Cut::BeforeTheAct && cut != Cut::BeforeTheAnswer) continue;
          QTest::addRow("C11 %s, cut %s, %d times", exchanges().at(i).name, name, times)
              << static_cast<int>(i) << static_cast<int>(cut) << times;
        }
      }
    }
  }
  void nothingHappensTwice() {
    QFETCH(int, exchange);
    QFETCH(int, cut);
    QFETCH(int, times);
    const Exchange& under = exchanges().at(exchange);
    QStringList expected = untouched(under);
    QVERIFY(!expected.isEmpty());
    LiveWindow window;
    QVERIFY2(under.prepare(window), qPrintable(window.state()));
    const QByteArray path = pathOf(under);
    const QByteArray act = path.sliced(path.lastIndexOf('/') + 1);
    int left = times;
    window.service().mischief(
        [&](Moment moment, QSslSocket& socket, const SeenRequest& request, const QByteArray& answer) {
          if (request.path != path || !isAt(static_cast<Cut>(cut), moment) || left == 0) return false;
          --left;
          doCut(static_cast<Cut>(cut), socket, answer);
          return true;
        });
    under.act(window);
    const bool persisted = persist(window, under);
    QVERIFY2(persisted, qPrintable(window.state()));
    QVERIFY2(left < times, "nothing was cut");
    // To the end, with the wind at the back: what came before must not have left anything behind.
    QVERIFY2(window.reach(under.end), qPrintable(window.state()));
    QStringList acts = window.service().acts();
    if (under.mayBeLost && !acts.contains(QLatin1String(act))) expected.removeAll(QLatin1String(act));
    QCOMPARE(acts, expected);
    window.service().mischief({});
  }

  /// A new route needs a row.
  void everyWriteOfARecoveryIsCut() {
    // "This was not me" has a dialog and connections of its own: core/client/objector_test.
    QSet<RequestKind> rows{RequestKind::None, RequestKind::Report, RequestKind::Object};
    for (const Exchange& exchange : exchanges()) rows.insert(exchange.request);
    for (const protocol::Route& route : protocol::routes())
      QVERIFY2(rows.contains(route.request), std::string(route.path).c_str());
  }
};

QTEST_MAIN(LostConnectionTest)
#include "lost_connection_test.moc"
