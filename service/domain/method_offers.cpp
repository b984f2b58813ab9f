// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/method_offers.h"

#include <QSet>
#include <algorithm>
#include <tuple>

#include "core/platform/guard.h"
#include "core/rules/mask.h"
#include "service/domain/security_questions.h"
#include "service/domain/start_codes.h"

namespace latchkey::service::domain {

namespace {
/// As many numbers are judged for every list of contacts. Judging is the longest work in making methods:
/// else its time would tell who is shown what was made up next to other numbers, or next to none. Who has
/// more numbers is shown with more of them.
constexpr int numbersJudged = 3;

/// A number may be dialled when it is the same number, of a known type, inside an allowed country. Each
/// country is asked, so that no number takes longer than another.
bool mayDial(const Contact& contact, const PhonePolicy& policy, const Numbering& numbering) {
  if (!platform::isOn(platform::Guard::AllowedNumbers)) return true;
  bool may = false;
  for (const QString& region : policy.allowedCountries) {
    const PhoneNumber number = numbering.judge(contact.national, region);
    if (number.e164 == contact.value && number.type != PhoneType::Unknown) may = true;
  }
  return may;
}

/// In the place of those that are not there.
void judgeNobodysNumbers(int count, const PhonePolicy& policy, const Numbering& numbering) {
  Contact nobody;
  nobody.national = QStringLiteral("090-1234-5678");
  for (; count > 0; --count) std::ignore = mayDial(nobody, policy, numbering);
}

MethodRecord methodFor(const Contact& contact, MethodKind kind, const QString& mask) {
  MethodRecord method;
  method.kind = kind;
  method.slot = contact.id;
  method.mask = mask;
  method.value = contact.value;
  method.national = contact.national;
  method.extension = contact.extension;
  return method;
}

/// By an entry of its own, next to which a mobile is for texts alone: nobody chooses between two calls to one
/// number.
bool isCalled(const Contact& mobile, const QList<Contact>& contacts) {
  return std::ranges::any_of(contacts, [&mobile](const Contact& other) {
    return other.kind == ContactKind::Phone && other.usable && other.value == mobile.value &&
           other.extension == mobile.extension;
  });
}

/// One entry however many apps are registered: a code of any of them will do.
MethodRecord authenticatorMethod() {
  MethodRecord method;
  method.kind = MethodKind::Authenticator;
  method.slot = QStringLiteral("authenticator");
  method.value = method.slot;
  return method;
}

/// One entry however many keys are registered: any of them will do.
MethodRecord keyMethod() {
  MethodRecord method;
  method.kind = MethodKind::SecurityKey;
  method.slot = QStringLiteral("security-key");
  method.value = method.slot;
  return method;
}

MethodRecord questionsMethod(const QuestionSet& set) {
  MethodRecord method;
  method.kind = MethodKind::Questions;
  method.slot = QStringLiteral("questions");
  method.value = method.slot;
  method.asked = set.ids;
  return method;
}

/// An administrator's code; whether there is one is judged where it is used.
/// @param may the account may use one at all; else this stands there for the look of it
MethodRecord startCodeMethod(qsizetype position, bool may) {
  MethodRecord method;
  method.position = static_cast<int>(position);
  method.kind = MethodKind::StartCode;
  method.slot = QStringLiteral("start-code");
  if (may) method.value = method.slot;
  return method;
}

/// Whether somebody's "this was not me" keeps an account from what could be proven.
bool holds(bool isStopped) {
  return isStopped && platform::isOn(platform::Guard::Freeze);
}

QList<MethodKind> kindsOf(ContactKind kind) {
  switch (kind) {
    case ContactKind::Mail:
      return {MethodKind::Mail};
    case ContactKind::Mobile:
      return {MethodKind::Text, MethodKind::Call};
    case ContactKind::Phone:
      return {MethodKind::Call};
  }
  return {};
}
}  // namespace

bool isAllowedNow(const MethodRecord& method, int gatesPassed, const Realm& realm) {
  if (method.kind != MethodKind::Questions) return true;
  switch (realm.questions.use) {
    case QuestionUse::Off:
      return false;
    case QuestionUse::SecondGate:
      return gatesPassed > 0 || !platform::isOn(platform::Guard::QuestionsSecond);
    case QuestionUse::Alone:
      return true;
  }
  return false;
}

Factors usableFactors(const std::optional<Account>& account, Factors factors, qint64 now) {
  if (platform::isOn(platform::Guard::RegistrationWait)) {
    const auto waits = [now](const auto& factor) { return factor.usableAt > now; };
    factors.authenticators.removeIf(waits);
    factors.keys.removeIf(waits);
    factors.contacts.removeIf(waits);
    if (factors.questions && waits(*factors.questions)) factors.questions.reset();
  }
  const bool privileged = account && account->status == AccountStatus::Privileged;
  if (privileged && platform::isOn(platform::Guard::PrivilegedQuestions)) factors.questions.reset();
  return factors;
}

QList<Contact> allContactsOf(const QList<Contact>& contacts, const Factors& factors) {
  QList<Contact> all = contacts;
  for (const RegisteredContact& registered : factors.contacts) {
    const Contact& own = registered.contact;
    const bool there = std::ranges::any_of(contacts, [&own](const Contact& other) {
      return other.value.compare(own.value, Qt::CaseInsensitive) == 0 && other.extension == own.extension;
    });
    if (!there) all.append(own);
  }
  return all;
}

bool isContact(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
    case MethodKind::Text:
    case MethodKind::Call:
      return true;
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return false;
  }
  return false;
}

