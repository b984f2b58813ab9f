// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/enrolments.h"
#include "service/domain/recoverability.h"

/// What is registered for an account, one entry for each thing that can be taken away by itself, and how good
/// that is. Pure.
namespace latchkey::service::domain {

struct RegisteredWay {
  QString slot;   ///< names it within the account: "contact:…", "authenticator:…"
  QString proof;  ///< slot of the MethodRecord that it proves by; several may share one
  QString id;     ///< of the contact, authenticator or credential (base64url)
  MethodKind kind = MethodKind::Mail;
  RegisteredMethod shown;  ///< without its handle
  QString value;           ///< two that are the same count once
  Contact contact;         ///< of a contact
};

/// The directory's contacts that the realm can use, and everything that was registered, whether the realm
/// still uses it or not: else nobody could take it away.
/// @param methods methodsOf() the account with all its factors, those that wait included; with what is wrong
///   with numbers
[[nodiscard]] QList<RegisteredWay> registeredWays(const Account& account, const Factors& factors,
                                                  const QList<MethodRecord>& methods);

/// Whether it is what this way proves by.
[[nodiscard]] bool isProofOf(const MethodRecord& method, const RegisteredWay& way);

/// How well the account could be recovered now, in words for its owner.
[[nodiscard]] Strength strengthOf(const Recoverability& recoverability);
/// How many ways there are: a number counts once, and what is locked together with the account does not.
[[nodiscard]] int countedWays(const QList<RegisteredWay>& ways, const QList<MethodRecord>& methods,
                              const Realm& realm);

/// What can be registered in this realm by such an account.
[[nodiscard]] QList<MethodKind> registrableKinds(const Account& account, const Realm& realm);

}  // namespace latchkey::service::domain
