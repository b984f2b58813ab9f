// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <functional>

#include "service/domain/policy.h"
#include "service/domain/ports.h"

/// What the owner of an account is told through every contact that can be reached.
namespace latchkey::service::domain {

/// One message for each usable contact; somebody whose number is registered twice is told once.
/// @param write the words for a channel
[[nodiscard]] QList<Message> noticesTo(const QList<Contact>& contacts, Language language, qint64 now,
                                       Random& random, const std::function<MessageText(Channel)>& write);
/// The same where the words are not the same for every reader.
[[nodiscard]] QList<Message> noticesTo(const QList<Contact>& contacts, Language language, qint64 now,
                                       Random& random,
                                       const std::function<MessageText(Channel, const Contact&)>& write);

/// Addresses of people who are no owners, as noticesTo() takes them.
[[nodiscard]] QList<Contact> mailboxes(const QStringList& addresses);

/// The moment as MessageWriter takes it.
[[nodiscard]] QString isoTime(qint64 moment);

/// One line that a message can name: whom to tell.
[[nodiscard]] QString supportLine(const SupportContact& support);

/// A contact as it may stand in a message or the journal.
[[nodiscard]] QString maskContact(const Contact& contact);
/// The same of where a message went: nobody needs an address to see what became of it.
[[nodiscard]] QString maskRecipient(Channel channel, const QString& to, const Numbering& numbering);

}  // namespace latchkey::service::domain
