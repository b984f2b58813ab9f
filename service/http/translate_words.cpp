// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate_words.h"

namespace latchkey::service::http {

domain::Language toDomain(protocol::Language language) {
  switch (language) {
    case protocol::Language::English:
      return domain::Language::English;
    case protocol::Language::Japanese:
      return domain::Language::Japanese;
  }
  return domain::Language::English;
}

domain::Reason toDomain(protocol::Reason reason) {
  switch (reason) {
    case protocol::Reason::ForgotPassword:
      return domain::Reason::ForgotPassword;
    case protocol::Reason::CannotSignIn:
      return domain::Reason::CannotSignIn;
    case protocol::Reason::SomebodyElse:
      return domain::Reason::SomebodyElse;
    case protocol::Reason::NeverHadPassword:
      return domain::Reason::NeverHadPassword;
  }
  return domain::Reason::ForgotPassword;
}

domain::ChallengeKind toDomain(protocol::ChallengeKind kind) {
  switch (kind) {
    case protocol::ChallengeKind::Picture:
      return domain::ChallengeKind::Picture;
    case protocol::ChallengeKind::Work:
      return domain::ChallengeKind::Work;
  }
  return domain::ChallengeKind::Picture;
}

protocol::ChallengeKind toProtocol(domain::ChallengeKind kind) {
  switch (kind) {
    case domain::ChallengeKind::Picture:
      return protocol::ChallengeKind::Picture;
    case domain::ChallengeKind::Work:
      return protocol::ChallengeKind::Work;
  }
  return protocol::ChallengeKind::Picture;
}

protocol::Stage toProtocol(domain::Stage stage) {
  switch (stage) {
    case domain::Stage::Challenge:
      return protocol::Stage::Challenge;
    case domain::Stage::Method:
      return protocol::Stage::Method;
    case domain::Stage::Confirm:
      return protocol::Stage::Confirm;
    case domain::Stage::Code:
      return protocol::Stage::Code;
    case domain::Stage::Questions:
      return protocol::Stage::Questions;
    case domain::Stage::SecurityKey:
      return protocol::Stage::SecurityKey;
    case domain::Stage::Password:
      return protocol::Stage::Password;
    case domain::Stage::Done:
      return protocol::Stage::Done;
    case domain::Stage::Cancelled:
      return protocol::Stage::Cancelled;
    case domain::Stage::Expired:
      return protocol::Stage::Expired;
    case domain::Stage::Ended:
      return protocol::Stage::Ended;
    case domain::Stage::AppealCode:
      return protocol::Stage::AppealCode;
    case domain::Stage::AppealForm:
      return protocol::Stage::AppealForm;
    case domain::Stage::Appealed:
      return protocol::Stage::Appealed;
  }
  return protocol::Stage::Ended;
}

protocol::Ending toProtocol(domain::Ending ending) {
  switch (ending) {
    case domain::Ending::TooManyTries:
      return protocol::Ending::TooManyTries;
    case domain::Ending::NotPossible:
      return protocol::Ending::NotPossible;
    case domain::Ending::UnknownAccount:
      return protocol::Ending::UnknownAccount;
    case domain::Ending::Disabled:
      return protocol::Ending::Disabled;
    case domain::Ending::ManagedElsewhere:
      return protocol::Ending::ManagedElsewhere;
    case domain::Ending::NotEnabled:
      return protocol::Ending::NotEnabled;
    case domain::Ending::NothingRegistered:
      return protocol::Ending::NothingRegistered;
    case domain::Ending::OnlyAdministrator:
      return protocol::Ending::OnlyAdministrator;
    case domain::Ending::Stopped:
      return protocol::Ending::Stopped;
    case domain::Ending::ContinuedElsewhere:
      return protocol::Ending::ContinuedElsewhere;
  }
  return protocol::Ending::NotPossible;
}

/// That one waits for a proof is nobody's business: the client knows what it has sent.
protocol::Continuation toProtocol(domain::Continuation continuation) {
  switch (continuation) {
    case domain::Continuation::None:
    case domain::Continuation::Waiting:
      return protocol::Continuation::None;
    case domain::Continuation::Continued:
      return protocol::Continuation::Continued;
    case domain::Continuation::NothingFound:
      return protocol::Continuation::NothingFound;
  }
  return protocol::Continuation::None;
}

protocol::AdministratorContact toProtocol(domain::AdministratorContact contact) {
  switch (contact) {
    case domain::AdministratorContact::NotOffered:
      return protocol::AdministratorContact::NotOffered;
    case domain::AdministratorContact::Offered:
      return protocol::AdministratorContact::Offered;
    case domain::AdministratorContact::Sent:
      return protocol::AdministratorContact::Sent;
  }
  return protocol::AdministratorContact::NotOffered;
}

protocol::AccountLock toProtocol(domain::LockState lock) {
  switch (lock) {
    case domain::LockState::Unknown:
      return protocol::AccountLock::Unknown;
    case domain::LockState::Open:
      return protocol::AccountLock::Open;
    case domain::LockState::Locked:
      return protocol::AccountLock::Locked;
  }
  return protocol::AccountLock::Unknown;
}

protocol::Outcome toProtocol(domain::Finish finish) {
  switch (finish) {
    case domain::Finish::PasswordSet:
      return protocol::Outcome::PasswordSet;
    case domain::Finish::Unlocked:
      return protocol::Outcome::Unlocked;
    case domain::Finish::Rehearsed:
      return protocol::Outcome::Rehearsed;
  }
  return protocol::Outcome::PasswordSet;
}

protocol::MethodKind toProtocol(domain::MethodKind kind) {
  switch (kind) {
    case domain::MethodKind::Mail:
      return protocol::MethodKind::Mail;
    case domain::MethodKind::Text:
      return protocol::MethodKind::Text;
    case domain::MethodKind::Call:
      return protocol::MethodKind::Call;
    case domain::MethodKind::Authenticator:
      return protocol::MethodKind::Authenticator;
    case domain::MethodKind::Questions:
      return protocol::MethodKind::Questions;
    case domain::MethodKind::SecurityKey:
      return protocol::MethodKind::SecurityKey;
    case domain::MethodKind::StartCode:
      return protocol::MethodKind::StartCode;
  }
  return protocol::MethodKind::Mail;
}

protocol::MethodWarning toProtocol(domain::MethodWarning warning) {
  switch (warning) {
    case domain::MethodWarning::None:
      return protocol::MethodWarning::None;
    case domain::MethodWarning::LockedAccountItself:
      return protocol::MethodWarning::LockedAccountItself;
  }
  return protocol::MethodWarning::None;
}

protocol::DeliveryState toProtocol(domain::DeliveryState state) {
  switch (state) {
    case domain::DeliveryState::Sending:
      return protocol::DeliveryState::Sending;
    case domain::DeliveryState::HandedOver:
      return protocol::DeliveryState::HandedOver;
  }
  return protocol::DeliveryState::Sending;
}

protocol::AccountKind toProtocol(domain::AccountKind kind) {
  switch (kind) {
    case domain::AccountKind::Other:
      return protocol::AccountKind::Other;
    case domain::AccountKind::Domain:
      return protocol::AccountKind::Domain;
    case domain::AccountKind::Cloud:
      return protocol::AccountKind::Cloud;
  }
  return protocol::AccountKind::Other;
}

protocol::SignInResult toProtocol(domain::SignInVerdict verdict) {
  switch (verdict) {
    case domain::SignInVerdict::Accepted:
      return protocol::SignInResult::Accepted;
    case domain::SignInVerdict::MustChange:
      return protocol::SignInResult::MustChange;
    case domain::SignInVerdict::Refused:
      return protocol::SignInResult::Refused;
    case domain::SignInVerdict::Disabled:
      return protocol::SignInResult::Disabled;
    case domain::SignInVerdict::LockedOut:
      return protocol::SignInResult::LockedOut;
  }
  return protocol::SignInResult::Refused;
}

}  // namespace latchkey::service::http
