// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/security_questions.h"

#include <QCryptographicHash>
#include <QSet>
#include <algorithm>

#include "core/rules/security_answer.h"

namespace latchkey::service::domain {

namespace {
const SecurityQuestion* find(const Realm& realm, const QString& id) {
  const auto& list = realm.questions.list;
  const auto at = std::ranges::find(list, id, &SecurityQuestion::id);
  return at == list.end() ? nullptr : &*at;
}

const platform::Secret* answerTo(const QString& id, const std::vector<GivenAnswer>& given) {
  const auto at = std::ranges::find(given, id, &GivenAnswer::question);
  return at == given.end() ? nullptr : &at->answer;
}
}  // namespace

bool isAskable(const QuestionSet& set, const Realm& realm) {
  return realm.questions.use != QuestionUse::Off && realm.factors.contains(MethodKind::Questions) &&
         set.ids.size() == realm.questions.asked &&
         std::ranges::all_of(set.ids, [&](const QString& id) { return find(realm, id) != nullptr; });
}

QString questionText(const Realm& realm, const QString& id, Language language) {
  const SecurityQuestion* const question = find(realm, id);
  return question != nullptr ? question->in(language) : id;
}

QStringList inOrder(QStringList ids) {
  ids.sort();
  return ids;
}

bool answersAll(const QStringList& asked, const std::vector<GivenAnswer>& given) {
  if (asked.isEmpty() || given.size() != static_cast<std::size_t>(asked.size())) return false;
  return std::ranges::all_of(asked, [&](const QString& id) { return answerTo(id, given) != nullptr; });
}

JoinedAnswers joinAnswers(const QStringList& asked, const std::vector<GivenAnswer>& given) {
  JoinedAnswers joined;
  for (const QString& id : asked) {
    const platform::Secret* const typed = answerTo(id, given);
    auto answer = rules::normaliseAnswer(typed != nullptr ? typed->view() : std::string_view());
    joined.areAnswers = joined.areAnswers && answer.has_value();
    // No answer has a control character in it, so that no two sets of answers are joined to the same text.
    joined.text.append(id.toStdString());
    joined.text.append("\x1f");
    if (answer) joined.text.append(answer->view());
    joined.text.append("\x1e");
  }
  return joined;
}

QuestionSet questionSetOf(const std::vector<GivenAnswer>& answers, const SlowHash& slowHash, qint64 now) {
  QuestionSet set;
  for (const GivenAnswer& given : answers) set.ids << given.question;
  set.ids = inOrder(set.ids);
  set.verifier = slowHash.hash(joinAnswers(set.ids, answers).text);
  set.registeredAt = now;
  return set;
}

QStringList decoyQuestionIds(const QByteArray& stream, const Realm& realm) {
  QList<std::pair<QByteArray, QString>> ranked;
  for (const SecurityQuestion& question : realm.questions.list) {
    ranked.append({QCryptographicHash::hash(stream + ':' + question.id.toUtf8(), QCryptographicHash::Sha256),
                   question.id});
  }
  std::ranges::sort(ranked);
  QStringList ids;
  for (const auto& [rank, id] : ranked.first(std::min<qsizetype>(realm.questions.asked, ranked.size()))) {
    ids << id;
  }
  return inOrder(ids);
}

}  // namespace latchkey::service::domain
