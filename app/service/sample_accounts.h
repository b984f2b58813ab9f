// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <vector>

#include "service/domain/account_store.h"

namespace latchkey::app {

/// The accounts of the demo: one for each case that a recovery can meet (SPEC sections 9 and 10).
/// @param verifier of the password that all of them have.
[[nodiscard]] QList<service::domain::NewAccount> sampleAccounts(const service::domain::Numbering& numbering,
                                                                const QByteArray& verifier);

/// Those that have an authenticator app besides, and its secret (raw bytes).
[[nodiscard]] QStringList accountsWithAuthenticator();
[[nodiscard]] QByteArray sampleAuthenticatorSecret();

/// Those that have security questions besides, and the answers to them.
[[nodiscard]] QStringList accountsWithQuestions();
[[nodiscard]] std::vector<service::domain::GivenAnswer> sampleAnswers();

/// "Latch-2026"
[[nodiscard]] QByteArray samplePassword();

}  // namespace latchkey::app
