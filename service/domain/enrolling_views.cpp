// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who is signed in to "Secure your account" may see.
#include <algorithm>
#include <limits>

#include "core/platform/guard.h"
#include "service/domain/code_sending.h"
#include "service/domain/enrolling.h"
#include "service/domain/labels.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/domain/rehearsals.h"
#include "service/domain/security_questions.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
QStringList ownNames(const Account& account) {
  return QStringList{account.key} + account.ownAddresses;
}

RegistrationOffer registrationOffer(const EnrolSeat& seat, bool isMet, int gates, bool isClosed) {
  const Realm& realm = *seat.realm;
  RegistrationOffer offer;
  offer.isMet = isMet;
  // Less than a recovery takes would be of no use.
  offer.wanted = std::max(realm.registration.methods, gates);
  offer.gatesNeeded = gates;
  // Nobody is held up for what could not help them.
  offer.maySkip =
      isClosed || realm.registration.use == RegistrationUse::Optional || realm.registration.maySkip;
  offer.mayAppeal = realm.appeal.on && seat.account.status != AccountStatus::Privileged;
  offer.kinds = registrableKinds(seat.account, realm);
  offer.questionsAsked = realm.questions.asked;
  if (offer.kinds.contains(MethodKind::Questions)) {
    for (const SecurityQuestion& question : realm.questions.list) {
      offer.questions.append({question.id, question.in(seat.enrolment.language)});
    }
  }
  offer.countries = realm.phones.allowedCountries;
  offer.homeCountry = realm.phones.homeRegion;
  return offer;
}
}  // namespace

QString Enrolling::handleOf(const QString& enrolmentId, const QString& slot) const {
  // Another one at each sign-in, of which nothing leads back to what it names.
  const QByteArray data = "handle|" + enrolmentId.toLatin1() + '|' + slot.toUtf8();
  return toBase64Url(m_parts.keys.mac(KeyPurpose::Enrolment, data).first(16));
}

QList<RegisteredWay> Enrolling::waysOf(const EnrolSeat& seat) const {
  return registeredWays(seat.account, seat.factors, allMethods(seat));
}

QList<MethodRecord> Enrolling::allMethods(const EnrolSeat& seat) const {
  Factors factors = seat.factors;
  if (seat.account.status == AccountStatus::Privileged) factors.questions.reset();
  return methodsOf(ownNames(seat.account), seat.account.contacts, factors, *seat.realm, m_parts.numbering,
                   true);
}

QList<MethodRecord> Enrolling::proofsOf(const EnrolSeat& seat) const {
  QList<MethodRecord> methods =
      methodsOf(ownNames(seat.account), seat.account.contacts,
                usableFactors(seat.account, seat.factors, seat.now), *seat.realm, m_parts.numbering);
  // The password came first.
  methods.removeIf([&](const MethodRecord& method) { return !isAllowedNow(method, 1, *seat.realm); });
  return methods;
}

bool Enrolling::needsProof(const EnrolSeat& seat) const {
  if (seat.enrolment.provenUntil > seat.now || !platform::isOn(platform::Guard::EnrolProof)) return false;
  return std::ranges::any_of(
      allMethods(seat), [&](const MethodRecord& method) { return isAllowedNow(method, 1, *seat.realm); });
}

Enrolling::Security Enrolling::securityOf(Transaction& tables, const EnrolSeat& seat) const {
  const bool isKnown = !seat.account.key.isEmpty();
  const std::optional<Account> account = isKnown ? std::optional(seat.account) : std::nullopt;
  const QString& key = isKnown ? seat.account.key : seat.enrolment.accountKey;
  const bool isStopped = tables.objections().frozenUntil(key, seat.now) > 0;
  // Asked for names without an account as well, which must not be quicker to judge.
  const auto methodsAt = [&](const Factors& usable) {
    return methodsOf(ownNames(seat.account), seat.account.contacts, usable, *seat.realm, m_parts.numbering);
  };
  const Factors usable = usableFactors(account, seat.factors, seat.now);
  const auto present = recoverabilityOf(account, *seat.realm, methodsAt(usable), usable, isStopped);
  // Whoever has added enough can do nothing but wait, and is not asked for more meanwhile.
  const Factors all = usableFactors(account, seat.factors, std::numeric_limits<qint64>::max());
  const QList<MethodRecord> methods = methodsAt(all);
  const auto later = recoverabilityOf(account, *seat.realm, methods, all, isStopped);
  const int counted = countedWays(registeredWays(seat.account, all, methods), methods, *seat.realm);
  Security security;
  security.strength = strengthOf(present);
  security.gates = later.gates;
  const Strength once = strengthOf(later);
  security.isMet =
      (once == Strength::Fragile || once == Strength::Good) && counted >= seat.realm->registration.methods;
  return security;
}

