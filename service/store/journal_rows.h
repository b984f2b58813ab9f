// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

#include "service/domain/journal_chain.h"

namespace latchkey::service::store {

#define JOURNAL_COLUMNS "number, at, event, recovery_id, account_key, detail, receipt, link"

/// Rows that are read at a time.
inline constexpr int journalPage = 1000;

/// JOURNAL_COLUMNS
[[nodiscard]] inline domain::JournalRow journalRowOf(const QVariantList& row) {
  return {row.at(0).toLongLong(),
          {row.at(1).toLongLong(), row.at(2).toString(), row.at(3).toString(), row.at(4).toString(),
           row.at(5).toString(), row.at(6).toString()},
          row.at(7).toByteArray()};
}

}  // namespace latchkey::service::store
