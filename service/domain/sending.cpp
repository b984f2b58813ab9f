// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing a method, confirming its contact, sending a code. Accounts and their twins run the same
// statements: a seeming code is queued as well, to nobody, because the thread that takes a message from the
// queue stands in the way of requests for a moment, which a clock can tell.
#include <limits>

#include "core/platform/guard.h"
#include "core/rules/code_entry.h"
#include "service/domain/appeals.h"
#include "service/domain/code_sending.h"
#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
std::optional<MethodRecord> byHandle(const QList<MethodRecord>& methods, const QString& handle) {
  for (const MethodRecord& method : methods) {
    if (!method.used && method.handle == handle && !handle.isEmpty()) return method;
  }
  return std::nullopt;
}

rules::ConfirmVerdict compare(const QString& entry, const MethodRecord& method) {
  return method.kind == MethodKind::Mail ? rules::confirmMail(entry, method.value)
                                         : rules::confirmPhone(entry, method.national, method.value);
}

Refusal tooManySends(const SendVerdict& verdict, qint64 now) {
  return verdict.sending == Sending::TooEarly
             ? refusalUntil(RefusalKind::ResendTooEarly, verdict.retryAt, now, "resend pause")
             : refusalUntil(RefusalKind::RateLimited, verdict.retryAt, now, "sends used up");
}

Stage ownStageOf(MethodKind kind) {
  if (kind == MethodKind::Questions) return Stage::Questions;
  return kind == MethodKind::SecurityKey ? Stage::SecurityKey : Stage::Code;
}

void enterCode(RecoveryRecord& recovery, const QString& entry) {
  recovery.stage = Stage::Code;
  recovery.shownEntry = entry;
}
}  // namespace

Answer Recovering::chooseMethod(const ChooseMethod& command, const Request& request) {
  return run(Verb::ChooseMethod, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    const auto method = byHandle(tables.methods().of(seat.recovery.id), command.handle);
    if (!method || !isAllowedNow(*method, seat.recovery.gatesPassed, *seat.realm)) {
      return unexpected(refusal(RefusalKind::UnknownMethod, "no such handle, or not at this gate"));
    }
    if (const auto locked = whyLocked(tables, seat, *method)) return unexpected(*locked);
    seat.recovery.chosenHandle = method->handle;
    seat.recovery.shownEntry.clear();
    seat.recovery.stage = Stage::Confirm;
    return isContact(method->kind) ? Step(Deed()) : askForOwnProof(tables, seat, *method);
  });
}

/// A factor of its own: nothing to confirm and nothing to send. The row counts the tries.
Step Recovering::askForOwnProof(Transaction& tables, Seat& seat, const MethodRecord& method) {
  const auto before = tables.codes().find(seat.recovery.id, method.slot, CodePurpose::Recovery);
  if (before && before->attempts >= seat.realm->code.tries) return exhausted(tables, seat, method);
  CodeRecord code;
  code.recoveryId = seat.recovery.id;
  code.slot = method.slot;
  code.handle = method.handle;
  code.sentAt = seat.now;
  code.expiresAt = seat.recovery.expiresAt;
  code.matched = mayProve(method, seat.recovery.cause);
  // What makes a security key's challenge one of this choice.
  if (method.kind == MethodKind::SecurityKey) code.mac = randomId(m_parts.random).toLatin1();
  code.sent = true;
  tables.codes().put(code);
  seat.recovery.stage = ownStageOf(method.kind);
  return Deed();
}

Step Recovering::confirmedTooOften(Transaction& tables, Seat& seat) {
  const QString counted = scope::confirmEnds(seat.recovery.source);
  std::ignore = tables.tallies().addBelow(counted, {}, seat.now, seat.now - day, 1000);
  const QList<qint64> ends = tables.tallies().since(counted, seat.now - day);
  seat.recovery.stage = Stage::Ended;
  seat.recovery.ending = Ending::TooManyTries;
  seat.recovery.shownEntry.clear();
  seat.recovery.retryAt = std::max(seat.now, waitUntil(ends, 1));
  note(tables, seat, "ended-by-confirm-misses");
  return Deed();
}

