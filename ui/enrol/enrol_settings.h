// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <functional>

#include "core/flow/enrolment_flow.h"
#include "core/flow/security_keys.h"

namespace latchkey::ui::enrol {

/// What the window needs from the program that it belongs to.
struct EnrolSettings {
  QString account;
  protocol::Language language = protocol::Language::English;
  std::function<QDateTime()> now;
  /// Whom to ask, before anybody has signed in. May be empty.
  std::function<void(flow::EnrolmentGateway::Callback<protocol::Discovery>)> discover;
  flow::SecurityKeys* keys = nullptr;  ///< null: none on this PC
  QString origin;                      ///< of the service, for what keys sign
  /// "Rehearse now": opens a rehearsal for the account beside this window. Without it that is not offered.
  std::function<void(const QString& account, protocol::Language language)> rehearse;
  /// For who has lost all that is registered: opens the way to an appeal beside this window. Without it that
  /// is not offered.
  std::function<void(const QString& account, protocol::Language language)> appeal;
  /// For whose password has to be changed first: opens a recovery beside this window. Without it that is not
  /// offered.
  std::function<void(const QString& account, protocol::Language language)> recover;
};

}  // namespace latchkey::ui::enrol
