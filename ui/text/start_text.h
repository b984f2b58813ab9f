// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the assistant says before its first page: options, and why it cannot begin.
namespace latchkey::ui::text {

// --- command line: `--help`, and the one line on standard error
[[nodiscard]] QString programDescription();
[[nodiscard]] QString serverOption();
[[nodiscard]] QString caOption();
[[nodiscard]] QString languageOption(const QString& tags);
[[nodiscard]] QString accountOption();
[[nodiscard]] QString enrolOption();
[[nodiscard]] QString ifNeededOption();
[[nodiscard]] QString demoOption();
[[nodiscard]] QString rehearseOption();

[[nodiscard]] QString unexpectedArgument(const QString& argument);
[[nodiscard]] QString unusableLink();
/// The same in the window, and of one that comes while something is under way.
[[nodiscard]] QString linkNotUsable();
[[nodiscard]] QString linkTooEarly();  ///< without the link: a code may stand in it
[[nodiscard]] QString serverNotHttps();
[[nodiscard]] QString serverNotAnAddress();
[[nodiscard]] QString caUnreadable(const QString& path);
[[nodiscard]] QString caWithoutCertificate(const QString& path);
[[nodiscard]] QString languageUnknown(const QString& tags);
[[nodiscard]] QString accountTooLong();
[[nodiscard]] QString demoStandsAlone();
[[nodiscard]] QString rehearsalTakesNoLink();
[[nodiscard]] QString enrolOrRehearse();
[[nodiscard]] QString ifNeededWithoutEnrol();
[[nodiscard]] QString linkNotToEnrol();
/// `--if-needed`, and nobody to ask.
[[nodiscard]] QString needNotKnown();

// --- the window that stands in for the first page
[[nodiscard]] QString noServerTitle();
[[nodiscard]] QString noServerBody();
[[nodiscard]] QString noServerPlaces(const QString& paths);
[[nodiscard]] QString badConfigurationTitle();
[[nodiscard]] QString badConfigurationFile(const QString& path);
[[nodiscard]] QString demoStartingTitle();
[[nodiscard]] QString demoStartingBody();
[[nodiscard]] QString demoFailedTitle();
[[nodiscard]] QString demoProgramMissing(const QString& path);
[[nodiscard]] QString demoEndedEarly();
[[nodiscard]] QString demoNeverReady();

}  // namespace latchkey::ui::text