Answer Recovering::confirmContact(const ConfirmContact& command, const Request& request) {
  return run(Verb::ConfirmContact, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    RecoveryRecord& recovery = seat.recovery;
    const auto method = byHandle(tables.methods().of(recovery.id), recovery.chosenHandle);
    if (!method || !isContact(method->kind)) {
      return unexpected(refusal(RefusalKind::WrongStage, "no contact chosen"));
    }
    const auto verdict = compare(command.entry, *method);
    if (verdict == rules::ConfirmVerdict::Malformed) {
      return unexpected(refusal(RefusalKind::EntryMalformed, "entry malformed"));
    }
    const qint64 wait =
        waitUntil(tables.tallies().since(scope::confirmEnds(recovery.source), seat.now - day), 1);
    if (wait > seat.now) {
      return unexpected(refusalUntil(RefusalKind::RateLimited, wait, seat.now, "source has to wait"));
    }

    const bool tells =
        discloses(*seat.realm, seat.recovery.inside) || !platform::isOn(platform::Guard::UniformRefusal);
    const bool matched = verdict == rules::ConfirmVerdict::Match && recovery.cause == Cause::None;
    const int allowed = platform::isOn(platform::Guard::ConfirmMisses) ? seat.realm->limits.confirmMisses
                                                                       : std::numeric_limits<int>::max();
    // In a uniform realm a miss must not show, so every entry counts as one. And what ended by them, and was
    // taken up for an appeal, has none left in any realm.
    if (recovery.confirms >= allowed) return confirmedTooOften(tables, seat);
    if (tells && !matched) {
      recovery.confirms += 1;
      note(tables, seat, "entry-mismatch", codeOf(method->kind) + u' ' + method->mask);
      if (recovery.confirms >= allowed) return confirmedTooOften(tables, seat);
      Refusal mismatch = refusal(RefusalKind::EntryMismatch, "entry does not match");
      mismatch.triesLeft = allowed - recovery.confirms;
      return unexpected(mismatch);
    }
    if (const auto locked = whyLocked(tables, seat, *method)) return unexpected(*locked);
    const auto code = tables.codes().find(recovery.id, method->slot, CodePurpose::Recovery);
    if (code && code->attempts >= seat.realm->code.tries) return exhausted(tables, seat, *method);
    const QString shown = scope::shownSends(recovery.accountKey, method->slot);
    const auto allowance =
        allowanceOf(tables.tallies().since(shown, seat.now - day), seat.realm->code, seat.now);
    const SendVerdict send = judgeConfirm(code, method->handle, allowance, seat.now);
    if (send.sending == Sending::TooEarly || send.sending == Sending::Limited) {
      return unexpected(tooManySends(send, seat.now));
    }
    if (!tells) recovery.confirms += 1;
    enterCode(recovery, command.entry);
    return sendCode(tables, seat, *method, matched, code, send.sending == Sending::Correct);
  });
}

Answer Recovering::resendCode(const Request& request) {
  return run(Verb::ResendCode, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    const auto method = methodInHand(tables, seat);
    if (!method || !isContact(method->kind)) {
      return unexpected(refusal(RefusalKind::WrongStage, "no contact chosen"));
    }
    if (const auto locked = whyLocked(tables, seat, *method)) return unexpected(*locked);
    const auto code = tables.codes().find(seat.recovery.id, method->slot, purposeOf(seat.recovery));
    if (!code) return unexpected(refusal(RefusalKind::WrongStage, "nothing was sent"));
    if (code->attempts >= seat.realm->code.tries) return exhausted(tables, seat, *method);
    const QString shown = scope::shownSends(seat.recovery.accountKey, method->slot);
    const auto allowance =
        allowanceOf(tables.tallies().since(shown, seat.now - day), seat.realm->code, seat.now);
    if (allowance.allowedAt > 0) {
      return unexpected(tooManySends(
          {allowance.tooEarly ? Sending::TooEarly : Sending::Limited, allowance.allowedAt}, seat.now));
    }
    return sendCode(tables, seat, *method, code->matched, code, false);
  });
}

QByteArray Recovering::codeMac(const CodeRecord& record, const platform::Secret& code) const {
  return macOfCode(m_parts.keys, record, code);
}

