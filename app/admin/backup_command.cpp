// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/backup_command.h"

#include <QFile>
#include <QFileInfo>

#include "app/admin/chain_text.h"
#include "app/admin/service_data.h"
#include "core/platform/files.h"
#include "service/store/sqlite_backup.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
namespace store = service::store;
using platform::FileFault;

constexpr std::size_t keyLimit = 64;

QString explainBackup(const store::BackupFailure& failure, const ServiceData& data, const QString& target) {
  switch (failure.fault) {
    case store::BackupFault::Busy:
      return storeComplaint(data);
    case store::BackupFault::CannotWrite:
      return QStringLiteral(
                 "%1: the copy could not be written whole (%2); check the folder and the room on its disk")
          .arg(target, failure.detail);
    case store::BackupFault::Damaged:
      return QStringLiteral(
                 "%1: the copy is damaged (%2) and was removed: so the database is, or the disk that takes "
                 "the copy; keep the last good backup, and try another disk")
          .arg(target, failure.detail);
    case store::BackupFault::OtherKey:
      return QStringLiteral(
                 "%1: the copy does not belong to the master key, and was removed; somebody has changed the "
                 "key meanwhile: try again")
          .arg(target);
    case store::BackupFault::CannotVerify:
      return QStringLiteral("%1: the copy cannot be read back (%2), and was removed")
          .arg(target, failure.detail);
  }
  return target;
}

QString explainFile(FileFault fault, const QString& path) {
  if (fault == FileFault::Exists) {
    return path +
           QStringLiteral(": there is such a file already, and a backup replaces none; choose another name");
  }
  return path + QStringLiteral(": the file cannot be written; check the folder and the room on its disk");
}

/// Files that go away again unless they are kept: half a backup must not look like one.
class Unfinished {
public:
  explicit Unfinished(QString path) : m_path(std::move(path)) {}
  ~Unfinished() {
    if (!m_path.isEmpty()) QFile::remove(m_path);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void keep() { m_path.clear(); }

private:
  QString m_path;
};

}  // namespace

CommandForm BackupCommand::form() {
  return {
      QStringLiteral("backup"),
      {},
      QStringList{QStringLiteral("to=FILE"), QStringLiteral("with-key")} + dataOptions(),
      QStringLiteral(
          "copy the database as it is at this instant into FILE, which must not be there yet; the service "
          "may run. The copy is checked whole before it has its name. The master key is not in it: whoever "
          "holds both can judge codes and open what is sealed, so keep its copy elsewhere. --with-key puts "
          "it beside, as FILE.key")};
}

int BackupCommand::run(const CommandArguments& arguments) {
  const QString target = arguments.value(QStringLiteral("to"));
  if (target.isEmpty()) return m_console.refuse(QStringLiteral("backup: say where to, with --to FILE"));
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  auto* const file = dynamic_cast<store::SqliteDatabase*>((*data)->database.get());
  if (file == nullptr) {
    return m_console.fail(
        QStringLiteral(
            "%1: this database is on a server, whose own means copy it (pg_dump, or its archive); the "
            "master key is kept apart from that: %2")
            .arg((*data)->database->place(), (*data)->configuration.keyFile));
  }
  const QString keyTarget = target + QStringLiteral(".key");
  const bool withKey = arguments.has(QStringLiteral("with-key"));
  for (const QString& path : {target, withKey ? keyTarget : target}) {
    if (QFileInfo::exists(path)) return m_console.fail(explainFile(FileFault::Exists, path));
  }

  const QString part = target + QStringLiteral(".part");
  // For its owner alone from the first byte: it holds contacts.
  if (const auto made = platform::createPrivateFile(part, {}); !made) {
    return m_console.fail(
        made.error() == FileFault::Exists
            ? part + QStringLiteral(": a backup is being made there, or was cut off; remove that "
                                    "file if none is")
            : explainFile(made.error(), part));
  }
  Unfinished copy(part);
  const auto trail = store::copyDatabase(*file, *(*data)->keys, part);
  if (!trail) return m_console.fail(explainBackup(trail.error(), **data, target));

  Unfinished key(withKey ? keyTarget : QString());
  if (withKey) {
    const auto master = platform::readPrivateFile((*data)->configuration.keyFile, keyLimit);
    const auto written =
        master ? platform::createPrivateFile(
                     keyTarget, QByteArrayView(master->view().data(), static_cast<qsizetype>(master->size())))
               : unexpected(master.error());
    if (!written) {
      if (written.error() == FileFault::Exists) key.keep();  // somebody else's
      return m_console.fail(explainFile(written.error(), keyTarget));
    }
  }
  if (const auto named = platform::publishFile(part, target); !named) {
    return m_console.fail(explainFile(named.error(), target));
  }
  copy.keep();
  key.keep();

  const auto tables = (*data)->store.begin(domain::Access::Write);
  tables->outgoing().note({(*data)->clock.now(),
                           QStringLiteral("backup-made"),
                           {},
                           {},
                           withKey ? QStringLiteral("with-key") : QString()});
  if (!tables->commit()) {
    m_console.complain(
        QStringLiteral("warning: the backup is made, but that it was could not be noted in the audit trail"));
  }
  m_console.print(
      QStringLiteral("backup %1: %2 bytes, whole").arg(singleLine(target)).arg(QFileInfo(target).size()));
  if (trail->broken) {
    // The copy is what it was made of, and may be needed to find out what happened.
    return m_console.fail(QStringLiteral("the audit trail in it is broken, as in the database: ") +
                          explain(*trail->broken));
  }
  m_console.print(QStringLiteral("audit trail: %1 rows, head %2").arg(trail->rows).arg(written(trail->end)));
  return Succeeded;
}

}  // namespace latchkey::admin
