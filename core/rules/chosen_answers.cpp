// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/chosen_answers.h"

#include <algorithm>
#include <utility>

#include "core/rules/security_answer.h"

namespace latchkey::rules {

namespace {

using NormalAnswer = Result<platform::Secret, AnswerFault>;

ChosenAnswerFault faultOf(AnswerFault fault) {
  switch (fault) {
    case AnswerFault::NotText:
      return ChosenAnswerFault::NotText;
    case AnswerFault::TooShort:
      return ChosenAnswerFault::TooShort;
    case AnswerFault::TooLong:
      return ChosenAnswerFault::TooLong;
  }
  Q_UNREACHABLE();
}

/// A question may be longer than an answer, so that it is folded only.
bool standsIn(const QString& question, const platform::Secret& answer) {
  const std::string folded = question.normalized(QString::NormalizationForm_KC).toCaseFolded().toStdString();
  return folded.find(answer.view()) != std::string::npos;
}

bool isOneOf(const QStringList& names, const platform::Secret& answer) {
  return std::ranges::any_of(names, [&](const QString& name) {
    const auto normal = normaliseAnswer(name.toStdString());
    return normal && normal->equals(answer);
  });
}

}  // namespace

std::vector<std::optional<ChosenAnswerFault>> faultsInChosen(const std::vector<ChosenAnswer>& answers,
                                                             const QStringList& names) {
  std::vector<NormalAnswer> normal;
  normal.reserve(answers.size());
  for (const ChosenAnswer& chosen : answers) normal.push_back(normaliseAnswer(chosen.answer->view()));
  std::vector<std::optional<ChosenAnswerFault>> faults(answers.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!normal[i]) {
      faults[i] = faultOf(normal[i].error());
      continue;
    }
    const bool isRepeated =
        std::any_of(normal.begin(), normal.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const NormalAnswer& earlier) { return earlier && earlier->equals(*normal[i]); });
    if (isRepeated) {
      faults[i] = ChosenAnswerFault::Repeated;
    } else if (standsIn(answers[i].question, *normal[i])) {
      faults[i] = ChosenAnswerFault::InQuestion;
    } else if (isOneOf(names, *normal[i])) {
      faults[i] = ChosenAnswerFault::IsName;
    }
  }
  return faults;
}

}  // namespace latchkey::rules
