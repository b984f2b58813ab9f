// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <memory>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/appeal_records.h"
#include "service/domain/enrolment_records.h"
#include "service/domain/factors.h"
#include "service/domain/message_record.h"
#include "service/domain/ports.h"
#include "service/domain/records.h"

/// What recoveries and administration need from a database: tables by purpose inside one transaction.
///
/// A transaction remembers its first failure: from then on every call does nothing and gives an empty
/// value, and commit() reports it. So nothing that was decided on such a value ever becomes true, as
/// long as nothing leaves the process before commit() has succeeded.
namespace latchkey::service::domain {

enum class StoreError {
  Unavailable,  ///< busy past the deadline, disk full, connection gone, damaged
  Conflict      ///< a key that exists already
};

class RecoveryTable {
public:
  virtual ~RecoveryTable() = default;
  [[nodiscard]] virtual std::optional<RecoveryRecord> find(const QString& id) = 0;
  /// False when a live recovery has this receipt (or this id).
  [[nodiscard]] virtual bool insert(const RecoveryRecord& record) = 0;
  /// Writes against record.version and raises it; false when somebody else was first.
  [[nodiscard]] virtual bool update(RecoveryRecord& record) = 0;
  /// Ends every other unfinished recovery of the account as superseded, with its codes and entries, and every
  /// other sign-in to "Secure your account"; all of them where exceptId is empty.
  /// @return how many recoveries
  virtual int endOthers(const QString& accountKey, const QString& exceptId) = 0;
  /// The unfinished recovery that has this receipt; its id, or empty.
  [[nodiscard]] virtual QString liveBy(const QString& receipt) = 0;
  /// Ids of the recoveries that are done and that this key has acted on, as the kept writes know.
  [[nodiscard]] virtual QStringList doneBy(const QByteArray& thumbprint) = 0;
};

class MethodTable {
public:
  virtual ~MethodTable() = default;
  [[nodiscard]] virtual QList<MethodRecord> of(const QString& recoveryId) = 0;
  virtual void insert(const QString& recoveryId, const QList<MethodRecord>& methods) = 0;
  virtual void markUsed(const QString& recoveryId, const QString& slot) = 0;
  /// None of them has passed a gate any more.
  virtual void markAllUnused(const QString& recoveryId) = 0;
};

class ChallengeTable {
public:
  virtual ~ChallengeTable() = default;
  /// The one that can still be answered; expired ones included.
  [[nodiscard]] virtual std::optional<ChallengeRecord> live(const QString& recoveryId) = 0;
  /// Ends the one before it.
  virtual void replace(const ChallengeRecord& record) = 0;
  /// True exactly once for each challenge.
  [[nodiscard]] virtual bool consume(const QString& recoveryId, const QString& id) = 0;
};

class CodeTable {
public:
  virtual ~CodeTable() = default;
  [[nodiscard]] virtual std::optional<CodeRecord> find(const QString& recoveryId, const QString& slot,
                                                       CodePurpose purpose) = 0;
  /// Inserts or replaces, keeping attempts; ends the live code that any other recovery holds on
  /// record.liveContact.
  virtual void put(const CodeRecord& record) = 0;
  /// Counts one attempt and gives the row as it is then; nothing when `limit` are used up.
  [[nodiscard]] virtual std::optional<CodeRecord> countAttempt(const QString& recoveryId, const QString& slot,
                                                               CodePurpose purpose, int limit) = 0;
  /// The codes of one recovery are good for nothing any more, and its attempts count in the other one too,
  /// by contact or factor.
  virtual void carryAttempts(const QString& fromRecovery, const QString& toRecovery) = 0;
  /// Uses the code up; true for exactly one caller, and only while it is the contact's live one.
  [[nodiscard]] virtual bool consume(const CodeRecord& record) = 0;
};

/// Events counted over sliding windows, across recoveries. Scopes are texts like "miss:mail:<account>".
class TallyTable {
public:
  virtual ~TallyTable() = default;
  /// Counts one event unless there are `limit` after `since` already; one atomic statement.
  /// @param mark names the event for takeBack(); empty when it is never taken back.
  [[nodiscard]] virtual bool addBelow(const QString& scope, const QString& mark, qint64 at, qint64 since,
                                      int limit) = 0;
  /// Times of the events after `since`, the oldest first.
  [[nodiscard]] virtual QList<qint64> since(const QString& scope, qint64 since) = 0;
  virtual void takeBack(const QString& scope, const QString& mark) = 0;
};

/// Factors that are locked for an account until a moment.
class LockTable {
public:
  virtual ~LockTable() = default;
  [[nodiscard]] virtual qint64 lockedUntil(const QString& scope, qint64 now) = 0;  ///< 0: open
  /// True for the one caller that locked it.
  [[nodiscard]] virtual bool lock(const QString& scope, qint64 now, qint64 until) = 0;
};

class WriteTable {
public:
  virtual ~WriteTable() = default;
  [[nodiscard]] virtual std::optional<WriteRecord> find(const QByteArray& thumbprint,
                                                        const QByteArray& key) = 0;
  /// Claims the key, or takes over an unfinished claim that is older than staleBefore.
  [[nodiscard]] virtual bool claim(const WriteRecord& record, qint64 staleBefore) = 0;
  /// Keeps the first answer, claimed before or not; false when there is one already.
  [[nodiscard]] virtual bool finish(const WriteRecord& record) = 0;
  virtual void release(const QByteArray& thumbprint, const QByteArray& key) = 0;
  /// Releases every unfinished claim but those of attempts at a password or a lock, whose outcome has to be
  /// looked up.
  virtual void releaseAll() = 0;
};

class FinishTable {
public:
  virtual ~FinishTable() = default;
  [[nodiscard]] virtual std::optional<FinishRecord> find(const QString& accountKey) = 0;
  [[nodiscard]] virtual QList<FinishRecord> startedBefore(qint64 moment) = 0;
  /// False when an attempt for this account is under way.
  [[nodiscard]] virtual bool claim(const FinishRecord& record) = 0;
  /// False when the attempt with this marker is gone already.
  [[nodiscard]] virtual bool remove(const QString& accountKey, const QString& marker) = 0;
};

/// The writing side of the delivery queue, what became of one message, and the journal.
class Outgoing {
public:
  virtual ~Outgoing() = default;
  virtual void enqueue(const Message& message, const QString& recoveryId) = 0;
  /// Nothing when it is kept no more.
  [[nodiscard]] virtual std::optional<MessageRecord> find(const QString& id) = 0;
  /// What was reported of a message that was handed over. True for the first report alone: none goes back.
  [[nodiscard]] virtual bool report(const QString& id, MessageState state, qint64 now,
                                    const QString& reason) = 0;
  virtual void note(const JournalEntry& entry) = 0;
};

/// Accounts of the embedded directory, where a change of theirs goes with other things.
class AccountTable {
public:
  virtual ~AccountTable() = default;
  [[nodiscard]] virtual std::optional<Account> find(const QString& key) = 0;
  /// The id that the contact got; ids are never given out twice while a later one stands.
  [[nodiscard]] virtual QString addContact(const QString& key, const Contact& contact) = 0;
  /// False when there is no such contact.
  /// @param kept since when one that could be reached is kept among the removed ones; nothing: it is not
  [[nodiscard]] virtual bool removeContact(const QString& key, const QString& contactId,
                                           std::optional<qint64> kept) = 0;
  /// Those that were removed after `since`; some may be registered again.
  [[nodiscard]] virtual QList<Contact> removedContacts(const QString& key, qint64 since) = 0;
};

/// "This was not me": its codes, and what they have stopped.
class ObjectionTable {
public:
  virtual ~ObjectionTable() = default;
  virtual void issue(const ObjectionTicket& ticket) = 0;
  /// One that can still be used.
  [[nodiscard]] virtual std::optional<ObjectionTicket> find(const QByteArray& mac, qint64 now) = 0;
  /// Uses it up; true for exactly one caller.
  [[nodiscard]] virtual bool use(const QByteArray& mac, qint64 now) = 0;
  /// Stops recoveries of the account; an end that is later already stays.
  virtual void freeze(const QString& accountKey, qint64 now, qint64 until) = 0;
  [[nodiscard]] virtual qint64 frozenUntil(const QString& accountKey, qint64 now) = 0;  ///< 0: not stopped
  /// True for the one that tells the contacts of this freeze.
  [[nodiscard]] virtual bool takeTelling(const QString& accountKey) = 0;
  /// False when it was not stopped.
  [[nodiscard]] virtual bool unfreeze(const QString& accountKey, qint64 now) = 0;
  /// No code that stands in an earlier message about the account is good any more.
  virtual void dropTickets(const QString& accountKey) = 0;
  /// Nor is one that this reader was sent. @param reader readerKey()
  virtual void dropTicketsOf(const QString& accountKey, const QString& reader) = 0;
};

/// Which appeals are asked for; none that is merely begun.
struct AppealFilter {
  QString receipt;        ///< empty: any
  QString account;        ///< canonical, or as it was asked for; empty: any
  bool openOnly = false;  ///< those that may still come to a password
  int limit = 100;
};

/// Appeals, and the codes of approved ones.
class AppealTable {
public:
  virtual ~AppealTable() = default;
  [[nodiscard]] virtual std::optional<AppealRecord> find(const QString& id) = 0;
  /// Those that were filed, the latest first.
  [[nodiscard]] virtual QList<AppealRecord> of(const AppealFilter& filter) = 0;
  /// Approved ones whose time has come.
  [[nodiscard]] virtual QList<AppealRecord> due(qint64 now, int limit) = 0;
  /// One whose code can still be used.
  [[nodiscard]] virtual std::optional<AppealRecord> findTicket(const QByteArray& ticket, qint64 now) = 0;
  /// Inserts, or gives the one that is begun another address.
  virtual void begin(const AppealRecord& record) = 0;
  /// False when it was filed before.
  [[nodiscard]] virtual bool file(const AppealRecord& record) = 0;
  /// Approved or denied; true for the one caller whose decision it is.
  [[nodiscard]] virtual bool decide(const AppealRecord& record) = 0;
  /// True for the one caller that sends the code.
  [[nodiscard]] virtual bool release(const QString& id, const QByteArray& ticket, qint64 now,
                                     qint64 expiresAt) = 0;
  /// Uses the code up; true for exactly one caller.
  [[nodiscard]] virtual bool useTicket(const QByteArray& ticket, const QString& recoveryId, qint64 now) = 0;
  /// Ends one that may still come to a password.
  [[nodiscard]] virtual bool end(const QString& id, AppealState state, qint64 now) = 0;
  /// Ends all others of the account; how many.
  virtual int endOpen(const QString& accountKey, AppealState state, const QString& exceptId, qint64 now) = 0;
};

/// Settings of a realm that administration has changed (`latchkeyctl policy set`), by name. They go over
/// those of the configuration file.
class SettingTable {
public:
  virtual ~SettingTable() = default;
  [[nodiscard]] virtual QHash<QString, QString> of(const QString& realm) = 0;
  virtual void put(const QString& realm, const QString& name, const QString& value) = 0;
  /// False when it was not there.
  [[nodiscard]] virtual bool remove(const QString& realm, const QString& name) = 0;
};

class Transaction {
public:
  virtual ~Transaction() = default;  ///< rolls back unless committed
  [[nodiscard]] virtual RecoveryTable& recoveries() = 0;
  [[nodiscard]] virtual MethodTable& methods() = 0;
  [[nodiscard]] virtual ChallengeTable& challenges() = 0;
  [[nodiscard]] virtual CodeTable& codes() = 0;
  [[nodiscard]] virtual TallyTable& tallies() = 0;
  [[nodiscard]] virtual LockTable& locks() = 0;
  [[nodiscard]] virtual WriteTable& writes() = 0;
  [[nodiscard]] virtual FinishTable& finishes() = 0;
  [[nodiscard]] virtual FactorTable& factors() = 0;
  [[nodiscard]] virtual Outgoing& outgoing() = 0;
  [[nodiscard]] virtual AccountTable& accounts() = 0;
  [[nodiscard]] virtual SettingTable& settings() = 0;
  [[nodiscard]] virtual ObjectionTable& objections() = 0;
  [[nodiscard]] virtual AppealTable& appeals() = 0;
  [[nodiscard]] virtual EnrolmentTable& enrolments() = 0;
  [[nodiscard]] virtual bool failed() const = 0;
  [[nodiscard]] virtual Result<void, StoreError> commit() = 0;
};

enum class Access { Read, Write };
class Store {
public:
  virtual ~Store() = default;
  /// Never null; one that could not begin has failed already. One at a time for each thread.
  [[nodiscard]] virtual std::unique_ptr<Transaction> begin(Access access) = 0;
};

/// Removes what has served. Keeps locks and tallies as long as they count.
class Pruning {
public:
  virtual ~Pruning() = default;
  /// Removes rows from before keepAfter (at least a day and an hour ago: counts run over a day) and the
  /// journal and the removed contacts from before moments of their own; the number removed.
  [[nodiscard]] virtual Result<int, StoreError> prune(qint64 now, qint64 keepAfter, qint64 keepJournalAfter,
                                                      qint64 keepRemovedAfter) = 0;
};

}  // namespace latchkey::service::domain
