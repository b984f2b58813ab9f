// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "core/client/https_gateway.h"
#include "core/flow/security_keys.h"

namespace latchkey::flow {
class RecoveryFlow;
}
namespace latchkey::ui::wizard {
class RecoveryWizard;
}

namespace latchkey::assistant {

/// A recovery in a window of its own, beside "Secure your account": its gateway and its flow, which know
/// nothing of the sign-in there.
class BesideSession : public QObject {
  Q_OBJECT
public:
  enum class Purpose {
    Rehearsal,
    Recovery,  ///< of a password that has to be changed before anything else
    Appeal     ///< led to as soon as one can be begun
  };
  BesideSession(const client::GatewaySettings& gateway, Purpose purpose, const QString& account,
                protocol::Language language, flow::SecurityKeys* keys, QObject* parent = nullptr);
  ~BesideSession() override;

  /// To the front, where it lies behind another one.
  void raise();
  /// The window that it was opened from is gone.
  void stop();
  void whenIdle(std::function<void()> callback) { m_gateway.whenIdle(std::move(callback)); }

Q_SIGNALS:
  void closed();

private:
  client::HttpsGateway m_gateway;
  std::unique_ptr<flow::RecoveryFlow> m_flow;
  std::unique_ptr<ui::wizard::RecoveryWizard> m_wizard;
};

}  // namespace latchkey::assistant
