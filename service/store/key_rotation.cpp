// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/key_rotation.h"

#include <optional>

#include "service/domain/appeals.h"
#include "service/domain/factors.h"
#include "service/domain/sealed_deliveries.h"
#include "service/store/migrations.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::AppealState;

namespace {
constexpr int page = 500;

constexpr Sql sealedAuthenticators{
    "SELECT account_key, factor_id, sealed FROM authenticators WHERE (account_key, factor_id) > (?, ?) "
    "ORDER BY account_key, factor_id LIMIT ?"};
constexpr Sql sealAuthenticatorAgain{
    "UPDATE authenticators SET sealed = ? WHERE account_key = ? AND factor_id = ?"};
constexpr Sql waitingMessages{"SELECT id, body, code FROM messages WHERE body <> ''"};
constexpr Sql putMessage{"UPDATE messages SET body = ?, code = ? WHERE id = ?"};
constexpr Sql sealedAppeals{"SELECT id, contact, answers FROM appeals"};
constexpr Sql putAppeal{"UPDATE appeals SET contact = ?, answers = ? WHERE id = ?"};

// What was handed out and is kept as a keyed hash alone.
constexpr Sql dropStartCodes{"DELETE FROM start_codes"};
constexpr Sql dropObjections{"DELETE FROM objection_tickets WHERE used_at = 0"};
// Sign-ins to "Secure your account": minutes old, and their tokens end. What they were adding goes with them.
constexpr Sql dropEnrolments{"DELETE FROM enrolments"};
// Which contacts a code was passed by; it is known again from the next code on.
constexpr Sql dropConfirmed{"DELETE FROM confirmed_contacts"};
constexpr Sql releaseAgain{
    "UPDATE appeals SET state = ?, ticket = NULL, ticket_expires_at = 0 WHERE state = ?"};

// No session of anybody else (postgres_database.cpp), until this transaction has ended. Not waited for:
// whoever is at work holds it while they wait for the writers' lock, which is held here.
constexpr Sql takeAlone{"SELECT 1", "SELECT 1 WHERE pg_try_advisory_xact_lock(4243)"};
// Sessions of programs that were stopped a moment ago may still be ending at the server, which tells nobody
// when they have.
constexpr Sql waitForEnds{"SELECT 1", "SELECT 1 FROM pg_sleep(0.1)"};
constexpr int triesAlone = 20;

constexpr Sql relink{"UPDATE journal SET link = ? WHERE number = ?"};
constexpr Sql putHeadSql{"UPDATE journal_head SET last_link = ?, seal = ? WHERE id = 1"};
constexpr Sql putFingerprint{"UPDATE meta SET value = ? WHERE name = 'key-fingerprint'"};

class Rotation {
public:
  Rotation(Connection& connection, const RotationKeys& keys) : m_connection(connection), m_keys(keys) {}

  [[nodiscard]] bool run(qint64 now) {
    return authenticators() && messages() && appeals() && handedOut() && journal() && note(now) &&
           change(putFingerprint, {fingerprintOf(m_keys.newHash)}).has_value();
  }
  [[nodiscard]] const RotationReport& report() const { return m_report; }

private:
  [[nodiscard]] std::optional<int> change(const Sql& sql, const QVariantList& values) {
    return m_connection.change(sql, values);
  }
  /// Sealed under the new key; what cannot be opened stays as it is.
  [[nodiscard]] QByteArray resealed(const QByteArray& sealed, const QByteArray& context) {
    if (sealed.isEmpty()) return sealed;
    const auto secret = m_keys.oldBox.open(sealed, context);
    if (!secret) {
      ++m_report.unreadable;
      return sealed;
    }
    ++m_report.resealed;
    return m_keys.newBox.seal(*secret, context);
  }

