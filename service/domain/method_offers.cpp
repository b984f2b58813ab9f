// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/method_offers.h"

#include <QSet>
#include <algorithm>

#include "core/rules/mask.h"

namespace latchkey::service::domain {

namespace {
/// A number may be dialled when it is the same number, of a known type, inside an allowed country.
bool mayDial(const Contact& contact, const PhonePolicy& policy, const Numbering& numbering) {
  return std::ranges::any_of(policy.allowedCountries, [&](const QString& region) {
    const PhoneNumber number = numbering.judge(contact.national, region);
    return number.e164 == contact.value && number.type != PhoneType::Unknown;
  });
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

QList<MethodRecord> methodsOf(const QString& accountKey, const QList<Contact>& contacts, const Realm& realm,
                              const Numbering& numbering) {
  QList<MethodRecord> methods;
  QList<MethodRecord> last;
  for (const Contact& contact : contacts) {
    const bool mail = contact.kind == ContactKind::Mail;
    const auto mask = mail ? rules::maskMail(contact.value) : rules::maskPhone(contact.national);
    if (!contact.usable || !mask) continue;
    if (!mail && !mayDial(contact, realm.phones, numbering)) continue;
    for (const MethodKind kind : kindsOf(contact.kind)) {
      if (!realm.factors.contains(kind)) continue;
      MethodRecord method = methodFor(contact, kind, *mask);
      if (mail && contact.value.compare(accountKey, Qt::CaseInsensitive) == 0) {
        method.warning = MethodWarning::LockedAccountItself;
        last.append(method);
      } else {
        methods.append(method);
      }
    }
  }
  methods += last;
  for (qsizetype i = 0; i < methods.size(); ++i) methods[i].position = static_cast<int>(i);
  return methods;
}

Cause causeOf(const std::optional<Account>& account, const Realm& realm, const QList<MethodRecord>& methods) {
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
      return Cause::Privileged;
  }
  if (!realm.resetEnabled) return Cause::ResetSwitchedOff;
  // Two gates never use the same contact, nor the same number registered twice.
  QSet<QString> contacts;
  for (const MethodRecord& method : methods) contacts.insert(method.value);
  return contacts.size() < std::max(1, realm.gates) ? Cause::TooFewContacts : Cause::None;
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
