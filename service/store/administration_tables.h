// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/session.h"

/// The tables that administration changes.
namespace latchkey::service::store {

class SqlAccounts final : public domain::AccountTable {
public:
  explicit SqlAccounts(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::Account> find(const QString& key) override;
  [[nodiscard]] QString addContact(const QString& key, const domain::Contact& contact) override;
  [[nodiscard]] bool removeContact(const QString& key, const QString& contactId,
                                   std::optional<qint64> kept) override;
  [[nodiscard]] QList<domain::Contact> removedContacts(const QString& key, qint64 since) override;

private:
  Session& m_session;
};

class SqlSettings final : public domain::SettingTable {
public:
  explicit SqlSettings(Session& session) : m_session(session) {}
  [[nodiscard]] QHash<QString, QString> of(const QString& realm) override;
  void put(const QString& realm, const QString& name, const QString& value) override;
  [[nodiscard]] bool remove(const QString& realm, const QString& name) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
