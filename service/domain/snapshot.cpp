// SPDX-License-Identifier: GPL-3.0-or-later
// What the owner of a recovery may see of it.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/code_sending.h"
#include "service/domain/delivery_news.h"
#include "service/domain/directory_rules.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"
#include "service/domain/security_questions.h"
#include "service/domain/start_codes.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
PasswordRules rulesOf(const rules::PasswordPolicy& policy) {
  return {policy.minimumLength, policy.maximumLength, policy.minimumClasses,   policy.asciiOnly,
          policy.refuseCommon,  policy.refuseNames,   policy.organisationWords};
}

int digitsAsked(MethodKind kind, const Realm& realm) {
  if (kind == MethodKind::StartCode) return startCodeDigits;
  return isContact(kind) ? realm.code.digits : totpDigits;
}

/// The true record, in a realm that tells it.
void addNews(CodeOffer& offer, Transaction& tables, const CodeRecord& record, const MethodRecord& method) {
  offer.problems = method.problems;
  const auto message = tables.outgoing().find(record.message);
  if (!message) return;
  offer.news = newsOf(*message);
  const bool leaves =
      offer.news->standing == DeliveryStanding::Queued || offer.news->standing == DeliveryStanding::BeingSent;
  offer.delivery = leaves ? DeliveryState::Sending : DeliveryState::HandedOver;
}

CodeOffer codeOffer(const CodeRecord& record, const MethodRecord& method, const Seat& seat,
                    const SendAllowance& allowance) {
  CodeOffer offer;
  offer.kind = method.kind;
  offer.mask = method.mask;
  offer.shownEntry = seat.recovery.shownEntry;
  const bool sent = isContact(method.kind);
  offer.digits = digitsAsked(method.kind, *seat.realm);
  offer.expiresAt = record.expiresAt;
  offer.resendAt = sent ? allowance.allowedAt : 0;
  offer.resendsLeft = sent ? allowance.left : 0;
  offer.triesLeft = std::max(0, seat.realm->code.tries - record.attempts);
  offer.delivery =
      seat.now < record.sentAt + sendingLasts ? DeliveryState::Sending : DeliveryState::HandedOver;
  return offer;
}

/// A start code is handed out, not registered.
QList<MethodKind> registrable(const Realm& realm) {
  QList<MethodKind> kinds = realm.factors;
  kinds.removeAll(MethodKind::StartCode);
  if (realm.questions.use == QuestionUse::Off) kinds.removeAll(MethodKind::Questions);
  return kinds;
}

QuestionsOffer questionsOffer(const CodeRecord& record, const MethodRecord& method, const Seat& seat) {
  QuestionsOffer offer;
  for (const QString& id : method.asked) {
    offer.asked.append({id, questionText(*seat.realm, id, seat.recovery.language)});
  }
  offer.triesLeft = std::max(0, seat.realm->code.tries - record.attempts);
  return offer;
}
}  // namespace

