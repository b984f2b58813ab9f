// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/registered_text.h"

#include <algorithm>

#include "app/admin/contact_text.h"
#include "app/admin/json_text.h"
#include "service/domain/codes.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/domain/rehearsals.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::MethodKind;

/// One factor that is no contact.
struct OwnFactor {
  MethodKind kind = MethodKind::Authenticator;
  QString id;  ///< as the commands for it take one; empty: they take none
  QString label;
  qint64 registeredAt = 0;
  qint64 usableAt = 0;
};

QList<OwnFactor> factorsOf(const domain::Factors& factors) {
  QList<OwnFactor> own;
  for (const domain::Authenticator& app : factors.authenticators) {
    own.append({MethodKind::Authenticator, app.id, app.label, app.registeredAt, app.usableAt});
  }
  for (const domain::SecurityKey& key : factors.keys) {
    own.append({MethodKind::SecurityKey, domain::toBase64Url(key.credential), key.label, key.registeredAt,
                key.usableAt});
  }
  if (factors.questions) {
    own.append({MethodKind::Questions,
                {},
                factors.questions->ids.join(QStringLiteral(", ")),
                factors.questions->registeredAt,
                factors.questions->usableAt});
  }
  return own;
}

/// Until when it cannot recover the account, whatever the realm takes. Empty: it waits no more.
QString waitsUntil(qint64 usableAt, qint64 now) {
  return usableAt > now ? domain::isoTime(usableAt) : QString();
}

QString remarkOf(qint64 confirmedAt, qint64 usableAt, qint64 now) {
  const QString until = waitsUntil(usableAt, now);
  const QString confirmed =
      QStringLiteral("registered by its owner, confirmed ") + domain::isoTime(confirmedAt);
  return until.isEmpty() ? confirmed : confirmed + QStringLiteral("; recovers nothing before ") + until;
}

QByteArray joined(const QByteArrayList& members) {
  return members.join(',');
}

}  // namespace

qint64 Registered::confirmedAt(const domain::RegisteredContact& contact) const {
  return std::max(contact.registeredAt,
                  confirmedBy.value(domain::contactKeyOf(*keys, contact.contact.value)));
}

std::optional<Registered> registeredOf(ServiceData& data, const QString& accountKey) {
  const auto tables = data.store.begin(domain::Access::Read);
  Registered registered;
  registered.factors = tables->factors().of(accountKey);
  registered.confirmedBy = tables->factors().confirmed(accountKey);
  registered.rehearsal = tables->factors().rehearsal(accountKey);
  registered.keys = data.keys.get();
  registered.now = data.clock.now();
  if (!tables->commit()) return std::nullopt;
  return registered;
}

QList<QStringList> ownContactRows(const Registered& registered) {
  QList<QStringList> rows;
  for (const domain::RegisteredContact& own : registered.factors.contacts) {
    QStringList row = contactRow(own.contact);
    row.last() = remarkOf(registered.confirmedAt(own), own.usableAt, registered.now);
    rows.append(row);
  }
  return rows;
}

QList<QStringList> registeredRows(const Registered& registered) {
  QList<QStringList> rows = ownContactRows(registered);
  for (const OwnFactor& own : factorsOf(registered.factors)) {
    rows.append({own.id, domain::codeOf(own.kind), own.label, QString(),
                 remarkOf(own.registeredAt, own.usableAt, registered.now)});
  }
  return rows;
}

QByteArray ownContactsJson(const Registered& registered) {
  QByteArrayList members;
  for (const domain::RegisteredContact& own : registered.factors.contacts) {
    members << contactObject(own.contact)
                   .add("confirmedAt", domain::isoTime(registered.confirmedAt(own)))
                   .add("waitsUntil", textOrNull(waitsUntil(own.usableAt, registered.now)))
                   .text();
  }
  return joined(members);
}

QByteArray registeredJson(const Registered& registered) {
  QByteArrayList members;
  if (!registered.factors.contacts.isEmpty()) members << ownContactsJson(registered);
  for (const OwnFactor& own : factorsOf(registered.factors)) {
    members << JsonObjectText()
                   .add("id", textOrNull(own.id))
                   .add("kind", domain::codeOf(own.kind))
                   .add("label", textOrNull(own.label))
                   .add("confirmedAt", domain::isoTime(own.registeredAt))
                   .add("waitsUntil", textOrNull(waitsUntil(own.usableAt, registered.now)))
                   .text();
  }
  return joined(members);
}

QStringList rehearsedBy(const Registered& registered) {
  QStringList kinds;
  if (!registered.rehearsal) return kinds;
  for (const MethodKind kind : registered.rehearsal->provenBy) kinds << domain::codeOf(kind);
  return kinds;
}

QString rehearsalText(const Registered& registered) {
  if (!registered.rehearsal) return QStringLiteral("never");
  return domain::isoTime(registered.rehearsal->at) + QStringLiteral(" by ") +
         rehearsedBy(registered).join(QStringLiteral(", "));
}

}  // namespace latchkey::admin
