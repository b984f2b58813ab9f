// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// What stands on the choices: reasons and ways to prove who you are.
namespace latchkey::ui::text {

/// One entry of a list of choices.
struct Choice {
  QString title;
  QString detail;   ///< one quiet line below; may be empty
  QString warning;  ///< to be seen before it is chosen; usually empty
};

[[nodiscard]] Choice choiceOf(protocol::Reason reason);
/// What is worth a look before anything is reset; empty for reasons without advice.
[[nodiscard]] QString adviceTitleOf(protocol::Reason reason);
[[nodiscard]] QStringList adviceOf(protocol::Reason reason);

[[nodiscard]] Choice choiceOf(const protocol::Method& method);
/// "Mail to ms*****@outlook.com"
[[nodiscard]] QString entryOf(protocol::MethodKind kind, const QString& mask);

/// Whether the realm of the view takes mail addresses or phones; what a service does not say is taken as yes.
[[nodiscard]] bool takesContacts(const protocol::RecoveryView& view);
/// What can be registered there, as it stands in a sentence: "an authenticator app, security questions".
[[nodiscard]] QString registrable(const protocol::RecoveryView& view);

[[nodiscard]] bool isPhone(protocol::MethodKind kind);
/// The kind of the method in use; Mail when there is none.
[[nodiscard]] protocol::MethodKind chosenKind(const protocol::RecoveryView& view);

}  // namespace latchkey::ui::text
