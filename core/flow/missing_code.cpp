// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/missing_code.h"

#include <optional>

namespace latchkey::flow {

using protocol::CodeView;
using protocol::DeliveryFault;
using protocol::DeliveryNews;
using protocol::DeliveryStanding;
using protocol::DeliveryState;
using protocol::Method;
using protocol::MethodKind;
using protocol::MethodWarning;
using protocol::NumberProblem;

namespace {

std::optional<CodeCause> causeOf(CodeQuestion question, CodeReply reply) {
  switch (reply) {
    case CodeReply::Fine:
      return std::nullopt;
    case CodeReply::NotYet:
      return CodeCause::JunkMail;
    case CodeReply::FirstMail:
      return CodeCause::FirstMailWaits;
    case CodeReply::NoAccess:
      return CodeCause::NoAccess;
    case CodeReply::LockedAccount:
      return CodeCause::LockedAccount;
    case CodeReply::Full:
      return CodeCause::MailboxFull;
    case CodeReply::SwitchedOff:
      return CodeCause::PhoneOff;
    case CodeReply::OldNumber:
      return CodeCause::OldNumber;
    case CodeReply::Landline:
      return CodeCause::Landline;
    case CodeReply::WantsText:
      return CodeCause::NoMobile;
    case CodeReply::Blocked:
      return question == CodeQuestion::Texts ? CodeCause::TextsBlocked : CodeCause::CallsBlocked;
    case CodeReply::NeverAny:
      return CodeCause::NoTexts;
    case CodeReply::WrongContact:
      return CodeCause::WrongContact;
    case CodeReply::WrongAccount:
      return CodeCause::WrongAccount;
    case CodeReply::NotSetUp:
      return CodeCause::NotSetUp;
  }
  Q_UNREACHABLE();
}

/// Of a message that was refused, at once or afterwards.
CodeCause causeOf(DeliveryFault fault, CodeCause otherwise) {
  switch (fault) {
    case DeliveryFault::MailboxFull:
      return CodeCause::CameBackFull;
    case DeliveryFault::NoSuchMailbox:
      return CodeCause::NoSuchMailbox;
    case DeliveryFault::Unwanted:
      return CodeCause::Unwanted;
    case DeliveryFault::CannotText:
      return CodeCause::CannotText;
    case DeliveryFault::NoCountryCode:
      return CodeCause::NoCountryCode;
    case DeliveryFault::InvalidNumber:
      return CodeCause::InvalidNumber;
    case DeliveryFault::Blocked:
      return CodeCause::NumberBlocked;
    case DeliveryFault::Unreachable:
      return CodeCause::Unreachable;
    case DeliveryFault::None:
    case DeliveryFault::TooLate:
    case DeliveryFault::Other:
      return otherwise;
  }
  Q_UNREACHABLE();
}

std::optional<CodeCause> causeOf(const DeliveryNews& news) {
  switch (news.standing) {
    case DeliveryStanding::Queued:
    case DeliveryStanding::BeingSent:
      return CodeCause::BeingSent;
    case DeliveryStanding::Delayed:
      return news.fault == DeliveryFault::MailboxFull ? CodeCause::DelayedFull : CodeCause::Delayed;
    case DeliveryStanding::Bounced:
      return causeOf(news.fault, CodeCause::CameBack);
    case DeliveryStanding::Refused:
      return causeOf(news.fault, CodeCause::NotTaken);
    case DeliveryStanding::GivenUp:
      return causeOf(news.fault, CodeCause::NotSent);
    case DeliveryStanding::Withheld:
      return CodeCause::Withheld;
    case DeliveryStanding::Accepted:
    case DeliveryStanding::Delivered:
    case DeliveryStanding::Unknown:
      return std::nullopt;  // what follows is out of the service's sight
  }
  Q_UNREACHABLE();
}

/// What the service knows that no reply can change.
std::optional<CodeCause> causeOf(const CodeView& code) {
  if (!code.news)
    return code.delivery == DeliveryState::Sending ? std::optional(CodeCause::BeingSent) : std::nullopt;
  if (const auto cause = causeOf(*code.news)) return cause;
  const bool arrived = code.news->standing == DeliveryStanding::Delivered;
  const bool cannotText = code.kind == MethodKind::Text && code.problems.contains(NumberProblem::CannotText);
  return cannotText && !arrived ? std::optional(CodeCause::CannotText) : std::nullopt;
}

}  // namespace

bool isLost(const protocol::CodeView& code) {
  if (!code.news) return false;
  switch (code.news->standing) {
    case protocol::DeliveryStanding::Bounced:
    case protocol::DeliveryStanding::Refused:
    case protocol::DeliveryStanding::GivenUp:
    case protocol::DeliveryStanding::Withheld:
      return true;
    case protocol::DeliveryStanding::Queued:
    case protocol::DeliveryStanding::BeingSent:
    case protocol::DeliveryStanding::Delayed:
    case protocol::DeliveryStanding::Accepted:
    case protocol::DeliveryStanding::Delivered:
    case protocol::DeliveryStanding::Unknown:
      return false;
  }
  return false;
}

bool mayLearnMore(const protocol::CodeView& code) {
  if (!code.news) return code.delivery == protocol::DeliveryState::Sending;
  return code.news->standing != protocol::DeliveryStanding::Delivered && !isLost(code);
}

bool canHelpWith(MethodKind kind) {
  return kind == MethodKind::Mail || kind == MethodKind::Text || kind == MethodKind::Call;
}

MissingCode::MissingCode(const protocol::RecoveryView& view, bool mayResend) {
  update(view, mayResend);
}

void MissingCode::update(const protocol::RecoveryView& view, bool mayResend) {
  if (view.code && view.code->kind != m_kind) m_given.clear();
  m_kind = view.code ? view.code->kind : MethodKind::Mail;
  m_asksEntry = !view.byAppeal;
  m_isProof = !view.byAppeal && view.stage != protocol::Stage::AppealCode;
  m_hidesCauses = m_isProof && !view.discloses;
  m_mayAskAdministrator = view.administrator != protocol::AdministratorContact::NotOffered;
  // At a later gate the mobile may be what has passed the first one.
  m_lacksMobile = m_isProof && view.gatesPassed == 0;
  m_known = view.code ? causeOf(*view.code) : std::nullopt;
  m_isLockedAccount = false;
  m_mayResend = mayResend;
  m_willResend = view.code && view.code->resendsLeft > 0;
  m_hasOthers = false;
  m_callHandle.clear();
  for (const Method& method : view.methods) {
    if (method.kind == MethodKind::Text) m_lacksMobile = false;
    if (method.handle == view.chosenHandle) {
      m_isLockedAccount = method.warning == MethodWarning::LockedAccountItself;
      continue;
    }
    m_hasOthers = true;
    // By its mask, the one thing that is known of a number here.
    const bool isSamePhone = view.code && method.kind == MethodKind::Call && method.mask == view.code->mask;
    if (m_kind == MethodKind::Text && isSamePhone && m_callHandle.isEmpty()) m_callHandle = method.handle;
  }
}

QList<CodeQuestion> MissingCode::questions() const {
  if (!m_asksEntry) return {CodeQuestion::Mailbox, CodeQuestion::JunkMail};
  switch (m_kind) {
    case MethodKind::Text:
      return {CodeQuestion::Phone, CodeQuestion::Texts, CodeQuestion::Entry};
    case MethodKind::Call:
      return {CodeQuestion::Phone, CodeQuestion::Calls, CodeQuestion::Entry};
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return {CodeQuestion::Mailbox, CodeQuestion::JunkMail, CodeQuestion::Entry};
  }
  Q_UNREACHABLE();
}

QList<CodeReply> MissingCode::replies(CodeQuestion question) const {
  switch (question) {
    case CodeQuestion::Mailbox:
      return {CodeReply::Fine, CodeReply::NoAccess, CodeReply::LockedAccount, CodeReply::Full};
    case CodeQuestion::JunkMail:
      return m_isProof ? QList{CodeReply::Fine, CodeReply::NotYet, CodeReply::FirstMail}
                       : QList{CodeReply::Fine, CodeReply::NotYet};
    case CodeQuestion::Phone: {
      QList<CodeReply> replies{CodeReply::Fine, CodeReply::SwitchedOff, CodeReply::OldNumber};
      if (m_kind == MethodKind::Text) replies.append(CodeReply::Landline);
      if (m_kind == MethodKind::Call && m_lacksMobile) replies.append(CodeReply::WantsText);
      return replies;
    }
    case CodeQuestion::Texts:
      return {CodeReply::Fine, CodeReply::Blocked, CodeReply::NeverAny};
    case CodeQuestion::Calls:
      return {CodeReply::Fine, CodeReply::Blocked};
    case CodeQuestion::Entry:
      return m_hidesCauses ? QList{CodeReply::Fine, CodeReply::WrongContact, CodeReply::WrongAccount,
                                   CodeReply::NotSetUp}
                           : QList{CodeReply::Fine, CodeReply::WrongContact, CodeReply::WrongAccount};
  }
  Q_UNREACHABLE();
}

std::variant<CodeQuestion, CodeAdvice> MissingCode::next() const {
  if (m_known) return adviceFor(*m_known);
  if (m_isLockedAccount) return adviceFor(CodeCause::LockedAccount);
  for (const auto& [question, reply] : m_given) {
    if (const auto cause = causeOf(question, reply)) return adviceFor(*cause);
  }
  const QList<CodeQuestion> asked = questions();
  if (m_given.size() < asked.size()) return asked.at(m_given.size());
  if (m_willResend && !m_mayResend) return adviceFor(CodeCause::StillUnderWay);
  // Nothing can be tried any more: what is left is what nobody is told at this step.
  const bool isStuck = m_hidesCauses && !m_mayResend && !m_hasOthers;
  return adviceFor(isStuck ? CodeCause::NotSetUp : CodeCause::Unknown);
}

void MissingCode::reply(CodeReply reply) {
  const auto now = next();
  const auto* question = std::get_if<CodeQuestion>(&now);
  if (question && replies(*question).contains(reply)) m_given.append({*question, reply});
}

bool MissingCode::waits() const {
  return m_known == CodeCause::BeingSent || m_known == CodeCause::Delayed ||
         m_known == CodeCause::DelayedFull;
}

bool MissingCode::goBack() {
  if (m_given.isEmpty()) return false;
  m_given.removeLast();
  return true;
}

CodeRemedy MissingCode::anotherWay() const {
  return m_hasOthers ? CodeRemedy::OtherWays : CodeRemedy::AskForSupport;
}

CodeRemedy MissingCode::whoeverHelps() const {
  return m_mayAskAdministrator ? CodeRemedy::AskAdministrator : CodeRemedy::AskForSupport;
}

CodeRemedy MissingCode::anotherOne() const {
  if (m_mayResend) return CodeRemedy::SendAgain;
  return m_willResend ? CodeRemedy::GoBack : anotherWay();
}

CodeAdvice MissingCode::adviceFor(CodeCause cause) const {
  switch (cause) {
    case CodeCause::BeingSent:
    case CodeCause::JunkMail:
    case CodeCause::FirstMailWaits:
    case CodeCause::StillUnderWay:
    case CodeCause::Delayed:
    case CodeCause::DelayedFull:
      return {cause, CodeRemedy::GoBack};
    case CodeCause::NoAccess:
    case CodeCause::LockedAccount:
    case CodeCause::OldNumber:
    case CodeCause::NoSuchMailbox:
    case CodeCause::Unwanted:
    case CodeCause::CameBack:
    case CodeCause::NoCountryCode:
    case CodeCause::InvalidNumber:
    case CodeCause::Withheld:
      return {cause, anotherWay()};
    case CodeCause::Landline:
    case CodeCause::NoTexts:
    case CodeCause::CannotText:
    case CodeCause::NumberBlocked:
    case CodeCause::NotTaken:
      return {cause, m_callHandle.isEmpty() ? anotherWay() : CodeRemedy::Call};
    case CodeCause::MailboxFull:
    case CodeCause::PhoneOff:
    case CodeCause::NoMobile:
    case CodeCause::TextsBlocked:
    case CodeCause::CallsBlocked:
    case CodeCause::CameBackFull:
    case CodeCause::Unreachable:
      return {cause, anotherOne()};
    case CodeCause::NotSent:
      return {cause, m_mayResend ? CodeRemedy::SendAgain : anotherWay()};
    case CodeCause::WrongContact:
      return {cause, CodeRemedy::Correct};
    case CodeCause::WrongAccount:
      return {cause, CodeRemedy::StartAgain};
    case CodeCause::NotSetUp:
      return {cause, whoeverHelps()};
    case CodeCause::Unknown:
      return {cause, m_mayResend ? CodeRemedy::SendAgain : anotherWay()};
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::flow
