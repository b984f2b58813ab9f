// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/guard.h"

#ifdef LATCHKEY_FAILPOINTS

#include <QByteArray>

namespace latchkey::platform {

namespace {
const char* nameOf(Guard guard) {
  switch (guard) {
    case Guard::ConsumeCode:
      return "ConsumeCode";
    case Guard::SpendStep:
      return "SpendStep";
    case Guard::SpendStartCode:
      return "SpendStartCode";
    case Guard::KeyChallenge:
      return "KeyChallenge";
    case Guard::KeyCounter:
      return "KeyCounter";
    case Guard::QuestionsSecond:
      return "QuestionsSecond";
    case Guard::ConsumeChallenge:
      return "ConsumeChallenge";
    case Guard::ConsumePermit:
      return "ConsumePermit";
    case Guard::SpentToken:
      return "SpentToken";
    case Guard::SessionBinding:
      return "SessionBinding";
    case Guard::TokenInProof:
      return "TokenInProof";
    case Guard::Nonce:
      return "Nonce";
    case Guard::Replay:
      return "Replay";
    case Guard::Decoys:
      return "Decoys";
    case Guard::Spellings:
      return "Spellings";
    case Guard::UniformRefusal:
      return "UniformRefusal";
    case Guard::OutsideText:
      return "OutsideText";
    case Guard::SharedMisses:
      return "SharedMisses";
    case Guard::ResendKeepsMisses:
      return "ResendKeepsMisses";
    case Guard::OneLiveCode:
      return "OneLiveCode";
    case Guard::LockAfterMisses:
      return "LockAfterMisses";
    case Guard::FirstAnswer:
      return "FirstAnswer";
    case Guard::PurposeOfCode:
      return "PurposeOfCode";
    case Guard::PurposeOfKey:
      return "PurposeOfKey";
    case Guard::FreshProof:
      return "FreshProof";
    case Guard::OwnReceipt:
      return "OwnReceipt";
    case Guard::EarlierEnds:
      return "EarlierEnds";
    case Guard::ConsumeTicket:
      return "ConsumeTicket";
    case Guard::Freeze:
      return "Freeze";
    case Guard::AppealWait:
      return "AppealWait";
    case Guard::OneDecision:
      return "OneDecision";
    case Guard::ConsumeApproval:
      return "ConsumeApproval";
    case Guard::KeyAdmission:
      return "KeyAdmission";
    case Guard::EnrolProof:
      return "EnrolProof";
    case Guard::TemporaryExpiry:
      return "TemporaryExpiry";
    case Guard::SignInOutdated:
      return "SignInOutdated";
    case Guard::RegistrationWait:
      return "RegistrationWait";
    case Guard::RemovedWait:
      return "RemovedWait";
    case Guard::TicketOfReader:
      return "TicketOfReader";
    case Guard::AppealPrivileged:
      return "AppealPrivileged";
    case Guard::OthersEnd:
      return "OthersEnd";
    case Guard::ReportSignature:
      return "ReportSignature";
    case Guard::BounceAddress:
      return "BounceAddress";
    case Guard::UniformDelivery:
      return "UniformDelivery";
    case Guard::RequestDeadline:
      return "RequestDeadline";
    case Guard::BodyCap:
      return "BodyCap";
    case Guard::CountFirst:
      return "CountFirst";
    case Guard::CodeTries:
      return "CodeTries";
    case Guard::Caps:
      return "Caps";
    case Guard::SendAllowance:
      return "SendAllowance";
    case Guard::ConfirmMisses:
      return "ConfirmMisses";
    case Guard::AllowedNumbers:
      return "AllowedNumbers";
    case Guard::CodeExpiry:
      return "CodeExpiry";
    case Guard::ChallengeExpiry:
      return "ChallengeExpiry";
    case Guard::TicketExpiry:
      return "TicketExpiry";
    case Guard::IdleEnd:
      return "IdleEnd";
    case Guard::AbsoluteEnd:
      return "AbsoluteEnd";
    case Guard::PermitEnd:
      return "PermitEnd";
    case Guard::ProofMethod:
      return "ProofMethod";
    case Guard::ProofUrl:
      return "ProofUrl";
    case Guard::DistinctGates:
      return "DistinctGates";
    case Guard::Privileged:
      return "Privileged";
    case Guard::PrivilegedGates:
      return "PrivilegedGates";
    case Guard::PrivilegedQuestions:
      return "PrivilegedQuestions";
    case Guard::ClaimWrite:
      return "ClaimWrite";
    case Guard::Version:
      return "Version";
    case Guard::SwapPassword:
      return "SwapPassword";
    case Guard::TakeDelivery:
      return "TakeDelivery";
    case Guard::OneClock:
      return "OneClock";
    case Guard::OneWriter:
      return "OneWriter";
    case Guard::BeginAgain:
      return "BeginAgain";
    case Guard::ProofOnce:
      return "ProofOnce";
    case Guard::FreezeFinish:
      return "FreezeFinish";
    case Guard::FreezeUnlock:
      return "FreezeUnlock";
    case Guard::FreezeStartCode:
      return "FreezeStartCode";
    case Guard::FreezeEnrol:
      return "FreezeEnrol";
    case Guard::FreezePutOff:
      return "FreezePutOff";
    case Guard::FreezeReset:
      return "FreezeReset";
    case Guard::PrivilegedReset:
      return "PrivilegedReset";
    case Guard::LdapEscape:
      return "LdapEscape";
    case Guard::LdapTlsVersion:
      return "LdapTlsVersion";
    case Guard::ClientDeadline:
      return "ClientDeadline";
    case Guard::AnswerCap:
      return "AnswerCap";
    case Guard::NoRedirect:
      return "NoRedirect";
    case Guard::RehearsalEnds:
      return "RehearsalEnds";
    case Guard::Trust:
      return "Trust";
  }
  return "";
}
}  // namespace

bool isOn(Guard guard) {
  static const QByteArray off = qgetenv("LATCHKEY_GUARD_OFF");
  return off.isEmpty() || off != nameOf(guard);
}

}  // namespace latchkey::platform

#endif
