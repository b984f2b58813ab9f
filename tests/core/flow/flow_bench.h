// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSignalSpy>

#include "core/flow/recovery_flow.h"
#include "tests/support/fake_gateway.h"

namespace latchkey::tests {

/// A flow on a fake service, and what it says to the window.
struct FlowBench {
  FakeGateway gateway;
  flow::RecoveryFlow flow{gateway};
  QSignalSpy moved{&flow, &flow::RecoveryFlow::moved};
  QSignalSpy refused{&flow, &flow::RecoveryFlow::refused};

  /// What was sent since it was looked at last.
  [[nodiscard]] QString log() { return gateway.takeLog().join(u' '); }
  [[nodiscard]] flow::GatewayError lastRefusal() const {
    return refused.isEmpty() ? flow::GatewayError{} : refused.last().first().value<flow::GatewayError>();
  }
};

/// What the service shows at a stage of a recovery by mail.
[[nodiscard]] inline protocol::RecoveryView viewAt(protocol::Stage stage) {
  using protocol::Stage;
  protocol::RecoveryView view;
  view.stage = stage;
  view.receipt = QStringLiteral("7Q4-K2M");
  view.accountName = QStringLiteral("msabc123@outlook.com");
  if (stage == Stage::Challenge) {
    view.challenge = protocol::ChallengeView{QStringLiteral("c1"), {}, 300, {}, 0};
  }
  if (stage == Stage::Confirm || stage == Stage::Code) view.chosenHandle = QStringLiteral("mail");
  if (stage == Stage::Questions) {
    view.chosenHandle = QStringLiteral("questions");
    view.questions = protocol::QuestionsView{{{QStringLiteral("a"), QStringLiteral("Which?")}}, 5};
  }
  if (stage == Stage::SecurityKey) {
    view.chosenHandle = QStringLiteral("key");
    view.securityKey =
        protocol::SecurityKeyView{QStringLiteral("r.example"), QByteArray(32, 'c'), {"a"}, false, 5};
  }
  if (stage == Stage::Code) {
    view.code = protocol::CodeView{};
    view.code->triesLeft = 5;
    view.code->resendsLeft = 5;
    view.code->shownEntry = QStringLiteral("msabc123.backup");
  }
  return view;
}

}  // namespace latchkey::tests
