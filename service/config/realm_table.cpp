// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/realm_table.h"

#include <QSet>
#include <algorithm>

#include "service/config/checks.h"

namespace latchkey::service::config {

namespace {

using domain::AccountKind;
using domain::AppealField;
using domain::ChallengeKind;
using domain::Disclosure;
using domain::MethodKind;
using domain::QuestionUse;
using domain::Realm;
using domain::SecurityQuestion;
using rules::PasswordPolicy;

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

const Words<Disclosure>& disclosures() {
  static const Words<Disclosure> words{{QStringLiteral("uniform"), Disclosure::Uniform},
                                       {QStringLiteral("explicit"), Disclosure::Explicit}};
  return words;
}

const Words<MethodKind>& factors() {
  static const Words<MethodKind> words{{QStringLiteral("mail"), MethodKind::Mail},
                                       {QStringLiteral("text"), MethodKind::Text},
                                       {QStringLiteral("call"), MethodKind::Call},
                                       {QStringLiteral("authenticator"), MethodKind::Authenticator},
                                       {QStringLiteral("questions"), MethodKind::Questions},
                                       {QStringLiteral("security-key"), MethodKind::SecurityKey},
                                       {QStringLiteral("start-code"), MethodKind::StartCode}};
  return words;
}

const Words<AccountKind>& accountKinds() {
  static const Words<AccountKind> words{{QStringLiteral("domain"), AccountKind::Domain},
                                        {QStringLiteral("cloud"), AccountKind::Cloud},
                                        {QStringLiteral("other"), AccountKind::Other}};
  return words;
}

const Words<ChallengeKind>& challenges() {
  static const Words<ChallengeKind> words{{QStringLiteral("picture"), ChallengeKind::Picture},
                                          {QStringLiteral("work"), ChallengeKind::Work}};
  return words;
}

const Words<QuestionUse>& questionUses() {
  static const Words<QuestionUse> words{{QStringLiteral("off"), QuestionUse::Off},
                                        {QStringLiteral("second-gate"), QuestionUse::SecondGate},
                                        {QStringLiteral("alone"), QuestionUse::Alone}};
  return words;
}

const Words<domain::RegistrationUse>& registrationUses() {
  static const Words<domain::RegistrationUse> words{
      {QStringLiteral("optional"), domain::RegistrationUse::Optional},
      {QStringLiteral("required"), domain::RegistrationUse::Required}};
  return words;
}

Setting<Realm> profile() {
  return {QStringLiteral("profile"), Shape::Text,
          QStringLiteral("one of \"consumer\", \"workplace\", \"school\""),
          [](const Realm& realm) -> Value { return realm.profile; },
          [](Realm& realm, const Value& value) {
            for (const Realm& known : {Realm::consumer(), Realm::workplace(), Realm::school()}) {
              if (known.profile != std::get<QString>(value)) continue;
              realm = known;
              return true;
            }
            return false;
          }};
}

bool sameRules(const PasswordPolicy& a, const PasswordPolicy& b) {
  return a.minimumLength == b.minimumLength && a.maximumLength == b.maximumLength &&
         a.minimumClasses == b.minimumClasses && a.asciiOnly == b.asciiOnly &&
         a.refuseCommon == b.refuseCommon && a.refuseNames == b.refuseNames;
}

Setting<Realm> preset() {
  return {QStringLiteral("password.preset"), Shape::Text, QStringLiteral("one of \"classic\", \"nist\""),
          [](const Realm& realm) -> Value {
            if (sameRules(realm.password, PasswordPolicy::classic())) return QStringLiteral("classic");
            if (sameRules(realm.password, PasswordPolicy::nist())) return QStringLiteral("nist");
            return QStringLiteral("custom");
          },
          [](Realm& realm, const Value& value) {
            const QString& given = std::get<QString>(value);
            if (given != u"classic" && given != u"nist") return false;
            const QStringList words = realm.password.organisationWords;
            realm.password = given == u"nist" ? PasswordPolicy::nist() : PasswordPolicy::classic();
            realm.password.organisationWords = words;
            return true;
          }};
}

Setting<Realm> signInUrl() {
  return {QStringLiteral("sign_in_url"), Shape::Text,
          QStringLiteral("an address such as \"https://portal.example.com/\""),
          [](const Realm& realm) -> Value { return realm.signInUrl.toString(); },
          [](Realm& realm, const Value& value) {
            if (!isWebAddressOrEmpty(std::get<QString>(value))) return false;
            realm.signInUrl = QUrl(std::get<QString>(value));
            return true;
          }};
}

// NOLINTBEGIN: a table; each line stands for itself
#define FIELD(path) [](auto& realm) -> auto& { return realm.path; }

Settings<Realm> generalSettings() {
  const QString plain = QStringLiteral("text without control characters");
  return {
      text<Realm>(QStringLiteral("id"), QStringLiteral("small letters, digits and hyphens, at most 32"),
                  isIdentifier, FIELD(id)),
      profile(),
      text<Realm>(QStringLiteral("name"), plain, isFilledText, FIELD(name)),
      list<Realm>(QStringLiteral("domains"),
                  QStringLiteral("a list of domains in small letters, such as [\"example.com\"], each once"),
                  isDomain, FIELD(domains)),
      list<Realm>(QStringLiteral("short_domains"),
                  QStringLiteral("a list of NetBIOS names, such as [\"EXAMPLE\"], each once"), isShortDomain,
                  FIELD(shortDomains)),
      choice<Realm>(QStringLiteral("account_kind"), accountKinds(), FIELD(accountKind)),
      choice<Realm>(QStringLiteral("disclosure"), disclosures(), FIELD(disclosure)),
      list<Realm>(QStringLiteral("own_networks"),
                  QStringLiteral("a list of networks such as [\"10.0.0.0/8\", \"2001:db8::/32\"], each once"),
                  isNetwork, FIELD(ownNetworks)),
      flag<Realm>(QStringLiteral("reset_enabled"), FIELD(resetEnabled)),
      flag<Realm>(QStringLiteral("start_codes_again"), FIELD(startCodesAgain)),
      number<Realm>(QStringLiteral("gates"), 1, 2, FIELD(gates)),
      number<Realm>(QStringLiteral("privileged_gates"), 0, 2, FIELD(gatesForPrivileged)),
      choices<Realm>(QStringLiteral("factors"), factors(), FIELD(factors)),
      choice<Realm>(QStringLiteral("questions_use"), questionUses(), FIELD(questions.use)),
      number<Realm>(QStringLiteral("questions_asked"), 1, 5, FIELD(questions.asked)),
      flag<Realm>(QStringLiteral("security_key_pin"), FIELD(keys.verifiesPerson)),
      choices<Realm>(QStringLiteral("challenges"), challenges(), FIELD(challengeKinds)),
      number<Realm>(QStringLiteral("work_bits"), 8, 26, FIELD(workBits)),
      signInUrl(),
      text<Realm>(QStringLiteral("support.name"), plain, isPlainText, FIELD(support.name)),
      text<Realm>(QStringLiteral("support.mail"), QStringLiteral("a mail address"), isMailAddressOrEmpty,
                  FIELD(support.mail)),
      text<Realm>(QStringLiteral("support.phone"), plain, isPlainText, FIELD(support.phone)),
      text<Realm>(QStringLiteral("support.hours"), plain, isPlainText, FIELD(support.hours)),
      text<Realm>(QStringLiteral("vendor_support.name"), plain, isPlainText, FIELD(vendorSupport.name)),
      text<Realm>(QStringLiteral("vendor_support.mail"), QStringLiteral("a mail address"),
                  isMailAddressOrEmpty, FIELD(vendorSupport.mail)),
      text<Realm>(QStringLiteral("vendor_support.phone"), plain, isPlainText, FIELD(vendorSupport.phone)),
      text<Realm>(QStringLiteral("vendor_support.hours"), plain, isPlainText, FIELD(vendorSupport.hours)),
      flag<Realm>(QStringLiteral("appeal.on"), FIELD(appeal.on)),
      choice<Realm>(QStringLiteral("registration.use"), registrationUses(), FIELD(registration.use)),
      number<Realm>(QStringLiteral("registration.methods"), 1, 5, FIELD(registration.methods)),
      flag<Realm>(QStringLiteral("registration.may_skip"), FIELD(registration.maySkip)),
      number<Realm>(QStringLiteral("registration.wait_hours"), 0, 720, FIELD(registration.waitHours)),
      list<Realm>(QStringLiteral("administrators"),
                  QStringLiteral("a list of mail addresses, such as [\"it@example.com\"], each once"),
                  isMailAddress, FIELD(administrators)),
  };
}

Settings<Realm> countedSettings() {
  return {
      number<Realm>(QStringLiteral("code.digits"), 6, 10, FIELD(code.digits)),
      duration<Realm>(QStringLiteral("code.mail_lifetime"), minute, day, FIELD(code.mailLifetime)),
      duration<Realm>(QStringLiteral("code.phone_lifetime"), minute, hour, FIELD(code.phoneLifetime)),
      number<Realm>(QStringLiteral("code.tries"), 1, 10, FIELD(code.tries)),
      duration<Realm>(QStringLiteral("code.resend_after"), 10, hour, FIELD(code.resendAfter)),
      number<Realm>(QStringLiteral("code.resends_per_hour"), 1, 100, FIELD(code.resendsPerHour)),
      number<Realm>(QStringLiteral("code.resends_per_day"), 1, 1000, FIELD(code.resendsPerDay)),
      duration<Realm>(QStringLiteral("limits.idle"), minute, day, FIELD(limits.idle)),
      duration<Realm>(QStringLiteral("limits.absolute"), 5 * minute, day, FIELD(limits.absolute)),
      duration<Realm>(QStringLiteral("limits.permit"), minute, hour, FIELD(limits.permit)),
      number<Realm>(QStringLiteral("limits.misses_per_day"), 1, 100, FIELD(limits.missesPerDay)),
      number<Realm>(QStringLiteral("limits.authenticator_misses_per_hour"), 1, 100,
                    FIELD(limits.authenticatorMissesPerHour)),
      duration<Realm>(QStringLiteral("limits.lock_for"), 5 * minute, 30 * day, FIELD(limits.lockFor)),
      number<Realm>(QStringLiteral("limits.confirm_misses"), 1, 50, FIELD(limits.confirmMisses)),
      number<Realm>(QStringLiteral("limits.opens_per_hour_and_source"), 1, 100'000,
                    FIELD(limits.opensPerHourAndSource)),
      number<Realm>(QStringLiteral("limits.opens_per_hour_and_account"), 1, 10'000,
                    FIELD(limits.opensPerHourAndAccount)),
      duration<Realm>(QStringLiteral("limits.challenge_lifetime"), 30, hour, FIELD(limits.challengeLifetime)),
      number<Realm>(QStringLiteral("limits.challenges_per_hour_and_source"), 1, 100'000,
                    FIELD(limits.challengesPerHourAndSource)),
      number<Realm>(QStringLiteral("limits.administrator_messages_per_day"), 1, 100,
                    FIELD(limits.administratorMessagesPerDay)),
      number<Realm>(QStringLiteral("limits.administrator_messages_per_hour_and_source"), 1, 10'000,
                    FIELD(limits.administratorMessagesPerHourAndSource)),
      number<Realm>(QStringLiteral("limits.administrator_messages_per_hour"), 1, 100'000,
                    FIELD(limits.administratorMessagesPerHour)),
      duration<Realm>(QStringLiteral("limits.start_code"), hour, 30 * day, FIELD(limits.startCode)),
      duration<Realm>(QStringLiteral("limits.sign_ins_last"), 0, 30 * day, FIELD(limits.signInsLast)),
      duration<Realm>(QStringLiteral("limits.not_me_for"), hour, 90 * day, FIELD(limits.objectionFor)),
      duration<Realm>(QStringLiteral("limits.not_me_for_code"), day, 90 * day,
                      FIELD(limits.objectionForCode)),
      number<Realm>(QStringLiteral("limits.not_me_per_hour_and_source"), 1, 10'000,
                    FIELD(limits.objectionsPerHourAndSource)),
      duration<Realm>(QStringLiteral("limits.freeze_for"), hour, 90 * day, FIELD(limits.freezeFor)),
      duration<Realm>(QStringLiteral("limits.removed_contacts_told"), 0, 90 * day,
                      FIELD(limits.removedContacts)),
      number<Realm>(QStringLiteral("limits.sign_in_tries"), 0, 10, FIELD(limits.signInTries)),
      number<Realm>(QStringLiteral("limits.resumptions"), 1, 1000, FIELD(limits.resumptions)),
      number<Realm>(QStringLiteral("appeal.per_day"), 1, 100, FIELD(appeal.perDay)),
      number<Realm>(QStringLiteral("appeal.per_hour_and_source"), 1, 10'000, FIELD(appeal.perHourAndSource)),
      number<Realm>(QStringLiteral("appeal.contacts_per_hour_and_source"), 1, 10'000,
                    FIELD(appeal.contactsPerHourAndSource)),
      number<Realm>(QStringLiteral("appeal.contacts_per_recovery"), 1, 50, FIELD(appeal.contactsPerRecovery)),
      duration<Realm>(QStringLiteral("appeal.reviewed_within"), hour, 30 * day, FIELD(appeal.reviewedWithin)),
      duration<Realm>(QStringLiteral("appeal.wait"), 0, 30 * day, FIELD(appeal.wait)),
      duration<Realm>(QStringLiteral("appeal.wait_with_factors"), 0, 30 * day, FIELD(appeal.waitWithFactors)),
      duration<Realm>(QStringLiteral("appeal.code_for"), hour, 30 * day, FIELD(appeal.codeFor)),
      duration<Realm>(QStringLiteral("registration.proven_for"), minute, hour, FIELD(registration.provenFor)),
      duration<Realm>(QStringLiteral("registration.secret_for"), minute, hour, FIELD(registration.secretFor)),
      number<Realm>(QStringLiteral("registration.sign_ins_per_hour_and_source"), 1, 100'000,
                    FIELD(registration.signInsPerHourAndSource)),
      number<Realm>(QStringLiteral("registration.misses_per_day"), 1, 100, FIELD(registration.missesPerDay)),
      number<Realm>(QStringLiteral("registration.codes_per_day_and_account"), 1, 1000,
                    FIELD(registration.codesPerDayAndAccount)),
      number<Realm>(QStringLiteral("registration.codes_per_hour_and_source"), 1, 10'000,
                    FIELD(registration.codesPerHourAndSource)),
      number<Realm>(QStringLiteral("registration.need_checks_per_hour_and_source"), 1, 1'000'000,
                    FIELD(registration.needChecksPerHourAndSource)),
      list<Realm>(QStringLiteral("phones.allowed_countries"),
                  QStringLiteral("a list of ISO 3166 regions, such as [\"JP\"], each once"), isRegion,
                  FIELD(phones.allowedCountries)),
      text<Realm>(QStringLiteral("phones.home_region"), QStringLiteral("an ISO 3166 region, such as \"JP\""),
                  isRegion, FIELD(phones.homeRegion)),
      number<Realm>(QStringLiteral("phones.texts_per_hour"), 0, 1'000'000, FIELD(phones.textsPerHour)),
      number<Realm>(QStringLiteral("phones.texts_per_hour_and_prefix"), 0, 1'000'000,
                    FIELD(phones.textsPerHourAndPrefix)),
      preset(),
      number<Realm>(QStringLiteral("password.minimum_length"), 4, 128, FIELD(password.minimumLength)),
      number<Realm>(QStringLiteral("password.maximum_length"), 8, 256, FIELD(password.maximumLength)),
      number<Realm>(QStringLiteral("password.minimum_classes"), 0, 4, FIELD(password.minimumClasses)),
      flag<Realm>(QStringLiteral("password.ascii_only"), FIELD(password.asciiOnly)),
      flag<Realm>(QStringLiteral("password.refuse_common"), FIELD(password.refuseCommon)),
      flag<Realm>(QStringLiteral("password.refuse_names"), FIELD(password.refuseNames)),
      list<Realm>(QStringLiteral("password.organisation_words"), QStringLiteral("a list of words, each once"),
                  isFilledText, FIELD(password.organisationWords)),
      number<Realm>(QStringLiteral("password.history"), 0, 24, FIELD(passwordHistory)),
      flag<Realm>(QStringLiteral("password.keep_minimum_age"), FIELD(keepMinimumAge)),
  };
}

Settings<SecurityQuestion> settingsOfQuestions() {
  const QString line = QStringLiteral("a question of at most 200 characters in one line");
  return {
      text<SecurityQuestion>(QStringLiteral("id"),
                             QStringLiteral("small letters, digits and hyphens, at most 32"), isIdentifier,
                             FIELD(id)),
      text<SecurityQuestion>(QStringLiteral("en"), line, isQuestion, FIELD(english)),
      text<SecurityQuestion>(QStringLiteral("ja"), line, isQuestion, FIELD(japanese)),
  };
}

Settings<AppealField> settingsOfAppealFields() {
  const QString line = QStringLiteral("a label of at most 200 characters in one line");
  return {
      text<AppealField>(QStringLiteral("id"), QStringLiteral("small letters, digits and hyphens, at most 32"),
                        isIdentifier, FIELD(id)),
      text<AppealField>(QStringLiteral("en"), line, isQuestion, FIELD(english)),
      text<AppealField>(QStringLiteral("ja"), line, isQuestion, FIELD(japanese)),
      number<AppealField>(QStringLiteral("maximum_length"), 1, 500, FIELD(maximumLength)),
  };
}
#undef FIELD
// NOLINTEND

}  // namespace

const Settings<Realm>& realmTable() {
  static const Settings<Realm> table = generalSettings() + countedSettings();
  return table;
}

const Settings<SecurityQuestion>& questionTable() {
  static const Settings<SecurityQuestion> table = settingsOfQuestions();
  return table;
}

const Settings<AppealField>& appealFieldTable() {
  static const Settings<AppealField> table = settingsOfAppealFields();
  return table;
}

bool isOfTheFileOnly(const QString& name) {
  static const QSet<QString> names{QStringLiteral("id"), QStringLiteral("profile"), QStringLiteral("domains"),
                                   QStringLiteral("short_domains")};
  return names.contains(name);
}

}  // namespace latchkey::service::config
