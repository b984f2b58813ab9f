// SPDX-License-Identifier: GPL-3.0-or-later
// What comes of an approved appeal: its code, when the wait is over, and the recovery that the code opens.
#include "core/platform/guard.h"
#include "core/rules/objection_code.h"
#include "core/rules/receipt.h"
#include "service/domain/answer_codec.h"
#include "service/domain/appeals.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"
#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
constexpr int receiptTries = 8;
constexpr int releasedAtOnce = 50;

bool isWaitOver(const AppealRecord& appeal, qint64 now) {
  return appeal.releaseAt <= now || !platform::isOn(platform::Guard::AppealWait);
}
}  // namespace

Answer Recovering::openByApproval(const OpenByApproval& command, const Request& request) {
  const auto unavailable = [](const char* why) { return unexpected(refusal(RefusalKind::Unavailable, why)); };
  QString typed = QString::fromUtf8(command.code.view().data(), static_cast<qsizetype>(command.code.size()));
  // What is no code at all goes the way of a wrong one, and counts like it.
  QString code = rules::readObjection(typed).value_or(QString());
  platform::wipe(typed);
  const QByteArray ticket = approvalMac(m_parts.keys, code);
  platform::wipe(code);

  std::optional<Account> account;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    const auto appeal = tables->appeals().findTicket(ticket, now());
    if (!tables->commit()) return unavailable("store");
    if (appeal) {
      auto found = m_parts.directory.find(appeal->accountKey);
      if (!found) return unavailable("directory");
      account = std::move(*found);
    }
  }

  const auto tables = m_parts.store.begin(Access::Write);
  const auto written = tables->writes().find(request.caller.keyThumbprint, request.write.key);
  if (tables->failed()) return unavailable("store");
  if (written) {
    if (auto answer =
            replay(*written, request.write.fingerprint, request.caller.keyThumbprint, Claim::None)) {
      return *answer;
    }
  }
  Seat seat;  // of no recovery, as far as this is known
  seat.now = now();
  seat.realm = &m_policy.realms.first();
  RecoveryRecord& record = seat.recovery;
  record.source = hashed("network", request.caller.source);
  const auto appeal = tables->appeals().findTicket(ticket, seat.now);
  const auto address = appeal ? openContact(m_parts.box, *appeal) : std::nullopt;
  if (account && !account->realm.isEmpty()) seat.realm = &realmBy(account->realm);
  record.id = randomId(m_parts.random);
  // What is looked at first does not cost the code: an account that is disabled today may be back tomorrow.
  const bool good = appeal && address && isWaitOver(*appeal, seat.now) &&
                    appealCauseOf(account, *seat.realm) == Cause::None &&
                    tables->objections().frozenUntil(account->key, seat.now) == 0;
  if (good) {
    // Nor does an address that got a code a moment ago: this one would be held back, and the approval lost.
    const auto sends = tables->tallies().since(scope::realSends(hashed("contact", *address)), seat.now - day);
    const SendAllowance allowance = allowanceOf(sends, seat.realm->code, seat.now);
    if (allowance.allowedAt > 0) {
      return unexpected(refusalUntil(RefusalKind::RateLimited, allowance.allowedAt, seat.now,
                                     "codes to the address of the appeal"));
    }
  }
  if (!good || !tables->appeals().useTicket(ticket, record.id, seat.now)) {
    record.id.clear();
    const Refusal refused =
        refuseTicket(*tables, seat,
                     {"approval-source:", "approval-refused", RefusalKind::ApprovalRefused,
                      "approval code wrong, used, too old or cancelled"});
    if (!tables->commit()) return unavailable("store");
    return unexpected(refused);
  }

  record.accountKey = account->key;
  record.givenName = appeal->givenName;
  record.displayName = account->displayName;
  record.directoryRules = account->rules;
  record.realm = seat.realm->id;
  record.inside = isInside(*seat.realm, request.caller.address);
  record.language = command.language;
  record.ownerLanguage = account->language;
  record.stage = Stage::Code;
  record.gatesNeeded = 1;
  record.appealId = appeal->id;
  record.createdAt = record.touchedAt = seat.now;
  record.expiresAt = seat.now + seat.realm->limits.absolute * second;
  MethodRecord method;
  method.handle = record.chosenHandle = randomId(m_parts.random);
  method.kind = MethodKind::Mail;
  method.slot = appeal->slot;
  method.mask = appeal->contactMask;
  method.value = *address;
  bool inserted = false;
  for (int i = 0; i < receiptTries && !inserted && !tables->failed(); ++i) {
    record.receipt = randomReceipt(m_parts.random);
    inserted = tables->recoveries().insert(record);
  }
  if (!inserted) return unavailable("store");
  tables->methods().insert(record.id, {method});
  note(*tables, seat, "appeal-code-used", QStringLiteral("receipt of the appeal %1").arg(appeal->receipt));
  if (const Step sent = sendCode(*tables, seat, method, true, std::nullopt, false); !sent) {
    return unexpected(sent.error());
  }
  Answer answer{Outcome()};
  answer->snapshot = snapshotOf(*tables, seat);
  WriteRecord write = writeOf(request, record.id);
  write.answer = encodeAnswer(answer);
  write.tokenEpoch = 0;
  if (!tables->writes().finish(write) || !tables->commit()) return unavailable("store");
  if (seat.queued && m_parts.messageQueued) m_parts.messageQueued();
  answer->newToken = mintToken(m_parts.keys, record.id, 0, request.caller.keyThumbprint);
  return answer;
}

