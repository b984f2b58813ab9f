// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/enrolments.h"
#include "service/domain/factors.h"
#include "service/domain/policy.h"
#include "service/domain/recoveries.h"

/// Security keys as a factor: what an answer of one has to say (WebAuthn Level 2, section 7.2), how keys are
/// written down to be registered, and which ones accounts without any are shown. Pure.
namespace latchkey::service::domain {

/// What the service has asked for.
struct AssertionTerms {
  QString rpId;
  QString origin;
  QByteArray challenge;
  bool verifiesPerson = false;
};
enum class AssertionFault {
  Malformed,
  OtherChallenge,  ///< of another recovery, another try, or answered before
  OtherOrigin,
  OtherRelyingParty,
  Untouched,     ///< the key says that nobody was there
  PersonUnknown  ///< no PIN or fingerprint, where one is wanted
};
[[nodiscard]] QString codeOf(AssertionFault fault);  ///< "other-challenge"

/// Nothing when all is as it was asked for. The signature and the counter are for others to judge.
[[nodiscard]] std::optional<AssertionFault> faultIn(const SubmitAssertion& assertion,
                                                    const AssertionTerms& terms);
/// The same of what a key has made to be registered (section 7.1): its data has the new credential in it, and
/// says the same of it as the command. Nobody attests to the key.
[[nodiscard]] std::optional<AssertionFault> faultIn(const RegisterKey& made, const AssertionTerms& terms);
/// How often such a key says that it has signed.
[[nodiscard]] qint64 counterOfCreation(QByteArrayView authenticatorData);
/// What the key has signed: its own data and the hash of the client's.
[[nodiscard]] QByteArray signedBy(const SubmitAssertion& assertion);
/// How often the key says that it has signed. Zero for data of the wrong size.
[[nodiscard]] qint64 counterOf(QByteArrayView authenticatorData);

enum class KeyFileFault {
  NoCredential,  ///< the first line is no credential id in base64
  NoPublicKey,   ///< what follows is no PUBLIC KEY in PEM
  OtherCurve     ///< it is one, but not of P-256
};
/// Reads what `fido2-cred -V` writes: the credential id in one line of base64, then the public key in PEM.
[[nodiscard]] Result<SecurityKey, KeyFileFault> readKeyFile(const QByteArray& text);

/// A key that nobody has, so that what is judged without a key costs the same.
[[nodiscard]] QByteArray nobodysKey();

/// The keys that an account without any is shown, in a realm that must not tell so: the same ones at every
/// try. Some have one, all where there is nothing else.
/// @param stream 32 bytes or more, a keyed hash of the account name
/// @param others how many other ways stand beside
[[nodiscard]] QList<SecurityKey> decoyKeys(const QByteArray& stream, qsizetype others, const Realm& realm);

}  // namespace latchkey::service::domain
