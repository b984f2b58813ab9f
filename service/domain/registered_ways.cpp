// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/registered_ways.h"

#include <QSet>
#include <algorithm>

#include "service/domain/notices.h"
#include "service/domain/random_text.h"

namespace latchkey::service::domain {

namespace {
MethodKind wayKind(const Contact& contact) {
  switch (contact.kind) {
    case ContactKind::Mail:
      return MethodKind::Mail;
    case ContactKind::Mobile:
      return MethodKind::Text;
    case ContactKind::Phone:
      return MethodKind::Call;
  }
  return MethodKind::Mail;
}

/// The first of those that share the slot: a mobile is one entry, by text where the realm sends texts.
const MethodRecord* firstOf(const QList<MethodRecord>& methods, const QString& slot) {
  const auto at = std::ranges::find(methods, slot, &MethodRecord::slot);
  return at == methods.end() ? nullptr : &*at;
}

RegisteredWay wayOf(const Contact& contact, const MethodRecord* method) {
  RegisteredWay way;
  way.id = way.proof = contact.id;
  way.kind = method != nullptr ? method->kind : wayKind(contact);
  way.value = contact.value;
  way.contact = contact;
  way.shown.kind = way.kind;
  way.shown.mask = maskContact(contact);
  way.shown.resetOnly = way.kind == MethodKind::Mail;
  if (method != nullptr) {
    way.shown.warning = method->warning;
    way.shown.problems = method->problems;
  }
  return way;
}

/// @param factor has registeredAt and usableAt
template <typename Factor>
RegisteredWay ownWay(MethodKind kind, const QString& proof, const QString& id, const Factor& factor) {
  RegisteredWay way;
  way.slot = id.isEmpty() ? proof : proof + u':' + id;
  way.proof = way.value = proof;
  way.id = id;
  if (!id.isEmpty()) way.value = way.slot;
  way.kind = way.shown.kind = kind;
  way.shown.confirmedAt = factor.registeredAt;
  way.shown.usableAt = factor.usableAt;
  return way;
}
}  // namespace

QList<RegisteredWay> registeredWays(const Account& account, const Factors& factors,
                                    const QList<MethodRecord>& methods) {
  QList<RegisteredWay> ways;
  for (const Contact& contact : account.contacts) {
    const MethodRecord* const method = firstOf(methods, contact.id);
    if (method == nullptr) continue;
    RegisteredWay way = wayOf(contact, method);
    way.slot = QStringLiteral("directory:") + contact.id;
    way.shown.byDirectory = true;
    ways.append(way);
  }
  for (const RegisteredContact& registered : factors.contacts) {
    RegisteredWay way = wayOf(registered.contact, firstOf(methods, registered.contact.id));
    way.slot = QStringLiteral("contact:") + registered.contact.id;
    way.shown.confirmedAt = registered.registeredAt;
    way.shown.usableAt = registered.usableAt;
    ways.append(way);
  }
  for (const Authenticator& app : factors.authenticators) {
    RegisteredWay way = ownWay(MethodKind::Authenticator, QStringLiteral("authenticator"), app.id, app);
    way.shown.label = app.label;
    ways.append(way);
  }
  for (const SecurityKey& key : factors.keys) {
    RegisteredWay way =
        ownWay(MethodKind::SecurityKey, QStringLiteral("security-key"), toBase64Url(key.credential), key);
    way.shown.label = key.label;
    ways.append(way);
  }
  if (factors.questions) {
    RegisteredWay way =
        ownWay(MethodKind::Questions, QStringLiteral("questions"), QString(), *factors.questions);
    way.shown.resetOnly = true;
    ways.append(way);
  }
  return ways;
}

bool isProofOf(const MethodRecord& method, const RegisteredWay& way) {
  // A mobile is called or sent texts.
  return method.slot == way.proof && (method.kind == way.kind || !isContact(method.kind));
}

int countedWays(const QList<RegisteredWay>& ways, const QList<MethodRecord>& methods, const Realm& realm) {
  QSet<QString> values;
  bool questions = false;
  for (const RegisteredWay& way : ways) {
    if (firstOf(methods, way.proof) == nullptr || way.shown.warning != MethodWarning::None) continue;
    if (way.kind == MethodKind::Questions) {
      questions = true;
    } else {
      values.insert(way.value.toCaseFolded());
    }
  }
  const auto others = static_cast<int>(values.size());
  const bool counts = questions && (realm.questions.use == QuestionUse::Alone || others > 0);
  return others + (counts ? 1 : 0);
}

Strength strengthOf(const Recoverability& recoverability) {
  switch (recoverability.cause) {
    case Cause::None:
      break;
    case Cause::TooFewContacts:
    case Cause::OnlyStartCode:
      return Strength::None;
    case Cause::Unknown:
    case Cause::Disabled:
    case Cause::NotEnabledForReset:
    case Cause::ManagedElsewhere:
    case Cause::Privileged:
    case Cause::ResetSwitchedOff:
    case Cause::Stopped:
      return Strength::Closed;
  }
  switch (recoverability.reserve) {
    case Reserve::TooLittle:
      break;
    case Reserve::JustEnough:
      return Strength::Fragile;
    case Reserve::Spare:
      return Strength::Good;
  }
  return Strength::None;
}

QList<MethodKind> registrableKinds(const Account& account, const Realm& realm) {
  QList<MethodKind> kinds = realm.factors;
  kinds.removeAll(MethodKind::StartCode);
  if (realm.questions.use == QuestionUse::Off || realm.questions.list.size() < realm.questions.asked ||
      account.status == AccountStatus::Privileged) {
    kinds.removeAll(MethodKind::Questions);
  }
  return kinds;
}

}  // namespace latchkey::service::domain
