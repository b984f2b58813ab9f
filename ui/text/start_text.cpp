// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/start_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString programDescription() {
  return QCoreApplication::translate("Start", "Helps you back into an account that you cannot sign in to.");
}
QString serverOption() {
  return QCoreApplication::translate("Start", "Address of the recovery service, beginning with https://");
}
QString caOption() {
  return QCoreApplication::translate(
      "Start", "File with the certificates (PEM) that are trusted instead of the system's");
}
QString languageOption(const QString& tags) {
  return QCoreApplication::translate("Start", "Language to begin with: %1").arg(tags);
}
QString accountOption() {
  return QCoreApplication::translate("Start", "Account name to fill in");
}
QString enrolOption() {
  return QCoreApplication::translate("Start",
                                     "Register what proves you, for the day when you forget your password");
}
QString ifNeededOption() {
  return QCoreApplication::translate("Start",
                                     "With --enrol: only where something has still to be registered");
}
QString demoOption() {
  return QCoreApplication::translate("Start", "Try everything on this PC, with sample accounts");
}

QString rehearseOption() {
  return QCoreApplication::translate("Start",
                                     "Rehearse a recovery: the whole way up to the new password, nothing is "
                                     "changed");
}

QString unexpectedArgument(const QString& argument) {
  return QCoreApplication::translate("Start", "unexpected argument: %1").arg(argument);
}
QString unusableLink() {
  return QCoreApplication::translate("Start", "the link cannot be used; copy it anew from the message");
}
QString linkNotUsable() {
  return QCoreApplication::translate("Start", "The link cannot be used. Copy it anew from the message.");
}
QString linkTooEarly() {
  return QCoreApplication::translate(
      "Start",
      "A link was opened. What you have begun here stays: finish or cancel it first, then open the "
      "link again.");
}
QString serverNotHttps() {
  return QCoreApplication::translate("Start", "the address of the service has to begin with https://");
}
QString serverNotAnAddress() {
  return QCoreApplication::translate(
      "Start",
      "the address of the service has to be https:// and a host, with a port if needed, and no more");
}
QString caUnreadable(const QString& path) {
  return QCoreApplication::translate("Start", "cannot read the certificates in %1").arg(path);
}
QString caWithoutCertificate(const QString& path) {
  return QCoreApplication::translate("Start", "there is no certificate (PEM) in %1").arg(path);
}
QString languageUnknown(const QString& tags) {
  return QCoreApplication::translate("Start", "this language is not there; choose one of %1").arg(tags);
}
QString accountTooLong() {
  return QCoreApplication::translate("Start", "the account name is too long");
}
QString demoStandsAlone() {
  return QCoreApplication::translate("Start", "the demo brings its own service: leave out --server and --ca");
}

QString rehearsalTakesNoLink() {
  return QCoreApplication::translate("Start", "a rehearsal opens no link: leave out --rehearse");
}
QString enrolOrRehearse() {
  return QCoreApplication::translate("Start",
                                     "--enrol and --rehearse open two windows: leave one of them out");
}

QString ifNeededWithoutEnrol() {
  return QCoreApplication::translate("Start", "--if-needed goes with --enrol");
}
QString linkNotToEnrol() {
  return QCoreApplication::translate("Start", "a link opens a recovery: leave out --enrol");
}
QString needNotKnown() {
  return QCoreApplication::translate(
      "Start", "the recovery service could not be asked whether something has still to be registered");
}

QString noServerTitle() {
  return QCoreApplication::translate("Start", "This PC does not know your recovery service yet");
}
QString noServerBody() {
  return QCoreApplication::translate(
      "Start",
      "Ask your administrator for the address, or for the file latchkey.ini that holds it. To look around "
      "first, start the program with --demo.");
}
QString noServerPlaces(const QString& paths) {
  //: %1 is a list of file names, each on a line of its own
  return QCoreApplication::translate("Start", "The file was looked for here:\n%1").arg(paths);
}
QString badConfigurationTitle() {
  return QCoreApplication::translate("Start", "The settings of this program have a mistake");
}
QString badConfigurationFile(const QString& path) {
  return QCoreApplication::translate("Start", "Please show this to your administrator. File: %1").arg(path);
}
QString demoStartingTitle() {
  return QCoreApplication::translate("Start", "The demo is starting");
}
QString demoStartingBody() {
  return QCoreApplication::translate("Start", "Sample accounts are being made. This takes a few seconds.");
}
QString demoFailedTitle() {
  return QCoreApplication::translate("Start", "The demo could not start");
}
QString demoProgramMissing(const QString& path) {
  return QCoreApplication::translate("Start", "The program latchkeyd is not where it should be: %1")
      .arg(path);
}
QString demoEndedEarly() {
  return QCoreApplication::translate(
      "Start", "The demo service has stopped. Start the demo again; if that does not help, install anew.");
}
QString demoNeverReady() {
  return QCoreApplication::translate("Start", "The demo service did not become ready. Please try again.");
}

}  // namespace latchkey::ui::text
