// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/policy.h"

namespace latchkey::service::domain {

// SPEC section 9, "Realms and profiles". What is not set here is the default of SECURITY.md.

QString SecurityQuestion::in(Language language) const {
  switch (language) {
    case Language::English:
      return english.isEmpty() ? japanese : english;
    case Language::Japanese:
      return japanese.isEmpty() ? english : japanese;
  }
  return english;
}

QString AppealField::in(Language language) const {
  return SecurityQuestion{id, english, japanese}.in(language);
}

int signInsLastIn(const Realm& realm) {
  constexpr int ticketLife = 10 * 60 * 60;
  if (realm.limits.signInsLast > 0) return realm.limits.signInsLast;
  return realm.accountKind == AccountKind::Domain ? ticketLife : 0;
}

Realm Realm::consumer() {
  Realm realm;
  realm.id = QStringLiteral("consumer");
  realm.name = QStringLiteral("Personal accounts");
  realm.profile = QStringLiteral("consumer");
  realm.accountKind = AccountKind::Cloud;
  realm.disclosure = Disclosure::Uniform;
  realm.gates = 1;
  realm.factors = {MethodKind::Mail, MethodKind::Text, MethodKind::Call, MethodKind::Authenticator};
  realm.appeal.on = true;
  realm.code.digits = 7;
  realm.password = rules::PasswordPolicy::classic();
  return realm;
}

Realm Realm::workplace() {
  Realm realm;
  realm.id = QStringLiteral("workplace");
  realm.name = QStringLiteral("Workplace accounts");
  realm.profile = QStringLiteral("workplace");
  realm.disclosure = Disclosure::Uniform;
  realm.gates = 1;
  realm.gatesForPrivileged = 2;
  realm.factors = {MethodKind::Mail,          MethodKind::Text,      MethodKind::Call,
                   MethodKind::Authenticator, MethodKind::Questions, MethodKind::SecurityKey,
                   MethodKind::StartCode};
  realm.questions.use = QuestionUse::SecondGate;
  realm.code.digits = 7;
  realm.password = rules::PasswordPolicy::classic();
  return realm;
}

Realm Realm::school() {
  Realm realm;
  realm.id = QStringLiteral("school");
  realm.name = QStringLiteral("School accounts");
  realm.profile = QStringLiteral("school");
  realm.accountKind = AccountKind::Cloud;
  realm.disclosure = Disclosure::Explicit;
  realm.gates = 1;
  realm.factors = {MethodKind::Authenticator, MethodKind::Questions};
  realm.questions.use = QuestionUse::Alone;
  realm.code.digits = 6;
  realm.password = rules::PasswordPolicy::classic();
  return realm;
}

}  // namespace latchkey::service::domain