bool Recovering::approvalStands(Transaction& tables, const Seat& seat, const Account& account) {
  if (seat.recovery.appealId.isEmpty()) return true;
  const auto appeal = tables.appeals().find(seat.recovery.appealId);
  return appeal && appeal->state == AppealState::Used && appeal->openedRecovery == seat.recovery.id &&
         appealCauseOf(account, *seat.realm) == Cause::None;
}

int Recovering::releaseAppeals() {
  QList<AppealRecord> due;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    const qint64 until = platform::isOn(platform::Guard::AppealWait) ? now() : now() + 400 * day;
    due = tables->appeals().due(until, releasedAtOnce);
    if (!tables->commit()) return 0;
  }
  int released = 0;
  for (const AppealRecord& appeal : due) {
    const auto done = releaseOne(appeal);
    if (!done) break;  // a directory that does not answer now is not asked fifty times
    released += *done ? 1 : 0;
  }
  return released;
}

/// The code and the mail that carries it are one transaction: neither is without the other, however often
/// this is tried.
std::optional<bool> Recovering::releaseOne(const AppealRecord& appeal) {
  const auto account = m_parts.directory.find(appeal.accountKey);
  if (!account) return std::nullopt;
  const auto tables = m_parts.store.begin(Access::Write);
  Seat seat;
  seat.now = now();
  seat.realm = &realmBy(*account && !(*account)->realm.isEmpty() ? (*account)->realm : appeal.realm);
  seat.recovery.id = appeal.id;
  seat.recovery.receipt = appeal.receipt;
  seat.recovery.accountKey = appeal.accountKey;
  NoticeFacts facts = noticeFacts(seat, appeal.accountKey);
  // Stopped since: "this was not me" has ended it, or it waits until that is cleared up.
  if (tables->objections().frozenUntil(appeal.accountKey, seat.now) > 0) return false;
  const bool reachable = openContact(m_parts.box, appeal).has_value();
  if (appealCauseOf(*account, *seat.realm) != Cause::None || !reachable) {
    if (!tables->appeals().end(appeal.id, AppealState::Denied, seat.now)) return false;
    const auto mail = mailToApplicant(m_parts.writer, m_parts.box, m_parts.random, appeal,
                                      Notice::AppealDenied, facts, seat.now);
    if (mail) tables->outgoing().enqueue(*mail, appeal.id);
    note(*tables, seat, "appeal-not-possible",
         reachable ? codeOf(appealCauseOf(*account, *seat.realm))
                   : QStringLiteral("its address cannot be read any more"));
  } else {
    const qint64 expiresAt = seat.now + seat.realm->appeal.codeFor * second;
    QString signs = randomText(m_parts.random, rules::receiptAlphabet(), rules::objectionSigns);
    facts.ticket = rules::groupedObjection(signs);
    platform::wipe(signs);
    facts.when = isoTime(expiresAt);
    const QByteArray ticket = approvalMac(m_parts.keys, facts.ticket);
    auto mail = mailToApplicant(m_parts.writer, m_parts.box, m_parts.random, appeal, Notice::AppealReleased,
                                facts, seat.now);
    platform::wipe(facts.ticket);
    if (!mail || !tables->appeals().release(appeal.id, ticket, seat.now, expiresAt)) return false;
    mail->expiresAt = expiresAt;
    tables->outgoing().enqueue(*mail, appeal.id);
    note(*tables, seat, "appeal-code-sent", QStringLiteral("good until %1").arg(isoTime(expiresAt)));
  }
  if (!tables->commit()) return false;
  if (m_parts.messageQueued) m_parts.messageQueued();
  return true;
}

}  // namespace latchkey::service::domain
