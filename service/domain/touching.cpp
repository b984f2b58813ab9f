// SPDX-License-Identifier: GPL-3.0-or-later
// Judging what a security key has signed. The challenge is made of the count of tries, which the statement
// that counts a try moves on: of two answers to one challenge, at once or one after the other, one is judged
// by it.
#include <algorithm>

#include "service/domain/assertions.h"
#include "service/domain/code_sending.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

QByteArray Recovering::keyChallenge(const CodeRecord& record) const {
  return challengeOfKey(m_parts.keys, record);
}

QByteArray Recovering::ofDecoyKeys(const QString& accountKey) const {
  return m_parts.keys.mac(KeyPurpose::Decoy, "4:" + accountKey.toUtf8());
}

KeyOffer Recovering::keyOffer(Transaction& tables, const Seat& seat, const CodeRecord& record) const {
  const RecoveryRecord& recovery = seat.recovery;
  // Both are made for everybody: the work must not tell accounts apart.
  const QList<SecurityKey> real = tables.factors().of(recovery.accountKey).keys;
  const QList<SecurityKey> decoys = decoyKeys(ofDecoyKeys(recovery.accountKey), 0, *seat.realm);
  KeyOffer offer;
  offer.rpId = m_policy.rpId;
  offer.challenge = keyChallenge(record);
  for (const SecurityKey& key : recovery.cause == Cause::None ? real : decoys) {
    offer.credentials.append(key.credential);
  }
  offer.verifiesPerson = seat.realm->keys.verifiesPerson;
  offer.triesLeft = std::max(0, seat.realm->code.tries - record.attempts);
  return offer;
}

Answer Recovering::submitAssertion(const SubmitAssertion& command, const Request& request) {
  const auto fits = [](const MethodRecord&) -> std::optional<Refusal> { return std::nullopt; };
  return prove(Verb::SubmitAssertion, request, fits,
               [&](const QString& /*accountKey*/, Attempt& attempt) { return matchOfKey(command, attempt); });
}

std::optional<Recovering::Match> Recovering::matchOfKey(const SubmitAssertion& command,
                                                        Attempt& attempt) const {
  CodeRecord asked = attempt.code;
  asked.attempts -= 1;  // as it was before this try was counted
  const auto fault =
      faultIn(command, {m_policy.rpId, m_policy.origin, keyChallenge(asked), attempt.verifiesPerson});
  const auto key = std::ranges::find(attempt.keys, command.credential, &SecurityKey::credential);
  const bool known = key != attempt.keys.end();
  // Checked whatever else is wrong and whether there is a key or not: twins cost the same.
  const bool isSigned = m_parts.signatures.isSigned(known ? key->publicKey : nobodysKey(), signedBy(command),
                                                    command.signature);
  attempt.fault = fault       ? codeOf(*fault)
                  : !known    ? QStringLiteral("unknown-credential")
                  : !isSigned ? QStringLiteral("signature")
                              : QString();
  if (!attempt.fault.isEmpty()) return std::nullopt;
  Match match;
  match.credential = command.credential;
  match.counter = counterOf(command.authenticatorData);
  return match;
}

}  // namespace latchkey::service::domain
