// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate.h"

#include <algorithm>
#include <limits>

#include "service/http/translate_words.h"

namespace latchkey::service::http {
namespace {

// Beside the overloads below, which would hide them.
using http::toDomain;
using http::toProtocol;

/// Rounded up: who waits that long is never told that it was too early.
int secondsUntil(qint64 moment, qint64 now) {
  if (moment <= now) return 0;
  return static_cast<int>(std::min<qint64>((moment - now + 999) / 1000, std::numeric_limits<int>::max()));
}

protocol::ChallengeView toProtocol(const domain::ChallengeOffer& offer, qint64 now) {
  return {offer.id, toProtocol(offer.kind), secondsUntil(offer.expiresAt, now), offer.workSeed,
          offer.workBits};
}

QList<protocol::Method> toProtocol(const QList<domain::MethodOffer>& offers) {
  QList<protocol::Method> methods;
  for (const domain::MethodOffer& offer : offers) {
    methods.append({offer.handle, toProtocol(offer.kind), offer.mask, toProtocol(offer.warning)});
  }
  return methods;
}

protocol::PasswordRulesView toProtocol(const domain::PasswordRules& rules) {
  return {rules.minimumLength, rules.maximumLength, rules.minimumClasses,   rules.asciiOnly,
          rules.refuseCommon,  rules.refuseNames,   rules.organisationWords};
}

protocol::AppealView toProtocol(const domain::AppealOffer& offer) {
  protocol::AppealView view;
  for (const domain::MethodKind kind : offer.contactKinds) view.contactKinds.append(toProtocol(kind));
  view.contactMask = offer.contactMask;
  for (const domain::AppealFieldOffer& field : offer.fields) {
    view.fields.append({field.id, field.label, field.maximumLength});
  }
  view.reviewedWithin = offer.reviewedWithin;
  view.waitsAtLeast = offer.waitsAtLeast;
  return view;
}

struct CommandTranslator {
  using Translated = std::optional<domain::Command>;
  Translated operator()(protocol::OpenRecovery& /*command*/) const { return std::nullopt; }
  Translated operator()(protocol::NewChallenge& c) const { return domain::NewChallenge{toDomain(c.kind)}; }
  Translated operator()(protocol::AnswerChallenge& c) const {
    return domain::AnswerChallenge{c.id, c.text, c.workCounter};
  }
  Translated operator()(protocol::ChooseMethod& c) const { return domain::ChooseMethod{c.handle}; }
  Translated operator()(protocol::ConfirmContact& c) const { return domain::ConfirmContact{c.entry}; }
  Translated operator()(protocol::ResendCode& /*command*/) const { return domain::ResendCode{}; }
  Translated operator()(protocol::SubmitCode& c) const { return domain::SubmitCode{std::move(c.code)}; }
  Translated operator()(protocol::SubmitAnswers& c) const {
    domain::SubmitAnswers answers;
    for (protocol::GivenAnswer& given : c.answers) {
      answers.answers.push_back({given.question, std::move(given.answer)});
    }
    return domain::Command(std::move(answers));
  }
  Translated operator()(protocol::SubmitAssertion& c) const {
    return domain::SubmitAssertion{c.credential, c.clientData, c.authenticatorData, c.signature};
  }
  Translated operator()(protocol::SetPassword& c) const { return domain::SetPassword{std::move(c.password)}; }
  Translated operator()(protocol::UnlockAccount& /*command*/) const { return domain::UnlockAccount{}; }
  Translated operator()(protocol::CancelRecovery& /*command*/) const { return domain::CancelRecovery{}; }
  Translated operator()(protocol::SetLanguage& c) const { return domain::SetLanguage{toDomain(c.language)}; }
  Translated operator()(protocol::ContactAdministrator& /*command*/) const {
    return domain::ContactAdministrator{};
  }
  Translated operator()(protocol::TrySignIn& c) const { return domain::TrySignIn{std::move(c.password)}; }
  Translated operator()(protocol::ResumeRecovery& c) const {
    return domain::ResumeRecovery{toDomain(c.language)};
  }
  Translated operator()(protocol::GiveAppealContact& c) const { return domain::GiveAppealContact{c.contact}; }
  Translated operator()(protocol::FileAppeal& c) const {
    domain::FileAppeal appeal;
    appeal.names = c.names;
    appeal.birthDate = c.birthDate;
    appeal.passwords = std::move(c.passwords);
    appeal.lastSignIn = c.lastSignIn;
    appeal.places = c.places;
    appeal.contacts = c.contacts;
    appeal.devices = c.devices;
    for (const protocol::GivenField& given : c.fields) appeal.fields.append({given.id, given.value});
    return domain::Command(std::move(appeal));
  }
  Translated operator()(protocol::OpenByApproval& /*command*/) const { return std::nullopt; }
};

}  // namespace

protocol::CodeView toProtocol(const domain::CodeOffer& offer, qint64 now) {
  protocol::CodeView view;
  view.kind = toProtocol(offer.kind);
  view.mask = offer.mask;
  view.shownEntry = offer.shownEntry;
  view.digits = offer.digits;
  view.expiresIn = secondsUntil(offer.expiresAt, now);
  view.resendIn = secondsUntil(offer.resendAt, now);
  view.resendsLeft = offer.resendsLeft;
  view.triesLeft = offer.triesLeft;
  view.delivery = toProtocol(offer.delivery);
  view.sender = offer.sender;
  if (offer.news) view.news = toProtocol(*offer.news);
  for (const domain::PhoneProblem problem : offer.problems) view.problems.append(toProtocol(problem));
  return view;
}

protocol::QuestionsView toProtocol(const domain::QuestionsOffer& offer) {
  protocol::QuestionsView view;
  for (const domain::QuestionOffer& question : offer.asked) view.asked.append({question.id, question.text});
  view.triesLeft = offer.triesLeft;
  return view;
}

protocol::SecurityKeyView toProtocol(const domain::KeyOffer& offer) {
  return {offer.rpId, offer.challenge, offer.credentials, offer.verifiesPerson, offer.triesLeft};
}

domain::OpenRecovery toDomain(const protocol::OpenRecovery& command) {
  return {command.account, toDomain(command.reason), toDomain(command.language), command.receipt,
          command.rehearsal};
}

domain::OpenByApproval toDomain(protocol::OpenByApproval&& command) {
  return {std::move(command.code), toDomain(command.language)};
}

std::optional<domain::Command> toDomain(protocol::Command&& command) {
  return std::visit(CommandTranslator{}, command);
}

protocol::SupportContact toProtocol(const domain::SupportContact& support) {
  return {support.name, support.mail, support.phone, support.hours};
}

protocol::RecoveryView toProtocol(const domain::Snapshot& snapshot) {
  const qint64 now = snapshot.now;
  protocol::RecoveryView view;
  view.stage = toProtocol(snapshot.stage);
  view.receipt = snapshot.receipt;
  view.accountName = snapshot.accountName;
  view.realmName = snapshot.realmName;
  view.support = toProtocol(snapshot.support);
  view.gatesPassed = snapshot.gatesPassed;
  view.gatesNeeded = snapshot.gatesNeeded;
  view.idleExpiresIn = secondsUntil(snapshot.idleExpiresAt, now);
  view.expiresIn = secondsUntil(snapshot.expiresAt, now);
  view.discloses = snapshot.discloses;
  if (snapshot.ending) view.ending = toProtocol(*snapshot.ending);
  view.retryIn = secondsUntil(snapshot.retryAt, now);
  view.administrator = toProtocol(snapshot.administrator);
  view.freshProof = snapshot.freshProof;
  view.continuation = toProtocol(snapshot.continuation);
  if (snapshot.challenge) view.challenge = toProtocol(*snapshot.challenge, now);
  view.methods = toProtocol(snapshot.methods);
  view.chosenHandle = snapshot.chosenHandle;
  if (snapshot.code) view.code = toProtocol(*snapshot.code, now);
  if (snapshot.questions) view.questions = toProtocol(*snapshot.questions);
  if (snapshot.securityKey) view.securityKey = toProtocol(*snapshot.securityKey);
  if (snapshot.passwordRules) view.passwordRules = toProtocol(*snapshot.passwordRules);
  view.displayName = snapshot.displayName;
  view.lock = toProtocol(snapshot.lock);
  view.outcome = toProtocol(snapshot.finish);
  view.signInUrl = snapshot.signInUrl;
  view.contactsNotified = snapshot.contactsNotified;
  view.contacts = snapshot.contacts;
  view.signInsEndIn = snapshot.signInsEndAt == 0 ? 0 : secondsUntil(snapshot.signInsEndAt, now);
  view.accountKind = toProtocol(snapshot.accountKind);
  if (snapshot.signIn) view.signIn = toProtocol(*snapshot.signIn);
  view.signInTriesLeft = snapshot.signInTriesLeft;
  if (snapshot.appeal) view.appeal = toProtocol(*snapshot.appeal);
  view.byAppeal = snapshot.byAppeal;
  for (const domain::MethodKind kind : snapshot.realmFactors) view.realmFactors.append(toProtocol(kind));
  view.rehearsal = snapshot.rehearsal;
  view.provenBy = toProtocol(snapshot.provenBy);
  return view;
}

protocol::Objection toProtocol(const domain::Objected& objected) {
  return {objected.receipt,
          objected.accountMask,
          objected.realmName,
          toProtocol(objected.support),
          secondsUntil(objected.stoppedUntil, objected.now),
          objected.recoveriesEnded,
          objected.passwordChanged,
          objected.contactsNotified,
          objected.administratorsTold,
          objected.appealsEnded,
          objected.mayAppeal};
}

protocol::Discovery discoveryOf(const domain::ServicePolicy& policy) {
  protocol::Discovery discovery;
  discovery.serviceName = policy.serviceName;
  discovery.apiVersion = QStringLiteral("v1");
  discovery.languages = {protocol::Language::English, protocol::Language::Japanese};
  if (policy.realms.isEmpty()) return discovery;
  const domain::Realm& realm = policy.realms.first();
  for (const domain::ChallengeKind kind : realm.challengeKinds)
    discovery.challengeKinds.append(toProtocol(kind));
  discovery.support = toProtocol(realm.support);
  return discovery;
}

}  // namespace latchkey::service::http
