// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <vector>

#include "service/domain/factors.h"
#include "service/domain/policy.h"

/// Security questions as a factor: which are asked, and what of the answers is hashed. Pure.
///
/// All answers are hashed together, once. A try costs one hash however many questions there are, nobody who
/// gets hold of the database can guess one answer after the other, and the service itself cannot tell which
/// answer was wrong.
namespace latchkey::service::domain {

/// Whether the realm still asks such a set: questions are switched on, every one of them stands in the
/// realm's list, and they are as many as it wants.
[[nodiscard]] bool isAskable(const QuestionSet& set, const Realm& realm);

/// The text in the language, else in the other one; the id where it has left the list since.
[[nodiscard]] QString questionText(const Realm& realm, const QString& id, Language language);

/// Ids in the order in which they are stored, asked and hashed: no order of anybody's choice tells anything.
[[nodiscard]] QStringList inOrder(QStringList ids);

/// Whether there is one answer for each question and none besides.
[[nodiscard]] bool answersAll(const QStringList& asked, const std::vector<GivenAnswer>& given);

struct JoinedAnswers {
  platform::Secret text;   ///< to be hashed; something to hash also where an answer is none
  bool areAnswers = true;  ///< each of them can be one (core/rules/security_answer.h)
};
/// @param given answersAll() of the asked
[[nodiscard]] JoinedAnswers joinAnswers(const QStringList& asked, const std::vector<GivenAnswer>& given);

/// The set to be kept of answers that faultIn() has nothing against. Without a verifier where there was not
/// enough memory for the hash.
[[nodiscard]] QuestionSet questionSetOf(const std::vector<GivenAnswer>& answers, const SlowHash& slowHash,
                                        qint64 now);

/// The questions that an account without any is shown, in a realm that must not tell so: the same ones at
/// every try. What changes in the realm's list moves as few of them as possible.
/// @param stream a keyed hash of the account name
[[nodiscard]] QStringList decoyQuestionIds(const QByteArray& stream, const Realm& realm);

}  // namespace latchkey::service::domain
