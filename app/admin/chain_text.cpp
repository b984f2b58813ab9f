// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/chain_text.h"

namespace latchkey::admin {

namespace domain = service::domain;
using domain::ChainFault;

QString written(const domain::KnownRow& row) {
  return QString::number(row.number) + u':' + QString::fromLatin1(row.link.toHex());
}

QString explain(const domain::ChainBreak& broken) {
  const QString row = QStringLiteral("row %1 ").arg(broken.row);
  switch (broken.fault) {
    case ChainFault::Changed:
      return row + QStringLiteral("was changed, moved or put in");
    case ChainFault::Missing:
      return row + QStringLiteral("is missing");
    case ChainFault::CutOff:
      return row + QStringLiteral("and what follows are missing: the end was cut off");
    case ChainFault::Head:
      return QStringLiteral(
                 "the head record is gone or was changed at or after row %1: rows may be missing at either "
                 "end")
          .arg(broken.row);
    case ChainFault::NotKnown:
      return row + QStringLiteral("is not the one of --head: the trail was replaced");
  }
  return row;
}

}  // namespace latchkey::admin
