// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <memory>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/ports.h"
#include "service/domain/store_ports.h"

/// The tables of the embedded directory. The directory reads passwords through AccountStore;
/// administration adds and lists through AccountRegister.
namespace latchkey::service::domain {

struct StoredPassword {
  QByteArray verifier;        ///< crypto_pwhash_str text; empty: the account has no password yet
  QList<QByteArray> history;  ///< verifiers of earlier passwords, the latest first, without the present one
  QString marker;             ///< of the last change
  qint64 changedAt = 0;
  qint64 temporaryUntil = 0;  ///< to be changed at the next sign-in, and good until then; 0: a lasting one
};

class AccountStore {
public:
  virtual ~AccountStore() = default;
  [[nodiscard]] virtual Result<std::optional<Account>, StoreError> find(const QString& key) = 0;
  /// Runs the same statements whether the account exists or not.
  [[nodiscard]] virtual Result<std::optional<StoredPassword>, StoreError> password(const QString& key) = 0;
  /// Replaces the verifier if `expected` is still the present one, and moves that into the history, of
  /// which the latest `keep` stay. A lockout ends with it. False when the account is gone or somebody else
  /// was first.
  [[nodiscard]] virtual Result<bool, StoreError> replacePassword(const QString& key,
                                                                 const QByteArray& expected,
                                                                 const StoredPassword& next, int keep) = 0;
  /// False when the account is gone. True where there was no lockout, too.
  [[nodiscard]] virtual Result<bool, StoreError> unlock(const QString& key) = 0;
  /// Whether any change of this account carried the marker.
  [[nodiscard]] virtual Result<bool, StoreError> hasMarker(const QString& key, const QString& marker) = 0;
};

struct NewAccount {
  Account account;      ///< contact ids that are empty are given out by the store
  QByteArray verifier;  ///< PasswordHasher::hash() of service/directory; empty: no password yet
  QString note;         ///< for administrators, e.g. what a sample account is for
};
struct ListedAccount {
  Account account;
  QString note;
  qint64 createdAt = 0;
};
enum class RegisterFault { Unavailable, AlreadyExists };
struct RegisterError {
  RegisterFault fault = RegisterFault::Unavailable;
  int index = -1;  ///< add(): which of the accounts
};

struct MarkedAccount {
  NewAccount entry;
  qint64 mark = 0;  ///< names the account in what the batch answers, e.g. its line
};

/// Accounts on their way in, all or nothing. They wait beside the tables, so that nobody else is kept
/// waiting until commit(), however many they are and however slowly they come. Belongs to one thread.
class AccountBatch {
public:
  virtual ~AccountBatch() = default;  ///< forgets everything that was not committed
  /// Best many at a time. @return marks of those that are in the batch already, or earlier in the list: they
  /// are left out.
  [[nodiscard]] virtual Result<QList<qint64>, StoreError> add(const QList<MarkedAccount>& entries) = 0;
  /// Marks of those that exist already, the smallest first, `limit` at most.
  [[nodiscard]] virtual Result<QList<qint64>, StoreError> existing(int limit) = 0;
  /// AlreadyExists: one of them was added by somebody else since.
  [[nodiscard]] virtual Result<void, RegisterFault> commit(const JournalEntry& note) = 0;
};

class AccountRegister {
public:
  virtual ~AccountRegister() = default;
  /// Never null. One at a time for each thread.
  [[nodiscard]] virtual std::unique_ptr<AccountBatch> beginBatch() = 0;
  /// All or nothing, in one transaction.
  [[nodiscard]] virtual Result<void, RegisterError> add(const QList<NewAccount>& accounts) = 0;
  /// In the order of their keys, `limit` at most, after the key given (empty: from the first).
  [[nodiscard]] virtual Result<QList<ListedAccount>, StoreError> list(const QString& after, int limit) = 0;
  [[nodiscard]] virtual Result<std::optional<ListedAccount>, StoreError> show(const QString& key) = 0;
};

}  // namespace latchkey::service::domain
