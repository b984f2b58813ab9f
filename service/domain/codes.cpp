// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/codes.h"

namespace latchkey::service::domain {

QString codeOf(Reason reason) {
  switch (reason) {
    case Reason::ForgotPassword:
      return QStringLiteral("forgot-password");
    case Reason::CannotSignIn:
      return QStringLiteral("cannot-sign-in");
    case Reason::SomebodyElse:
      return QStringLiteral("somebody-else");
    case Reason::NeverHadPassword:
      return QStringLiteral("never-had-password");
  }
  return {};
}

QString codeOf(ChallengeKind kind) {
  switch (kind) {
    case ChallengeKind::Picture:
      return QStringLiteral("picture");
    case ChallengeKind::Work:
      return QStringLiteral("work");
  }
  return {};
}

QString codeOf(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return QStringLiteral("mail");
    case MethodKind::Text:
      return QStringLiteral("text");
    case MethodKind::Call:
      return QStringLiteral("call");
    case MethodKind::Authenticator:
      return QStringLiteral("authenticator");
    case MethodKind::Questions:
      return QStringLiteral("questions");
    case MethodKind::SecurityKey:
      return QStringLiteral("security-key");
    case MethodKind::StartCode:
      return QStringLiteral("start-code");
  }
  return {};
}

QString codeOf(Stage stage) {
  switch (stage) {
    case Stage::Challenge:
      return QStringLiteral("challenge");
    case Stage::Method:
      return QStringLiteral("method");
    case Stage::Confirm:
      return QStringLiteral("confirm");
    case Stage::Code:
      return QStringLiteral("code");
    case Stage::Questions:
      return QStringLiteral("questions");
    case Stage::SecurityKey:
      return QStringLiteral("security-key");
    case Stage::Password:
      return QStringLiteral("password");
    case Stage::Done:
      return QStringLiteral("done");
    case Stage::Cancelled:
      return QStringLiteral("cancelled");
    case Stage::Expired:
      return QStringLiteral("expired");
    case Stage::Ended:
      return QStringLiteral("ended");
    case Stage::AppealCode:
      return QStringLiteral("appeal-code");
    case Stage::AppealForm:
      return QStringLiteral("appeal-form");
    case Stage::Appealed:
      return QStringLiteral("appealed");
  }
  return {};
}

QString codeOf(Ending ending) {
  switch (ending) {
    case Ending::TooManyTries:
      return QStringLiteral("too-many-tries");
    case Ending::NotPossible:
      return QStringLiteral("not-possible");
    case Ending::UnknownAccount:
      return QStringLiteral("unknown-account");
    case Ending::Disabled:
      return QStringLiteral("disabled");
    case Ending::ManagedElsewhere:
      return QStringLiteral("managed-elsewhere");
    case Ending::NotEnabled:
      return QStringLiteral("not-enabled");
    case Ending::NothingRegistered:
      return QStringLiteral("nothing-registered");
    case Ending::OnlyAdministrator:
      return QStringLiteral("only-administrator");
    case Ending::Stopped:
      return QStringLiteral("stopped");
    case Ending::ContinuedElsewhere:
      return QStringLiteral("continued-elsewhere");
  }
  return {};
}

QString codeOf(SignInVerdict verdict) {
  switch (verdict) {
    case SignInVerdict::Accepted:
      return QStringLiteral("accepted");
    case SignInVerdict::MustChange:
      return QStringLiteral("must-change");
    case SignInVerdict::Refused:
      return QStringLiteral("refused");
    case SignInVerdict::Disabled:
      return QStringLiteral("disabled");
    case SignInVerdict::LockedOut:
      return QStringLiteral("locked-out");
  }
  return {};
}

}  // namespace latchkey::service::domain
