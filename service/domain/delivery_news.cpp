// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_news.h"

#include <QRegularExpression>
#include <array>

namespace latchkey::service::domain {

namespace {
/// RFC 3463, sections 3.2 to 3.8: subject and detail of an enhanced status code.
DeliveryFault faultOfStatus(int subject, int detail) {
  if (subject == 7) return DeliveryFault::Unwanted;
  if (subject == 2 && detail == 2) return DeliveryFault::MailboxFull;
  if (subject == 2 && detail == 1) return DeliveryFault::NoSuchMailbox;  // disabled: it takes nothing
  const bool isAddress = detail == 1 || detail == 2 || detail == 3 || detail == 6 || detail == 10;
  return subject == 1 && isAddress ? DeliveryFault::NoSuchMailbox : DeliveryFault::Other;
}

/// RFC 5321 alone: 550 is said for anything, so it tells nothing.
DeliveryFault faultOfReply(int reply) {
  if (reply == 552 || reply == 452) return DeliveryFault::MailboxFull;
  if (reply == 551 || reply == 553) return DeliveryFault::NoSuchMailbox;
  return DeliveryFault::Other;
}

constexpr std::array worded = {DeliveryFault::CannotText, DeliveryFault::NoCountryCode,
                               DeliveryFault::InvalidNumber, DeliveryFault::Blocked,
                               DeliveryFault::Unreachable};
}  // namespace

QString wordFor(DeliveryFault fault) {
  switch (fault) {
    case DeliveryFault::CannotText:
      return QStringLiteral("cannot-text");
    case DeliveryFault::NoCountryCode:
      return QStringLiteral("no-country-code");
    case DeliveryFault::InvalidNumber:
      return QStringLiteral("invalid-number");
    case DeliveryFault::Blocked:
      return QStringLiteral("blocked");
    case DeliveryFault::Unreachable:
      return QStringLiteral("unreachable");
    case DeliveryFault::None:
    case DeliveryFault::MailboxFull:
    case DeliveryFault::NoSuchMailbox:
    case DeliveryFault::Unwanted:
    case DeliveryFault::TooLate:
    case DeliveryFault::Other:
      return {};
  }
  return {};
}

DeliveryFault faultNamed(const QString& word) {
  for (const DeliveryFault fault : worded) {
    if (wordFor(fault) == word) return fault;
  }
  return DeliveryFault::Other;
}

DeliveryFault faultOf(const QString& reason) {
  if (reason.isEmpty()) return DeliveryFault::None;
  if (reason == u"expired") return DeliveryFault::TooLate;
  if (reason == u"number-malformed") return DeliveryFault::InvalidNumber;
  if (reason == u"address-malformed") return DeliveryFault::NoSuchMailbox;
  static const QRegularExpression mail(
      QStringLiteral("\\A(?:smtp-([45]\\d\\d)|bounce)(?:-[45]\\.(\\d{1,3})\\.(\\d{1,3}))?\\z"));
  if (const auto match = mail.match(reason); match.hasMatch()) {
    const auto number = [&match](int group) { return match.capturedView(group).toInt(); };
    const bool told = match.lastCapturedIndex() == 3;
    return told ? faultOfStatus(number(2), number(3)) : faultOfReply(number(1));
  }
  static const QRegularExpression phone(QStringLiteral("\\A(?:http-\\d{3}|report)-([a-z-]+)\\z"));
  const auto match = phone.match(reason);
  return match.hasMatch() ? faultNamed(match.captured(1)) : DeliveryFault::Other;
}

bool isRefusal(const QString& reason) {
  // Our own sign-in and our own haste are no word about the number (gateway_sender).
  if (reason.startsWith(u"http-401") || reason.startsWith(u"http-429")) return false;
  return reason.startsWith(u"smtp-5") || reason.startsWith(u"http-4");
}

DeliveryNews newsOf(const MessageRecord& message) {
  if (message.to.isEmpty()) return {DeliveryStanding::Withheld, DeliveryFault::None};
  const auto refused =
      message.channel == Channel::Mail ? DeliveryStanding::Bounced : DeliveryStanding::Refused;
  const DeliveryFault fault = faultOf(message.reason);
  switch (message.state) {
    case MessageState::Queued:
      return message.attempts == 0 ? DeliveryNews{DeliveryStanding::Queued, DeliveryFault::None}
                                   : DeliveryNews{DeliveryStanding::Delayed, fault};
    case MessageState::Sending:
      return {DeliveryStanding::BeingSent, DeliveryFault::None};
    case MessageState::Accepted:
      return {DeliveryStanding::Accepted, DeliveryFault::None};
    case MessageState::Delivered:
      return {DeliveryStanding::Delivered, DeliveryFault::None};
    case MessageState::Undelivered:
      return {refused, fault == DeliveryFault::None ? DeliveryFault::Other : fault};
    case MessageState::GivenUp:
      return {isRefusal(message.reason) ? refused : DeliveryStanding::GivenUp, fault};
    case MessageState::Unknown:
      return {DeliveryStanding::Unknown, DeliveryFault::None};
  }
  return {};
}

}  // namespace latchkey::service::domain
