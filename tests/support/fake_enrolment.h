// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <deque>
#include <utility>

#include "core/flow/enrolment_gateway.h"
#include "core/protocol/enrolment_codec.h"

namespace latchkey::tests {

/// "Secure your account" without a service: records what it is asked, and answers when the test says so,
/// oldest call first.
class FakeEnrolment final : public flow::EnrolmentGateway {
public:
  using View = protocol::EnrolmentView;

  void discover(Callback<protocol::Discovery> done) override { m_discoveries.push_back(std::move(done)); }
  void send(protocol::EnrolCommand command, Callback<View> done) override {
    m_commands.push_back(std::move(command));
    m_views.push_back(std::move(done));
  }
  void refresh(Callback<View> done) override {
    ++m_looks;
    m_views.push_back(std::move(done));
  }
  void checkNeed(const protocol::CheckNeed&, Callback<protocol::Need> done) override {
    m_needs.push_back(std::move(done));
  }
  void forget() override {
    ++m_forgotten;
    m_views.clear();
  }

  /// False when nothing is pending.
  bool answer(View view) { return deliver(std::move(view)); }
  bool fail(flow::GatewayFault fault) { return deliver(unexpected(flow::GatewayError{fault, {}})); }
  bool refuse(protocol::Problem problem) {
    return deliver(unexpected(flow::GatewayError{flow::GatewayFault::Refused, std::move(problem)}));
  }
  bool refuse(protocol::ProblemKind kind) { return refuse(protocol::problemOf(kind)); }

  [[nodiscard]] bool isPending() const { return !m_views.empty(); }
  [[nodiscard]] std::size_t sent() const { return m_commands.size(); }
  [[nodiscard]] int looks() const { return m_looks; }
  [[nodiscard]] int forgotten() const { return m_forgotten; }
  /// The last command, if it is of this kind.
  template <typename T>
  [[nodiscard]] const T* last() const {
    return m_commands.empty() ? nullptr : std::get_if<T>(&m_commands.back());
  }

private:
  bool deliver(Result<View, flow::GatewayError> result) {
    if (m_views.empty()) return false;
    const Callback<View> done = std::move(m_views.front());
    m_views.pop_front();
    done(std::move(result));
    return true;
  }

  std::deque<protocol::EnrolCommand> m_commands;
  std::deque<Callback<View>> m_views;
  std::deque<Callback<protocol::Discovery>> m_discoveries;
  std::deque<Callback<protocol::Need>> m_needs;
  int m_looks = 0;
  int m_forgotten = 0;
};

/// Signed in, with one mail address of the directory.
inline protocol::EnrolmentView enrolmentAt(protocol::EnrolStage stage) {
  protocol::EnrolmentView view;
  view.stage = stage;
  view.accountName = QStringLiteral("haruka@example.com");
  view.realmName = QStringLiteral("Example");
  view.idleExpiresIn = 900;
  view.expiresIn = 3600;
  view.strength = protocol::Strength::Fragile;
  view.policy.kinds = {protocol::MethodKind::Authenticator, protocol::MethodKind::Mail,
                       protocol::MethodKind::Text};
  protocol::RegisteredMethod mail;
  mail.handle = QStringLiteral("q83vEjRWeJCrze8SNFZ4kA");
  mail.mask = QStringLiteral("ha*****@example.net");
  mail.byDirectory = true;
  view.methods = {mail};
  return view;
}

inline protocol::EnrolmentView provingByMail() {
  protocol::EnrolmentView view = enrolmentAt(protocol::EnrolStage::Code);
  protocol::FreshProofView& proof = view.proof.emplace();
  proof.handle = view.methods.first().handle;
  proof.code.emplace().mask = view.methods.first().mask;
  return view;
}

inline protocol::EnrolmentView addingAnApp(const char* secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") {
  protocol::EnrolmentView view = enrolmentAt(protocol::EnrolStage::Code);
  protocol::AddingView& adding = view.adding.emplace();
  adding.kind = protocol::MethodKind::Authenticator;
  if (secret != nullptr) adding.secret = platform::Secret(secret);
  adding.issuer = QStringLiteral("Example");
  adding.accountName = view.accountName;
  adding.secretExpiresIn = 600;
  return view;
}

/// The list with one method more.
inline protocol::EnrolmentView withAnApp() {
  protocol::EnrolmentView view = enrolmentAt(protocol::EnrolStage::List);
  protocol::RegisteredMethod app;
  app.handle = QStringLiteral("3q2-7wABAgMEBQYHCAkKCw");
  app.kind = protocol::MethodKind::Authenticator;
  app.confirmedDaysAgo = 0;
  app.usableIn = 86'400;
  view.methods << app;
  view.strength = protocol::Strength::Good;
  return view;
}

}  // namespace latchkey::tests
