// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

#include "service/domain/ports.h"
#include "service/domain/records.h"

/// The journal as a chain: each row carries a keyed hash over itself and over the hash of the row before, so
/// that whoever may write the database, but has not the master key, cannot change, remove, move or add a row
/// unseen. A sealed head record says where the chain begins and ends. Pure functions and values.
namespace latchkey::service::domain {

/// One row as it is stored.
struct JournalRow {
  qint64 number = 0;  ///< 1, 2, 3, … without a gap
  JournalEntry entry;
  QByteArray link;  ///< 32 bytes; see linkOf()
};

struct JournalHead {
  qint64 pruned = 0;      ///< number of the last row that was pruned; 0: none was
  QByteArray prunedLink;  ///< its link; what the first row kept is chained to
  qint64 last = 0;        ///< number of the last row; equal to `pruned` when there is none
  QByteArray lastLink;
  QByteArray seal;  ///< keyed hash of all of these
};

/// The event of the row that follows those of before the chain.
inline constexpr const char* journalAdopted = "journal-adopted";

/// What row.link has to be. Every field of the row counts, each with its length.
[[nodiscard]] QByteArray linkOf(const KeyedHash& keys, const QByteArray& before, const JournalRow& row);

/// The head of a journal without rows, sealed.
[[nodiscard]] JournalHead emptyHead(const KeyedHash& keys);
void seal(const KeyedHash& keys, JournalHead& head);
[[nodiscard]] bool isSealed(const KeyedHash& keys, const JournalHead& head);

/// The end of the chain as somebody wrote it down earlier, outside the database.
struct KnownRow {
  qint64 number = 0;
  QByteArray link;
};

enum class ChainFault {
  Changed,  ///< the row is not the one that was written: changed, moved, or put in
  Missing,
  CutOff,    ///< the end is missing from this row on
  Head,      ///< the head record is gone or was changed: rows may be missing at either end
  NotKnown,  ///< the row is not the one that was written down, though it fits the chain
};
[[nodiscard]] QString codeOf(ChainFault fault);  ///< "changed", "missing", "cut-off", "head", "not-known"
struct ChainBreak {
  ChainFault fault = ChainFault::Changed;
  qint64 row = 0;  ///< the first that is not right
};

/// Takes the rows in the order of their numbers and finds the first that is not right.
class ChainCheck {
public:
  /// @param head as it is stored; nothing where there is none. The keys must outlive the check.
  ChainCheck(const KeyedHash& keys, std::optional<JournalHead> head,
             std::optional<KnownRow> known = std::nullopt);
  /// False when nothing that follows can matter any more.
  [[nodiscard]] bool take(const JournalRow& row);
  /// After the last row.
  [[nodiscard]] std::optional<ChainBreak> finish() const;
  [[nodiscard]] qint64 rows() const { return m_rows; }

private:
  const KeyedHash& m_keys;
  std::optional<JournalHead> m_head;
  std::optional<KnownRow> m_known;
  std::optional<ChainBreak> m_broken;
  std::optional<ChainBreak> m_notKnown;
  qint64 m_number;
  QByteArray m_link;
  qint64 m_rows = 0;
};

}  // namespace latchkey::service::domain
