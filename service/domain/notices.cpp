// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/notices.h"

#include <QDateTime>
#include <utility>

#include "core/rules/mask.h"
#include "service/domain/random_text.h"

namespace latchkey::service::domain {

namespace {
std::optional<Channel> noticeChannel(ContactKind kind) {
  switch (kind) {
    case ContactKind::Mail:
      return Channel::Mail;
    case ContactKind::Mobile:
      return Channel::Text;
    case ContactKind::Phone:
      return Channel::Voice;
  }
  return std::nullopt;
}
}  // namespace

QList<Message> noticesTo(const QList<Contact>& contacts, Language language, qint64 now, Random& random,
                         const std::function<MessageText(Channel)>& write) {
  return noticesTo(contacts, language, now, random,
                   [&write](Channel channel, const Contact& /*reader*/) { return write(channel); });
}

QList<Message> noticesTo(const QList<Contact>& contacts, Language language, qint64 now, Random& random,
                         const std::function<MessageText(Channel, const Contact&)>& write) {
  QList<Message> notices;
  QList<std::pair<QString, QString>> told;  // somebody else may sit at each extension of a number
  for (const Contact& contact : contacts) {
    const auto channel = noticeChannel(contact.kind);
    const std::pair whom(contact.value, contact.extension);
    if (!contact.usable || !channel || contact.value.isEmpty() || told.contains(whom)) continue;
    told.append(whom);
    const MessageText text = write(*channel, contact);
    Message notice;
    notice.id = randomId(random);
    notice.channel = *channel;
    notice.to = contact.value;
    notice.extension = contact.extension;
    notice.language = language;
    notice.subject = text.subject;
    notice.body = text.body;
    notice.createdAt = now;
    notices.append(notice);
  }
  return notices;
}

QList<Contact> mailboxes(const QStringList& addresses) {
  QList<Contact> contacts;
  for (const QString& address : addresses) {
    Contact contact;
    contact.value = address;
    contacts.append(contact);
  }
  return contacts;
}

QString isoTime(qint64 moment) {
  return QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC).toString(Qt::ISODate);
}

QString supportLine(const SupportContact& support) {
  QStringList parts = {support.name, support.mail, support.phone};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(", "));
}

QString maskContact(const Contact& contact) {
  const auto mask =
      contact.kind == ContactKind::Mail ? rules::maskMail(contact.value) : rules::maskPhone(contact.national);
  return mask.value_or(QStringLiteral("*****"));
}

QString maskRecipient(Channel channel, const QString& to, const Numbering& numbering) {
  Contact contact;
  contact.kind = channel == Channel::Mail ? ContactKind::Mail : ContactKind::Phone;
  contact.value = to;
  if (contact.kind != ContactKind::Mail) contact.national = numbering.judge(to, {}).national;
  return maskContact(contact);
}

}  // namespace latchkey::service::domain
