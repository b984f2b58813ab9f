// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/appeal_text.h"

#include <QCoreApplication>

#include "ui/text/time_text.h"

namespace latchkey::ui::text {

namespace {
/// Rounded up: nobody is promised less time than it takes.
int hoursOf(int seconds) {
  return (seconds + 3599) / 3600;
}
QString reviewTime(const protocol::AppealView& appeal) {
  return QCoreApplication::translate("Appeal", "A person usually looks at it within %n hours.", nullptr,
                                     hoursOf(appeal.reviewedWithin));
}
QString waitingTime(const protocol::AppealView& appeal) {
  if (appeal.waitsAtLeast <= 0)
    return QCoreApplication::translate("Appeal", "If it is approved, you get a mail with a code.");
  return QCoreApplication::translate("Appeal",
                                     "If it is approved, there is a wait of at least %n hours, so that the "
                                     "owner of the account can say no. Then you get a mail with a code.",
                                     nullptr, hoursOf(appeal.waitsAtLeast));
}

/// One after the other, with what stands between sentences of the language.
QString bothSentences(const QString& first, const QString& second) {
  return QCoreApplication::translate("Appeal", "%1 %2", "two sentences").arg(first, second);
}
}  // namespace

QString appealButton() {
  return QCoreApplication::translate("Appeal", "As&k for a check by hand");
}
QString appealTitle() {
  return QCoreApplication::translate("Appeal", "A person can check that it is you");
}
QString appealBody(const protocol::AppealView& appeal) {
  return bothSentences(
      QCoreApplication::translate("Appeal",
                                  "You tell us what you remember of the account, and somebody compares it "
                                  "with what is known. It needs none of your registered contacts."),
      reviewTime(appeal));
}
QString appealStepsHeading() {
  return QCoreApplication::translate("Appeal", "How it goes");
}
QStringList appealSteps(const protocol::AppealView& appeal) {
  return {QCoreApplication::translate(
              "Appeal", "You give a mail address that you can read now. A code shows that it is yours."),
          QCoreApplication::translate("Appeal",
                                      "You are asked for names, your date of birth, earlier passwords, when "
                                      "and where you last signed in, and what was registered. You may leave "
                                      "out what you do not remember."),
          QCoreApplication::translate(
              "Appeal", "All contacts of the account are told, so that nobody does this behind your back."),
          waitingTime(appeal)};
}
QString appealBeginButton() {
  return QCoreApplication::translate("Appeal", "Be&gin");
}

QString appealContactLabel() {
  return QCoreApplication::translate("Appeal", "&Mail address for the answer");
}
QString appealContactHint() {
  return QCoreApplication::translate(
      "Appeal", "Not the account that is locked. Best is a mailbox that nobody but you reads.");
}
QString appealContactMalformed() {
  return QCoreApplication::translate(
      "Appeal", "This does not look like a mail address yet. It has the form name@example.com.");
}
QString appealContactRefused() {
  return QCoreApplication::translate(
      "Appeal",
      "This is the account that is locked: you could not read the answer. Please give another address.");
}

QString appealFormTitle(AppealFace face) {
  switch (face) {
    case AppealFace::About:
      return QCoreApplication::translate("Appeal", "What do you remember?");
    case AppealFace::Memory:
      return QCoreApplication::translate("Appeal", "How did you use the account?");
    case AppealFace::Review:
      return QCoreApplication::translate("Appeal", "Please look through it once more");
  }
  Q_UNREACHABLE();
}
QString appealFormWhy(AppealFace face) {
  switch (face) {
    case AppealFace::About:
      return QCoreApplication::translate(
          "Appeal",
          "Give as much as you remember. Nothing has to be filled in, but each right answer helps.");
    case AppealFace::Memory:
      return QCoreApplication::translate("Appeal",
                                         "Roughly is fine. What you are not sure of may stand here too.");
    case AppealFace::Review:
      return QCoreApplication::translate(
          "Appeal", "This is what the people who check it are given. Go back to change something.");
  }
  Q_UNREACHABLE();
}

QString appealNamesHeading() {
  return QCoreApplication::translate("Appeal", "About you");
}
QString appealNames() {
  return QCoreApplication::translate("Appeal", "Na&mes");
}
QString appealNamesHint() {
  return QCoreApplication::translate("Appeal", "As they stand in the account, earlier ones too");
}
QString appealBirthDate() {
  return QCoreApplication::translate("Appeal", "&Date of birth");
}
QString appealBirthDateHint() {
  return QCoreApplication::translate("Appeal", "For example 1984-05-23");
}
QString appealPasswordsHeading() {
  return QCoreApplication::translate("Appeal", "Earlier passwords");
}
QString appealPasswordsHint() {
  return QCoreApplication::translate("Appeal",
                                     "They are compared by the program and thrown away. Nobody sees them, "
                                     "only whether one was right.");
}
QString appealPassword(int number) {
  switch (number) {
    case 1:
      return QCoreApplication::translate("Appeal", "&Last password that you remember");
    case 2:
      return QCoreApplication::translate("Appeal", "One bef&ore that");
    default:
      return QCoreApplication::translate("Appeal", "&Another one");
  }
}
QString appealUseHeading() {
  return QCoreApplication::translate("Appeal", "Signing in");
}
QString appealLastSignIn() {
  return QCoreApplication::translate("Appeal", "When was the &last time?");
}
QString appealLastSignInHint() {
  return QCoreApplication::translate("Appeal", "For example: early in November, in the evening");
}
QString appealPlaces() {
  return QCoreApplication::translate("Appeal", "From &where?");
}
QString appealPlacesHint() {
  return QCoreApplication::translate("Appeal", "Town, home or office");
}
QString appealRegisteredHeading() {
  return QCoreApplication::translate("Appeal", "What belongs to the account");
}
QString appealContacts() {
  return QCoreApplication::translate("Appeal", "&Mail addresses and phone numbers");
}
QString appealContactsHint() {
  return QCoreApplication::translate("Appeal", "Old ones and parts too, with commas between");
}
QString appealDevices() {
  return QCoreApplication::translate("Appeal", "&Devices that you signed in with");
}
QString appealDevicesHint() {
  return QCoreApplication::translate("Appeal", "For example: a Windows laptop, an old tablet");
}
QString appealFurtherHeading() {
  return QCoreApplication::translate("Appeal", "Your organisation also asks");
}
QString appealReviewPasswords(int count) {
  return QCoreApplication::translate("Appeal", "%n given, shown to nobody", nullptr, count);
}
QString appealReviewAnswer() {
  return QCoreApplication::translate("Appeal", "The answer goes to");
}
QString appealReviewEmpty() {
  return QCoreApplication::translate(
      "Appeal",
      "Nothing is filled in. Then there is nothing to compare, and your appeal "
      "will hardly be approved.");
}
QString appealFileButton() {
  return QCoreApplication::translate("Appeal", "&File the appeal");
}

QStringList appealedPoints(const protocol::AppealView& appeal, const QString& mask) {
  QStringList points{reviewTime(appeal)};
  if (mask.isEmpty())
    points << QCoreApplication::translate("Appeal", "The answer goes to the mail address that you gave.");
  else
    points << QCoreApplication::translate("Appeal", "The answer goes to %1.").arg(mask);
  return points << waitingTime(appeal)
                << QCoreApplication::translate(
                       "Appeal",
                       "All contacts of the account have been told. If one of them says that it was not "
                       "them, the appeal is cancelled.")
                << QCoreApplication::translate(
                       "Appeal", "You can close this window. Nothing is lost, and this PC is not needed.");
}
QString appealedNextHeading() {
  return QCoreApplication::translate("Appeal", "What happens now");
}
QString appealLimitTitle() {
  return QCoreApplication::translate("Appeal", "No more appeals for now");
}
QString appealLimitBody(int retryIn, const QDateTime& now) {
  const QString why =
      QCoreApplication::translate("Appeal",
                                  "An account can be appealed for only so many times a day, and an "
                                  "address gets only so many codes. This protects "
                                  "its owner.");
  if (retryIn <= 0) return why;
  return bothSentences(
      why,
      QCoreApplication::translate("Appeal", "You can go on at %1.").arg(timeFrom(now.addSecs(retryIn), now)));
}

QString approvalButton() {
  return QCoreApplication::translate("Appeal", "I have an approval &code");
}
QString approvalLabel() {
  return QCoreApplication::translate("Appeal", "&Code in the mail about your appeal");
}
QString approvalCodeWhy(const QString& mask) {
  return QCoreApplication::translate(
             "Appeal", "Your appeal is approved. A fresh code was sent to the address that you gave: %1")
      .arg(mask);
}
QString approvalHint() {
  return QCoreApplication::translate(
      "Appeal",
      "16 letters and digits, for example 7Q4K-2MXY-A3B4-C5D6. The link of the mail can be pasted too.");
}
QString approvalNoCode() {
  return QCoreApplication::translate("Appeal",
                                     "This is neither such a code nor such a link. A code has 16 letters and "
                                     "digits, and no O, I, L, 0 or 1.");
}
QString approvalRefused() {
  return QCoreApplication::translate("Appeal",
                                     "This code is wrong, used or too old, or the appeal was cancelled. "
                                     "Compare it with the newest mail, or file another appeal.");
}

}  // namespace latchkey::ui::text
