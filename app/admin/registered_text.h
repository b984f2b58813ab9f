// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <optional>

#include "app/admin/service_data.h"
#include "service/domain/factors.h"

/// What people registered themselves ("Secure your account"), as an administrator sees it: contacts in full,
/// of everything else that it is there. No secret, and no answer.
namespace latchkey::admin {

struct Registered {
  service::domain::Factors factors;
  QHash<QString, qint64> confirmedBy;  ///< Registered::confirmedAt() knows of which contacts
  std::optional<service::domain::Rehearsal> rehearsal;
  const service::domain::KeyedHash* keys = nullptr;
  qint64 now = 0;

  /// When a code to it was passed last; 0: never.
  [[nodiscard]] qint64 confirmedAt(const service::domain::RegisteredContact& contact) const;
};
/// Nothing when the database could not be read. The data must outlive it.
[[nodiscard]] std::optional<Registered> registeredOf(ServiceData& data, const QString& accountKey);

/// As contactRow(), the remark saying when it was confirmed and from when on it recovers the account.
[[nodiscard]] QList<QStringList> ownContactRows(const Registered& registered);
/// The same, and the factors: "security-key", its label.
[[nodiscard]] QList<QStringList> registeredRows(const Registered& registered);
/// Members of a JSON array, with their commas. Those of ownContactsJson() have what a contact has.
[[nodiscard]] QByteArray ownContactsJson(const Registered& registered);
[[nodiscard]] QByteArray registeredJson(const Registered& registered);

/// "2026-03-01T10:00:00Z by mail, text", or "never".
[[nodiscard]] QString rehearsalText(const Registered& registered);
[[nodiscard]] QStringList rehearsedBy(const Registered& registered);

}  // namespace latchkey::admin
