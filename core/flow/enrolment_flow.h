// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <variant>

#include "core/flow/enrolment_gateway.h"

namespace latchkey::flow {

/// Where somebody is who secures their account.
enum class EnrolStep {
  SignIn,
  List,
  ChooseProof,  ///< which registered method proves it afresh, before a change
  Prove,        ///< by that method: view().proof
  Add,          ///< wanted() is being filled in, or view().adding is to be answered
  Done,
  Expired,
  Ended
};

/// One sign-in to "Secure your account" as the assistant lives it. A change that is wanted is kept while a
/// fresh proof is asked for, and gone on with afterwards. Holds no password, code or answer beyond the
/// command that is under way.
///
/// At most one command is under way; a second one is ignored. The same command after a lost answer is the
/// same write (EnrolmentGateway). Lives on the GUI thread. The gateway must outlive its last call.
class EnrolmentFlow : public QObject {
  Q_OBJECT
public:
  explicit EnrolmentFlow(EnrolmentGateway& gateway, QObject* parent = nullptr);
  ~EnrolmentFlow() override;

  [[nodiscard]] EnrolStep step() const { return m_step; }
  [[nodiscard]] const protocol::EnrolmentView& view() const { return m_view; }  ///< kept at an end
  [[nodiscard]] bool isOpen() const { return m_open; }
  [[nodiscard]] bool isBusy() const { return m_busy; }
  /// At Add, ChooseProof and Prove: the change that is wanted. Null: a removal.
  [[nodiscard]] const protocol::AddMethod* wanted() const {
    return std::get_if<protocol::AddMethod>(&m_wanted);
  }
  [[nodiscard]] bool removes() const { return std::holds_alternative<protocol::RemoveMethod>(m_wanted); }
  /// What the last change came to; for the list.
  enum class Change { None, Added, Replaced, Removed };
  [[nodiscard]] Change lastChange() const { return m_lastChange; }

  // What the person does. Each answers later with moved() or refused().
  void signIn(const QString& account, platform::Secret password, protocol::Language language);
  /// From List: a proof first where one is needed, then Add.
  /// @param replaces handle of what it takes the place of; empty: nothing
  void add(protocol::MethodKind kind, const QString& replaces = {});
  void remove(const QString& handle);  ///< the same
  void chooseProof(const QString& handle);
  /// What the page of the present step sends: a code, answers, an assertion, a contact, a key.
  void submit(protocol::EnrolCommand command);
  void goBack();  ///< ChooseProof, Prove, Add -> List, nothing changed
  [[nodiscard]] bool canGoBack() const;
  void finish();  ///< signs out and moves to Done at once
  void changeLanguage(protocol::Language language);
  void refresh();
  void startAgain();  ///< from an end to SignIn

Q_SIGNALS:
  void moved(latchkey::flow::EnrolStep step);               ///< also when the step stays but the view is new
  void refused(const latchkey::flow::GatewayError& error);  ///< the step stays
  void busyChanged(bool busy);

private:
  using ViewResult = Result<protocol::EnrolmentView, GatewayError>;

  void send(protocol::EnrolCommand command);
  void answered(ViewResult result);
  void accept(protocol::EnrolmentView view);
  void failed(const GatewayError& error);
  void goOn();
  void giveUp();
  void noteChange(const protocol::EnrolmentView& next);
  void move(EnrolStep step);
  void setBusy(bool busy);
  [[nodiscard]] EnrolmentGateway::Callback<protocol::EnrolmentView> guarded(
      std::function<void(ViewResult)> then);

  EnrolmentGateway& m_gateway;
  EnrolStep m_step = EnrolStep::SignIn;
  protocol::EnrolmentView m_view;
  std::variant<std::monostate, protocol::AddMethod, protocol::RemoveMethod> m_wanted;
  bool m_isFilledIn = false;  ///< what is wanted is ready to be sent
  Change m_lastChange = Change::None;
  quint64 m_epoch = 0;  ///< answers of an earlier epoch are stale
  bool m_open = false;
  bool m_busy = false;
};

}  // namespace latchkey::flow
