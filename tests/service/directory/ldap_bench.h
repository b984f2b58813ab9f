// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTemporaryDir>
#include <memory>
#include <mutex>

#include "service/directory/ldap_directory.h"
#include "service/store/sql_change_ledger.h"
#include "service/store/sqlite_database.h"
#include "tests/service/directory/directory_contract.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/manual_clock.h"
#include "tests/support/plain_parts.h"
#include "tests/support/test_keyed_hash.h"

namespace latchkey::tests {

/// Everything that an LdapDirectory needs, on a real SQLite file; and what it reports.
class LdapHouse {
public:
  using LdapAccess = service::directory::LdapAccess;
  using LdapDirectory = service::directory::LdapDirectory;
  using LdapLayout = service::directory::LdapLayout;

  /// @param file the database; empty: one of its own
  explicit LdapHouse(const QString& file = {}) {
    clock.set(QDateTime::currentMSecsSinceEpoch());
    Realm realm;
    realm.id = QStringLiteral("staff");
    realm.domains = {QStringLiteral("latchkey.test")};
    Realm rest;
    rest.id = QStringLiteral("rest");
    policy.realms = {rest, realm};
    const QString path = file.isEmpty() ? folder.filePath(QStringLiteral("x.db")) : file;
    database = std::move(*service::store::SqliteDatabase::open(path, &keys));
    ledger = std::make_unique<service::store::SqlChangeLedger>(*database);
  }
  [[nodiscard]] std::unique_ptr<LdapDirectory> directory(LdapAccess access, const LdapLayout& layout) {
    const auto report = [this](const service::directory::LdapEvent& event) {
      const std::lock_guard lock(mutex);
      events.append(event.what + u' ' + event.detail);
    };
    return std::make_unique<LdapDirectory>(
        std::move(access), layout, service::directory::HashCost::minimum(),
        service::directory::LdapParts{numbering, *ledger, clock, report, present(), ledger.get()});
  }
  [[nodiscard]] std::function<std::shared_ptr<const ServicePolicy>()> present() {
    return [this] { return std::make_shared<const ServicePolicy>(policy); };
  }
  [[nodiscard]] QString said() {
    const std::lock_guard lock(mutex);
    return events.join(u'\n');
  }

  QTemporaryDir folder;
  TestKeyedHash keys;
  ManualClock clock;
  JapaneseNumbering numbering;
  ServicePolicy policy;
  std::unique_ptr<service::store::SqliteDatabase> database;
  std::unique_ptr<service::store::SqlChangeLedger> ledger;
  std::mutex mutex;
  QStringList events;
};

/// The directory of a helper server, seen by its administrator and by the product.
class LdapBench : public DirectoryBench {
public:
  LdapBench(const HelperServer& server, QString url, service::directory::LdapLayout shape, QByteArray bindDn,
            LdapAdmin administrator)
      : layout(std::move(shape)),
        admin(std::move(administrator)),
        m_url(std::move(url)),
        m_authority(server.authority()),
        m_bindDn(std::move(bindDn)) {
    restart();
  }
  void restart() { m_directory = house.directory(access(), layout); }
  [[nodiscard]] service::directory::LdapAccess access() const {
    return accessTo(m_url, m_authority, m_bindDn);
  }
  [[nodiscard]] static service::directory::LdapAccess accessTo(const QString& url, const QString& authority,
                                                               const QByteArray& bindDn) {
    service::directory::LdapAccess access;
    access.urls = {url};
    access.caFile = authority;
    access.bindDn = bindDn;
    access.password = platform::Secret("Serv1ce-Start-9");
    access.operationDeadline = std::chrono::seconds(60);  // the machine may be loaded
    access.connectDeadline = std::chrono::seconds(60);
    return access;
  }
  [[nodiscard]] service::directory::LdapDirectory& directory() override { return *m_directory; }
  /// As the directory's own means do it at the next sign-in.
  virtual bool changedByOwner(const QString& login, const char* password) = 0;
  /// That it has to be changed; the password stays.
  virtual bool takeMarkOff(const QString& login) = 0;
  [[nodiscard]] const QString& url() const { return m_url; }

  LdapHouse house;
  service::directory::LdapLayout layout;
  LdapAdmin admin;

private:
  QString m_url;
  QString m_authority;
  QByteArray m_bindDn;
  std::unique_ptr<service::directory::LdapDirectory> m_directory;
};

}  // namespace latchkey::tests