std::optional<RegisteredWay> Enrolling::wayBy(const EnrolSeat& seat, const QString& handle) const {
  for (const RegisteredWay& way : waysOf(seat)) {
    if (handleOf(seat.enrolment.id, way.slot) == handle) return way;
  }
  return std::nullopt;
}

CodeOffer Enrolling::codeOffer(Transaction& tables, const EnrolSeat& seat, const CodeRecord& record,
                               const MethodRecord& method) const {
  CodeOffer offer;
  offer.kind = method.kind;
  offer.mask = method.mask;
  const bool sent = isContact(method.kind);
  offer.digits = sent ? seat.realm->code.digits : totpDigits;
  offer.expiresAt = record.expiresAt;
  if (sent) {
    const auto times =
        tables.tallies().since(scope::realSends(hashed("contact", method.value)), seat.now - day);
    const auto allowance = allowanceOf(times, seat.realm->code, seat.now);
    offer.resendAt = allowance.allowedAt;
    offer.resendsLeft = allowance.left;
    offer.sender = senderOf(method.kind, m_policy.senders);
  }
  offer.triesLeft = std::max(0, seat.realm->code.tries - record.attempts);
  offer.delivery =
      seat.now < record.sentAt + sendingLasts ? DeliveryState::Sending : DeliveryState::HandedOver;
  return offer;
}

ProofOffer Enrolling::proofOffer(Transaction& tables, const EnrolSeat& seat) const {
  const EnrolmentRecord& enrolment = seat.enrolment;
  ProofOffer offer;
  offer.handle = enrolment.handle;
  const auto method = methodInHand(seat);
  const auto record = tables.enrolments().findCode(enrolment.id, enrolment.slot, CodePurpose::FreshProof);
  if (!method || !record) return offer;
  offer.kind = method->kind;
  offer.triesLeft = std::max(0, seat.realm->code.tries - record->attempts);
  if (enrolment.stage == EnrolStage::Code) offer.code = codeOffer(tables, seat, *record, *method);
  if (enrolment.stage == EnrolStage::Questions) {
    QuestionsOffer questions;
    for (const QString& id : method->asked) {
      questions.asked.append({id, questionText(*seat.realm, id, enrolment.language)});
    }
    questions.triesLeft = offer.triesLeft;
    offer.questions = questions;
  }
  if (enrolment.stage == EnrolStage::Key) {
    KeyOffer key;
    key.rpId = m_policy.rpId;
    key.challenge = challengeOfKey(m_parts.keys, *record);
    const auto usable = usableFactors(seat.account, seat.factors, seat.now);
    for (const SecurityKey& known : usable.keys) key.credentials.append(known.credential);
    key.verifiesPerson = seat.realm->keys.verifiesPerson;
    key.triesLeft = offer.triesLeft;
    offer.securityKey = key;
  }
  return offer;
}

