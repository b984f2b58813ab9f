// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <optional>
#include <utility>
#include <variant>

#include "core/protocol/messages.h"

/// "My code did not come" (SPEC section 3, seed S2): at most three questions, then one thing to do next.
/// Knows no words and no clock. What the service knows of the delivery goes first; what only the person can
/// know is asked.
namespace latchkey::flow {

enum class CodeQuestion {
  Mailbox,   ///< can it be opened now?
  JunkMail,  ///< has it been looked through?
  Phone,     ///< is it there, and switched on?
  Texts,     ///< do others' texts arrive on it?
  Calls,     ///< do calls from unknown numbers ring on it?
  Entry      ///< is what was typed right?
};

enum class CodeReply {
  Fine,           ///< yes: it is not that
  NotYet,         ///< of JunkMail
  FirstMail,      ///< of JunkMail: one has come, and another message is waited for
  NoAccess,       ///< of Mailbox: it cannot be opened any more
  LockedAccount,  ///< of Mailbox: it belongs to the account that is locked
  Full,           ///< of Mailbox
  SwitchedOff,    ///< of Phone: or without reception
  OldNumber,      ///< of Phone: no longer the person's
  Landline,       ///< of Phone: or an internet phone
  WantsText,      ///< of Phone: a text is waited for, though it is called
  Blocked,        ///< of Texts and Calls: unknown senders are kept out
  NeverAny,       ///< of Texts: it takes none, or none from abroad
  WrongContact,   ///< of Entry: the contact
  WrongAccount,   ///< of Entry: the account name
  NotSetUp        ///< of Entry: or the account may not be one of those that are recovered here
};

enum class CodeCause {
  BeingSent,
  JunkMail,
  FirstMailWaits,  ///< its step is not finished, and nothing else is sent before it is
  NoAccess,
  LockedAccount,
  MailboxFull,
  PhoneOff,
  OldNumber,
  Landline,
  NoMobile,  ///< nothing that takes texts is offered
  TextsBlocked,
  NoTexts,
  CallsBlocked,
  WrongContact,
  WrongAccount,
  NotSetUp,       ///< no administrator, nothing registered, reset switched off: not told here, but by people
  StillUnderWay,  ///< it was sent a moment ago: a few more minutes
  Unknown,        ///< nothing found: another one may get through
  // Known from the service, where it tells.
  Delayed,       ///< not taken yet, and tried again
  DelayedFull,   ///< the same, since the mailbox is full
  CameBackFull,  ///< the mailbox was full
  NoSuchMailbox,
  Unwanted,       ///< taken for junk by the receiving side
  CameBack,       ///< for another reason
  CannotText,     ///< the number takes no texts
  NoCountryCode,  ///< the number is registered without it, and could not be dialled
  InvalidNumber,
  NumberBlocked,  ///< by its owner or its carrier
  Unreachable,    ///< off, or without reception
  NotTaken,       ///< by the gateway, for another reason
  NotSent,        ///< given up: it could not be handed over
  Withheld        ///< a limit was reached
};

/// What the advice's button does. Each can be done when it is offered.
enum class CodeRemedy {
  GoBack,            ///< to the field: only waiting or looking is left
  SendAgain,         ///< the code, to the same contact
  Call,              ///< the same phone, by call instead of text
  OtherWays,         ///< another way to prove who one is
  Correct,           ///< the contact that was typed
  StartAgain,        ///< with another account name
  AskAdministrator,  ///< one message to the realm's administrators
  AskForSupport      ///< nothing else is left
};

struct CodeAdvice {
  CodeCause cause = CodeCause::Unknown;
  CodeRemedy remedy = CodeRemedy::GoBack;
  bool operator==(const CodeAdvice&) const = default;
};

/// Whether the helper can say more than a list of hints: codes that are sent to a contact.
[[nodiscard]] bool canHelpWith(protocol::MethodKind kind);
/// This code does not come any more, as far as the service tells.
[[nodiscard]] bool isLost(const protocol::CodeView& code);
/// What the view says of the code may change by itself.
[[nodiscard]] bool mayLearnMore(const protocol::CodeView& code);

/// One run of the helper. A value: nothing is sent, and nothing of it is kept.
class MissingCode {
public:
  /// @param view at the code; the method in use is the one that the code was sent by.
  /// @param mayResend the pause since the last one is over, and one is left.
  MissingCode(const protocol::RecoveryView& view, bool mayResend);

  /// What comes next: a question, or what to do.
  [[nodiscard]] std::variant<CodeQuestion, CodeAdvice> next() const;
  /// In the order in which they are to be offered, the reassuring one first.
  [[nodiscard]] QList<CodeReply> replies(CodeQuestion question) const;
  /// To the question that next() asks; otherwise, or with a reply that it does not have, nothing happens.
  void reply(CodeReply reply);
  /// To the question before. False at the first one.
  bool goBack();
  [[nodiscard]] bool canGoBack() const { return !m_given.isEmpty(); }
  /// Whether it has come to advice that only waits for the service, which may know more in a moment.
  [[nodiscard]] bool waits() const;
  /// With what the service says by now; what was replied stays.
  void update(const protocol::RecoveryView& view, bool mayResend);
  /// The method that CodeRemedy::Call stands for; empty: there is none.
  [[nodiscard]] const QString& callHandle() const { return m_callHandle; }

private:
  [[nodiscard]] QList<CodeQuestion> questions() const;
  [[nodiscard]] CodeAdvice adviceFor(CodeCause cause) const;
  [[nodiscard]] CodeRemedy anotherWay() const;
  /// Once it is put right, what was sent before may still arrive; until it may be sent again, that is it.
  [[nodiscard]] CodeRemedy anotherOne() const;
  [[nodiscard]] CodeRemedy whoeverHelps() const;

  protocol::MethodKind m_kind = protocol::MethodKind::Mail;
  bool m_asksEntry = true;     ///< something was typed for it, which may be wrong
  bool m_isProof = false;      ///< of what is registered, and not of an appeal
  bool m_hidesCauses = false;  ///< an account that nothing is sent for looks like any other
  bool m_mayAskAdministrator = false;
  bool m_lacksMobile = false;        ///< as far as what is offered shows
  std::optional<CodeCause> m_known;  ///< by the service
  bool m_isLockedAccount = false;
  bool m_mayResend = false;
  bool m_willResend = false;  ///< later, if not now
  bool m_hasOthers = false;
  QString m_callHandle;
  QList<std::pair<CodeQuestion, CodeReply>> m_given;
};

}  // namespace latchkey::flow
