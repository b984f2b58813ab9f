// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered of who could recover an account.
#include "service/store/factor_tables.h"

namespace latchkey::service::store {

using domain::MethodKind;
using domain::Rehearsal;

namespace {
constexpr Sql putRehearsal{
    "INSERT INTO rehearsals (account_key, rehearsed_at, proven_by) VALUES (?, ?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET rehearsed_at = excluded.rehearsed_at, "
    "proven_by = excluded.proven_by"};
constexpr Sql rehearsalOf{"SELECT rehearsed_at, proven_by FROM rehearsals WHERE account_key = ?"};
constexpr Sql putConfirmed{
    "INSERT INTO confirmed_contacts (account_key, contact_key, confirmed_at) VALUES (?, ?, ?) "
    "ON CONFLICT (account_key, contact_key) DO UPDATE SET confirmed_at = excluded.confirmed_at"};
constexpr Sql confirmedOf{"SELECT contact_key, confirmed_at FROM confirmed_contacts WHERE account_key = ?"};
}  // namespace

void SqlFactors::noteRehearsal(const QString& accountKey, const Rehearsal& rehearsal) {
  QStringList kinds;
  for (const MethodKind kind : rehearsal.provenBy) kinds.append(QString::number(toNumber(kind)));
  m_session.change(putRehearsal, {accountKey, rehearsal.at, notNull(kinds.join(u','))});
}

std::optional<Rehearsal> SqlFactors::rehearsal(const QString& accountKey) {
  const auto rows = m_session.rows(rehearsalOf, {accountKey});
  if (rows.isEmpty()) return std::nullopt;
  Rehearsal rehearsal;
  rehearsal.at = rows.first().at(0).toLongLong();
  const QStringList kinds = rows.first().at(1).toString().split(u',', Qt::SkipEmptyParts);
  for (const QString& kind : kinds) rehearsal.provenBy.append(toEnum<MethodKind>(kind));
  return rehearsal;
}

void SqlFactors::noteConfirmed(const QString& accountKey, const QString& contactKey, qint64 at) {
  m_session.change(putConfirmed, {accountKey, contactKey, at});
}

QHash<QString, qint64> SqlFactors::confirmed(const QString& accountKey) {
  QHash<QString, qint64> dates;
  for (const QVariantList& row : m_session.rows(confirmedOf, {accountKey})) {
    dates.insert(row.at(0).toString(), row.at(1).toLongLong());
  }
  return dates;
}

}  // namespace latchkey::service::store
