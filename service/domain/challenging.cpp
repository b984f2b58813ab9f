// SPDX-License-Identifier: GPL-3.0-or-later
// The anti-robot challenge, and what is offered once it is passed.
#include "core/platform/guard.h"
#include "service/domain/assertions.h"
#include "service/domain/challenge.h"
#include "service/domain/codes.h"
#include "service/domain/decoys.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

QByteArray Recovering::derived(const QString& challengeId, const char* use) const {
  return m_parts.keys.mac(KeyPurpose::Challenge, challengeId.toLatin1() + ':' + use);
}

ChallengeOffer Recovering::challengeOffer(const ChallengeRecord& record) const {
  ChallengeOffer offer;
  offer.id = record.id;
  offer.kind = record.kind;
  offer.expiresAt = record.expiresAt;
  if (record.kind == ChallengeKind::Work) {
    offer.workSeed = derived(record.id, "work").first(16);
    offer.workBits = record.workBits;
  }
  return offer;
}

void Recovering::putChallenge(Transaction& tables, const Seat& seat, ChallengeKind kind) {
  ChallengeRecord record;
  record.id = randomId(m_parts.random);
  record.recoveryId = seat.recovery.id;
  record.kind = kind;
  record.workBits = kind == ChallengeKind::Work ? seat.realm->workBits : 0;
  record.expiresAt = seat.now + seat.realm->limits.challengeLifetime * second;
  tables.challenges().replace(record);
}

Answer Recovering::newChallenge(const NewChallenge& command, const Request& request) {
  return run(Verb::NewChallenge, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    if (!seat.realm->challengeKinds.contains(command.kind)) {
      Refusal bad = refusal(RefusalKind::InvalidField, "challenge kind not offered");
      bad.field = QStringLiteral("/kind");
      return unexpected(bad);
    }
    const QString counted = QStringLiteral("challenge:") + seat.recovery.source;
    if (!tables.tallies().addBelow(counted, {}, seat.now, seat.now - hour,
                                   seat.realm->limits.challengesPerHourAndSource)) {
      const auto times = tables.tallies().since(counted, seat.now - hour);
      return unexpected(refusalUntil(RefusalKind::RateLimited,
                                     times.isEmpty() ? seat.now + hour : times.first() + hour, seat.now,
                                     "too many challenges"));
    }
    putChallenge(tables, seat, command.kind);
    return Deed();
  });
}

bool Recovering::isAnswered(const ChallengeRecord& record, const AnswerChallenge& command) const {
  if (record.kind == ChallengeKind::Work) {
    return command.workCounter &&
           isWorkDone(derived(record.id, "work").first(16), *command.workCounter, record.workBits);
  }
  return answersChallenge(challengeText(derived(record.id, "text")), command.text);
}

Answer Recovering::answerChallenge(const AnswerChallenge& command, const Request& request) {
  // Who the account is, is asked before the challenge is used up: a directory that is down costs nobody
  // their challenge. Asked for wrong answers too, so that both take the same time.
  QString accountKey;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    const auto seat = admit(*tables, Verb::AnswerChallenge, request, Claim::None);
    if (!seat) return seat.error().answer;
    accountKey = seat->recovery.accountKey;
  }
  const auto account = m_parts.directory.find(accountKey);
  if (!account) return unexpected(refusal(RefusalKind::Unavailable, "directory"));

  return run(Verb::AnswerChallenge, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    const auto challenge = tables.challenges().live(seat.recovery.id);
    if (!challenge || challenge->id != command.id) {
      return unexpected(refusal(RefusalKind::ChallengeFailed, "challenge spent or foreign"));
    }
    // One try, right or wrong, and exactly one request has it.
    if (!tables.challenges().consume(seat.recovery.id, command.id)) {
      return unexpected(refusal(RefusalKind::ChallengeFailed, "challenge spent"));
    }
    if (challenge->expiresAt <= seat.now && platform::isOn(platform::Guard::ChallengeExpiry)) {
      note(tables, seat, "challenge-failed", QStringLiteral("expired"));
      return unexpected(refusal(RefusalKind::ChallengeExpired, "challenge expired"));
    }
    if (!isAnswered(*challenge, command)) {
      note(tables, seat, "challenge-failed", QStringLiteral("wrong answer"));
      return unexpected(refusal(RefusalKind::ChallengeFailed, "wrong answer"));
    }
    note(tables, seat, "challenge-passed", codeOf(challenge->kind));
    return offerMethods(tables, seat, *account, request.caller);
  });
}

