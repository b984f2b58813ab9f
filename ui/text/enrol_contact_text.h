// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/protocol/messages.h"

/// Registering a mail address or a phone.
namespace latchkey::ui::text {

[[nodiscard]] QString addContactTitle(protocol::MethodKind kind);
[[nodiscard]] QString addContactWhy(protocol::MethodKind kind);
[[nodiscard]] QString whoSeesContacts();

[[nodiscard]] QString mailLabel();
[[nodiscard]] QString mailHint();
[[nodiscard]] QString mailMalformed();
/// The mailbox is closed together with the account.
[[nodiscard]] QString contactIsTheAccount();

[[nodiscard]] QString countryLabel();
[[nodiscard]] QString numberLabel();
[[nodiscard]] QString numberHint();
[[nodiscard]] QString numberMalformed();
[[nodiscard]] QString numberWithLetters();
[[nodiscard]] QString numberOfOtherCountry();
[[nodiscard]] QString extensionLabel();
[[nodiscard]] QString extensionHint();
[[nodiscard]] QString extensionMalformed();

[[nodiscard]] QString enterContactCodeTitle();
[[nodiscard]] QString enterContactCodeWhy(protocol::MethodKind kind);
[[nodiscard]] QString understoodLabel(protocol::MethodKind kind);
[[nodiscard]] QString understoodExtension(const QString& extension);
[[nodiscard]] QString changeContactButton(protocol::MethodKind kind);
/// What may keep codes from coming to this number.
[[nodiscard]] QString numberProblemText(protocol::NumberProblem problem);

}  // namespace latchkey::ui::text
