// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include "service/domain/factors.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// Contacts for an account that has none to offer, in a realm that must not tell so: the same ones at
/// every try, on every instance, and after a restart, as long as the key stays. Nothing is ever sent to
/// them and no code passes for them.
/// @param stream at least 64 bytes, a keyed hash of the account name
[[nodiscard]] QList<Contact> decoyContacts(const QByteArray& stream, const QString& accountKey,
                                           const Realm& realm);

/// The factors besides contacts, on the same terms. An authenticator that no code fits.
/// @param contacts how many contacts stand beside: where there is none, there is an authenticator.
[[nodiscard]] Factors decoyFactors(const QByteArray& stream, qsizetype contacts, const Realm& realm);

struct DecoyProofs {
  QList<Contact> contacts;
  Factors factors;
};
/// All that such an account is shown: contacts and factors as above, and security questions where the realm
/// asks any, with some accounts, or where the rest is not enough for its gates.
/// @param ofQuestions another keyed hash of the account name
[[nodiscard]] DecoyProofs decoyProofs(const QByteArray& stream, const QByteArray& ofQuestions,
                                      const QString& accountKey, const Realm& realm);

/// The realm as such an account imitates it. Where administrators are asked for more proofs than others, a
/// few of the rest, always the same ones, ask for as many, and no questions: else that alone would tell a
/// real one.
/// @param ofGates another keyed hash of the account name
[[nodiscard]] Realm imitatedRealm(const QByteArray& ofGates, const Realm& realm);

}  // namespace latchkey::service::domain