  [[nodiscard]] bool authenticators() {
    QString account = QStringLiteral("");
    QString factor = QStringLiteral("");
    for (;;) {
      const auto rows = m_connection.rows(sealedAuthenticators, {account, factor, page});
      if (!rows) return false;
      for (const QVariantList& row : *rows) {
        account = row.at(0).toString();
        factor = row.at(1).toString();
        const QByteArray sealed = resealed(row.at(2).toByteArray(), domain::sealingContext(account, factor));
        if (!change(sealAuthenticatorAgain, {sealed, account, factor})) return false;
      }
      if (rows->size() < page) return true;
    }
  }
  [[nodiscard]] bool messages() {
    const auto rows = m_connection.rows(waitingMessages);
    if (!rows) return false;
    for (const QVariantList& row : *rows) {
      domain::Message message;
      message.id = row.at(0).toString();
      message.body = row.at(1).toString();
      message.code = row.at(2).toString();
      switch (domain::reseal(message, m_keys.oldBox, m_keys.newBox)) {
        case domain::Resealing::Plain:
          continue;
        case domain::Resealing::Unreadable:
          ++m_report.unreadable;
          continue;
        case domain::Resealing::Done:
          ++m_report.resealed;
          break;
      }
      if (!change(putMessage, {message.body, notNull(message.code), message.id})) return false;
    }
    return true;
  }
  [[nodiscard]] bool appeals() {
    const auto rows = m_connection.rows(sealedAppeals);
    if (!rows) return false;
    for (const QVariantList& row : *rows) {
      const QString id = row.at(0).toString();
      const QByteArray contact = resealed(row.at(1).toByteArray(), domain::appealContext("contact", id));
      const QByteArray answers = resealed(row.at(2).toByteArray(), domain::appealContext("answers", id));
      if (!change(putAppeal, {notNull(contact), notNull(answers), id})) return false;
    }
    return true;
  }
  [[nodiscard]] bool handedOut() {
    const auto starts = change(dropStartCodes, {});
    const auto objections = change(dropObjections, {});
    // Another one goes out at the next look: the time of these has come already.
    const auto released =
        change(releaseAgain, {toNumber(AppealState::Approved), toNumber(AppealState::Released)});
    if (!starts || !objections || !released || !change(dropEnrolments, {}) || !change(dropConfirmed, {})) {
      return false;
    }
    m_report.startCodes = *starts;
    m_report.objections = *objections;
    m_report.approvals = *released;
    return true;
  }

  [[nodiscard]] bool journal() {
    auto head = readHead(m_connection);
    if (!head) return false;
    domain::ChainCheck check(m_keys.oldHash, *head);
    // Twice over the rows: what is broken must not be linked as if it were whole.
    if (!walk([&check](const domain::JournalRow& row) {
          std::ignore = check.take(row);
          return true;
        })) {
      return false;
    }
    m_report.journalBroken = check.finish().has_value();
    if (m_report.journalBroken || !*head) return true;
    QByteArray link = (*head)->prunedLink;
    if (!walk([&](const domain::JournalRow& row) {
          link = linkOf(m_keys.newHash, link, row);
          ++m_report.journalRows;
          return change(relink, {link, row.number}).has_value();
        })) {
      return false;
    }
    if (m_report.journalRows > 0) (*head)->lastLink = link;
    seal(m_keys.newHash, **head);
    return change(putHeadSql, {notNull((*head)->lastLink), (*head)->seal}).has_value();
  }
  template <typename Take>
  [[nodiscard]] bool walk(const Take& take) {
    for (qint64 after = 0;;) {
      const auto rows = readRows(m_connection, after, page);
      if (!rows) return false;
      for (const domain::JournalRow& row : *rows) {
        if (!take(row)) return false;
        after = row.number;
      }
      if (rows->size() < page) return true;
    }
  }
  /// Under the new key. A broken trail goes on, and is not sealed again.
  [[nodiscard]] bool note(qint64 now) {
    return Journal(&m_keys.newHash)
        .append(m_connection,
                {now,
                 QStringLiteral("key-rotated"),
                 {},
                 {},
                 QStringLiteral("%1 sealed anew, %2 start codes and %3 codes of \"this was not me\" ended")
                     .arg(m_report.resealed)
                     .arg(m_report.startCodes)
                     .arg(m_report.objections),
                 {}});
  }

  Connection& m_connection;
  const RotationKeys& m_keys;
  RotationReport m_report;
};
}  // namespace

Result<RotationReport, OpenFailure> rotateKeys(Database& database, const RotationKeys& keys, qint64 now) {
  Connection* const connection = database.connection();
  if (connection == nullptr) return unexpected(OpenFailure{OpenFault::CannotOpen, database.place(), {}});
  const auto failure = [&] {
    const bool busy = connection->fault() == SqlFault::Busy;
    return unexpected(
        OpenFailure{busy ? OpenFault::Busy : OpenFault::CannotOpen, database.place(), connection->detail()});
  };
  std::optional<Scope> scope;
  for (int tries = 1;; ++tries) {
    scope.emplace(connection, Scope::Mode::LongWrite);
    if (!scope->isOpen()) return failure();
    const auto alone = connection->rows(takeAlone);
    if (!alone) return failure();
    if (!alone->isEmpty()) break;
    scope.reset();  // whoever is at work goes on meanwhile
    if (tries == triesAlone) return unexpected(OpenFailure{OpenFault::InUse, database.place(), {}});
    if (!connection->rows(waitForEnds)) return failure();
  }
  Rotation rotation(*connection, keys);
  if (!rotation.run(now) || !scope->commit()) return failure();
  // What was sealed under the old key is not to lie about in the log of the last writes. Where somebody reads
  // meanwhile, it goes with the next checkpoint. On a server it goes by its own rules (vacuum, archive).
  if (!connection->dialect().hasParallelWriters()) {
    std::ignore = connection->run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
  }
  return rotation.report();
}

}  // namespace latchkey::service::store
