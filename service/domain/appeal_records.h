// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

#include "service/domain/records.h"

/// What the store keeps of an appeal: docs/decisions/0019. Times are ms since the epoch; 0: never.
namespace latchkey::service::domain {

/// Kept as numbers in the store: new ones at the end.
enum class AppealState {
  Begun,       ///< has an address, confirmed or not; nobody is told of it
  Filed,       ///< waits for its review
  Approved,    ///< waits for its time
  Released,    ///< its code is on its way to the address
  Used,        ///< a recovery was opened by the code
  Denied,      ///< by its review, or because the account could not be recovered when the time had come
  Cancelled,   ///< somebody said "this was not me"
  Superseded,  ///< the account was recovered by other means
  Completed    ///< the recovery that was opened by it set a password
};
[[nodiscard]] QString codeOf(AppealState state);  ///< "filed"

/// What was said in an appeal, beside what there is to compare it with. Kept as numbers: new ones at the end.
enum class Comparison { Match, NoMatch, CannotCheck };
[[nodiscard]] QString codeOf(Comparison comparison);  ///< "no match"

struct AppealAnswer {
  QString field;  ///< "names", "password", or the id of a field of the realm
  QString text;   ///< empty for passwords, of which nothing is kept
  Comparison comparison = Comparison::CannotCheck;
  bool operator==(const AppealAnswer&) const = default;
};

struct AppealRecord {
  QString id;  ///< of the recovery that it was begun in
  QString receipt;
  QString accountKey;  ///< canonical where the account exists, once it is filed
  QString givenName;   ///< as it was asked for
  QString realm;
  Cause cause = Cause::None;  ///< why it can never come to anything; None: it can
  Language language = Language::English;
  AppealState state = AppealState::Begun;
  QString handle;  ///< of the code that confirms the address
  QString slot;    ///< the address, as keyed hash: what codes and misses are counted under
  QString contactMask;
  QByteArray contact;  ///< sealed
  QByteArray answers;  ///< sealed
  qint64 begunAt = 0;
  qint64 filedAt = 0;
  qint64 decidedAt = 0;
  QString decidedBy;  ///< as the reviewer named himself
  qint64 releaseAt = 0;
  qint64 ticketExpiresAt = 0;
  QString openedRecovery;
  qint64 touchedAt = 0;  ///< of the last change of its state
};

}  // namespace latchkey::service::domain
