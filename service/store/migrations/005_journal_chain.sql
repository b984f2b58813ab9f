-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal becomes a chain (docs/decisions/0013). Rows that are there already are numbered in the order in
-- which they came; Journal::adopt() links them and seals the head. The receipt stands in each row, since the
-- recovery itself is pruned long before.

CREATE TABLE chained_journal (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  recovery_id TEXT NOT NULL,
  account_key TEXT NOT NULL,
  detail TEXT NOT NULL,
  receipt TEXT NOT NULL,
  link BLOB NOT NULL
);

INSERT INTO chained_journal (number, at, event, recovery_id, account_key, detail, receipt, link)
  SELECT ROW_NUMBER() OVER (ORDER BY j.rowid), j.at, j.event, j.recovery_id, j.account_key, j.detail,
    COALESCE((SELECT r.receipt FROM recoveries r WHERE r.id = j.recovery_id), ''), x''
  FROM journal j ORDER BY j.rowid;

DROP TABLE journal;
ALTER TABLE chained_journal RENAME TO journal;
CREATE INDEX journal_account ON journal (account_key) WHERE account_key <> '';
CREATE INDEX journal_receipt ON journal (receipt) WHERE receipt <> '';

-- One row. pruned: the number of the last row that was removed for its age, and its link.
CREATE TABLE journal_head (
  id INTEGER PRIMARY KEY,
  pruned INTEGER NOT NULL,
  pruned_link BLOB NOT NULL,
  last INTEGER NOT NULL,
  last_link BLOB NOT NULL,
  seal BLOB NOT NULL
);
