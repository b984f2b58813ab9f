// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate.h"

#include <algorithm>
#include <limits>

namespace latchkey::service::http {
namespace {

domain::Language toDomain(protocol::Language language) {
  switch (language) {
    case protocol::Language::English:
      return domain::Language::English;
    case protocol::Language::Japanese:
      return domain::Language::Japanese;
  }
  return domain::Language::English;
}

domain::Reason toDomain(protocol::Reason reason) {
  switch (reason) {
    case protocol::Reason::ForgotPassword:
      return domain::Reason::ForgotPassword;
    case protocol::Reason::CannotSignIn:
      return domain::Reason::CannotSignIn;
    case protocol::Reason::SomebodyElse:
      return domain::Reason::SomebodyElse;
    case protocol::Reason::NeverHadPassword:
      return domain::Reason::NeverHadPassword;
  }
  return domain::Reason::ForgotPassword;
}

domain::ChallengeKind toDomain(protocol::ChallengeKind kind) {
  switch (kind) {
    case protocol::ChallengeKind::Picture:
      return domain::ChallengeKind::Picture;
    case protocol::ChallengeKind::Work:
      return domain::ChallengeKind::Work;
  }
  return domain::ChallengeKind::Picture;
}

protocol::ChallengeKind toProtocol(domain::ChallengeKind kind) {
  switch (kind) {
    case domain::ChallengeKind::Picture:
      return protocol::ChallengeKind::Picture;
    case domain::ChallengeKind::Work:
      return protocol::ChallengeKind::Work;
  }
  return protocol::ChallengeKind::Picture;
}

protocol::Stage toProtocol(domain::Stage stage) {
  switch (stage) {
    case domain::Stage::Challenge:
      return protocol::Stage::Challenge;
    case domain::Stage::Method:
      return protocol::Stage::Method;
    case domain::Stage::Confirm:
      return protocol::Stage::Confirm;
    case domain::Stage::Code:
      return protocol::Stage::Code;
    case domain::Stage::Questions:
      return protocol::Stage::Questions;
    case domain::Stage::Password:
      return protocol::Stage::Password;
    case domain::Stage::Done:
      return protocol::Stage::Done;
    case domain::Stage::Cancelled:
      return protocol::Stage::Cancelled;
    case domain::Stage::Expired:
      return protocol::Stage::Expired;
    case domain::Stage::Ended:
      return protocol::Stage::Ended;
    case domain::Stage::AppealCode:
      return protocol::Stage::AppealCode;
    case domain::Stage::AppealForm:
      return protocol::Stage::AppealForm;
    case domain::Stage::Appealed:
      return protocol::Stage::Appealed;
  }
  return protocol::Stage::Ended;
}

protocol::Ending toProtocol(domain::Ending ending) {
  switch (ending) {
    case domain::Ending::TooManyTries:
      return protocol::Ending::TooManyTries;
    case domain::Ending::NotPossible:
      return protocol::Ending::NotPossible;
    case domain::Ending::UnknownAccount:
      return protocol::Ending::UnknownAccount;
    case domain::Ending::Disabled:
      return protocol::Ending::Disabled;
    case domain::Ending::ManagedElsewhere:
      return protocol::Ending::ManagedElsewhere;
    case domain::Ending::NotEnabled:
      return protocol::Ending::NotEnabled;
    case domain::Ending::NothingRegistered:
      return protocol::Ending::NothingRegistered;
    case domain::Ending::OnlyAdministrator:
      return protocol::Ending::OnlyAdministrator;
    case domain::Ending::Stopped:
      return protocol::Ending::Stopped;
  }
  return protocol::Ending::NotPossible;
}

protocol::AdministratorContact toProtocol(domain::AdministratorContact contact) {
  switch (contact) {
    case domain::AdministratorContact::NotOffered:
      return protocol::AdministratorContact::NotOffered;
    case domain::AdministratorContact::Offered:
      return protocol::AdministratorContact::Offered;
    case domain::AdministratorContact::Sent:
      return protocol::AdministratorContact::Sent;
  }
  return protocol::AdministratorContact::NotOffered;
}

protocol::AccountLock toProtocol(domain::LockState lock) {
  switch (lock) {
    case domain::LockState::Unknown:
      return protocol::AccountLock::Unknown;
    case domain::LockState::Open:
      return protocol::AccountLock::Open;
    case domain::LockState::Locked:
      return protocol::AccountLock::Locked;
  }
  return protocol::AccountLock::Unknown;
}

protocol::Outcome toProtocol(domain::Finish finish) {
  switch (finish) {
    case domain::Finish::PasswordSet:
      return protocol::Outcome::PasswordSet;
    case domain::Finish::Unlocked:
      return protocol::Outcome::Unlocked;
  }
  return protocol::Outcome::PasswordSet;
}

protocol::MethodKind toProtocol(domain::MethodKind kind) {
  switch (kind) {
    case domain::MethodKind::Mail:
      return protocol::MethodKind::Mail;
    case domain::MethodKind::Text:
      return protocol::MethodKind::Text;
    case domain::MethodKind::Call:
      return protocol::MethodKind::Call;
    case domain::MethodKind::Authenticator:
      return protocol::MethodKind::Authenticator;
    case domain::MethodKind::Questions:
      return protocol::MethodKind::Questions;
    case domain::MethodKind::SecurityKey:
      return protocol::MethodKind::SecurityKey;
    case domain::MethodKind::StartCode:
      return protocol::MethodKind::StartCode;
  }
  return protocol::MethodKind::Mail;
}

protocol::MethodWarning toProtocol(domain::MethodWarning warning) {
  switch (warning) {
    case domain::MethodWarning::None:
      return protocol::MethodWarning::None;
    case domain::MethodWarning::LockedAccountItself:
      return protocol::MethodWarning::LockedAccountItself;
  }
  return protocol::MethodWarning::None;
}

protocol::DeliveryState toProtocol(domain::DeliveryState state) {
  switch (state) {
    case domain::DeliveryState::Sending:
      return protocol::DeliveryState::Sending;
    case domain::DeliveryState::HandedOver:
      return protocol::DeliveryState::HandedOver;
  }
  return protocol::DeliveryState::Sending;
}

protocol::AccountKind toProtocol(domain::AccountKind kind) {
  switch (kind) {
    case domain::AccountKind::Other:
      return protocol::AccountKind::Other;
    case domain::AccountKind::Domain:
      return protocol::AccountKind::Domain;
    case domain::AccountKind::Cloud:
      return protocol::AccountKind::Cloud;
  }
  return protocol::AccountKind::Other;
}

protocol::SignInResult toProtocol(domain::SignInVerdict verdict) {
  switch (verdict) {
    case domain::SignInVerdict::Accepted:
      return protocol::SignInResult::Accepted;
    case domain::SignInVerdict::MustChange:
      return protocol::SignInResult::MustChange;
    case domain::SignInVerdict::Refused:
      return protocol::SignInResult::Refused;
    case domain::SignInVerdict::Disabled:
      return protocol::SignInResult::Disabled;
    case domain::SignInVerdict::LockedOut:
      return protocol::SignInResult::LockedOut;
  }
  return protocol::SignInResult::Refused;
}

/// Rounded up: who waits that long is never told that it was too early.
int secondsUntil(qint64 moment, qint64 now) {
  if (moment <= now) return 0;
  return static_cast<int>(std::min<qint64>((moment - now + 999) / 1000, std::numeric_limits<int>::max()));
}

protocol::ChallengeView toProtocol(const domain::ChallengeOffer& offer, qint64 now) {
  return {offer.id, toProtocol(offer.kind), secondsUntil(offer.expiresAt, now), offer.workSeed,
          offer.workBits};
}

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
  return view;
}

protocol::QuestionsView toProtocol(const domain::QuestionsOffer& offer) {
  protocol::QuestionsView view;
  for (const domain::QuestionOffer& question : offer.asked) view.asked.append({question.id, question.text});
  view.triesLeft = offer.triesLeft;
  return view;
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

domain::OpenRecovery toDomain(const protocol::OpenRecovery& command) {
  return {command.account, toDomain(command.reason), toDomain(command.language)};
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
  if (snapshot.challenge) view.challenge = toProtocol(*snapshot.challenge, now);
  for (const domain::MethodOffer& offer : snapshot.methods) {
    view.methods.append({offer.handle, toProtocol(offer.kind), offer.mask, toProtocol(offer.warning)});
  }
  view.chosenHandle = snapshot.chosenHandle;
  if (snapshot.code) view.code = toProtocol(*snapshot.code, now);
  if (snapshot.questions) view.questions = toProtocol(*snapshot.questions);
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
