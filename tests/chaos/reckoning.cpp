// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/reckoning.h"

#include <QTest>
#include <algorithm>

namespace latchkey::chaos {

namespace {
QMap<QString, int> triesIn(const Ground& ground) {
  const QString rows =
      ground
          .inDatabase(QStringLiteral(
              "SELECT string_agg(receipt || ' ' || tries, ',') FROM (SELECT r.receipt, SUM(c.attempts) "
              "AS tries FROM recoveries r JOIN codes c ON c.recovery_id = r.id GROUP BY r.id, r.receipt) t"))
          .toString();
  QMap<QString, int> tries;
  for (const QString& row : rows.split(u',', Qt::SkipEmptyParts)) {
    tries[row.section(u' ', 0, 0)] += row.section(u' ', 1, 1).toInt();
  }
  return tries;
}

int usedTwiceIn(const Ground& ground) {
  return ground
      .inDatabase(QStringLiteral(
          "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE event IN ('methods-offered', "
          "'password-changed') "
          "GROUP BY event, recovery_id HAVING COUNT(*) > 1) e) + (SELECT COUNT(*) FROM (SELECT 1 FROM "
          "journal j JOIN "
          "recoveries r ON r.id = j.recovery_id WHERE j.event = 'gate-passed' GROUP BY r.id, r.gates_needed "
          "HAVING COUNT(*) > r.gates_needed) g)"))
      .toInt();
}

int count(const Ground& ground, const char* what) {
  return ground.inDatabase(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(what)).toInt();
}

int passwordsIn(const Ground& ground, const Told& told) {
  if (!ground.isOpenLdap()) {
    return count(ground, "passwords WHERE marker <> ''") +
           count(ground, "password_history WHERE marker <> ''");
  }
  // By another hand than the service's.
  return static_cast<int>(
      std::ranges::count_if(told.withNewPassword, [&](int number) { return ground.signsIn(number); }));
}
}  // namespace

Reckoning reckon(Ground& ground, const Crowd& crowd) {
  // Leases of whoever was killed run out, and what waits for another try gets it.
  const auto waits = [&ground] {
    return count(ground, "messages WHERE state IN (0, 1)") + count(ground, "finishes");
  };
  for (int minute = 0; minute < 60 && waits() > 0; ++minute) {
    ground.passTime(60);
    std::ignore = QTest::qWaitFor([&] { return waits() == 0; }, 1'000);
  }
  Reckoning found;
  found.told = crowd.told();
  found.repeated = crowd.repeated();
  found.left = waits();
  const QMap<QString, int> kept = triesIn(ground);
  for (auto made = found.told.tries.cbegin(); made != found.told.tries.cend(); ++made) {
    found.triesMade += *made;
    found.lost += std::max(0, *made - kept.value(made.key()));
  }
  for (const int tries : kept) found.triesKept += tries;
  found.lost += std::max(0, found.told.misses - count(ground, "tallies WHERE scope LIKE 'miss:%'"));
  found.usedTwice = found.told.secondUses + usedTwiceIn(ground);
  found.sentTwice = ground.mailbox.repeated();
  found.neverSent =
      std::max(0, count(ground, "messages WHERE state = 2 AND recipient <> ''") - ground.mailbox.different());
  found.passwords = passwordsIn(ground, found.told);
  // The trail tells each, and none that was not.
  found.left += std::abs(count(ground, "journal WHERE event = 'password-changed'") - found.told.finished);
  found.trail = ground.isTrailWhole();
  return found;
}

QStringList Reckoning::faults(const QStringList& clean) const {
  QStringList faults = told.unclean;
  int refused = 0;
  for (auto each = told.refused.cbegin(); each != told.refused.cend(); ++each) {
    refused += *each;
    if (!clean.contains(each.key())) faults << QStringLiteral("refused with ") + each.key();
  }
  if (told.begun != told.finished + refused) faults << QStringLiteral("recoveries without an end");
  if (lost > 0) faults << QStringLiteral("counts were lost");
  if (usedTwice > 0) faults << QStringLiteral("something was used twice");
  if (sentTwice > 0) faults << QStringLiteral("mails were sent twice");
  if (neverSent > 0) faults << QStringLiteral("mails are kept as sent that never were");
  if (left > 0)
    faults << QStringLiteral("attempts or mails were left behind, or the trail tells other changes");
  if (passwords != told.finished) faults << QStringLiteral("passwords and finished recoveries differ");
  if (!trail) faults << QStringLiteral("the trail is broken");
  if (told.finished == 0 || told.misses == 0) faults << QStringLiteral("nothing was tried");
  return faults;
}

}  // namespace latchkey::chaos
