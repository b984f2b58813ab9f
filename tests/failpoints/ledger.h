// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QMap>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include "service/directory/password_hasher.h"
#include "service/domain/journal_chain.h"
#include "tests/failpoints/applicant.h"

namespace latchkey::tests {

/// What must be true of a folder at every moment, and at the end. Looks past the service, at the database
/// file and at the outbox, and passes no failpoint.
class Ledger {
public:
  Ledger(QString folder, QByteArray before, QByteArray after)
      : m_folder(std::move(folder)), m_before(std::move(before)), m_after(std::move(after)) {}
  ~Ledger() {
    m_look = QSqlDatabase();
    if (!m_name.isEmpty()) QSqlDatabase::removeDatabase(m_name);
  }
  Q_DISABLE_COPY_MOVE(Ledger)

  /// Empty when all is well; else what is not. Call it after every step and every crash.
  [[nodiscard]] QString faultNow() {
    read();
    if (m_old == m_new) return QStringLiteral("the password is neither the old one nor the new one");
    if (m_repeated > 0) return QStringLiteral("a code, challenge or permit was used twice");
    const qint64 untold = m_changes - m_journal;
    if (untold < 0) return QStringLiteral("the journal tells a change that never was");
    if (untold > m_pending) return QStringLiteral("a password was changed and nobody will ever be told");
    if (m_notices != 3 * m_journal) return QStringLiteral("notices and journal differ");
    if (m_untoldStartCodes != 0) return QStringLiteral("a start code was handed out and not told");
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
      if (*file > 1) return QStringLiteral("a message was delivered twice: ") + file.key();
    }
    if (const QString fault = chainFault(); !fault.isEmpty()) return fault;
    return fallen();
  }

  /// After the last step, when the queue is empty.
  /// @param unknown how many messages may have an unknown fate: one for each fault.
  [[nodiscard]] QString faultAtEnd(int unknown) {
    if (const QString fault = faultWhenSettled(unknown); !fault.isEmpty()) return fault;
    if (!m_new) return QStringLiteral("the password is the old one");
    if (m_liveCodes != 0) return QStringLiteral("a code is still good");
    if (m_misses < 1) return QStringLiteral("the mistyped code was forgotten");
    return {};
  }

  /// When the service has cleared up, whether anybody came back or not.
  [[nodiscard]] QString faultWhenSettled(int unknown) {
    if (const QString fault = faultNow(); !fault.isEmpty()) return fault;
    if (m_changes != m_journal || m_new != (m_journal > 0)) return QStringLiteral("the change was not told");
    if (m_pending != 0) return QStringLiteral("an attempt at the password was left behind");
    int unsure = 0;
    for (auto message = m_messages.cbegin(); message != m_messages.cend(); ++message) {
      const int files = m_files.value(message.key());
      if (*message == sent && files != 1) return QStringLiteral("a sent message was not delivered");
      if (*message == givenUp && files != 0)
        return QStringLiteral("a message that was given up was delivered");
      if (*message < sent) return QStringLiteral("a message still waits");
      if (*message == outcomeUnknown) ++unsure;
    }
    return unsure > unknown ? QStringLiteral("more messages of unknown fate than faults") : QString();
  }

  [[nodiscard]] bool isChanged() {
    read();
    return m_new;
  }
  [[nodiscard]] bool queueIsEmpty() {
    read();
    return std::all_of(m_messages.cbegin(), m_messages.cend(), [](int state) { return state >= sent; });
  }
  /// Tells states apart that differ in what a restart finds.
  [[nodiscard]] QByteArray shape() {
    read();
    QByteArray text;
    for (const QString& sql :
         {QStringLiteral("SELECT stage, epoch, gates_passed, live FROM recoveries ORDER BY rowid"),
          QStringLiteral("SELECT finished FROM writes ORDER BY rowid"),
          QStringLiteral("SELECT state, attempts FROM messages ORDER BY rowid"),
          QStringLiteral("SELECT attempts, matched, sent FROM codes ORDER BY rowid"),
          QStringLiteral("SELECT event FROM journal ORDER BY rowid"),
          QStringLiteral("SELECT COUNT(*) FROM finishes"),
          QStringLiteral("SELECT COUNT(*) FROM passwords WHERE marker <> ''")}) {
      for (const QVariantList& row : ask(sql)) {
        for (const QVariant& value : row) text += value.toByteArray() + ',';
      }
      text += ';';
    }
    return text + QByteArray::number(m_files.size());
  }

private:
  // States of migrations/001_initial.sql.
  static constexpr int sent = 2;
  static constexpr int givenUp = 3;
  static constexpr int outcomeUnknown = 4;

