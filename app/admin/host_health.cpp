// SPDX-License-Identifier: GPL-3.0-or-later
// What is on this machine: files, database, certificate.
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>
#include <cstdlib>

#include "app/admin/health.h"
#include "app/stores/stores.h"
#include "core/platform/files.h"
#include "service/config/data_layout.h"
#include "service/domain/notices.h"
#include "service/keys/certificate_report.h"
#include "service/store/postgres_database.h"
#include "service/store/postgres_log.h"
#include "service/store/sql_store.h"

namespace latchkey::admin {

namespace config = service::config;
namespace domain = service::domain;
namespace store = service::store;

namespace {

constexpr qint64 mebibyte = qint64{1024} * 1024;
constexpr qint64 leastSpace = 64 * mebibyte;  ///< below: recoveries are about to be refused
constexpr qint64 littleSpace = 1024 * mebibyte;
constexpr qint64 dayMs = qint64{24} * 3600 * 1000;
constexpr qint64 renewalMs = 21 * dayMs;
constexpr qint64 largestPem = mebibyte;

bool isOpenToOthers(const QString& path) {
  const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                      QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
  return (QFileInfo(path).permissions() & others) != 0;
}

QString sizeOf(qint64 bytes) {
  return QLocale::c().formattedDataSize(bytes, 1);
}

HealthFinding healthOfSpace(const QString& folder) {
  const QString what = QStringLiteral("disk");
  const QStorageInfo disk(folder);
  if (!disk.isValid() || !disk.isReady()) {
    return {what, Health::Worrying, folder + QStringLiteral(": the free space cannot be found out"),
            QStringLiteral("look at the disk")};
  }
  const qint64 left = disk.bytesAvailable();
  const QString said = QStringLiteral("%1 left at %2").arg(sizeOf(left), folder);
  if (left >= littleSpace) return {what, Health::Fine, said, {}};
  return {what, left < leastSpace ? Health::Broken : Health::Worrying, said,
          QStringLiteral("make room: when it is full, every recovery is refused")};
}

/// @param ahead ms
HealthFinding healthOfServersClock(const QString& place, qint64 ahead) {
  constexpr qint64 second = 1000;
  const QString what = QStringLiteral("clock");
  const QString said =
      QStringLiteral("this machine and %1 are %2 s apart").arg(place).arg(std::llabs(ahead) / second);
  if (std::llabs(ahead) <= store::clockTolerance) return {what, Health::Fine, said, {}};
  return {what, Health::Broken, said,
          QStringLiteral("set both by NTP (timedatectl): latchkeyd does not start, as services that share a "
                         "database go by their clocks together")};
}

/// Whether contacts reach the log of the database's server.
HealthFinding healthOfServersLog(store::Connection* connection) {
  const QString what = QStringLiteral("database");
  const auto settings = connection == nullptr ? std::nullopt : store::talkativeSettings(*connection);
  if (!settings) {
    return {what, Health::Worrying, QStringLiteral("what its server logs cannot be found out"),
            QStringLiteral("compare its settings with docs/operations.md")};
  }
  if (settings->isEmpty()) {
    return {what, Health::Fine, QStringLiteral("its server logs no values of statements"), {}};
  }
  const QString role = store::roleOf(*connection);
  QStringList are;
  QStringList wanted;
  for (const store::LoggingSetting& setting : *settings) {
    are << QStringLiteral("%1 = %2").arg(setting.name, setting.value);
    wanted << QStringLiteral("ALTER ROLE %1 SET %2 = %3;").arg(role, setting.name, setting.wanted);
  }
  return {what, Health::Worrying,
          QStringLiteral("contacts can reach its server's log (%1)").arg(are.join(QStringLiteral(", "))),
          QStringLiteral("have a superuser run: %1").arg(wanted.join(u' '))};
}

HealthFinding databaseFailure(const QString& line) {
  // The line says what to do as well.
  return {QStringLiteral("database"), Health::Broken, line,
          QStringLiteral("docs/operations.md says how to restore")};
}

}  // namespace

HealthFindings healthOfFiles(const config::ServiceConfiguration& configuration) {
  HealthFindings findings;
  const auto closed = [&findings](const QString& path, const char* mode) {
    if (!QFileInfo::exists(path)) return;
    if (!isOpenToOthers(path)) {
      findings.append(
          {QStringLiteral("files"), Health::Fine, path + QStringLiteral(" is closed to others"), {}});
      return;
    }
    findings.append(
        {QStringLiteral("files"), Health::Broken,
         path + QStringLiteral(" is open to other users of this machine"),
         QStringLiteral("set its mode to %1, and consider what has been seen").arg(QLatin1String(mode))});
  };
  // The folder of a demo is whatever somebody made for it.
  if (!configuration.publicUrl.isEmpty()) closed(configuration.dataDirectory, "0700");
  closed(config::databasePath(configuration.dataDirectory), "0600");
  closed(configuration.keyFile, "0600");
  return findings;
}

HealthFindings healthOfDatabase(const config::ServiceConfiguration& configuration,
                                const service::keys::FileKeys& keys, const domain::Clock& clock) {
  const QString what = QStringLiteral("database");
  HealthFindings findings;
  const auto opened = app::openStore(configuration, keys, app::StoreUse::Recoveries);
  if (!opened) {
    findings.append(databaseFailure(opened.error()));
  } else {
    const QString& path = (*opened)->place();
    findings.append({what,
                     Health::Fine,
                     app::isShared(configuration)
                         ? QStringLiteral("%1 answers and belongs to the master key").arg(path)
                         : QStringLiteral("%1 (%2) is whole and belongs to the master key")
                               .arg(path, sizeOf(QFileInfo(path).size())),
                     {}});
    if (const auto ahead = (*opened)->aheadOfServer(clock)) {
      findings.append(healthOfServersClock((*opened)->place(), *ahead));
    }
    if (app::isShared(configuration)) {
      findings.append(healthOfServersLog((*opened)->connection()));
    }
    store::SqlStore tables(**opened);
    // Ends with a rollback.
    if (tables.begin(domain::Access::Write)->failed()) {
      findings.append(
          {what, Health::Broken, path + QStringLiteral(": nobody can write to it now"),
           app::isShared(configuration)
               ? QStringLiteral("look for a server that is a standby, for a transaction that is held open on "
                                "it (pg_stat_activity), and for its disk")
               : QStringLiteral("look for another program that holds it, for a disk that is full or mounted "
                                "read-only, and for files that are not this user's")});
    } else {
      findings.append({what, Health::Fine, QStringLiteral("it can be written to"), {}});
    }
  }
  findings.append(healthOfSpace(configuration.dataDirectory));
  return findings;
}

HealthFindings healthOfCertificate(const config::ServiceConfiguration& configuration,
                                   const domain::Clock& clock) {
  const QString what = QStringLiteral("certificate");
  const QString& path = configuration.tls.certificate;
  if (path.isEmpty() || (!QFileInfo::exists(path) && configuration.publicUrl.isEmpty())) return {};
  const auto pem = platform::readFile(path, largestPem);
  auto key = platform::readFile(configuration.tls.key, largestPem);
  const QString host =
      configuration.publicUrl.isEmpty() ? configuration.listen.host : configuration.publicUrl.host();
  const auto report = service::keys::reportOn(pem.value_or(QByteArray()), key.value_or(QByteArray()), host);
  if (key) platform::wipe(*key);
  if (!report) {
    return {{what, Health::Broken, path + QStringLiteral(": there is no certificate in it that can be read"),
             QStringLiteral("tls.certificate takes PEM, the service's own certificate first")}};
  }
  HealthFindings findings;
  const auto note = [&](Health health, const QString& said, const QString& advice = {}) {
    findings.append({what, health, said, advice});
  };
  const qint64 now = clock.now();
  const QString until = domain::isoTime(report->validUntil);
  const QString renew =
      QStringLiteral("put a new one into tls.certificate and tls.key, and restart latchkeyd");
  if (report->validFrom > now) {
    note(Health::Broken, QStringLiteral("it begins at %1 only").arg(domain::isoTime(report->validFrom)),
         QStringLiteral("look at this machine's clock, or wait"));
  } else if (report->validUntil <= now) {
    note(Health::Broken, QStringLiteral("it ended at %1").arg(until), renew);
  } else {
    note(report->validUntil - now < renewalMs ? Health::Worrying : Health::Fine,
         QStringLiteral("it is good until %1").arg(until),
         report->validUntil - now < renewalMs ? renew : QString());
  }
  if (report->isForHost) {
    note(Health::Fine, QStringLiteral("it is for %1").arg(host));
  } else {
    note(Health::Broken, QStringLiteral("it is for %1 and not for %2").arg(report->names, host),
         QStringLiteral("service.public_url has to be a name in the certificate"));
  }
  if (!report->keyBelongs) {
    note(
        Health::Broken,
        configuration.tls.key + QStringLiteral(": this key does not belong to it, or has a passphrase"),
        QStringLiteral("tls.key takes the key that the certificate was asked for with, in PEM, without one"));
  }
  if (!report->chainFits) {
    note(Health::Broken, QStringLiteral("its chain is not in order"),
         QStringLiteral("put the certificate first, then the one that issued it, and so on"));
  } else if (report->isKnownHere) {
    note(Health::Fine, QStringLiteral("its chain leads to an authority that this machine knows"));
  } else if (report->lastIssuer.isEmpty()) {
    note(Health::Worrying, QStringLiteral("its chain ends in an authority that this machine does not know"),
         QStringLiteral(
             "right for a private authority: its certificate has to be on every PC (`ca` in latchkey.ini)"));
  } else {
    note(Health::Worrying,
         QStringLiteral("its chain ends below %1, which this machine does not know").arg(report->lastIssuer),
         QStringLiteral(
             "add the certificates between to tls.certificate; with a private authority its certificate has "
             "to be on every PC (`ca` in latchkey.ini)"));
  }
  return findings;
}

}  // namespace latchkey::admin