Step Recovering::offerMethods(Transaction& tables, Seat& seat, const std::optional<Account>& account,
                              const Caller& caller) {
  // What administrators wrote down of the account goes before its domain.
  if (account && !account->realm.isEmpty() && account->realm != seat.realm->id) {
    seat.realm = &realmBy(account->realm);
    seat.recovery.realm = seat.realm->id;
  }
  // Of whoever solved the challenge: from here on it decides what is told.
  seat.recovery.inside = isInside(*seat.realm, caller.address);
  const QString& key = seat.recovery.accountKey;
  const QByteArray stream = m_parts.keys.mac(KeyPurpose::Decoy, "1:" + key.toUtf8()) +
                            m_parts.keys.mac(KeyPurpose::Decoy, "2:" + key.toUtf8());
  const bool tells =
      discloses(*seat.realm, seat.recovery.inside) || !platform::isOn(platform::Guard::UniformRefusal);
  // Both are made for everybody: the work must not tell accounts apart.
  const QStringList own = account ? QStringList{key, account->key} + account->ownAddresses : QStringList{key};
  const Factors registered = tables.factors().of(account ? account->key : key);
  const auto real =
      methodsOf(own, account ? account->contacts : QList<Contact>(),
                usableFactors(account, registered, seat.now), *seat.realm, m_parts.numbering, tells);
  const QByteArray ofQuestions = m_parts.keys.mac(KeyPurpose::Decoy, "3:" + key.toUtf8());
  const Realm imitated = imitatedRealm(m_parts.keys.mac(KeyPurpose::Decoy, "4:" + key.toUtf8()), *seat.realm);
  DecoyProofs proofs = decoyProofs(stream, ofQuestions, key, imitated);
  const qsizetype others =
      proofs.contacts.size() + proofs.factors.authenticators.size() + (proofs.factors.questions ? 1 : 0);
  proofs.factors.keys = decoyKeys(ofDecoyKeys(key), others, imitated);
  const auto decoys = methodsOf({key}, proofs.contacts, proofs.factors, imitated, m_parts.numbering, tells);
  const bool isStopped = tables.objections().frozenUntil(account ? account->key : key, seat.now) > 0;
  Offer offer = offerOf({account, registered, *seat.realm, seat.recovery.reason, tells, isStopped, seat.now},
                        real, decoys);
  seat.recovery.cause = offer.cause;
  const bool possible = offer.cause == Cause::None || offer.cause == Cause::OnlyStartCode;
  // The true cause is for the administrators, whatever the client is shown.
  note(tables, seat, possible ? "methods-offered" : "not-possible", codeOf(seat.recovery.cause));

  const bool sole = tells && account && isOnlyAdministrator(*account, *seat.realm);
  if (sole) keepSoleAdministrator(tables, seat);
  if (!possible && tells) {
    seat.recovery.stage = Stage::Ended;
    seat.recovery.ending = endingFor(seat.recovery.cause, sole);
    return Deed();
  }
  QList<MethodRecord> methods = std::move(offer.methods);
  for (MethodRecord& method : methods) method.handle = randomId(m_parts.random);
  // An account of which only a start code is known shows decoys, so that it has to be like one in everything
  // until the code has proven it.
  const bool known = offer.cause == Cause::None;
  seat.recovery.gatesNeeded =
      known ? gatesFor(account, methods, *seat.realm) : gatesFor(std::nullopt, methods, imitated);
  tables.methods().insert(seat.recovery.id, methods);
  seat.recovery.ownerLanguage = known ? account->language : seat.recovery.language;
  if (possible) {
    // From here on everything is counted under the one name, whichever of its names was typed. What cannot be
    // recovered stays what was typed: decoys that agreed would tell which names are one account.
    (known ? seat.recovery.accountKey : seat.recovery.startKey) = account->key;
    seat.recovery.displayName = account->displayName;
    seat.recovery.directoryRules = account->rules;
  }
  seat.recovery.stage = Stage::Method;
  return Deed();
}

Result<QByteArray, Refusal> Recovering::media(Media media, const platform::Secret& token,
                                              const Caller& caller) {
  std::optional<ChallengeRecord> challenge;
  Language language = Language::English;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    bool spent = false;
    const auto seat = seatOf(*tables, Verb::FetchMedia, token, caller, &spent);
    if (!seat) return unexpected(seat.error());
    if (spent) return unexpected(refusal(RefusalKind::Unauthorized, "token no longer good"));
    if (!isDrawn(seat->recovery.stage, Verb::FetchMedia)) return unexpected(whyNotDrawn(*seat));
    challenge = tables->challenges().live(seat->recovery.id);
    language = seat->recovery.language;
    if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    if (!challenge || challenge->expiresAt <= seat->now) {
      return unexpected(refusal(RefusalKind::ChallengeExpired, "no live challenge"));
    }
  }
  if (challenge->kind != ChallengeKind::Picture) {
    return unexpected(refusal(RefusalKind::WrongStage, "a challenge without picture and clip"));
  }
  const ChallengeText text = challengeText(derived(challenge->id, "text"));
  switch (media) {
    case Media::Picture:
      return m_parts.renderer.picture(text.letters, derived(challenge->id, "picture"));
    case Media::Clip:
      return m_parts.renderer.clip(text.digits, language, derived(challenge->id, "clip"));
  }
  return unexpected(refusal(RefusalKind::InternalError, "no such medium"));
}

}  // namespace latchkey::service::domain
