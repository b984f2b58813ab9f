// SPDX-License-Identifier: GPL-3.0-or-later
// Locking a way of proof. The notices are rows of the transaction that locks it: neither is without the
// other.
#include "service/domain/codes.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/recovering.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
/// Nothing for factors that are no contact.
std::optional<ContactKind> contactKindOf(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return ContactKind::Mail;
    case MethodKind::Text:
      return ContactKind::Mobile;
    case MethodKind::Call:
      return ContactKind::Phone;
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Where mails and texts go. Calls only where there is nothing else: a stranger who guesses codes must not
/// make phones ring at night.
QList<Contact> quietContacts(const QList<MethodRecord>& methods) {
  QList<Contact> written;
  QList<Contact> spoken;
  for (const MethodRecord& method : methods) {
    const auto kind = contactKindOf(method.kind);
    if (!kind) continue;
    Contact contact;
    contact.kind = *kind;
    contact.value = method.value;
    contact.extension = method.extension;
    (*kind == ContactKind::Phone ? spoken : written).append(contact);
  }
  return written.isEmpty() ? spoken : written;
}
}  // namespace

std::optional<Refusal> Recovering::whyLocked(Transaction& tables, const Seat& seat,
                                             const MethodRecord& method) {
  const qint64 until = tables.locks().lockedUntil(scope::misses(seat.recovery, method), seat.now);
  if (until <= 0) return std::nullopt;
  return tooManyTries(tables, seat, method, until, "factor locked");
}

void Recovering::lockFactor(Transaction& tables, Seat& seat, MethodKind factor, qint64 until) {
  const RecoveryRecord& recovery = seat.recovery;
  if (!tables.locks().lock(scope::misses(recovery.accountKey, factor), seat.now, until)) return;
  note(tables, seat, "factor-locked", codeOf(factor));
  NoticeFacts facts = noticeFacts(seat, recovery.accountKey);
  facts.when = isoTime(until);
  const QList<Message> notices =
      noticesTo(quietContacts(tables.methods().of(recovery.id)), recovery.ownerLanguage, seat.now,
                m_parts.random, [&](Channel channel) {
                  facts.objection = objectionCode(tables, seat, MessageSubject::FactorLocked, channel);
                  return m_parts.writer.notice(Notice::FactorLocked, channel, recovery.ownerLanguage, facts);
                });
  const bool real = recovery.cause == Cause::None;
  for (Message notice : notices) {
    // Twins do the same work, the delivery thread's included; nobody is behind their contacts.
    if (!real) notice.to.clear();
    seal(notice, m_parts.box);
    tables.outgoing().enqueue(notice, recovery.id);
  }
  seat.queued = !notices.isEmpty();
  note(tables, seat, "notices-queued", QStringLiteral("factor-locked, to %1").arg(real ? notices.size() : 0));
}

}  // namespace latchkey::service::domain
