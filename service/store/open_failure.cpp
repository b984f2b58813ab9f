// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/open_failure.h"

namespace latchkey::service::store {

QString explain(const OpenFailure& failure) {
  const QString& path = failure.path;
  switch (failure.fault) {
    case OpenFault::CannotOpen:
      return QStringLiteral(
                 "%1: the database cannot be opened (%2). Check that the folder exists, that this user may "
                 "write to it, and that the disk has room.")
          .arg(path, failure.detail);
    case OpenFault::NoServer:
      return QStringLiteral(
                 "%1: the database server does not answer or refuses us (%2). Check that it runs, and the "
                 "host, "
                 "port, name, user, password and authority in [store].")
          .arg(path, failure.detail);
    case OpenFault::ClockApart:
      return QStringLiteral(
                 "%1: %2. Services on one database go by their clocks together: set this machine's and the "
                 "server's by NTP (timedatectl), and start again.")
          .arg(path, failure.detail);
    case OpenFault::UnfitServer:
      return QStringLiteral(
                 "%1: %2. Latchkey needs PostgreSQL 13 or later and a database whose encoding is UTF8.")
          .arg(path, failure.detail);
    case OpenFault::InUse:
      return QStringLiteral(
                 "%1: latchkeyd or latchkeyctl is at work on this database, here or on another machine. Stop "
                 "all of them first. Nothing was changed.")
          .arg(path);
    case OpenFault::Busy:
      return QStringLiteral(
                 "%1: another program is writing to the database and did not end in time. Nothing was "
                 "changed; try again.")
          .arg(path);
    case OpenFault::Damaged:
      return QStringLiteral(
                 "%1: this is no database, or it is damaged (%2). Move it away and restore the last backup.")
          .arg(path, failure.detail);
    case OpenFault::Newer:
      return QStringLiteral(
                 "%1: the database was made by a later version of Latchkey (%2). Install that version, or "
                 "restore a backup from before the upgrade.")
          .arg(path, failure.detail);
    case OpenFault::OtherKey:
      return QStringLiteral(
                 "%1: the database belongs to another master key. Restore the key file that it was made "
                 "with.")
          .arg(path);
    case OpenFault::MigrationFailed:
      return QStringLiteral("%1: the database could not be brought to the present version (%2).")
          .arg(path, failure.detail);
  }
  return path;
}

}  // namespace latchkey::service::store
