// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_store.h"

#include "service/store/account_wide_tables.h"
#include "service/store/administration_tables.h"
#include "service/store/appeal_tables.h"
#include "service/store/enrolment_tables.h"
#include "service/store/factor_tables.h"
#include "service/store/objection_tables.h"
#include "service/store/recovery_tables.h"

namespace latchkey::service::store {

namespace {
// Everything else of a recovery goes with its row.
constexpr Sql pruneRecoveries{"DELETE FROM recoveries WHERE expires_at < ?"};
// Their codes go with them.
constexpr Sql pruneEnrolments{"DELETE FROM enrolments WHERE expires_at < ?"};
// A sign-in that began before them may still show them.
constexpr qint64 newsMargin = qint64{2} * 24 * 3600 * 1000;
constexpr Sql pruneNews{"DELETE FROM registration_news WHERE at < ?"};
constexpr Sql pruneFormerContacts{"DELETE FROM registered_contacts WHERE removed_at > 0 AND removed_at < ?"};
constexpr Sql pruneWrites{"DELETE FROM writes WHERE claimed_at < ?"};
constexpr Sql pruneTallies{"DELETE FROM tallies WHERE at < ?"};
constexpr Sql pruneMessages{"DELETE FROM messages WHERE created_at < ? AND state NOT IN (0, 1)"};
constexpr Sql pruneLocks{"DELETE FROM locks WHERE locked_until < ?"};
constexpr Sql pruneTickets{"DELETE FROM objection_tickets WHERE expires_at < ?"};
constexpr Sql pruneFreezes{"DELETE FROM freezes WHERE frozen_until < ?"};
constexpr Sql pruneWaits{"DELETE FROM registration_waits WHERE waits_until < ?"};
constexpr Sql pruneRemoved{"DELETE FROM removed_contacts WHERE removed_at < ?"};
// 0: begun and never filed; 1, 2: whoever filed it waits for it, and it stays until it was decided.
constexpr Sql pruneBegunAppeals{"DELETE FROM appeals WHERE touched_at < ? AND state = 0"};
constexpr Sql pruneAppeals{"DELETE FROM appeals WHERE touched_at < ? AND state NOT IN (0, 1, 2)"};
constexpr qint64 appealsKept =
    qint64{30} * 24 * 3600 * 1000;  ///< after their end; what they say goes with them
constexpr Sql pruneProofs{"DELETE FROM proofs WHERE forget_at < ?"};

class SqlTransaction final : public domain::Transaction {
public:
  SqlTransaction(Database& database, Scope::Mode mode)
      : m_session(database.connection(), mode), m_outgoing(m_session, database.journal()) {}

  domain::RecoveryTable& recoveries() override { return m_recoveries; }
  domain::MethodTable& methods() override { return m_methods; }
  domain::ChallengeTable& challenges() override { return m_challenges; }
  domain::CodeTable& codes() override { return m_codes; }
  domain::TallyTable& tallies() override { return m_tallies; }
  domain::LockTable& locks() override { return m_locks; }
  domain::WriteTable& writes() override { return m_writes; }
  domain::FinishTable& finishes() override { return m_finishes; }
  domain::FactorTable& factors() override { return m_factors; }
  domain::Outgoing& outgoing() override { return m_outgoing; }
  domain::AccountTable& accounts() override { return m_accounts; }
  domain::SettingTable& settings() override { return m_settings; }
  domain::ObjectionTable& objections() override { return m_objections; }
  domain::AppealTable& appeals() override { return m_appeals; }
  domain::EnrolmentTable& enrolments() override { return m_enrolments; }
  bool failed() const override { return m_session.failed(); }
  Result<void, domain::StoreError> commit() override { return m_session.commit(); }

private:
  Session m_session;
  SqlRecoveries m_recoveries{m_session};
  SqlMethods m_methods{m_session};
  SqlChallenges m_challenges{m_session};
  SqlCodes m_codes{m_session};
  SqlTallies m_tallies{m_session};
  SqlLocks m_locks{m_session};
  SqlWrites m_writes{m_session};
  SqlFinishes m_finishes{m_session};
  SqlFactors m_factors{m_session};
  SqlOutgoing m_outgoing;
  SqlAccounts m_accounts{m_session};
  SqlSettings m_settings{m_session};
  SqlObjections m_objections{m_session};
  SqlAppeals m_appeals{m_session};
  SqlEnrolments m_enrolments{m_session};
};
}  // namespace

SqlStore::SqlStore(Database& database) : m_database(database) {}

std::unique_ptr<domain::Transaction> SqlStore::begin(domain::Access access) {
  const auto mode = access == domain::Access::Write ? Scope::Mode::Write : Scope::Mode::Read;
  return std::make_unique<SqlTransaction>(m_database, mode);
}

Result<int, domain::StoreError> SqlStore::prune(qint64 now, qint64 keepAfter, qint64 keepJournalAfter,
                                                qint64 keepRemovedAfter) {
  Session session(m_database.connection(), Scope::Mode::LongWrite);
  int removed = 0;
  for (const Sql& sql :
       {pruneRecoveries, pruneEnrolments, pruneWrites, pruneTallies, pruneMessages, pruneBegunAppeals}) {
    removed += session.change(sql, {keepAfter});
  }
  for (const Sql& sql : {pruneLocks, pruneProofs, pruneTickets, pruneFreezes, pruneWaits})
    removed += session.change(sql, {now});
  removed += session.change(pruneRemoved, {keepRemovedAfter});
  removed += session.change(pruneFormerContacts, {keepRemovedAfter});
  removed += session.change(pruneNews, {now - domain::newsShownFor - newsMargin});
  removed += session.change(pruneAppeals, {now - appealsKept});
  if (const int rows = session.pruneJournal(m_database.journal(), keepJournalAfter); rows > 0) {
    removed += rows;
    session.note(m_database.journal(),
                 {now, QStringLiteral("journal-pruned"), {}, {}, QString::number(rows), {}});
  }
  if (const auto done = session.commit(); !done) return unexpected(done.error());
  return removed;
}

}  // namespace latchkey::service::store
