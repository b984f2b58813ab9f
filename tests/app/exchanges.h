// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>

#include "core/protocol/routes.h"
#include "tests/app/live_window.h"

/// Every write of a recovery, as a person brings it about in the window.
namespace latchkey::tests {

using flow::Step;
using protocol::RequestKind;

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
inline void goes(LiveWindow& window) {
  window.go();
}
template <Step at>
constexpr Exchange stepOf(const char* name, RequestKind request) {
  return {name, request, &comes<at>, &goes, &hasLeft<at>};
}
inline bool isThrough(LiveWindow& window) {
  return !window.flow().isBusy() && window.panel().isEmpty() && window.isQuiet();
}
inline bool isDone(LiveWindow& window, const char* act) {
  return window.service().acts().contains(QLatin1String(act)) && isThrough(window);
}
inline bool beginsAppeal(LiveWindow& window) {
  window.service().takeAppeals();
  if (!window.reach(Step::Method)) return false;
  window.press("methodNoneButton");
  window.press("panelPrimaryButton");
  return window.step() == Step::AppealContact;
}

inline const QList<Exchange>& exchanges() {
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

/// Presses "Try again" as long as the panel is there, until it is through.
inline bool persist(LiveWindow& window, const Exchange& under) {
  bool passed = false;
  const auto seen = [&] { return passed = passed || under.hasPassed(window); };
  for (int i = 0; i < 5 && !seen(); ++i) {
    if (!isSoon([&] { return seen() || !window.panel().isEmpty(); })) return false;
    if (!passed) window.press("panelPrimaryButton");
  }
  return isSoon(seen);
}

inline QByteArray pathOf(const Exchange& exchange) {
  const std::string_view path = protocol::routeOf(exchange.request)->path;
  return {path.data(), static_cast<qsizetype>(path.size())};
}

}  // namespace latchkey::tests
