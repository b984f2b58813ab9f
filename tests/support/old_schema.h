// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/migrations.h"
#include "service/store/sqlite_database.h"

namespace latchkey::tests {

/// Takes a database back to an earlier schema, as an earlier program would have left it: one list for each
/// migration since the journal became a chain (the 5th, which is undone by the test that is about it).
/// @param version of the schema that is left, from 5 on
/// @return whether it went well
[[nodiscard]] inline bool takeBackTo(service::store::Database& database, int version) {
  const QList<std::pair<int, QList<const char*>>> undone = {
      {20, {"DROP TABLE registration_waits", "ALTER TABLE objection_tickets DROP COLUMN reader"}},
      {19, {"DROP TABLE temporary_ends"}},
      {18, {"DROP TABLE temporary_passwords"}},
      {17,
       {"DROP TABLE rehearsals", "DROP TABLE confirmed_contacts",
        "ALTER TABLE recoveries DROP COLUMN rehearsal", "ALTER TABLE recoveries DROP COLUMN proven_by"}},
      {16,
       {"DROP TABLE registration_news", "DROP TABLE enrolment_codes", "DROP TABLE enrolments",
        "DROP TABLE registered_contacts", "ALTER TABLE authenticators DROP COLUMN usable_at",
        "ALTER TABLE authenticators DROP COLUMN label", "ALTER TABLE security_keys DROP COLUMN usable_at",
        "ALTER TABLE question_sets DROP COLUMN usable_at"}},
      {15, {"ALTER TABLE recoveries DROP COLUMN inside"}},
      {14,
       {"ALTER TABLE recoveries DROP COLUMN earlier_receipt",
        "ALTER TABLE recoveries DROP COLUMN continuation", "ALTER TABLE recoveries DROP COLUMN receipt_at"}},
      {13, {"ALTER TABLE codes DROP COLUMN message", "ALTER TABLE methods DROP COLUMN problems"}},
      {12, {"DROP TABLE security_keys"}},
      {11, {"DROP TABLE appeals", "ALTER TABLE recoveries DROP COLUMN appeal_id"}},
      {10, {"DROP TABLE removed_contacts"}},
      {9, {"DROP TABLE objection_tickets", "DROP TABLE freezes"}},
      {8,
       {"ALTER TABLE start_codes DROP COLUMN reserved_by", "ALTER TABLE recoveries DROP COLUMN start_key",
        "ALTER TABLE recoveries DROP COLUMN finished_at", "DELETE FROM passwords_set"}},
      {7,
       {"DROP TABLE start_codes", "DROP TABLE passwords_set", "ALTER TABLE accounts DROP COLUMN locked",
        "ALTER TABLE recoveries DROP COLUMN lock_state", "ALTER TABLE recoveries DROP COLUMN finish",
        "ALTER TABLE recoveries DROP COLUMN contacts", "ALTER TABLE finishes DROP COLUMN finish"}},
      {6, {"DROP TABLE question_sets", "ALTER TABLE methods DROP COLUMN asked"}}};
  if (undone.first().first != service::store::schemaVersion) return false;  // a new one needs its list here
  for (const auto& [migration, statements] : undone) {
    if (migration <= version) return true;
    for (const char* sql : statements) {
      if (!database.connection()->run(QString::fromLatin1(sql))) return false;
    }
    if (!database.connection()->run(
            QStringLiteral("UPDATE meta SET value = '%1' WHERE name = 'schema-version'")
                .arg(migration - 1))) {
      return false;
    }
  }
  return true;
}

}  // namespace latchkey::tests
