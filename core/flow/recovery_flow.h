// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "core/flow/recovery_gateway.h"

namespace latchkey::flow {

/// Where the person is. Each is a page; the edges are in flow_table.h and flow.mmd.
enum class Step {
  Reason,
  Account,
  Challenge,
  Method,
  Confirm,
  Code,
  Password,
  Done,
  Cancelled,
  Expired,
  Ended
};

/// One recovery as the assistant lives it: keeps the step, the last view and what is under way, sends
/// commands through the gateway and moves along drawn edges only. Holds no password and no code.
///
/// At most one command is under way; a second one is ignored, so that a double click is one request.
/// Lives on the GUI thread. The gateway must outlive it.
class RecoveryFlow : public QObject {
  Q_OBJECT
public:
  explicit RecoveryFlow(RecoveryGateway& gateway, QObject* parent = nullptr);
  ~RecoveryFlow() override;

  [[nodiscard]] Step step() const { return m_step; }
  [[nodiscard]] const protocol::RecoveryView& view() const { return m_view; }
  [[nodiscard]] bool isOpen() const { return m_open; }  ///< the service knows this recovery
  [[nodiscard]] bool isBusy() const { return m_busy; }
  [[nodiscard]] protocol::Reason reason() const { return m_reason; }
  [[nodiscard]] const QString& account() const { return m_account; }  ///< as typed

  // What the person does. Each answers later with moved() or refused().
  void chooseReason(protocol::Reason reason);  ///< local
  void openRecovery(const QString& account, protocol::Language language);
  void requestChallenge(protocol::ChallengeKind kind);  ///< "New", or another kind
  void answerChallenge(const QString& text);
  void answerWork(quint64 counter);
  void chooseMethod(const QString& handle);
  void confirmContact(const QString& entry);
  void resendCode();
  void submitCode(platform::Secret code);
  void setPassword(platform::Secret password);
  void changeLanguage(protocol::Language language);  ///< no move; refused() only if open and it failed
  /// Back, where the table draws it: Account -> Reason; Challenge -> Account (the recovery is dropped);
  /// Confirm -> Method; Code -> Confirm.
  void goBack();
  [[nodiscard]] bool canGoBack() const;
  void cancel();      ///< tells the service and moves to Cancelled at once
  void startAgain();  ///< from any end to Account, account filled in; a new recovery
  void refresh();     ///< asks the service where this recovery is
  void noteExpiry();  ///< the page's countdown reached zero: asks the service, moves to Expired

  // Reads for the challenge page.
  void fetchMedia(Media media, RecoveryGateway::Callback<QByteArray> done);

Q_SIGNALS:
  void moved(latchkey::flow::Step step);  ///< also when the step stays but the view is new
  void refused(const latchkey::flow::GatewayError&
                   error);  ///< the step stays; `refused` commands changed nothing but counts
  void busyChanged(bool busy);

private:
  void run(protocol::Command command);
  void accept(const protocol::RecoveryView& view);
  void moveTo(Step step);
  void setBusy(bool busy);

  RecoveryGateway& m_gateway;
  Step m_step = Step::Reason;
  protocol::RecoveryView m_view;
  protocol::Reason m_reason = protocol::Reason::ForgotPassword;
  QString m_account;
  bool m_open = false;
  bool m_busy = false;
};

}  // namespace latchkey::flow
