// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

#include "service/domain/account_store.h"
#include "service/domain/policy.h"

namespace latchkey::admin {

/// An account as an administrator wrote it, on the command line or in a file.
struct WrittenAccount {
  QString account;
  QString displayName;
  QString realm;  ///< empty: the one that takes the account's domain
  QString mail;
  QString mobile;
  QString phone;
  QString status;  ///< empty: enabled
};

/// Something about one column.
struct Remark {
  QString column;  ///< "mobile"
  QString text;
};

struct AccountReading {
  service::domain::NewAccount entry;
  QList<Remark> faults;    ///< the entry must not be stored
  QList<Remark> warnings;  ///< stored, but perhaps not what was meant
};

/// From what was written to what is stored, by the policy in force.
class AccountForm {
public:
  /// Both must outlive the form.
  AccountForm(const service::domain::ServicePolicy& policy, const service::domain::Numbering& numbering)
      : m_policy(policy), m_numbering(numbering) {}

  [[nodiscard]] AccountReading read(const WrittenAccount& written) const;

  /// The canonical key of an account; nothing for what is no account name.
  [[nodiscard]] std::optional<QString> keyOf(const QString& name) const;
  [[nodiscard]] const service::domain::Realm* realmBy(const QString& id) const;  ///< null: unknown

  /// Mail address or phone number. Nothing, and a fault, for what is neither.
  [[nodiscard]] std::optional<service::domain::Contact> contact(const QString& column, const QString& text,
                                                                const service::domain::Realm& realm,
                                                                AccountReading& reading) const;

private:
  [[nodiscard]] const service::domain::Realm* readName(const WrittenAccount& written,
                                                       AccountReading& reading) const;
  [[nodiscard]] std::optional<service::domain::Contact> mail(const QString& column, const QString& text,
                                                             AccountReading& reading) const;
  [[nodiscard]] std::optional<service::domain::Contact> phone(const QString& column, const QString& text,
                                                              const service::domain::Realm& realm,
                                                              AccountReading& reading) const;

  const service::domain::ServicePolicy& m_policy;
  const service::domain::Numbering& m_numbering;
};

/// "enabled", "not-enabled-for-reset": the words of the status column.
[[nodiscard]] QString wordFor(service::domain::AccountStatus status);
[[nodiscard]] std::optional<service::domain::AccountStatus> statusFrom(const QString& word);
/// "enabled, disabled, …"
[[nodiscard]] QString statusWords();
[[nodiscard]] QString wordFor(service::domain::ContactKind kind);  ///< "mail", "mobile", "phone"

}  // namespace latchkey::admin
