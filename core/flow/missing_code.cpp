// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/missing_code.h"

#include <optional>

namespace latchkey::flow {

using protocol::DeliveryState;
using protocol::Method;
using protocol::MethodKind;
using protocol::MethodWarning;

namespace {

std::optional<CodeCause> causeOf(CodeQuestion question, CodeReply reply) {
  switch (reply) {
    case CodeReply::Fine:
      return std::nullopt;
    case CodeReply::NotYet:
      return CodeCause::JunkMail;
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
    case CodeReply::Blocked:
      return question == CodeQuestion::Texts ? CodeCause::TextsBlocked : CodeCause::CallsBlocked;
    case CodeReply::NeverAny:
      return CodeCause::NoTexts;
    case CodeReply::WrongContact:
      return CodeCause::WrongContact;
    case CodeReply::WrongAccount:
      return CodeCause::WrongAccount;
  }
  Q_UNREACHABLE();
}

}  // namespace

bool canHelpWith(MethodKind kind) {
  return kind == MethodKind::Mail || kind == MethodKind::Text || kind == MethodKind::Call;
}

MissingCode::MissingCode(const protocol::RecoveryView& view, bool mayResend)
    : m_kind(view.code ? view.code->kind : MethodKind::Mail),
      m_asksEntry(!view.byAppeal),
      m_isBeingSent(view.code && view.code->delivery == DeliveryState::Sending),
      m_mayResend(mayResend),
      m_willResend(view.code && view.code->resendsLeft > 0) {
  for (const Method& method : view.methods) {
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
      return {CodeReply::Fine, CodeReply::NotYet};
    case CodeQuestion::Phone:
      return m_kind == MethodKind::Text
                 ? QList{CodeReply::Fine, CodeReply::SwitchedOff, CodeReply::OldNumber, CodeReply::Landline}
                 : QList{CodeReply::Fine, CodeReply::SwitchedOff, CodeReply::OldNumber};
    case CodeQuestion::Texts:
      return {CodeReply::Fine, CodeReply::Blocked, CodeReply::NeverAny};
    case CodeQuestion::Calls:
      return {CodeReply::Fine, CodeReply::Blocked};
    case CodeQuestion::Entry:
      return {CodeReply::Fine, CodeReply::WrongContact, CodeReply::WrongAccount};
  }
  Q_UNREACHABLE();
}

std::variant<CodeQuestion, CodeAdvice> MissingCode::next() const {
  if (m_isBeingSent) return adviceFor(CodeCause::BeingSent);
  if (m_isLockedAccount) return adviceFor(CodeCause::LockedAccount);
  for (const auto& [question, reply] : m_given) {
    if (const auto cause = causeOf(question, reply)) return adviceFor(*cause);
  }
  const QList<CodeQuestion> asked = questions();
  if (m_given.size() < asked.size()) return asked.at(m_given.size());
  return adviceFor(m_willResend && !m_mayResend ? CodeCause::StillUnderWay : CodeCause::Unknown);
}

void MissingCode::reply(CodeReply reply) {
  const auto now = next();
  const auto* question = std::get_if<CodeQuestion>(&now);
  if (question && replies(*question).contains(reply)) m_given.append({*question, reply});
}

bool MissingCode::goBack() {
  if (m_given.isEmpty()) return false;
  m_given.removeLast();
  return true;
}

CodeRemedy MissingCode::anotherWay() const {
  return m_hasOthers ? CodeRemedy::OtherWays : CodeRemedy::AskForSupport;
}

CodeAdvice MissingCode::adviceFor(CodeCause cause) const {
  switch (cause) {
    case CodeCause::BeingSent:
    case CodeCause::JunkMail:
    case CodeCause::StillUnderWay:
      return {cause, CodeRemedy::GoBack};
    case CodeCause::NoAccess:
    case CodeCause::LockedAccount:
    case CodeCause::OldNumber:
      return {cause, anotherWay()};
    case CodeCause::Landline:
    case CodeCause::NoTexts:
      return {cause, m_callHandle.isEmpty() ? anotherWay() : CodeRemedy::Call};
    case CodeCause::MailboxFull:
    case CodeCause::PhoneOff:
    case CodeCause::TextsBlocked:
    case CodeCause::CallsBlocked:
      // Once it is put right, what was sent before may still arrive; until it may be sent again, that is it.
      if (m_mayResend) return {cause, CodeRemedy::SendAgain};
      return {cause, m_willResend ? CodeRemedy::GoBack : anotherWay()};
    case CodeCause::WrongContact:
      return {cause, CodeRemedy::Correct};
    case CodeCause::WrongAccount:
      return {cause, CodeRemedy::StartAgain};
    case CodeCause::Unknown:
      return {cause, m_mayResend ? CodeRemedy::SendAgain : anotherWay()};
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::flow
