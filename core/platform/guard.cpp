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
    case Guard::AppealPrivileged:
      return "AppealPrivileged";
    case Guard::OthersEnd:
      return "OthersEnd";
    case Guard::RequestDeadline:
      return "RequestDeadline";
    case Guard::BodyCap:
      return "BodyCap";
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