QList<MethodRecord> methodsOf(const QStringList& ownNames, const QList<Contact>& contacts,
                              const Factors& factors, const Realm& realm, const Numbering& numbering,
                              bool tells) {
  QList<MethodRecord> methods;
  QList<MethodRecord> last;
  int judged = 0;
  const QList<Contact> all = allContactsOf(contacts, factors);
  for (const Contact& contact : all) {
    const bool mail = contact.kind == ContactKind::Mail;
    const auto mask = mail ? rules::maskMail(contact.value) : rules::maskPhone(contact.national);
    if (!contact.usable || !mask) continue;
    if (!mail) {
      ++judged;
      if (!mayDial(contact, realm.phones, numbering)) continue;
    }
    for (const MethodKind kind : kindsOf(contact.kind)) {
      if (!realm.factors.contains(kind)) continue;
      if (kind == MethodKind::Call && contact.kind == ContactKind::Mobile && isCalled(contact, all)) continue;
      MethodRecord method = methodFor(contact, kind, *mask);
      // As it was received: what was made of it since has lost what was wrong with it.
      if (!mail && tells) {
        method.problems = numbering.judge(contact.raw, realm.phones.homeRegion).problems;
      }
      if (mail && ownNames.contains(contact.value, Qt::CaseInsensitive)) {
        method.warning = MethodWarning::LockedAccountItself;
        last.append(method);
      } else {
        methods.append(method);
      }
    }
  }
  if (!tells) judgeNobodysNumbers(numbersJudged - judged, realm.phones, numbering);
  if (realm.factors.contains(MethodKind::Authenticator) && !factors.authenticators.isEmpty()) {
    methods.append(authenticatorMethod());
  }
  if (realm.factors.contains(MethodKind::SecurityKey) && !factors.keys.isEmpty()) {
    methods.append(keyMethod());
  }
  if (factors.questions && isAskable(*factors.questions, realm)) {
    methods.append(questionsMethod(*factors.questions));
  }
  methods += last;
  for (qsizetype i = 0; i < methods.size(); ++i) methods[i].position = static_cast<int>(i);
  return methods;
}

Offer offerOf(const OfferFacts& facts, QList<MethodRecord> real, QList<MethodRecord> decoys) {
  const Realm& realm = facts.realm;
  const bool starts =
      facts.reason == Reason::NeverHadPassword && realm.factors.contains(MethodKind::StartCode);
  const bool may = facts.account && mayUseStartCode(*facts.account, facts.factors, realm);
  const bool waits = facts.factors.startCode && facts.factors.startCode->expiresAt > facts.now;
  // Where the realm tells, it is offered to whom one was handed out. Where it does not, to everybody: one
  // more entry for some would tell who is new, and one fewer who does not exist.
  if (facts.tells && starts && may && waits) real.append(startCodeMethod(real.size(), may));
  Offer offer;
  offer.cause = causeOf(facts.account, realm, real, facts.isStopped);
  if (!facts.tells && starts) {
    const bool proves =
        may && offer.cause == Cause::TooFewContacts && gatesFor(facts.account, real, realm) == 1;
    if (proves) offer.cause = holds(facts.isStopped) ? Cause::Stopped : Cause::OnlyStartCode;
    real.append(startCodeMethod(real.size(), may));
    decoys.append(startCodeMethod(decoys.size(), may));
  }
  const bool decoy = offer.cause != Cause::None && platform::isOn(platform::Guard::Decoys);
  offer.methods = decoy ? std::move(decoys) : std::move(real);
  return offer;
}

int gatesPassable(const QList<MethodRecord>& methods, const Realm& realm) {
  QSet<QString> others;
  bool questions = false;
  for (const MethodRecord& method : methods) {
    if (method.kind == MethodKind::Questions) {
      questions = true;
    } else {
      others.insert(method.value);
    }
  }
  const auto first = static_cast<int>(others.size());
  const bool counts = questions && (realm.questions.use == QuestionUse::Alone || first > 0);
  return first + (counts ? 1 : 0);
}

