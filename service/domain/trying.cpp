// SPDX-License-Identifier: GPL-3.0-or-later
// "Try it now": one sign-in against the directory with the new password, after the recovery is done. No token
// is good any more then: the proof of the recovery's key says who asks. The try is counted first; the
// directory is asked outside of any transaction.
#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/random_text.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

Answer Recovering::trySignIn(const TrySignIn& command, const Request& request) {
  const auto unavailable = [](const char* what) {
    return unexpected(refusal(RefusalKind::Unavailable, what));
  };
  const QString mark = randomId(m_parts.random);
  RecoveryRecord recovery;
  {
    const auto tables = m_parts.store.begin(Access::Write);
    auto seat = admit(*tables, Verb::TrySignIn, request, Claim::None);
    if (!seat) return seat.error().answer;
    recovery = seat->recovery;
    // None of a password that was not set here: it would be a way to guess it.
    const int most = recovery.finish == Finish::PasswordSet ? seat->realm->limits.signInTries : 0;
    const bool counted =
        tables->tallies().addBelow(scope::signIns(recovery.id), mark, seat->now, seat->now - day, most);
    if (tables->failed()) return unavailable("store");
    // Each wrong one counts at the directory too, and would lock the account that has just come back.
    if (!counted) {
      return conclude(*tables, request, *seat,
                      unexpected(refusal(RefusalKind::TooManyTries, "sign-ins used up")));
    }
    if (!tables->writes().claim(writeOf(request, recovery.id), seat->now - claimLease) || !tables->commit())
      return unavailable("store");
  }
  const auto verdict = m_parts.directory.signIn(recovery.accountKey, command.password);
  if (!verdict) {
    // Nobody has judged it: the same request may be given again.
    const auto tables = m_parts.store.begin(Access::Write);
    tables->tallies().takeBack(scope::signIns(recovery.id), mark);
    tables->writes().release(request.caller.keyThumbprint, request.write.key);
    std::ignore = tables->commit();
    return unavailable("directory");
  }
  return runClaimed(Verb::TrySignIn, request, [&](Transaction& tables, Seat& seat) -> Step {
    seat.signIn = *verdict;
    note(tables, seat, "sign-in-tried", codeOf(*verdict));
    return Deed();
  });
}

}  // namespace latchkey::service::domain
