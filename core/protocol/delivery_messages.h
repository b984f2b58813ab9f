// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What became of a message with a code, as values (messages.h).
namespace latchkey::protocol {

/// What became of the message with the code. Realms that disclose tell it. A word that a client does not know
/// is read as Unknown.
enum class DeliveryStanding {
  Queued,
  BeingSent,
  Delayed,    ///< tried without success, and tried again
  Accepted,   ///< by the mail relay or the gateway: what follows is out of sight
  Delivered,  ///< as the gateway has reported
  Bounced,    ///< a mail that came back
  Refused,    ///< a text or a call that the gateway did not take, or could not deliver
  GivenUp,
  Unknown,  ///< handed over, but the answer was lost
  Withheld  ///< nothing went out: a limit was reached
};

/// Why, as far as anybody said. A word that a client does not know is read as Other.
enum class DeliveryFault {
  None,  ///< absent on the wire
  MailboxFull,
  NoSuchMailbox,
  Unwanted,  ///< taken for junk, or against the rules of the receiving side
  CannotText,
  NoCountryCode,
  InvalidNumber,
  Blocked,      ///< by the receiver or the carrier
  Unreachable,  ///< the phone is off or has no reception
  TooLate,      ///< the code was no longer good
  Other
};

struct DeliveryNews {
  DeliveryStanding standing = DeliveryStanding::Queued;
  DeliveryFault fault = DeliveryFault::None;
  bool operator==(const DeliveryNews&) const = default;
};

}  // namespace latchkey::protocol
