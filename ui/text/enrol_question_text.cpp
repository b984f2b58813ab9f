// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_question_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

using rules::ChosenAnswerFault;

QString chooseQuestionsTitle() {
  return QCoreApplication::translate("EnrolQuestions", "Questions that only you can answer");
}
QString chooseQuestionsWhy(int questions) {
  return QCoreApplication::translate("EnrolQuestions",
                                     "Choose %n different questions. You are asked them when you reset a "
                                     "forgotten password, so choose answers that "
                                     "you will still know then.",
                                     nullptr, questions);
}
QString whoSeesAnswers() {
  return QCoreApplication::translate(
      "EnrolQuestions",
      "Who can see this: nobody. What is kept of the answers can be compared, and not read, by your "
      "administrators either.");
}
QString chosenAnswersHint() {
  return QCoreApplication::translate(
      "EnrolQuestions",
      "3 to 40 characters each. Capitals make no difference. An answer need not be true: what others "
      "know or find out about you is not a good one.");
}
QString questionNumber(int number) {
  return QCoreApplication::translate("EnrolQuestions", "Question &%1").arg(number);
}
QString questionPlaceholder() {
  return QCoreApplication::translate("EnrolQuestions", "Choose a question");
}
QString answerNumber(int number) {
  return QCoreApplication::translate("EnrolQuestions", "Answer to question %1").arg(number);
}
QString answerPlaceholder() {
  return QCoreApplication::translate("EnrolQuestions", "Your answer");
}
QString registerAnswersButton() {
  return QCoreApplication::translate("EnrolQuestions", "&Register the answers");
}
QString chosenAnswerFault(ChosenAnswerFault fault) {
  switch (fault) {
    case ChosenAnswerFault::NotText:
      return QCoreApplication::translate(
          "EnrolQuestions",
          "There is a character in it that cannot be typed everywhere. Please write it otherwise.");
    case ChosenAnswerFault::TooShort:
      return QCoreApplication::translate("EnrolQuestions", "An answer has at least 3 characters.");
    case ChosenAnswerFault::TooLong:
      return QCoreApplication::translate("EnrolQuestions", "An answer has no more than 40 characters.");
    case ChosenAnswerFault::Repeated:
      return QCoreApplication::translate("EnrolQuestions",
                                         "You gave this answer above. Each question needs one of its own.");
    case ChosenAnswerFault::InQuestion:
      return QCoreApplication::translate(
          "EnrolQuestions",
          "This stands in the question, where everybody reads it. Please choose "
          "another answer.");
    case ChosenAnswerFault::IsName:
      return QCoreApplication::translate(
          "EnrolQuestions", "This is the name of the account or your own. Please choose another answer.");
  }
  Q_UNREACHABLE();
}
QString chosenAnswerRefused() {
  return QCoreApplication::translate("EnrolQuestions",
                                     "This answer cannot be registered. Please choose another one.");
}

}  // namespace latchkey::ui::text
