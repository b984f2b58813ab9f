// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/security_questions.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::tests {

/// Six questions, of which three are asked.
inline void askQuestions(Realm& realm, QuestionUse use) {
  realm.factors.append(MethodKind::Questions);
  realm.questions.use = use;
  for (const char* id : {"alpha", "beta", "gamma", "delta", "epsilon", "zeta"}) {
    realm.questions.list.append({QLatin1String(id), QLatin1String(id) + QStringLiteral("?"),
                                 QLatin1String(id) + QString::fromUtf8("？")});
  }
}

/// Answers to alpha, beta and gamma.
using Given = QList<std::pair<QString, QString>>;
[[nodiscard]] inline Given rightAnswers() {
  return {{QStringLiteral("alpha"), QStringLiteral("Sakura")},
          {QStringLiteral("beta"), QStringLiteral("Hanako")},
          {QStringLiteral("gamma"), QStringLiteral("Mount Fuji")}};
}
[[nodiscard]] inline Given wrongAnswers() {
  Given given = rightAnswers();
  given.last().second = QStringLiteral("Mount Aso");
  return given;
}
[[nodiscard]] inline std::vector<GivenAnswer> asCommand(const Given& given) {
  std::vector<GivenAnswer> answers;
  for (const auto& [id, answer] : given) answers.push_back({id, platform::Secret(answer.toStdString())});
  return answers;
}

/// A desk where the sample person has security questions besides the contacts.
struct QuestionDesk : RecoveryDesk {
  explicit QuestionDesk(QuestionUse use = QuestionUse::Alone, Disclosure disclosure = Disclosure::Uniform)
      : QuestionDesk(anyBench(), use, disclosure) {}
  explicit QuestionDesk(std::unique_ptr<StoreBench> on, QuestionUse use = QuestionUse::Alone,
                        Disclosure disclosure = Disclosure::Uniform)
      : RecoveryDesk(std::move(on), disclosure) {
    askQuestions(policy.realms.first(), use);
    restart();
    registerAnswers(person().key);
  }
  void registerAnswers(const QString& key) {
    QuestionSet set;
    for (const auto& [id, answer] : rightAnswers()) set.ids << id;
    set.ids = inOrder(set.ids);
    set.verifier = slowHash.hash(joinAnswers(set.ids, asCommand(rightAnswers())).text);
    const auto tables = bench->store().begin(Access::Write);
    tables->factors().put(key, set);
    if (!tables->commit()) qFatal("the questions cannot be written");
    slowHash.hashes = 0;
  }
  [[nodiscard]] Realm& realm() { return policy.realms.first(); }
};

[[nodiscard]] inline bool reachQuestions(Visitor& visitor,
                                         const QString& account = RecoveryDesk::person().key) {
  return visitor.open(account) && visitor.passChallenge() && visitor.choose(MethodKind::Questions) &&
         visitor.view.stage == Stage::Questions;
}

}  // namespace latchkey::tests
