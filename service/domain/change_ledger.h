// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

/// One change of a password in a directory that keeps neither our markers nor, always, a history.
struct DirectoryChange {
  QString accountKey;
  QString marker;
  QString server;          ///< that was asked to make it
  QByteArray stateBefore;  ///< the directory's own count or time of changes, before this one
  QByteArray verifier;     ///< of the new password, as PasswordHasher makes it
  qint64 startedAt = 0;
  bool confirmed = false;  ///< the directory is known to have made it
};

/// What Latchkey remembers of them, in its own store: never in the directory.
class ChangeLedger {
public:
  virtual ~ChangeLedger() = default;
  /// Written down before the directory is asked.
  [[nodiscard]] virtual Result<void, StoreError> begin(const DirectoryChange& change) = 0;
  [[nodiscard]] virtual Result<std::optional<DirectoryChange>, StoreError> find(const QString& accountKey,
                                                                                const QString& marker) = 0;
  /// It was made. The latest `keep` confirmed ones of the account stay, and this one in any case; a temporary
  /// password of before is none any more.
  [[nodiscard]] virtual Result<void, StoreError> confirm(const QString& accountKey, const QString& marker,
                                                         int keep) = 0;
  /// It was not made, and will not be.
  [[nodiscard]] virtual Result<void, StoreError> drop(const QString& accountKey, const QString& marker) = 0;
  /// Verifiers of confirmed changes, the latest first.
  [[nodiscard]] virtual Result<QList<QByteArray>, StoreError> verifiers(const QString& accountKey,
                                                                        int limit) = 0;
};

/// A temporary password in a directory that does not end it by itself.
struct TemporaryChange {
  QString accountKey;
  QString marker;         ///< of the change that has set it
  QString server;         ///< that has made it
  QByteArray stateAfter;  ///< the directory's own count or time of changes behind it; empty: not known
  qint64 expiresAt = 0;
};

/// Those whose end is still to come, one for each account.
class TemporaryLedger {
public:
  virtual ~TemporaryLedger() = default;
  /// In the place of the one before.
  [[nodiscard]] virtual Result<void, StoreError> keep(const TemporaryChange& change) = 0;
  /// Those whose time is over, the first first.
  [[nodiscard]] virtual Result<QList<TemporaryChange>, StoreError> due(qint64 now, int limit) = 0;
  /// Nothing where it is not kept any more.
  [[nodiscard]] virtual Result<std::optional<TemporaryChange>, StoreError> kept(const QString& accountKey,
                                                                                const QString& marker) = 0;
  [[nodiscard]] virtual Result<void, StoreError> forget(const QString& accountKey, const QString& marker) = 0;
};

}  // namespace latchkey::service::domain
