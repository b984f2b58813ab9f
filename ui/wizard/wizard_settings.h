// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <cstddef>
#include <functional>
#include <span>

#include "core/flow/recovery_gateway.h"
#include "core/protocol/messages.h"

namespace latchkey::ui::wizard {

/// What the wizard is given by whoever builds it. A plain value; copied.
struct WizardSettings {
  /// Fills in the account page (`--account`). May be empty.
  QString account;
  /// The language to begin with. The wizard owns the text::Catalogue and switches it.
  protocol::Language language = protocol::Language::English;
  /// Asks the service for names, challenge kinds and support contact; called once, and again with each
  /// "Try again" while it is not known. May be empty: then the support contact comes with the recovery alone.
  /// Normally `[&gateway](auto done) { gateway.discover(std::move(done)); }`.
  std::function<void(flow::RecoveryGateway::Callback<protocol::Discovery>)> discover;
  /// What this PC shows as date and time (local time). Must be set. Lines such as "valid until 14:32" use it.
  std::function<QDateTime()> now;
  /// Fills the bytes at random, for "Suggest one": platform::fillRandom. Without it there is no suggestion.
  std::function<void(std::span<std::byte>)> random;
};

}  // namespace latchkey::ui::wizard
