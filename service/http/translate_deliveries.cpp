// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate.h"

namespace latchkey::service::http {
namespace {

protocol::DeliveryStanding toProtocol(domain::DeliveryStanding standing) {
  switch (standing) {
    case domain::DeliveryStanding::Queued:
      return protocol::DeliveryStanding::Queued;
    case domain::DeliveryStanding::BeingSent:
      return protocol::DeliveryStanding::BeingSent;
    case domain::DeliveryStanding::Delayed:
      return protocol::DeliveryStanding::Delayed;
    case domain::DeliveryStanding::Accepted:
      return protocol::DeliveryStanding::Accepted;
    case domain::DeliveryStanding::Delivered:
      return protocol::DeliveryStanding::Delivered;
    case domain::DeliveryStanding::Bounced:
      return protocol::DeliveryStanding::Bounced;
    case domain::DeliveryStanding::Refused:
      return protocol::DeliveryStanding::Refused;
    case domain::DeliveryStanding::GivenUp:
      return protocol::DeliveryStanding::GivenUp;
    case domain::DeliveryStanding::Unknown:
      return protocol::DeliveryStanding::Unknown;
    case domain::DeliveryStanding::Withheld:
      return protocol::DeliveryStanding::Withheld;
  }
  return protocol::DeliveryStanding::Unknown;
}

protocol::DeliveryFault toProtocol(domain::DeliveryFault fault) {
  switch (fault) {
    case domain::DeliveryFault::None:
      return protocol::DeliveryFault::None;
    case domain::DeliveryFault::MailboxFull:
      return protocol::DeliveryFault::MailboxFull;
    case domain::DeliveryFault::NoSuchMailbox:
      return protocol::DeliveryFault::NoSuchMailbox;
    case domain::DeliveryFault::Unwanted:
      return protocol::DeliveryFault::Unwanted;
    case domain::DeliveryFault::CannotText:
      return protocol::DeliveryFault::CannotText;
    case domain::DeliveryFault::NoCountryCode:
      return protocol::DeliveryFault::NoCountryCode;
    case domain::DeliveryFault::InvalidNumber:
      return protocol::DeliveryFault::InvalidNumber;
    case domain::DeliveryFault::Blocked:
      return protocol::DeliveryFault::Blocked;
    case domain::DeliveryFault::Unreachable:
      return protocol::DeliveryFault::Unreachable;
    case domain::DeliveryFault::TooLate:
      return protocol::DeliveryFault::TooLate;
    case domain::DeliveryFault::Other:
      return protocol::DeliveryFault::Other;
  }
  return protocol::DeliveryFault::Other;
}

}  // namespace

protocol::DeliveryNews toProtocol(const domain::DeliveryNews& news) {
  return {toProtocol(news.standing), toProtocol(news.fault)};
}

protocol::NumberProblem toProtocol(domain::PhoneProblem problem) {
  switch (problem) {
    case domain::PhoneProblem::NoCountryCode:
      return protocol::NumberProblem::NoCountryCode;
    case domain::PhoneProblem::LeadingZero:
      return protocol::NumberProblem::LeadingZero;
    case domain::PhoneProblem::CannotText:
      return protocol::NumberProblem::CannotText;
    case domain::PhoneProblem::Invalid:
      return protocol::NumberProblem::Invalid;
  }
  return protocol::NumberProblem::Invalid;
}

}  // namespace latchkey::service::http