Snapshot Recovering::snapshotOf(Transaction& tables, const Seat& seat) {
  const RecoveryRecord& record = seat.recovery;
  const Realm& realm = *seat.realm;
  Snapshot snapshot;
  snapshot.now = seat.now;
  snapshot.stage = record.stage;
  snapshot.receipt = record.receipt;
  // The canonical name only to who has proven to be its owner: it would tell that an address belongs to it.
  const bool proven = record.stage == Stage::Password || record.stage == Stage::Done;
  snapshot.accountName = proven || record.givenName.isEmpty() ? record.accountKey : record.givenName;
  snapshot.realmName = realm.name;
  const bool vendor = !supportLine(realm.vendorSupport).isEmpty() && isSoleAdministrator(tables, seat) &&
                      record.ending != Ending::ManagedElsewhere;
  snapshot.support = vendor ? realm.vendorSupport : realm.support;
  snapshot.gatesPassed = record.gatesPassed;
  snapshot.gatesNeeded = record.gatesNeeded;
  snapshot.idleExpiresAt = idleEnd(record, realm.limits);
  snapshot.expiresAt = record.expiresAt;
  snapshot.discloses = discloses(realm, record.inside);
  snapshot.ending = record.ending;
  snapshot.retryAt = record.retryAt;
  // That of an appeal's address is none of the methods.
  if (record.stage != Stage::AppealCode) snapshot.chosenHandle = record.chosenHandle;
  snapshot.administrator = administratorContactOf(tables, seat);
  snapshot.freshProof = seat.freshProof;
  snapshot.continuation = record.continuation;
  snapshot.appeal = appealOfferOf(tables, seat);
  snapshot.byAppeal = !record.appealId.isEmpty();
  snapshot.rehearsal = record.rehearsal;

  if (record.stage == Stage::Challenge) {
    if (const auto challenge = tables.challenges().live(record.id)) {
      snapshot.challenge = challengeOffer(*challenge);
    }
  }
  if (record.stage == Stage::Method || record.stage == Stage::Confirm || record.stage == Stage::Code ||
      record.stage == Stage::Questions || record.stage == Stage::SecurityKey ||
      record.stage == Stage::AppealCode || record.stage == Stage::AppealForm) {
    for (const MethodRecord& method : tables.methods().of(record.id)) {
      if (method.used) continue;
      if (isAllowedNow(method, record.gatesPassed, realm)) {
        snapshot.methods.append({method.handle, method.kind, method.mask, method.warning});
      }
      const bool proves = record.stage == Stage::Code || record.stage == Stage::Questions ||
                          record.stage == Stage::SecurityKey;
      if (!proves || method.handle != record.chosenHandle) continue;
      const auto code = tables.codes().find(record.id, method.slot, CodePurpose::Recovery);
      if (record.stage == Stage::Questions) {
        if (code) snapshot.questions = questionsOffer(*code, method, seat);
        continue;
      }
      if (record.stage == Stage::SecurityKey) {
        if (code) snapshot.securityKey = keyOffer(tables, seat, *code);
        continue;
      }
      const auto times =
          tables.tallies().since(scope::shownSends(record.accountKey, method.slot), seat.now - day);
      if (!code) continue;
      snapshot.code = codeOffer(*code, method, seat, allowanceOf(times, realm.code, seat.now));
      snapshot.code->sender = senderOf(method.kind, m_policy.senders);
      const bool tells = snapshot.discloses || !platform::isOn(platform::Guard::UniformDelivery);
      if (tells && isContact(method.kind)) addNews(*snapshot.code, tables, *code, method);
    }
  }
  if (record.stage == Stage::AppealCode) {
    const auto contact = appealContact(tables, seat);
    const auto code =
        contact ? tables.codes().find(record.id, contact->slot, CodePurpose::Appeal) : std::nullopt;
    if (code) {
      const auto times =
          tables.tallies().since(scope::shownSends(record.accountKey, contact->slot), seat.now - day);
      snapshot.code = codeOffer(*code, *contact, seat, allowanceOf(times, realm.code, seat.now));
      snapshot.code->sender = senderOf(contact->kind, m_policy.senders);
    }
  }
  if (record.stage == Stage::Password) {
    snapshot.passwordRules = rulesOf(withDirectoryRules(realm.password, record.directoryRules));
    snapshot.displayName = record.displayName;
    snapshot.lock = record.lock;
    // The permit is one of the clocks that can end this recovery.
    snapshot.idleExpiresAt = std::min(snapshot.idleExpiresAt, record.permitUntil);
  }
  if (record.stage == Stage::Ended && record.ending == Ending::TooManyTries) {
    for (const MethodRecord& method : openAnew(tables, seat))
      snapshot.methods.append({method.handle, method.kind, method.mask, method.warning});
  }
  if (record.stage == Stage::Done || record.ending == Ending::NothingRegistered)
    snapshot.realmFactors = registrable(realm);
  if (record.stage == Stage::Done && record.finish == Finish::Rehearsed) {
    tellRehearsed(tables, seat, snapshot);
    return snapshot;
  }
  if (record.stage == Stage::Done) {
    snapshot.signInUrl = realm.signInUrl;
    snapshot.contactsNotified = record.contactsNotified;
    snapshot.accountKind = realm.accountKind;
    snapshot.signIn = seat.signIn;
    const auto tried = tables.tallies().since(scope::signIns(record.id), seat.now - day).size();
    snapshot.finish = record.finish;
    snapshot.contacts = record.contacts;
    if (record.reason == Reason::SomebodyElse && signInsLastIn(realm) > 0) {
      snapshot.signInsEndAt = record.finishedAt + signInsLastIn(realm) * second;
    }
    // A password that was not set here is nothing to try: each wrong one would lock the account again.
    if (record.finish == Finish::Unlocked) return snapshot;
    snapshot.signInTriesLeft = std::max(0, realm.limits.signInTries - static_cast<int>(tried));
  }
  return snapshot;
}

}  // namespace latchkey::service::domain
