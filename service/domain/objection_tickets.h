// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/store_ports.h"

/// The one-time codes by which the owner of an account says "this was not me".
///
/// Every message to an account's contacts carries one of its own. It opens nothing: whoever has it can stop
/// recoveries of the account, and no more. Kept as keyed hash alone.
namespace latchkey::service::domain {

/// Keyed hash of a code in the form of rules::readObjection(), under a key of its own.
[[nodiscard]] QByteArray objectionMac(const KeyedHash& keys, const QString& code);

/// Makes a code, keeps the ticket with its hash, and gives the code as it stands in the message.
/// @param ticket without its hash
[[nodiscard]] QString issueTicket(Transaction& tables, const KeyedHash& keys, Random& random,
                                  ObjectionTicket ticket);

/// Names whom a message goes to without telling it: a contact that is removed takes the codes along that it
/// was sent, and nobody else's.
[[nodiscard]] QString readerKey(const KeyedHash& keys, const QString& value, const QString& extension);
[[nodiscard]] QString readerKey(const KeyedHash& keys, const Contact& contact);

[[nodiscard]] QString codeOf(MessageSubject subject);  ///< "password-changed"

}  // namespace latchkey::service::domain
