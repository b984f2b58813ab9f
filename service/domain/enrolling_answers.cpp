// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to security questions and security keys: as a fresh proof, and registered from now on.
#include <algorithm>

#include "core/platform/guard.h"
#include "core/rules/chosen_answers.h"
#include "service/domain/assertions.h"
#include "service/domain/enrolling.h"
#include "service/domain/limits.h"
#include "service/domain/question_changes.h"
#include "service/domain/security_questions.h"

namespace latchkey::service::domain {

namespace {
Refusal badAnswer(const std::vector<GivenAnswer>& answers, const QString& question, const char* why) {
  Refusal bad = refusal(RefusalKind::InvalidField, why);
  const auto at = std::ranges::find(answers, question, &GivenAnswer::question);
  bad.field = at == answers.end()
                  ? QStringLiteral("/answers")
                  : QStringLiteral("/answers/%1/answer").arg(std::distance(answers.begin(), at));
  return bad;
}

/// What stands on the screen, or is known to everybody who tries, is no answer: words of the question in
/// either language, and the account's or its owner's name.
std::optional<Refusal> faultOfKnownWords(const std::vector<GivenAnswer>& answers, const EnrolSeat& seat) {
  const QString& key = seat.enrolment.accountKey;
  const QStringList names{key, key.section(u'@', 0, 0), seat.enrolment.givenName, seat.account.displayName};
  for (const Language language : {Language::English, Language::Japanese}) {
    std::vector<rules::ChosenAnswer> chosen;
    chosen.reserve(answers.size());
    for (const GivenAnswer& given : answers) {
      chosen.push_back({questionText(*seat.realm, given.question, language), &given.answer});
    }
    const auto faults = rules::faultsInChosen(chosen, names);
    for (std::size_t i = 0; i < faults.size(); ++i) {
      if (faults[i]) return badAnswer(answers, answers[i].question, "an answer that is known");
    }
  }
  return std::nullopt;
}
}  // namespace

EnrolAnswer Enrolling::proveByAnswers(const SubmitEnrolAnswers& command, const Request& request) {
  const auto fits = [&](const EnrolSeat& seat, const MethodRecord& method) -> std::optional<Refusal> {
    if (!seat.enrolment.isProof) return refusal(RefusalKind::WrongStage, "answers are being registered");
    if (answersAll(method.asked, command.answers)) return std::nullopt;
    return badAnswer(command.answers, {}, "not one answer for each question");
  };
  return judged(EnrolVerb::SubmitAnswers, request, fits,
                [&](EnrolAttempt& attempt) -> std::optional<EnrolMatch> {
                  const JoinedAnswers joined = joinAnswers(attempt.method.asked, command.answers);
                  const bool isRight = m_parts.slowHash.verify(attempt.verifier, joined.text);
                  if (!isRight || !joined.areAnswers) return std::nullopt;
                  return EnrolMatch();
                });
}

EnrolAnswer Enrolling::registerAnswers(const Account& account, const SubmitEnrolAnswers& command,
                                       const Request& request) {
  const auto unavailable = [](const char* why) { return unexpected(refusal(RefusalKind::Unavailable, why)); };
  QString begun;
  {
    const auto tables = m_parts.store.begin(Access::Write);
    auto seat = admit(*tables, account, EnrolVerb::SubmitAnswers, request, Claim::None);
    if (!seat) {
      if (tables->failed()) return unavailable("store");
      return std::move(seat.error().answer);
    }
    const auto pending = pendingOf(seat->enrolment);
    if (!pending) return unexpected(refusal(RefusalKind::WrongStage, "no answers are being registered"));
    begun = pending->id;
    std::optional<Refusal> fault;
    if (const auto wrong = faultIn(command.answers, *seat->realm)) {
      fault = badAnswer(command.answers, wrong->question, "answers that cannot be registered");
    } else {
      fault = faultOfKnownWords(command.answers, *seat);
    }
    if (fault) return conclude(*tables, request, *seat, unexpected(*fault));
    const bool claimed = tables->writes().claim(writeOf(request, seat->enrolment.id), seat->now - claimLease);
    if (!claimed || !tables->commit()) return unavailable("store");
  }
  QuestionSet set = questionSetOf(command.answers, m_parts.slowHash, now());
  if (set.verifier.isEmpty()) {
    releaseClaim(request);
    return unavailable("no memory for a hash");
  }
  return runClaimed(account, EnrolVerb::SubmitAnswers, request,
                    [&](Transaction& tables, EnrolSeat& seat) -> Step {
                      const auto pending = pendingOf(seat.enrolment);
                      if (!pending || pending->id != begun) {
                        return unexpected(refusal(RefusalKind::WrongStage, "another one was begun"));
                      }
                      return registered(tables, seat, *pending, [&](qint64 usableAt) {
                        set.usableAt = usableAt;
                        tables.factors().put(seat.enrolment.accountKey, set);
                      });
                    });
}

QByteArray Enrolling::creationChallenge(const QString& enrolmentId, const QString& pendingId) const {
  return m_parts.keys.mac(KeyPurpose::Enrolment,
                          "create|" + enrolmentId.toLatin1() + '|' + pendingId.toLatin1());
}

EnrolAnswer Enrolling::registerKey(const RegisterKey& command, const Request& request) {
  return run(EnrolVerb::RegisterKey, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    const auto pending = pendingOf(seat.enrolment);
    if (!pending) return unexpected(refusal(RefusalKind::WrongStage, "no key is being registered"));
    const auto fault =
        faultIn(command, {m_policy.rpId, m_policy.origin, creationChallenge(seat.enrolment.id, pending->id),
                          seat.realm->keys.verifiesPerson});
    if (fault || !m_parts.signatures.isKey(command.publicKey)) {
      note(tables, seat, "confirmation-failed",
           QStringLiteral("security-key: ") + (fault ? codeOf(*fault) : QStringLiteral("other-curve")));
      return unexpected(refusal(RefusalKind::KeyRefused, "not what was asked of the key"));
    }
    const auto& keys = seat.factors.keys;
    if (std::ranges::find(keys, command.credential, &SecurityKey::credential) != keys.end()) {
      return unexpected(refusal(RefusalKind::KeyRefused, "registered before"));
    }
    return registered(tables, seat, *pending, [&](qint64 usableAt) {
      tables.factors().put(seat.enrolment.accountKey,
                           SecurityKey{command.credential, command.publicKey, pending->label,
                                       counterOfCreation(command.authenticatorData), seat.now, usableAt});
    });
  });
}

}  // namespace latchkey::service::domain
