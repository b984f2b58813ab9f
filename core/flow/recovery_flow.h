// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "core/flow/flow_table.h"
#include "core/flow/recovery_gateway.h"

namespace latchkey::flow {

/// One recovery as the assistant lives it: keeps the step, the last view and what is under way, sends
/// commands through the gateway and moves along drawn edges only. Holds no password and no code beyond
/// the command that is under way.
///
/// At most one command is under way; a second one is ignored, so that a double click is one request.
/// So is a command that the present step does not offer. Cancel alone overtakes. When the answer to a
/// write was lost, the next command asks the service first where it stands (settle.h).
/// Lives on the GUI thread. The gateway must outlive its last call.
class RecoveryFlow : public QObject {
  Q_OBJECT
public:
  explicit RecoveryFlow(RecoveryGateway& gateway, QObject* parent = nullptr);
  ~RecoveryFlow() override;

  [[nodiscard]] Step step() const { return m_step; }
  [[nodiscard]] const protocol::RecoveryView& view() const { return m_view; }  ///< kept at an end
  [[nodiscard]] bool isOpen() const { return m_open; }  ///< the service knows this recovery
  [[nodiscard]] bool isBusy() const { return m_busy; }
  [[nodiscard]] protocol::Reason reason() const { return m_reason; }
  [[nodiscard]] bool isRehearsal() const { return m_rehearsal; }
  [[nodiscard]] const QString& account() const { return m_account; }  ///< as typed
  /// The answer to the last write was never learnt.
  [[nodiscard]] bool outcomeUnknown() const { return m_lost != Lost::Nothing; }
  /// That write was a new password. Kept at Cancelled and Expired, where it is too late to ask.
  [[nodiscard]] bool passwordMayBeNew() const { return m_lost == Lost::Password; }
  /// At Expired: it was no matter of time, the service has ended this recovery for another reason.
  [[nodiscard]] bool wasSuperseded() const { return m_superseded; }

  // What the person does. Each answers later with moved() or refused().
  void chooseReason(protocol::Reason reason);  ///< local
  void chooseRehearsal();                      ///< local, from Reason: what is opened next changes nothing
  /// @param receipt of an earlier recovery to go on from, at another PC perhaps; empty: none
  void openRecovery(const QString& account, protocol::Language language, const QString& receipt = {});
  /// From Reason: back into a recovery whose key and token the gateway has taken over from a kept place.
  /// Never leads to Password.
  void resume(protocol::Reason reason, protocol::Language language);
  void enterApproval();  ///< local, from Reason: to the code of an approved appeal
  void openByApproval(platform::Secret code, protocol::Language language);
  void requestChallenge(protocol::ChallengeKind kind);  ///< "New", another kind, or after ChallengeFailed
  void answerChallenge(const QString& text);
  void answerWork(quint64 counter);
  void chooseMethod(const QString& handle);
  void confirmContact(const QString& entry);
  void resendCode();
  void submitCode(platform::Secret code);
  void submitAnswers(std::vector<protocol::GivenAnswer> answers);
  void submitAssertion(protocol::SubmitAssertion assertion);
  void setPassword(platform::Secret password);
  /// At Password, where the view says that the account is locked: the password stays.
  void unlockAccount();
  void beginAppeal();  ///< local: to its contact. Where mayAppeal().
  [[nodiscard]] bool mayAppeal() const;
  void giveAppealContact(const QString& contact);
  void fileAppeal(protocol::FileAppeal appeal);
  /// One mail to the realm's administrators; the step stays. At Method, Code and Ended, while the view offers
  /// it.
  void contactAdministrator();
  /// At Done: one sign-in with the new password; the view that comes back says what it came to.
  void trySignIn(platform::Secret password);
  [[nodiscard]] bool mayTrySignIn() const;
  /// The step stays. Nothing to do while not open (openRecovery carries the language); while something
  /// else is under way it is told afterwards. refused() only if open and it failed.
  void changeLanguage(protocol::Language language);
  /// Back, where the table draws it: Account -> Reason; Challenge -> Account (the recovery is dropped);
  /// Confirm -> Method; Code -> Confirm, or Method where there was nothing to confirm;
  /// Questions, SecurityKey -> Method; AppealCode -> AppealContact -> Method, or the end where the appeal was
  /// asked for.
  void goBack();
  [[nodiscard]] bool canGoBack() const;
  [[nodiscard]] bool hasWayBack() const;  ///< the same, also while something is under way
  void cancel();                          ///< tells the service and moves to Cancelled at once
  void startAgain();                      ///< from any end to Account, account filled in; a new recovery
  void refresh();     ///< asks the service where this recovery is; keeps a step that was gone back to
  void noteExpiry();  ///< the page's countdown reached zero: asks the service, moves to Expired
  void wipe();        ///< forgets everything at once and is at Reason: idle kiosk, window closed

  // Reads for the challenge page.
  void fetchMedia(Media media, RecoveryGateway::Callback<QByteArray> done);

Q_SIGNALS:
  void moved(latchkey::flow::Step step);  ///< also when the step stays but the view is new
  void refused(const latchkey::flow::GatewayError&
                   error);  ///< the step stays; `refused` commands changed nothing but counts
  void busyChanged(bool busy);

private:
  using ViewResult = Result<protocol::RecoveryView, GatewayError>;
  /// After a command the step follows the service. A mere look keeps the step that the person went back
  /// to as long as the service has not moved either.
  enum class Follow { Always, UnlessWentBack };
  /// What the person cannot know when an answer is lost.
  enum class Lost { Nothing, Something, Password };

  [[nodiscard]] RecoveryGateway::Callback<protocol::RecoveryView> guarded(
      std::function<void(const ViewResult&)> then);
  void run(protocol::Command command);
  void settleThenSend(protocol::Command command);
  void send(protocol::Command command);
  void look(const GatewayError& reason);
  void answered(const protocol::RecoveryView& view, Follow follow);
  void failed(const GatewayError& error);
  [[nodiscard]] bool accept(const protocol::RecoveryView& view, Follow follow);
  [[nodiscard]] bool isOfThis(const protocol::RecoveryView& view, Step to) const;
  void lose();
  void lapse();
  [[nodiscard]] bool lapsesBy(const GatewayError& error);
  void letGo();
  [[nodiscard]] bool hasMoreToSay() const;
  void beginAnew();
  void drop(Step step);
  [[nodiscard]] Event backEvent() const;
  void moveLocally(Event event);
  void reportMove();
  void reportRefusal(const GatewayError& error);
  void runDeferred();
  void endBusy();

  RecoveryGateway& m_gateway;
  Step m_step = Step::Reason;
  protocol::RecoveryView m_view;
  protocol::Reason m_reason = protocol::Reason::ForgotPassword;
  QString m_account;
  quint64 m_epoch = 0;  ///< answers of an earlier epoch are stale: cancelled, wiped, dropped
  bool m_open = false;
  bool m_opened = false;  ///< since the gateway last forgot: it still holds a token and a key
  bool m_busy = false;
  Lost m_atStake = Lost::Something;  ///< with the answer that is under way
  Lost m_lost = Lost::Nothing;
  bool m_superseded = false;
  bool m_rehearsal = false;
  bool m_expiryDeferred = false;
  std::optional<protocol::Language> m_languageDeferred;
};

}  // namespace latchkey::flow
