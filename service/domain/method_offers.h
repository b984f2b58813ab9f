// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "service/domain/factors.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"
#include "service/domain/records.h"

/// Which ways of proof an account has, and why it may have none.
namespace latchkey::service::domain {

/// One method for each way to reach a usable contact, the directory's or a registered one, that the realm
/// allows: a mobile by text and by call, a fixed line by call. Then the other factors; the locked account's
/// own address comes last, with a warning. Handles are left empty. Phones outside the allowed countries, and
/// numbers of no known type (premium rate among them), are left out. Takes as long for up to three numbers,
/// usable or not, unless it tells.
/// @param ownNames the account's key and the addresses that are this account itself.
/// @param tells with what is wrong with a number, as people may be told it
[[nodiscard]] QList<MethodRecord> methodsOf(const QStringList& ownNames, const QList<Contact>& contacts,
                                            const Factors& factors, const Realm& realm,
                                            const Numbering& numbering, bool tells = false);

/// Whether the method may pass the gate that is open now: questions that are for the second gate only do not
/// pass the first, and none do once they are switched off.
[[nodiscard]] bool isAllowedNow(const MethodRecord& method, int gatesPassed, const Realm& realm);

/// The factors that such an account may use: no security questions for privileged ones, whatever they
/// registered (SECURITY.md); and none that was added to others so lately that its owner may not know of it
/// yet.
[[nodiscard]] Factors usableFactors(const std::optional<Account>& account, Factors factors, qint64 now);

/// Everybody who is told of an account: the directory's contacts, and those that its owner registered.
/// Somebody who is both is in it once.
[[nodiscard]] QList<Contact> allContactsOf(const QList<Contact>& contacts, const Factors& factors);

/// Whether a code is sent to the method; the others bring their own proof and have nothing to confirm.
[[nodiscard]] bool isContact(MethodKind kind);

/// How many gates the methods can pass: two gates never use the same contact, nor the same number registered
/// twice, and questions that are for the second gate only need something before them.
[[nodiscard]] int gatesPassable(const QList<MethodRecord>& methods, const Realm& realm);

/// How many proofs a recovery of such an account takes.
/// @param methods methodsOf() it
[[nodiscard]] int gatesFor(const std::optional<Account>& account, const QList<MethodRecord>& methods,
                           const Realm& realm);

/// What decides besides the methods themselves.
struct OfferFacts {
  const std::optional<Account>& account;
  const Factors& factors;  ///< as they are stored
  const Realm& realm;
  Reason reason = Reason::ForgotPassword;
  bool tells = false;      ///< the realm discloses
  bool isStopped = false;  ///< somebody said "this was not me", and that still holds
  qint64 now = 0;
};
struct Offer {
  Cause cause = Cause::None;
  QList<MethodRecord> methods;  ///< decoys where the account cannot be recovered by what is registered
};
/// What a recovery offers. Everything is made for everybody: the work must not tell accounts apart.
/// @param real methodsOf() the account
/// @param decoys methodsOf() what it is shown when it has none
[[nodiscard]] Offer offerOf(const OfferFacts& facts, QList<MethodRecord> real, QList<MethodRecord> decoys);

/// Whether this way can prove anything in a recovery of such a cause; decoys never do.
[[nodiscard]] bool mayProve(const MethodRecord& method, Cause cause);

/// Whether the account's state lets a reset through, whatever it can prove.
[[nodiscard]] bool mayReset(const Account& account, const Realm& realm);

/// Why this account cannot be recovered in this realm; Cause::None when it can.
/// @param methods methodsOf() its contacts
/// @param isStopped somebody said "this was not me", and that still holds
[[nodiscard]] Cause causeOf(const std::optional<Account>& account, const Realm& realm,
                            const QList<MethodRecord>& methods, bool isStopped);

/// What a realm that discloses says of the cause.
/// @param soleAdministrator isOnlyAdministrator() of the account
[[nodiscard]] Ending endingFor(Cause cause, bool soleAdministrator);

/// Whether the realm's administrators are this account and nobody else.
[[nodiscard]] bool isOnlyAdministrator(const Account& account, const Realm& realm);

/// The account as it may stand in a message that goes to any of its contacts.
[[nodiscard]] QString maskAccount(const QString& accountKey);

}  // namespace latchkey::service::domain
