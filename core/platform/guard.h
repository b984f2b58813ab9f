// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// Guards that a test can switch off, to see that another test turns red without them. The switch exists in
/// builds with LATCHKEY_FAILPOINTS alone; in any other build every guard is a constant and stands.
/// tests/checks/guards.txt names the tests; a guard without a row there, or without a use, fails the check.
namespace latchkey::platform {

enum class Guard {
  ConsumeCode,       ///< a code is used up by the statement that accepts it
  SpendStep,         ///< so is a step of an authenticator
  SpendStartCode,    ///< so is a start code
  KeyChallenge,      ///< a security key's answer is for one try of one recovery
  KeyCounter,        ///< a security key whose counter went back is refused
  QuestionsSecond,   ///< questions that are for the second gate only do not pass the first
  ConsumeChallenge,  ///< so is a challenge, right or wrong
  ConsumePermit,     ///< one attempt at an account's password at a time, and one use
  SpentToken,        ///< a token is worth nothing after the end of its recovery, its key nothing for long
  SessionBinding,    ///< a token is good with its own key alone
  TokenInProof,      ///< a proof is good with the token that it names alone
  Nonce,             ///< a proof carries a nonce of the last minutes
  Replay,            ///< a proof passes once
  Decoys,            ///< accounts that cannot be recovered are shown methods too
  Spellings,         ///< a directory's login is one name with and without a domain, known or not
  UniformRefusal,    ///< a wrong entry, and an account that cannot be recovered, go the way of the right ones
  OutsideText,       ///< what could disguise text from outside is made visible
  SharedMisses,      ///< misses count over all recoveries and sources of an account
  ResendKeepsMisses,    ///< a new code keeps the misses of the one before it
  OneLiveCode,          ///< a new code ends the contact's code of any other recovery
  LockAfterMisses,      ///< a factor with too many misses is locked
  FirstAnswer,          ///< a write repeated under its key gives the first answer and does nothing
  PurposeOfCode,        ///< a code of one purpose never passes for another
  PurposeOfKey,         ///< a keyed hash of one purpose never passes for another
  FreshProof,           ///< who comes back to a kept place passes the gates afresh
  ConsumeTicket,        ///< a code of "this was not me" is used up by the statement that accepts it
  Freeze,               ///< "this was not me" keeps recoveries of the account from beginning
  OthersEnd,            ///< the recovery that finishes ends all others of the account
  RequestDeadline,      ///< a request has one total deadline
  BodyCap,              ///< a body has a largest size
  CountFirst,           ///< a try at a code is counted before it is judged
  CodeTries,            ///< a code has so many tries and no more, by the statement that counts one
  Caps,                 ///< what is counted below a limit stops there
  SendAllowance,        ///< codes to one contact have a pause, and so many an hour and a day
  ConfirmMisses,        ///< so many entries at the confirm step end the recovery
  AllowedNumbers,       ///< numbers of allowed countries and known kinds alone are dialled
  CodeExpiry,           ///< a code is worth nothing after its time
  ChallengeExpiry,      ///< nor is a challenge
  TicketExpiry,         ///< nor is a code of "this was not me"
  IdleEnd,              ///< nor is a recovery at which nobody does anything
  AbsoluteEnd,          ///< nor is one after its hour, however busy
  PermitEnd,            ///< nor is the permit to set a password
  ProofMethod,          ///< a proof is for one method
  ProofUrl,             ///< a proof is for one address of the configured origin
  DistinctGates,        ///< two gates never take the same contact
  Privileged,           ///< privileged accounts are recovered where the realm says so alone
  PrivilegedGates,      ///< they take as many gates as it says
  PrivilegedQuestions,  ///< and never questions
  ClaimWrite,           ///< of the same write at once one is worked on
  Version,              ///< a recovery is written over the state that was read alone
  SwapPassword,         ///< so is a password
  TakeDelivery,         ///< a message is taken from the queue once
  OneWriter,            ///< who writes has the database for itself, over all services that share it
  BeginAgain,           ///< a transaction that finds its connection gone begins on a new one
  ProofOnce,            ///< a proof is found new by the statement that remembers it
  FreezeFinish,         ///< "this was not me" stops a password that is about to be set
  FreezeUnlock,         ///< and an unlocking that nobody knows the outcome of
  FreezeStartCode,      ///< and start codes that are to be handed out
  FreezeEnrol,          ///< and signing in to "Secure your account", with everything that is done there
  FreezePutOff,         ///< what was registered since recovers nothing until a while after that
  FreezeReset,          ///< and temporary passwords that are to be sent
  PrivilegedReset,      ///< which privileged accounts never get
  LdapEscape,           ///< a name is no part of a filter's or a distinguished name's form
  LdapTlsVersion,       ///< no directory is given a password over TLS 1.0 or 1.1
  ClientDeadline,       ///< the assistant's exchanges have deadlines
  AnswerCap,            ///< an answer to the assistant has a largest size
  NoRedirect,           ///< the assistant follows no redirect
  ReportSignature,      ///< what a gateway reports is believed with its signature alone
  BounceAddress,        ///< a mail that comes back is believed at an address that this service made alone
  UniformDelivery,      ///< before the gates only realms that disclose tell what became of a message
  OwnReceipt,           ///< a receipt leads to a recovery of the same account alone
  EarlierEnds,          ///< what is gone on with from another PC ends where it was
  AppealWait,           ///< the code of an approved appeal is sent, and good, only when its time has come
  OneDecision,          ///< an appeal is decided by the statement that finds it undecided
  ConsumeApproval,      ///< the code of an approved appeal is used up by the statement that accepts it
  OneClock,             ///< a service starts only with the clock of the database that it shares
  KeyAdmission,         ///< a session on a shared database is let in by the key that is in force
  EnrolProof,           ///< a change of what is registered takes a fresh proof
  TemporaryExpiry,      ///< a temporary password is worth nothing after its time
  SignInOutdated,       ///< a sign-in whose password was replaced while it was judged opens nothing
  RegistrationWait,     ///< what was added to an account lately does not recover it yet
  RemovedWait,          ///< nor does what was added when all others had been taken away a moment ago
  TicketOfReader,       ///< a contact that is taken away takes nobody else's code of "this was not me" along
  AppealPrivileged,     ///< a privileged account is not recovered by an appeal
  RehearsalEnds,        ///< a rehearsal comes to no permit, and has no verb that changes something
  Trust                 ///< the assistant talks to whom it can trust alone
};

#ifdef LATCHKEY_FAILPOINTS
/// False for the guard that the environment names: LATCHKEY_GUARD_OFF=ConsumeCode.
[[nodiscard]] bool isOn(Guard guard);
#else
[[nodiscard]] constexpr bool isOn(Guard /*guard*/) {
  return true;
}
#endif

}  // namespace latchkey::platform