AddingOffer Enrolling::addingOffer(Transaction& tables, const EnrolSeat& seat) const {
  const EnrolmentRecord& enrolment = seat.enrolment;
  AddingOffer offer;
  const auto pending = pendingOf(enrolment);
  if (!pending) return offer;
  offer.kind = pending->kind;
  offer.replaces = !pending->replaces.isEmpty();
  const auto record = tables.enrolments().findCode(enrolment.id, enrolment.slot, CodePurpose::Registration);
  if (pending->kind == MethodKind::Authenticator) {
    offer.issuer = plainLabel(m_policy.serviceName);
    offer.accountName = plainLabel(enrolment.accountKey);
    offer.expiresAt = enrolment.pendingUntil;
    if (seat.shown == pending->id) offer.secret = base32Of(pending->secret);
  }
  if (const auto contact = pendingContact(seat)) {
    offer.mask = contact->mask;
    offer.warning = contact->warning;
    const Contact& given = pending->contact;
    if (given.kind != ContactKind::Mail) {
      const PhoneNumber number = m_parts.numbering.judge(given.value, {});
      offer.dialled = number.international.isEmpty() ? given.value : number.international;
      // A comma is a pause to every telephone.
      if (!given.extension.isEmpty()) offer.dialled += QStringLiteral(", ") + given.extension;
      offer.problems = number.problems;
    }
    if (record) offer.code = codeOffer(tables, seat, *record, *contact);
  } else if (record && pending->kind == MethodKind::Authenticator) {
    MethodRecord app;
    app.kind = MethodKind::Authenticator;
    offer.code = codeOffer(tables, seat, *record, app);
  }
  if (pending->kind == MethodKind::SecurityKey) {
    offer.rpId = m_policy.rpId;
    offer.challenge = creationChallenge(enrolment.id, pending->id);
    offer.userId = m_parts.keys.mac(KeyPurpose::Enrolment, "user|" + enrolment.accountKey.toUtf8());
    for (const SecurityKey& known : seat.factors.keys) offer.credentials.append(known.credential);
    offer.verifiesPerson = seat.realm->keys.verifiesPerson;
  }
  return offer;
}

EnrolSnapshot Enrolling::snapshotOf(Transaction& tables, EnrolSeat& seat) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  EnrolSnapshot snapshot;
  snapshot.now = seat.now;
  snapshot.stage = enrolment.stage;
  snapshot.accountName = enrolment.accountKey;
  snapshot.displayName = seat.account.displayName;
  snapshot.realmName = seat.realm->name;
  snapshot.support = seat.realm->support;
  snapshot.idleExpiresAt =
      std::min(enrolment.touchedAt + seat.realm->limits.idle * second, enrolment.expiresAt);
  snapshot.expiresAt = enrolment.expiresAt;
  snapshot.contactsNotified = seat.told;
  snapshot.reminder = reminderOf(enrolment.accountKey);
  if (enrolment.stage == EnrolStage::Ended || enrolment.stage == EnrolStage::Expired) return snapshot;
  snapshot.proofNeeded = needsProof(seat);
  snapshot.provenUntil = enrolment.provenUntil;
  const QList<MethodRecord> methods = allMethods(seat);
  const QList<RegisteredWay> ways = registeredWays(seat.account, seat.factors, methods);
  const auto confirmed = tables.factors().confirmed(enrolment.accountKey);
  for (const RegisteredWay& way : ways) {
    RegisteredMethod shown = way.shown;
    if (isContact(way.kind)) {
      shown.confirmedAt = std::max(shown.confirmedAt, confirmed.value(contactKeyOf(m_parts.keys, way.value)));
    }
    shown.handle = handleOf(enrolment.id, way.slot);
    shown.proves = std::ranges::any_of(methods, [&](const MethodRecord& method) {
      return isProofOf(method, way) && isAllowedNow(method, 1, *seat.realm);
    });
    snapshot.methods.append(shown);
  }
  const Security security = securityOf(tables, seat);
  snapshot.strength = security.strength;
  snapshot.policy =
      registrationOffer(seat, security.isMet, security.gates, security.strength == Strength::Closed);
  if (const auto rehearsal = tables.factors().rehearsal(enrolment.accountKey)) {
    snapshot.rehearsedAt = rehearsal->at;
  }
  snapshot.news =
      tables.enrolments().news(enrolment.accountKey, enrolment.createdAt - newsShownFor, enrolment.createdAt);
  const bool inHand = enrolment.stage == EnrolStage::Code || enrolment.stage == EnrolStage::Questions ||
                      enrolment.stage == EnrolStage::Key;
  if (inHand && enrolment.isProof) snapshot.proof = proofOffer(tables, seat);
  if (inHand && !enrolment.isProof) snapshot.adding = addingOffer(tables, seat);
  return snapshot;
}

}  // namespace latchkey::service::domain
