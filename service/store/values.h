// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

#include "service/domain/ports.h"
#include "service/domain/records.h"

/// Rows to values. The numbers of enums in the database are their order in the headers: append only.
namespace latchkey::service::store {

template <typename E>
[[nodiscard]] E toEnum(const QVariant& value) {
  return static_cast<E>(value.toInt());
}
template <typename E>
[[nodiscard]] int toNumber(E value) {
  return static_cast<int>(value);
}
/// A null QString would be bound as NULL, an empty one is not.
[[nodiscard]] inline QString notNull(const QString& text) {
  return text.isNull() ? QLatin1String("") : text;
}
[[nodiscard]] inline QByteArray notNull(const QByteArray& bytes) {
  return bytes.isNull() ? QByteArray("") : bytes;
}

/// account_key, display_name, realm, status, language, locked, how many passwords, end of a temporary one
[[nodiscard]] inline domain::Account accountOf(const QVariantList& row) {
  domain::Account account;
  account.key = row.at(0).toString();
  account.displayName = row.at(1).toString();
  account.realm = row.at(2).toString();
  account.status = toEnum<domain::AccountStatus>(row.at(3));
  account.language = toEnum<domain::Language>(row.at(4));
  account.lock = row.at(5).toBool() ? domain::LockState::Locked : domain::LockState::Open;
  account.temporaryUntil = row.at(7).toLongLong();
  account.hasPassword = row.at(6).toInt() > 0 && account.temporaryUntil == 0;
  return account;
}

/// contact_id, kind, value, raw, national, extension, usable
[[nodiscard]] inline domain::Contact contactOf(const QVariantList& row) {
  domain::Contact contact;
  contact.id = row.at(0).toString();
  contact.kind = toEnum<domain::ContactKind>(row.at(1));
  contact.value = row.at(2).toString();
  contact.raw = row.at(3).toString();
  contact.national = row.at(4).toString();
  contact.extension = row.at(5).toString();
  contact.usable = row.at(6).toBool();
  return contact;
}

/// recovery or sign-in, slot, purpose, handle, mac, sent_at, expires_at, attempts, matched, sent,
/// live_contact, message
[[nodiscard]] inline domain::CodeRecord codeOf(const QVariantList& row) {
  domain::CodeRecord record;
  record.recoveryId = row.at(0).toString();
  record.slot = row.at(1).toString();
  record.purpose = toEnum<domain::CodePurpose>(row.at(2));
  record.handle = row.at(3).toString();
  record.mac = row.at(4).toByteArray();
  record.sentAt = row.at(5).toLongLong();
  record.expiresAt = row.at(6).toLongLong();
  record.attempts = row.at(7).toInt();
  record.matched = row.at(8).toBool();
  record.sent = row.at(9).toBool();
  record.liveContact = row.at(10).toString();
  record.message = row.at(11).toString();
  return record;
}

/// Nothing where there is none.
[[nodiscard]] inline std::optional<domain::CodeRecord> firstCode(const QList<QVariantList>& rows) {
  if (rows.isEmpty()) return std::nullopt;
  return codeOf(rows.first());
}

}  // namespace latchkey::service::store
