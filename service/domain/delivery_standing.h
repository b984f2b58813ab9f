// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What became of a message, in the words of the interface.
namespace latchkey::service::domain {

/// What became of a message. Told in realms that disclose alone.
enum class DeliveryStanding {
  Queued,
  BeingSent,
  Delayed,    ///< tried without success, and tried again
  Accepted,   ///< by the relay or the gateway
  Delivered,  ///< as the gateway has reported
  Bounced,    ///< a mail that was refused, at once or afterwards
  Refused,    ///< the same of a text or a call
  GivenUp,
  Unknown,  ///< handed over, but the answer was lost
  Withheld  ///< nothing went out: a limit
};
/// Why, as far as anybody said.
enum class DeliveryFault {
  None,
  MailboxFull,
  NoSuchMailbox,
  Unwanted,  ///< taken for junk, or against the rules of the receiving side
  CannotText,
  NoCountryCode,
  InvalidNumber,
  Blocked,      ///< by the receiver, or by the carrier
  Unreachable,  ///< the phone is off or has no reception
  TooLate,      ///< the code was no longer good
  Other
};
struct DeliveryNews {
  DeliveryStanding standing = DeliveryStanding::Queued;
  DeliveryFault fault = DeliveryFault::None;
  bool operator==(const DeliveryNews&) const = default;
};

}  // namespace latchkey::service::domain
