// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate_enrolment.h"

#include <utility>

#include "core/protocol/limits.h"
#include "core/rules/extension.h"

#include "service/http/translate.h"
#include "service/http/translate_words.h"

namespace latchkey::service::http {
namespace {
// The domain does not know the interface, and neither may promise more than the other.
static_assert(protocol::limits::extension.most == rules::longestExtension);

domain::MethodKind kindOf(protocol::MethodKind kind) {
  switch (kind) {
    case protocol::MethodKind::Mail:
      return domain::MethodKind::Mail;
    case protocol::MethodKind::Text:
      return domain::MethodKind::Text;
    case protocol::MethodKind::Call:
      return domain::MethodKind::Call;
    case protocol::MethodKind::Authenticator:
      return domain::MethodKind::Authenticator;
    case protocol::MethodKind::Questions:
      return domain::MethodKind::Questions;
    case protocol::MethodKind::SecurityKey:
      return domain::MethodKind::SecurityKey;
    case protocol::MethodKind::StartCode:
      return domain::MethodKind::StartCode;
  }
  return domain::MethodKind::StartCode;
}

protocol::EnrolStage stageOf(domain::EnrolStage stage) {
  switch (stage) {
    case domain::EnrolStage::List:
      return protocol::EnrolStage::List;
    case domain::EnrolStage::Proof:
      return protocol::EnrolStage::Proof;
    case domain::EnrolStage::Code:
      return protocol::EnrolStage::Code;
    case domain::EnrolStage::Questions:
      return protocol::EnrolStage::Questions;
    case domain::EnrolStage::Key:
      return protocol::EnrolStage::Key;
    case domain::EnrolStage::Done:
      return protocol::EnrolStage::Done;
    case domain::EnrolStage::Expired:
      return protocol::EnrolStage::Expired;
    case domain::EnrolStage::Ended:
      return protocol::EnrolStage::Ended;
  }
  return protocol::EnrolStage::Ended;
}

protocol::Strength strengthOf(domain::Strength strength) {
  switch (strength) {
    case domain::Strength::None:
      return protocol::Strength::None;
    case domain::Strength::Fragile:
      return protocol::Strength::Fragile;
    case domain::Strength::Good:
      return protocol::Strength::Good;
    case domain::Strength::Closed:
      return protocol::Strength::Closed;
  }
  return protocol::Strength::Fragile;
}

/// Rounded up: who waits that long is never told that it was too early.
int secondsLeft(qint64 moment, qint64 now) {
  return moment <= now ? 0 : static_cast<int>((moment - now + 999) / 1000);
}

/// Whole days since; -1: never.
int daysAgo(qint64 moment, qint64 now) {
  constexpr qint64 day = qint64{24} * 3600 * 1000;
  return moment == 0 ? -1 : static_cast<int>(std::max<qint64>(0, now - moment) / day);
}

protocol::RegisteredMethod methodOf(const domain::RegisteredMethod& method, qint64 now) {
  protocol::RegisteredMethod shown;
  shown.handle = method.handle;
  shown.kind = toProtocol(method.kind);
  shown.mask = method.mask;
  shown.label = method.label;
  shown.warning = toProtocol(method.warning);
  for (const domain::PhoneProblem problem : method.problems) shown.problems.append(toProtocol(problem));
  shown.resetOnly = method.resetOnly;
  shown.byDirectory = method.byDirectory;
  shown.proves = method.proves;
  shown.confirmedDaysAgo = daysAgo(method.confirmedAt, now);
  shown.usableIn = secondsLeft(method.usableAt, now);
  return shown;
}

protocol::RegistrationPolicyView policyOf(const domain::RegistrationOffer& offer) {
  protocol::RegistrationPolicyView view;
  view.isMet = offer.isMet;
  view.gatesNeeded = offer.gatesNeeded;
  view.wanted = offer.wanted;
  view.maySkip = offer.maySkip;
  view.mayAppeal = offer.mayAppeal;
  for (const domain::MethodKind kind : offer.kinds) view.kinds.append(toProtocol(kind));
  view.questionsAsked = offer.questionsAsked;
  for (const domain::QuestionOffer& question : offer.questions) {
    view.questions.append({question.id, question.text});
  }
  view.countries = offer.countries;
  view.homeCountry = offer.homeCountry;
  return view;
}

protocol::FreshProofView proofOf(const domain::ProofOffer& offer, qint64 now) {
  protocol::FreshProofView view;
  view.handle = offer.handle;
  view.kind = toProtocol(offer.kind);
  if (offer.code) view.code = toProtocol(*offer.code, now);
  if (offer.questions) view.questions = toProtocol(*offer.questions);
  if (offer.securityKey) view.securityKey = toProtocol(*offer.securityKey);
  view.triesLeft = offer.triesLeft;
  return view;
}

protocol::AddingView addingOf(domain::AddingOffer&& offer, qint64 now) {
  protocol::AddingView view;
  view.kind = toProtocol(offer.kind);
  view.secret = std::move(offer.secret);
  view.issuer = offer.issuer;
  view.accountName = offer.accountName;
  view.secretExpiresIn = secondsLeft(offer.expiresAt, now);
  view.dialled = offer.dialled;
  view.mask = offer.mask;
  for (const domain::PhoneProblem problem : offer.problems) view.problems.append(toProtocol(problem));
  view.warning = toProtocol(offer.warning);
  if (offer.code) view.code = toProtocol(*offer.code, now);
  view.rpId = offer.rpId;
  view.challenge = offer.challenge;
  view.userId = offer.userId;
  view.credentials = offer.credentials;
  view.verifiesPerson = offer.verifiesPerson;
  view.replaces = offer.replaces;
  return view;
}

struct EnrolTranslator {
  using Translated = std::optional<domain::EnrolCommand>;
  Translated operator()(protocol::OpenEnrolment& /*command*/) const { return std::nullopt; }
  Translated operator()(protocol::ChooseProof& c) const { return domain::ChooseProof{c.handle}; }
  Translated operator()(protocol::ResendEnrolCode& /*command*/) const { return domain::ResendEnrolCode{}; }
  Translated operator()(protocol::SubmitEnrolCode& c) const {
    return domain::EnrolCommand(domain::SubmitEnrolCode{std::move(c.code)});
  }
  Translated operator()(protocol::SubmitEnrolAnswers& c) const {
    domain::SubmitEnrolAnswers answers;
    for (protocol::GivenAnswer& given : c.answers) {
      answers.answers.push_back({given.question, std::move(given.answer)});
    }
    return domain::EnrolCommand(std::move(answers));
  }
  Translated operator()(protocol::SubmitEnrolAssertion& c) const {
    return domain::SubmitEnrolAssertion{{c.credential, c.clientData, c.authenticatorData, c.signature}};
  }
  Translated operator()(protocol::AddMethod& c) const {
    return domain::AddMethod{kindOf(c.kind), c.contact, c.region, c.extension, c.label, c.replaces};
  }
  Translated operator()(protocol::RegisterKey& c) const {
    return domain::RegisterKey{c.credential, c.publicKey, c.clientData, c.authenticatorData};
  }
  Translated operator()(protocol::RemoveMethod& c) const { return domain::RemoveMethod{c.handle}; }
  Translated operator()(protocol::LeaveStep& /*command*/) const { return domain::LeaveStep{}; }
  Translated operator()(protocol::FinishEnrolment& /*command*/) const { return domain::FinishEnrolment{}; }
  Translated operator()(protocol::SetEnrolLanguage& c) const {
    return domain::SetEnrolLanguage{toDomain(c.language)};
  }
};

}  // namespace

domain::OpenEnrolment toDomain(protocol::OpenEnrolment&& command) {
  return {command.account, std::move(command.password), toDomain(command.language)};
}

domain::CheckNeed toDomain(const protocol::CheckNeed& command) {
  return {command.account, command.reminder};
}

std::optional<domain::EnrolCommand> toDomain(protocol::EnrolCommand&& command) {
  return std::visit(EnrolTranslator{}, command);
}

protocol::EnrolmentView toProtocol(domain::EnrolSnapshot&& snapshot) {
  const qint64 now = snapshot.now;
  protocol::EnrolmentView view;
  view.stage = stageOf(snapshot.stage);
  view.accountName = snapshot.accountName;
  view.displayName = snapshot.displayName;
  view.realmName = snapshot.realmName;
  view.support = toProtocol(snapshot.support);
  view.idleExpiresIn = secondsLeft(snapshot.idleExpiresAt, now);
  view.expiresIn = secondsLeft(snapshot.expiresAt, now);
  view.proofNeeded = snapshot.proofNeeded;
  view.provenFor = secondsLeft(snapshot.provenUntil, now);
  for (const domain::RegisteredMethod& method : snapshot.methods) view.methods.append(methodOf(method, now));
  view.strength = strengthOf(snapshot.strength);
  view.policy = policyOf(snapshot.policy);
  for (const domain::EnrolNews& news : snapshot.news) {
    view.news.append({toProtocol(news.kind), news.added, daysAgo(news.at, now)});
  }
  view.rehearsedDaysAgo = daysAgo(snapshot.rehearsedAt, now);
  if (snapshot.proof) view.proof = proofOf(*snapshot.proof, now);
  if (snapshot.adding) view.adding = addingOf(std::move(*snapshot.adding), now);
  view.contactsNotified = snapshot.contactsNotified;
  view.reminder = snapshot.reminder;
  return view;
}

}  // namespace latchkey::service::http
