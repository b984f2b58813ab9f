// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/question_changes.h"

#include <algorithm>
#include <utility>

#include "core/rules/security_answer.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/security_questions.h"

namespace latchkey::service::domain {

namespace {
using Failure = unexpected<QuestionError>;

QuestionFault faultOf(rules::AnswerFault fault) {
  switch (fault) {
    case rules::AnswerFault::NotText:
      return QuestionFault::NotText;
    case rules::AnswerFault::TooShort:
      return QuestionFault::TooShort;
    case rules::AnswerFault::TooLong:
      return QuestionFault::TooLong;
  }
  return QuestionFault::NotText;
}

bool offersQuestions(const Realm& realm) {
  return realm.questions.use != QuestionUse::Off && realm.factors.contains(MethodKind::Questions) &&
         !realm.questions.list.isEmpty();
}
}  // namespace

std::optional<QuestionError> faultIn(const std::vector<GivenAnswer>& answers, const Realm& realm) {
  QStringList ids;
  std::vector<platform::Secret> normalised;
  for (const GivenAnswer& given : answers) {
    const QString& id = given.question;
    if (std::ranges::find(realm.questions.list, id, &SecurityQuestion::id) == realm.questions.list.end()) {
      return QuestionError{QuestionFault::UnknownQuestion, id};
    }
    if (ids.contains(id)) return QuestionError{QuestionFault::AskedTwice, id};
    ids << id;
    auto answer = rules::normaliseAnswer(given.answer.view());
    if (!answer) return QuestionError{faultOf(answer.error()), id};
    normalised.push_back(std::move(*answer));
  }
  if (ids.size() != realm.questions.asked) return QuestionError{QuestionFault::WrongNumber, {}};
  if (const auto repeated = rules::repeatedAnswer(normalised)) {
    return QuestionError{QuestionFault::SameAnswer, answers.at(*repeated).question};
  }
  return std::nullopt;
}

QuestionChanges::QuestionChanges(Parts parts, ServicePolicy policy)
    : m_parts(parts), m_policy(std::move(policy)) {}

Result<Account, QuestionError> QuestionChanges::find(const QString& accountKey) {
  const auto tables = m_parts.store.begin(Access::Read);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return Failure({QuestionFault::Unavailable, {}});
  if (!account) return Failure({QuestionFault::NoSuchAccount, {}});
  return *account;
}

Result<QuestionChange, QuestionError> QuestionChanges::set(const QString& accountKey,
                                                           const std::vector<GivenAnswer>& answers) {
  const auto found = find(accountKey);
  if (!found) return Failure(found.error());
  if (found->status == AccountStatus::Privileged) return Failure({QuestionFault::Privileged, {}});
  const Realm* const realm = realmById(m_policy, found->realm);
  if (realm == nullptr || !offersQuestions(*realm)) return Failure({QuestionFault::NotOffered, {}});
  if (const auto fault = faultIn(answers, *realm)) return Failure(*fault);

  const QuestionSet set = questionSetOf(answers, m_parts.slowHash, m_parts.notices.clock.now());
  if (set.verifier.isEmpty()) return Failure({QuestionFault::Unavailable, {}});

  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return Failure({QuestionFault::Unavailable, {}});
  if (!account) return Failure({QuestionFault::NoSuchAccount, {}});
  tables->factors().put(accountKey, set);
  tables->recoveries().endOthers(accountKey, {});
  const QuestionChange change{set.ids, tell(*tables, *account, "questions-set")};
  if (!tables->commit()) return Failure({QuestionFault::Unavailable, {}});
  return change;
}

Result<QuestionChange, QuestionError> QuestionChanges::remove(const QString& accountKey,
                                                              const Account* elsewhere) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = elsewhere ? std::optional(*elsewhere) : tables->accounts().find(accountKey);
  if (tables->failed()) return Failure({QuestionFault::Unavailable, {}});
  if (!account) return Failure({QuestionFault::NoSuchAccount, {}});
  const bool removed = tables->factors().removeQuestions(accountKey);
  if (tables->failed()) return Failure({QuestionFault::Unavailable, {}});
  if (!removed) return Failure({QuestionFault::NotRegistered, {}});
  tables->recoveries().endOthers(accountKey, {});
  const QuestionChange change{{}, tell(*tables, *account, "questions-removed")};
  if (!tables->commit()) return Failure({QuestionFault::Unavailable, {}});
  return change;
}

int QuestionChanges::tell(Transaction& tables, const Account& account, const char* event) {
  return tellOfFactor(tables, account,
                      {Notice::QuestionsChanged, MessageSubject::QuestionsChanged, event, {}}, m_policy,
                      m_parts.notices);
}

}  // namespace latchkey::service::domain
