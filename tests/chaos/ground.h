// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <array>
#include <memory>
#include <optional>

#include "tests/chaos/mailbox.h"
#include "tests/support/helper_server.h"
#include "tests/support/ldap_admin.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"

namespace latchkey::chaos {

/// The programs, and the key and certificate that all services of a run have.
struct Programs {
  QString service;
  QString control;
  QString home;    ///< a data folder of the demo's
  QString before;  ///< latchkeyd of an earlier version, its latchkeyctl beside it; empty: see Version
};

/// Somebody who is recovered: the account's name, the part of the address that is asked for, the address.
struct Someone {
  QString account;
  QString entry;
  QString address;
};

/// Two services on one PostgreSQL, as behind a balancer, with a mail relay and a clock of their own.
class Ground {
public:
  static constexpr int people = 150;
  enum class Directory { Embedded, OpenLdap };

  /// @param folder where the services keep their data; empty: one of its own
  Ground(const Programs& programs, tests::PostgresServer& server, Directory directory = Directory::Embedded,
         const QString& folder = {});

  /// Where no earlier one is given, the present one and one that knows a migration more stand for the two.
  enum class Version { Present, Next };
  void start(int which, Version version = Version::Present);
  /// The present version, after the next one has migrated: whether it is told that it is too old, and ends.
  [[nodiscard]] bool isRefusedAsTooOld(int which) const;
  void kill(int which) { services[static_cast<std::size_t>(which)]->kill(); }
  /// As a machine that is put to sleep, and wakes up later.
  void holdStill(int which) const;
  void wake(int which) const;
  /// For the services, not for the relay and the database: what has been waited for is due at once.
  void passTime(qint64 seconds);

  [[nodiscard]] Someone someone(int number) const;
  [[nodiscard]] static QString newPassword(int number) {
    return QStringLiteral("Quiet-River-%1x").arg(number);
  }
  [[nodiscard]] bool signsIn(int number) const;  ///< by that, at the OpenLDAP
  /// What came of one request; nothing where nobody answers. Any thread.
  [[nodiscard]] tests::RawAnswer ask(int which, const QByteArray& request) const;
  [[nodiscard]] QUrl origin() const { return QUrl(QStringLiteral("https://recovery.example.com")); }
  [[nodiscard]] QVariant inDatabase(const QString& sql) const { return server.ask(m_database, sql); }
  [[nodiscard]] qint64 now() const;  ///< as the services have it
  /// Whether `latchkeyctl audit verify` finds the trail whole.
  [[nodiscard]] bool isTrailWhole() const;
  [[nodiscard]] bool isOpenLdap() const { return m_directory != nullptr; }

  tests::PostgresServer& server;
  tests::HelperServer relay;
  Mailbox mailbox{relay.folder()};
  std::array<std::unique_ptr<tests::ServiceProcess>, 2> services;
  [[nodiscard]] tests::HelperServer& directory() { return *m_directory; }
  /// Between the services and the directory.
  [[nodiscard]] tests::HelperServer& directoryLine() { return *m_line; }

private:
  [[nodiscard]] QString path(const QByteArray& name) const;
  void write(const QByteArray& name, const QByteArray& content) const;
  [[nodiscard]] QString clockFile() const { return m_clock.filePath(QStringLiteral("passed")); }
  [[nodiscard]] QString serviceOf(Version version) const;
  [[nodiscard]] QString controlOf(Version version) const;
  [[nodiscard]] QStringList environment(Version version) const;
  [[nodiscard]] QByteArray configuration(int which) const;
  [[nodiscard]] QStringList fileOf(int which) const;
  void addPeople();

  const Programs& m_programs;
  QTemporaryDir m_folder;
  QTemporaryDir m_clock;  ///< on a disk that is never full
  QString m_database = server.emptyDatabase().name;
  std::unique_ptr<tests::HelperServer> m_directory;
  std::unique_ptr<tests::HelperServer> m_line;
  std::unique_ptr<tests::LdapAdmin> m_admin;
  std::array<quint16, 2> m_ports{};
  qint64 m_passed = 0;
  Version m_version = Version::Present;  ///< that the database has
};

}  // namespace latchkey::chaos
