// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/rotate_command.h"

#include <QFile>

#include "app/start/data_lock.h"
#include "app/start/start_failure.h"
#include "app/stores/stores.h"
#include "service/keys/key_files.h"

namespace latchkey::admin {

namespace keys = service::keys;
namespace store = service::store;

CommandForm RotateCommand::form() {
  return {
      QStringLiteral("keys rotate"),
      {},
      dataOptions(),
      QStringLiteral(
          "make another master key, and bring everything to it that is under the present one. Stop "
          "latchkeyd first. Open recoveries, start codes and the codes of \"this was not me\" in messages "
          "that are out end with the old key, which is kept beside the new one for the backups of before")};
}

int RotateCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  try {
    // latchkeyd has the old key in its memory: what it wrote by it afterwards, nobody could read.
    const app::DataLock lock((*data)->configuration.dataDirectory);
    return rotate(**data);
  } catch (const app::StartFailure& failure) {
    return m_console.fail(failure.line());
  }
}

int RotateCommand::rotate(ServiceData& data) {
  const QString& keyFile = data.configuration.keyFile;
  // Before anything is changed: no moment without a key for what the database holds.
  const auto fresh = keys::makeNextKey(keyFile, data.random);
  if (!fresh) return m_console.fail(keys::explain(fresh.error()));
  const auto oldBox = data.keys->box(data.random);
  const auto newBox = (*fresh)->box(data.random);
  const auto report =
      store::rotateKeys(*data.database, {*data.keys, **fresh, *oldBox, *newBox}, data.clock.now());
  if (!report) {
    const QString why = store::explain(report.error());
    if (report.error().fault == store::OpenFault::InUse) {
      // Nothing is under it, and a key is nothing to leave about.
      QFile::remove(keys::nextKeyPath(keyFile));
      return m_console.fail(why);
    }
    return m_console.fail(
        QStringLiteral("%1 Whether the new key is in force already, the next start finds out.").arg(why));
  }
  if (const auto placed = keys::placeNextKey(keyFile, data.random); !placed) {
    return m_console.fail(QStringLiteral("%1. The new key is in force; the next start puts it in its place")
                              .arg(keys::explain(placed.error())));
  }
  tell(*report, keyFile);
  if (app::isShared(data.configuration)) {
    m_console.print(
        QStringLiteral("copy it to every other service of this database before they start again: one "
                       "that has the old key is refused"));
  }
  return Succeeded;
}

void RotateCommand::tell(const store::RotationReport& report, const QString& keyFile) {
  if (report.unreadable > 0) {
    m_console.complain(
        QStringLiteral("warning: %1 secrets could not be read with the old key either, and were left")
            .arg(report.unreadable));
  }
  if (report.journalBroken) {
    m_console.complain(QStringLiteral(
        "warning: the audit trail is broken (latchkeyctl audit verify) and was left as it is"));
  }
  m_console.print(QStringLiteral("secrets sealed anew: %1; rows of the audit trail linked anew: %2")
                      .arg(report.resealed)
                      .arg(report.journalRows));
  m_console.print(
      QStringLiteral(
          "ended with the old key: %1 start codes, %2 codes of \"this was not me\", and every open "
          "recovery; approved appeals that get another code: %3")
          .arg(report.startCodes)
          .arg(report.objections)
          .arg(report.approvals));
  m_console.print(
      singleLine(QStringLiteral("the new key is %1: make a backup, and keep a copy of the key apart from it. "
                                "The old one is %2: keep it with the backups of before, and nowhere else")
                     .arg(keyFile, keys::oldKeyPath(keyFile))));
}

}  // namespace latchkey::admin
