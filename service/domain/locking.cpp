// SPDX-License-Identifier: GPL-3.0-or-later
// Locking a way of proof. The notices are rows of the transaction that locks it: neither is without the
// other.
#include <algorithm>

#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
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

/// Until when the misses of a source keep it from proving anything for this account.
qint64 pausedUntil(Transaction& tables, const Seat& seat) {
  const QString tries = scope::tries(seat.recovery.accountKey, seat.recovery.source);
  return waitUntil(tables.tallies().since(tries, seat.now - day), seat.realm->code.tries);
}

/// Until when the misses of the factor, over all recoveries, keep it from being used.
qint64 heldUntil(Transaction& tables, const Seat& seat, const MethodRecord& method) {
  const qint64 locked = tables.locks().lockedUntil(scope::misses(seat.recovery, method), seat.now);
  if (method.kind != MethodKind::Authenticator) return locked;
  const int most = seat.realm->limits.authenticatorMissesPerHour;
  const auto misses =
      tables.tallies().since(scope::hourlyMisses(seat.recovery.accountKey, method.kind), seat.now - hour);
  return misses.size() < most ? locked : std::max(locked, misses.at(misses.size() - most) + hour);
}

/// Those that count once each: a text and a call to one phone are one.
struct Way {
  QString value;
  qint64 opens = 0;
  QList<MethodRecord> methods;
};
QList<Way> waysOf(Transaction& tables, const Seat& seat) {
  QList<Way> ways;
  const int last = std::max(0, seat.recovery.gatesNeeded - 1);
  for (const MethodRecord& method : tables.methods().of(seat.recovery.id)) {
    if (!isAllowedNow(method, last, *seat.realm)) continue;
    const QString value = method.value.isEmpty() ? method.slot : method.value;
    auto way = std::ranges::find(ways, value, &Way::value);
    if (way == ways.end()) way = ways.insert(ways.end(), {value, heldUntil(tables, seat, method), {}});
    way->opens = std::min(way->opens, heldUntil(tables, seat, method));
    way->methods.append(method);
  }
  return ways;
}
}  // namespace

QList<MethodRecord> Recovering::openAnew(Transaction& tables, const Seat& seat) {
  const RecoveryRecord& recovery = seat.recovery;
  // The code of an approval opens one recovery and no other.
  if (!recovery.appealId.isEmpty() || pausedUntil(tables, seat) > seat.now) return {};
  const auto ends = tables.tallies().since(scope::confirmEnds(recovery.source), seat.now - day);
  const bool mayConfirm = waitUntil(ends, 1) <= seat.now;
  QList<MethodRecord> open;
  int values = 0;
  for (const Way& way : waysOf(tables, seat)) {
    const qsizetype before = open.size();
    for (const MethodRecord& method : way.methods) {
      if (isContact(method.kind) && !mayConfirm) continue;
      if (heldUntil(tables, seat, method) <= seat.now) open.append(method);
    }
    if (open.size() > before) ++values;
  }
  return values < std::max(1, recovery.gatesNeeded) ? QList<MethodRecord>() : open;
}

qint64 Recovering::opensAnewAt(Transaction& tables, const Seat& seat) {
  QList<qint64> opens;
  for (const Way& way : waysOf(tables, seat)) opens.append(way.opens);
  std::ranges::sort(opens);
  const qsizetype enough = std::min<qsizetype>(std::max(1, seat.recovery.gatesNeeded), opens.size());
  const qint64 last = opens.isEmpty() ? 0 : opens.at(enough - 1);
  return std::max({seat.now, last, pausedUntil(tables, seat)});
}

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
                m_parts.random, [&](Channel channel, const Contact& reader) {
                  facts.objection = objectionCode(tables, seat, MessageSubject::FactorLocked, channel,
                                                  readerKey(m_parts.keys, reader));
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
