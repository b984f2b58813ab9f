// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/protocol/enrolment_messages.h"
#include "core/protocol/problem.h"

/// "Secure your account": signing in, the list, the end.
namespace latchkey::ui::text {

[[nodiscard]] QString secureAccountButton();  ///< where a recovery is done

[[nodiscard]] QString enrolSignInTitle();
[[nodiscard]] QString enrolSignInWhy();
[[nodiscard]] QString enrolSignInButton();
[[nodiscard]] QString enrolPasswordLabel();
/// For whose password has to be changed before anything else.
[[nodiscard]] QString enrolNewPasswordButton();
/// Who sees what is registered here (S1).
[[nodiscard]] QString enrolWhoSees();

[[nodiscard]] QString enrolListTitle();
[[nodiscard]] QString enrolListWhy(const QString& account);
[[nodiscard]] QString registeredHeading();
[[nodiscard]] QString nothingRegistered();
[[nodiscard]] QString addHeading();
/// "A text to a mobile phone", and what is good about it.
[[nodiscard]] QString addEntry(protocol::MethodKind kind);
[[nodiscard]] QString addEntryHint(protocol::MethodKind kind);
/// What it is called in the list: "Mail to ha*****@example.net", "Security key: blue key".
[[nodiscard]] QString registeredEntry(const protocol::RegisteredMethod& method, const QString& shownLabel);
/// When it was confirmed, and what is to be known about it, each a sentence.
[[nodiscard]] QStringList registeredMarks(const protocol::RegisteredMethod& method, const QDateTime& now);
[[nodiscard]] QString changeMethodButton();
[[nodiscard]] QString removeMethodButton();
/// For screen readers: "Remove: Mail to ha*****@example.net"
[[nodiscard]] QString buttonFor(const QString& button, const QString& entry);
[[nodiscard]] QString newsLine(const protocol::RegistrationNews& news);
[[nodiscard]] QString methodAdded(int contactsNotified);
[[nodiscard]] QString methodReplaced(int contactsNotified);
[[nodiscard]] QString methodRemoved(int contactsNotified);
[[nodiscard]] QString enrolFinishButton();
/// Instead of that, while less is registered than is asked for.
[[nodiscard]] QString enrolLaterButton();
[[nodiscard]] QString methodsWanted(int wanted, bool maySkip);

[[nodiscard]] QString removeTitle(const QString& entry);
[[nodiscard]] QString removeBody();
[[nodiscard]] QString removeLastBody();  ///< nothing is left then
/// What is left cannot recover the account for so many seconds.
[[nodiscard]] QString removeWaitsBody(int seconds, const QDateTime& now);
[[nodiscard]] QString removeWeakBody();  ///< nothing that could recover it alone is left then
[[nodiscard]] QString removeConfirmButton();
[[nodiscard]] QString keepButton();

[[nodiscard]] QString enrolStopTitle();
[[nodiscard]] QString enrolStopBody();
[[nodiscard]] QString enrolStopButton();
/// Where the policy bears no putting off: added to what is said at the end.
[[nodiscard]] QString stillRequired();

[[nodiscard]] QString enrolExpiredTitle();
[[nodiscard]] QString enrolExpiredWhy();
[[nodiscard]] QString enrolEndedTitle();
[[nodiscard]] QString enrolEndedWhy();
[[nodiscard]] QString enrolEndWhoSees();
[[nodiscard]] QString signInAgainButton();

/// Where the words of a recovery do not fit.
[[nodiscard]] QString enrolProblemText(const protocol::Problem& problem, const QDateTime& now);

}  // namespace latchkey::ui::text