int gatesFor(const std::optional<Account>& account, const QList<MethodRecord>& methods, const Realm& realm) {
  const bool privileged = account && account->status == AccountStatus::Privileged &&
                          platform::isOn(platform::Guard::PrivilegedGates);
  // NIST SP 800-63B-4 asks for a second proof where the account is protected by two (SECURITY.md).
  const bool strong =
      realm.password.minimumLength >= rules::PasswordPolicy::nist().minimumLength &&
      std::ranges::any_of(methods, [](const MethodRecord& method) {
        return method.kind == MethodKind::Authenticator || method.kind == MethodKind::SecurityKey;
      });
  return std::max({1, realm.gates, privileged ? realm.gatesForPrivileged : 1, strong ? 2 : 1});
}

bool mayProve(const MethodRecord& method, Cause cause) {
  if (method.kind != MethodKind::StartCode) return cause == Cause::None;
  return !method.value.isEmpty() && (cause == Cause::None || cause == Cause::OnlyStartCode);
}

bool mayReset(const Account& account, const Realm& realm) {
  switch (account.status) {
    case AccountStatus::Enabled:
      return true;
    case AccountStatus::Privileged:
      return realm.gatesForPrivileged > 0 || !platform::isOn(platform::Guard::Privileged);
    case AccountStatus::Disabled:
    case AccountStatus::NotEnabledForReset:
    case AccountStatus::ManagedElsewhere:
      return false;
  }
  return false;
}

Cause causeOf(const std::optional<Account>& account, const Realm& realm, const QList<MethodRecord>& methods,
              bool isStopped) {
  if (!account) return Cause::Unknown;
  switch (account->status) {
    case AccountStatus::Enabled:
      break;
    case AccountStatus::Disabled:
      return Cause::Disabled;
    case AccountStatus::NotEnabledForReset:
      return Cause::NotEnabledForReset;
    case AccountStatus::ManagedElsewhere:
      return Cause::ManagedElsewhere;
    case AccountStatus::Privileged:
      if (!mayReset(*account, realm)) return Cause::Privileged;
      break;
  }
  if (!realm.resetEnabled) return Cause::ResetSwitchedOff;
  if (gatesPassable(methods, realm) < gatesFor(account, methods, realm)) return Cause::TooFewContacts;
  return holds(isStopped) ? Cause::Stopped : Cause::None;
}

Ending endingFor(Cause cause, bool soleAdministrator) {
  switch (cause) {
    case Cause::ManagedElsewhere:
      return Ending::ManagedElsewhere;  // whoever it is: not this service's to reset
    case Cause::Unknown:
      return Ending::UnknownAccount;
    case Cause::Disabled:
      return soleAdministrator ? Ending::OnlyAdministrator : Ending::Disabled;
    case Cause::NotEnabledForReset:
    case Cause::Privileged:
    case Cause::ResetSwitchedOff:
      return soleAdministrator ? Ending::OnlyAdministrator : Ending::NotEnabled;
    case Cause::TooFewContacts:
    case Cause::OnlyStartCode:
      return soleAdministrator ? Ending::OnlyAdministrator : Ending::NothingRegistered;
    case Cause::Stopped:
      return soleAdministrator ? Ending::OnlyAdministrator : Ending::Stopped;
    case Cause::None:
      break;
  }
  return Ending::NotPossible;
}

bool isOnlyAdministrator(const Account& account, const Realm& realm) {
  QStringList own = account.ownAddresses;
  own.append(account.key);
  for (const Contact& contact : account.contacts) {
    if (contact.kind == ContactKind::Mail) own.append(contact.value);
  }
  return !realm.administrators.isEmpty() &&
         std::ranges::all_of(realm.administrators, [&own](const QString& address) {
           return own.contains(address, Qt::CaseInsensitive);
         });
}

QString codeOf(Cause cause) {
  switch (cause) {
    case Cause::None:
      return QStringLiteral("none");
    case Cause::Unknown:
      return QStringLiteral("unknown-account");
    case Cause::Disabled:
      return QStringLiteral("disabled");
    case Cause::NotEnabledForReset:
      return QStringLiteral("not-enabled-for-reset");
    case Cause::ManagedElsewhere:
      return QStringLiteral("managed-elsewhere");
    case Cause::Privileged:
      return QStringLiteral("privileged");
    case Cause::TooFewContacts:
      return QStringLiteral("too-few-contacts");
    case Cause::ResetSwitchedOff:
      return QStringLiteral("reset-switched-off");
    case Cause::OnlyStartCode:
      return QStringLiteral("only-start-code");
    case Cause::Stopped:
      return QStringLiteral("stopped");
  }
  return {};
}

QString maskAccount(const QString& accountKey) {
  if (const auto mask = rules::maskMail(accountKey)) return *mask;
  const qsizetype slash = accountKey.indexOf(u'\\');
  const qsizetype shown = accountKey.size() - slash - 1 > 3 ? 2 : 1;
  return accountKey.first(std::min(accountKey.size(), slash + 1 + shown)) + QStringLiteral("*****");
}

}  // namespace latchkey::service::domain
