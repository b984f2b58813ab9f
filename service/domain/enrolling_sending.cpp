// SPDX-License-Identifier: GPL-3.0-or-later
// Codes on their way: to a contact that proves who is signed in, or to one that is to be registered. Whoever
// is signed in is told of each limit: there is nothing to be found out by it.
#include "service/domain/code_sending.h"
#include "service/domain/codes.h"
#include "service/domain/enrolling.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

CodePurpose Enrolling::purposeInHand(const EnrolSeat& seat) {
  return seat.enrolment.isProof ? CodePurpose::FreshProof : CodePurpose::Registration;
}

EnrolAnswer Enrolling::resend(const Request& request) {
  return run(EnrolVerb::Resend, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    const auto method = methodInHand(seat);
    if (!method || !isContact(method->kind)) {
      return unexpected(refusal(RefusalKind::WrongStage, "nothing that a code goes to"));
    }
    if (!seat.enrolment.isProof) {
      if (const auto limited = countStranger(tables, seat)) return unexpected(*limited);
    }
    if (const auto refused = sendCode(tables, seat, *method)) return unexpected(*refused);
    return Deed();
  });
}

std::optional<Refusal> Enrolling::sendCode(Transaction& tables, EnrolSeat& seat, const MethodRecord& method) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  const CodePolicy& policy = seat.realm->code;
  const qint64 now = seat.now;
  const auto present = tables.enrolments().findCode(enrolment.id, enrolment.slot, purposeInHand(seat));
  if (present && present->attempts >= policy.tries) {
    return refusalUntil(RefusalKind::TooManyTries, enrolment.expiresAt, now, "tries used up");
  }
  const QString contact = hashed("contact", method.value);
  const QString sends = scope::realSends(contact);
  const auto allowance = allowanceOf(tables.tallies().since(sends, now - day), policy, now);
  if (allowance.allowedAt > 0) {
    return refusalUntil(allowance.tooEarly ? RefusalKind::ResendTooEarly : RefusalKind::RateLimited,
                        allowance.allowedAt, now, "codes to this contact");
  }
  const auto spent = spentBudget(tables, m_parts, m_policy, *seat.realm, method, now, true);
  if (spent) {
    seat.spent = spent;
    // Told: who is signed in may know that it is no fault of theirs.
    return refusalUntil(RefusalKind::RateLimited, now + hour, now, "budget of texts and calls");
  }
  std::ignore = tables.tallies().addBelow(sends, {}, now, now - day, policy.resendsPerDay);
  CodeRecord code;
  code.recoveryId = enrolment.id;
  code.slot = enrolment.slot;
  code.purpose = purposeInHand(seat);
  code.handle = enrolment.handle;
  code.sentAt = now;
  code.expiresAt = now + lifetimeOf(method.kind, policy);
  code.liveContact = contact;
  QString digits = randomCode(m_parts.random, policy.digits);
  code.mac = macOfCode(m_parts.keys, code, platform::Secret::consume(digits.toLatin1()));

  CodeFacts facts;
  facts.code = digits;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(enrolment.accountKey);
  facts.validMinutes = static_cast<int>(lifetimeOf(method.kind, policy) / (60 * second));
  facts.supportContact = supportLine(seat.realm->support);
  facts.use = enrolment.isProof ? CodeUse::FreshProof : CodeUse::Registration;
  const Channel channel = channelOf(method.kind);
  // None for an address that is nobody's yet: whoever reads it must stop nothing.
  if (enrolment.isProof)
    facts.objection = objectionCode(tables, seat, MessageSubject::Code, channel,
                                    readerKey(m_parts.keys, method.value, method.extension));
  const MessageText text = m_parts.writer.code(channel, enrolment.language, facts);
  Message message;
  message.id = randomId(m_parts.random);
  message.channel = channel;
  message.to = method.value;
  message.extension = method.extension;
  message.language = enrolment.language;
  message.subject = text.subject;
  message.body = text.body;
  message.code = digits;
  message.createdAt = now;
  message.expiresAt = code.expiresAt;
  seal(message, m_parts.box);
  platform::wipe(digits);
  platform::wipe(facts.code);
  code.message = message.id;
  tables.outgoing().enqueue(message, {});
  tables.enrolments().putCode(code);
  note(tables, seat, "code-queued",
       QStringLiteral("%1 %2: %3")
           .arg(codeOf(method.kind), method.mask,
                enrolment.isProof ? QStringLiteral("fresh proof") : QStringLiteral("registration")));
  seat.queued = true;
  return std::nullopt;
}

QString Enrolling::objectionCode(Transaction& tables, const EnrolSeat& seat, MessageSubject subject,
                                 Channel channel, const QString& reader) {
  const RecoveryLimits& limits = seat.realm->limits;
  const int lifetime = subject == MessageSubject::Code ? limits.objectionForCode : limits.objectionFor;
  return issueTicket(tables, m_parts.keys, m_parts.random,
                     {{},
                      seat.enrolment.accountKey,
                      seat.realm->id,
                      {},
                      {},
                      subject,
                      channel,
                      seat.now,
                      seat.now + lifetime * second,
                      reader});
}

}  // namespace latchkey::service::domain