  QList<QVariantList> ask(const QString& sql) {
    QList<QVariantList> rows;
    look();
    QSqlQuery query(m_look);
    if (!query.exec(sql)) qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    while (query.next()) {
      QVariantList row;
      for (int i = 0; i < query.record().count(); ++i) row += query.value(i);
      rows += row;
    }
    return rows;
  }
  /// One connection for all looks: reading the schema anew for each would take half of the time of all
  /// rounds.
  void look() {
    if (!m_name.isEmpty()) return;
    static int ledgers = 0;
    m_name = QStringLiteral("ledger %1").arg(++ledgers);
    m_look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    m_look.setDatabaseName(databaseIn(m_folder));
    if (!m_look.open()) qFatal("cannot look into the database");
  }
  qint64 count(const QString& sql) { return ask(sql).value(0).value(0).toLongLong(); }

  qint64 sum(const QString& sql) {
    qint64 sum = 0;
    for (const QVariantList& row : ask(sql)) sum += row.value(0).toLongLong();
    return sum;
  }

  void read() {
    static const service::directory::PasswordHasher hasher(service::directory::HashCost::minimum());
    const QByteArray verifier =
        ask(QStringLiteral("SELECT verifier FROM passwords")).value(0).value(0).toByteArray();
    m_old = hasher.verify(verifier, platform::Secret(m_before.toStdString()));
    m_new = hasher.verify(verifier, platform::Secret(m_after.toStdString()));
    m_changes =
        count(QStringLiteral("SELECT (SELECT COUNT(*) FROM passwords WHERE marker <> '') + "
                             "(SELECT COUNT(*) FROM password_history WHERE marker <> '')"));
    m_journal = count(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'password-changed'"));
    m_pending = count(QStringLiteral("SELECT COUNT(*) FROM finishes"));
    // Only notices have no end, codes expire; what administration has told belongs to no recovery.
    m_notices =
        count(QStringLiteral("SELECT COUNT(*) FROM messages WHERE expires_at = 0 AND recovery_id <> ''"));
    // The administrators of the realm have no mailbox: a code that was handed out is told to the owner alone.
    m_untoldStartCodes =
        count(QStringLiteral("SELECT 3 * (SELECT COUNT(*) FROM journal WHERE event = 'start-code-issued') - "
                             "(SELECT COUNT(*) FROM messages WHERE expires_at = 0 AND recovery_id = '')"));
    m_liveCodes = count(QStringLiteral("SELECT COUNT(*) FROM codes WHERE live_contact IS NOT NULL"));
    m_misses = count(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%'"));
    m_gates = count(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'gate-passed'"));
    m_repeated = sum(QStringLiteral(
        "SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE event IN ('methods-offered', 'password-changed', "
        "'start-code-used', 'continued', 'continued-elsewhere') GROUP BY event, recovery_id "
        "HAVING COUNT(*) > 1) "
        "UNION ALL SELECT COUNT(*) FROM (SELECT 1 FROM journal JOIN recoveries ON id = recovery_id "
        "WHERE event = 'gate-passed' GROUP BY recovery_id HAVING COUNT(*) > gates_needed) "
        // One password for each start code that was handed out, one gate for each step of the authenticator.
        "UNION ALL SELECT (SELECT COUNT(*) FROM journal WHERE event = 'password-changed' AND recovery_id IN "
        "(SELECT recovery_id FROM journal WHERE event = 'gate-passed' AND detail LIKE 'start-code%')) > "
        "(SELECT COUNT(*) FROM journal WHERE event = 'start-code-issued') "
        "UNION ALL SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE event = 'gate-passed' "
        "AND detail LIKE '%authenticator%' GROUP BY at / 30000 HAVING COUNT(*) > 1)"));
    m_messages.clear();
    for (const QVariantList& row : ask(QStringLiteral("SELECT id, state FROM messages"))) {
      const QByteArray id = row.at(0).toString().toUtf8();
      const QByteArray hash = QCryptographicHash::hash(id, QCryptographicHash::Sha256).toHex().first(16);
      m_messages.insert(QString::fromLatin1(hash), row.at(1).toInt());
    }
    m_files.clear();
    QDirIterator files(outboxIn(m_folder), {QStringLiteral("*.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) ++m_files[QFileInfo(files.next()).completeBaseName().section(u'-', -1)];
  }

  /// The journal is a chain without a gap, down to the last row that was committed.
  QString chainFault() {
    static const TestKeyedHash keys;
    const auto heads =
        ask(QStringLiteral("SELECT pruned, pruned_link, last, last_link, seal FROM journal_head"));
    std::optional<JournalHead> head;
    if (heads.size() == 1) {
      const QVariantList& row = heads.first();
      head = JournalHead{row.at(0).toLongLong(), row.at(1).toByteArray(), row.at(2).toLongLong(),
                         row.at(3).toByteArray(), row.at(4).toByteArray()};
    }
    ChainCheck check(keys, head);
    for (const QVariantList& row :
         ask(QStringLiteral("SELECT number, at, event, recovery_id, account_key, detail, receipt, link FROM "
                            "journal ORDER BY number"))) {
      std::ignore = check.take({row.at(0).toLongLong(),
                                {row.at(1).toLongLong(), row.at(2).toString(), row.at(3).toString(),
                                 row.at(4).toString(), row.at(5).toString(), row.at(6).toString()},
                                row.at(7).toByteArray()});
    }
    const auto broken = check.finish();
    return broken ? QStringLiteral("the journal is broken: %1 at row %2")
                        .arg(codeOf(broken->fault))
                        .arg(broken->row)
                  : QString();
  }

  /// Counts may only grow, but for the one that a passed gate takes back.
  QString fallen() {
    QMap<QString, qint64> counts;
    for (const QVariantList& row : ask(QStringLiteral("SELECT recovery_id, slot, attempts FROM codes"))) {
      counts.insert(row.at(0).toString() + row.at(1).toString(), row.at(2).toLongLong());
    }
    for (const QVariantList& row :
         ask(QStringLiteral("SELECT scope, COUNT(*) FROM tallies GROUP BY scope"))) {
      counts.insert(row.at(0).toString(), row.at(1).toLongLong());
    }
    QString fault;
    for (auto seen = m_counts.cbegin(); seen != m_counts.cend(); ++seen) {
      const bool takenBack = seen.key().startsWith(u"miss:") || seen.key().startsWith(u"try:");
      const qint64 allowed = takenBack ? m_gates - m_gatesSeen : 0;
      if (counts.value(seen.key()) + allowed < *seen) fault = QStringLiteral("a count fell: ") + seen.key();
    }
    m_counts = counts;
    m_gatesSeen = m_gates;
    return fault;
  }

  QString m_folder;
  QString m_name;
  QSqlDatabase m_look;
  QByteArray m_before;
  QByteArray m_after;
  bool m_old = false;
  bool m_new = false;
  qint64 m_changes = 0;
  qint64 m_journal = 0;
  qint64 m_pending = 0;
  qint64 m_notices = 0;
  qint64 m_untoldStartCodes = 0;
  qint64 m_liveCodes = 0;
  qint64 m_misses = 0;
  qint64 m_gates = 0;
  qint64 m_gatesSeen = 0;
  qint64 m_repeated = 0;
  QMap<QString, int> m_messages;
  QMap<QString, int> m_files;
  QMap<QString, qint64> m_counts;
};

}  // namespace latchkey::tests
