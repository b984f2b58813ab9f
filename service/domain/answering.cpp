// SPDX-License-Identifier: GPL-3.0-or-later
// Judging the answers to security questions. Counted before anything is hashed, so that nobody gets more of
// the costly hash than tries.
#include "service/domain/recovering.h"
#include "service/domain/security_questions.h"

namespace latchkey::service::domain {

Answer Recovering::submitAnswers(const SubmitAnswers& command, const Request& request) {
  const auto fits = [&command](const MethodRecord& method) -> std::optional<Refusal> {
    if (answersAll(method.asked, command.answers)) return std::nullopt;
    Refusal bad = refusal(RefusalKind::InvalidField, "not one answer for each question");
    bad.field = QStringLiteral("/answers");
    return bad;
  };
  return prove(Verb::SubmitAnswers, request, fits,
               [&](const QString&, const Attempt& attempt) -> std::optional<Match> {
                 const JoinedAnswers joined = joinAnswers(attempt.method.asked, command.answers);
                 // Hashed whatever was typed and whether there is anything to compare with: twins cost the
                 // same.
                 const bool right = m_parts.slowHash.verify(attempt.verifier, joined.text);
                 if (!right || !joined.areAnswers) return std::nullopt;
                 return Match();
               });
}

}  // namespace latchkey::service::domain