Message Recovering::codeMessage(Transaction& tables, const Seat& seat, const MethodRecord& method,
                                const CodeRecord& code, const QString& digits) {
  CodeFacts facts;
  facts.code = digits;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(seat.recovery.accountKey);
  facts.receipt = seat.recovery.receipt;
  facts.validMinutes = static_cast<int>(lifetimeOf(method.kind, seat.realm->code) / (60 * second));
  facts.supportContact = supportLine(seat.realm->support);
  const Channel channel = channelOf(method.kind);
  // A ticket also where nothing goes out: the same statements for all, and nobody ever learns that code. None
  // for the address of an appeal: whoever named it is nobody's owner, and must stop nothing.
  if (isAppealSlot(method.slot))
    facts.use = code.purpose == CodePurpose::Appeal ? CodeUse::AppealAddress : CodeUse::Approval;
  if (seat.recovery.rehearsal) facts.use = CodeUse::Rehearsal;
  if (!isAppealSlot(method.slot))
    facts.objection = objectionCode(tables, seat, MessageSubject::Code, channel,
                                    readerKey(m_parts.keys, method.value, method.extension));
  const MessageText text = m_parts.writer.code(channel, seat.recovery.language, facts);

  Message message;
  message.id = randomId(m_parts.random);
  message.channel = channel;
  message.to = method.value;
  message.extension = method.extension;
  message.language = seat.recovery.language;
  message.subject = text.subject;
  message.body = text.body;
  message.code = digits;
  message.createdAt = seat.now;
  message.expiresAt = code.expiresAt;
  return message;
}

Step Recovering::sendCode(Transaction& tables, Seat& seat, const MethodRecord& method, bool matched,
                          const std::optional<CodeRecord>& before, bool corrected) {
  const qint64 now = seat.now;
  const CodePolicy& policy = seat.realm->code;
  // What a wrong entry names is nobody's contact: it gets a key of its own, so that it neither uses up the
  // owner's sends nor ends the owner's live code.
  const QString own = hashed("contact", method.value);
  const QString nobody = hashed("nobody", seat.recovery.accountKey + u'|' + method.slot);
  CodeRecord code;
  if (corrected) code = *before;
  code.recoveryId = seat.recovery.id;
  code.slot = method.slot;
  code.handle = method.handle;
  code.matched = matched;
  code.liveContact = matched ? own : nobody;
  if (!corrected) {
    code.purpose = purposeOf(seat.recovery);
    code.sentAt = now;
    code.expiresAt = now + lifetimeOf(method.kind, policy);
    code.sent = false;
    const QString shown = scope::shownSends(seat.recovery.accountKey, method.slot);
    std::ignore = tables.tallies().addBelow(shown, {}, now, now - day, policy.resendsPerDay);
  }

  // From here on the same work for all, whether a message goes out or not.
  const bool wanted = matched && !code.sent;
  const QString counted = scope::realSends(wanted ? own : nobody);
  const auto allowance = allowanceOf(tables.tallies().since(counted, now - day), policy, now);
  const bool allowed = wanted && allowance.allowedAt == 0;
  const auto spent = spentBudget(tables, m_parts, m_policy, *seat.realm, method, now, allowed);
  const bool goesOut = allowed && !spent;
  if (allowed) seat.spent = spent;
  std::ignore = tables.tallies().addBelow(scope::realSends(goesOut ? own : nobody), {}, now, now - day,
                                          policy.resendsPerDay);
  QString digits = randomCode(m_parts.random, policy.digits);
  const QByteArray mac = codeMac(code, platform::Secret::consume(digits.toLatin1()));
  Message message = codeMessage(tables, seat, method, code, digits);
  seal(message, m_parts.box);
  platform::wipe(digits);
  if (!goesOut) message.to.clear();
  tables.outgoing().enqueue(message, seat.recovery.id);
  const bool isDecoy = seat.recovery.cause != Cause::None;
  const char* const why = goesOut    ? "queued"
                          : isDecoy  ? "not-possible"
                          : !matched ? "no-match"
                          : !wanted  ? "sent-before"
                          : !allowed ? "limit"
                                     : "budget";
  note(tables, seat, goesOut ? "code-queued" : "code-withheld",
       QStringLiteral("%1 %2: %3").arg(codeOf(method.kind), method.mask, QLatin1String(why)));
  if (!code.sent) {
    code.mac = mac;
    code.message = message.id;
    code.sent = goesOut;
  }
  tables.codes().put(code);
  seat.queued = true;
  return Deed();
}

}  // namespace latchkey::service::domain
