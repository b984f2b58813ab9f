-- SPDX-License-Identifier: GPL-3.0-or-later
-- As 005_journal_chain.sql; no program has kept a journal in PostgreSQL before it was a chain, so that there are no
-- rows to be numbered.

DROP TABLE journal;

CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  recovery_id TEXT NOT NULL,
  account_key TEXT NOT NULL,
  detail TEXT NOT NULL,
  receipt TEXT NOT NULL,
  link BLOB NOT NULL
);

CREATE INDEX journal_account ON journal (account_key) WHERE account_key <> '';
CREATE INDEX journal_receipt ON journal (receipt) WHERE receipt <> '';

CREATE TABLE journal_head (
  id INTEGER PRIMARY KEY,
  pruned INTEGER NOT NULL,
  pruned_link BLOB NOT NULL,
  last INTEGER NOT NULL,
  last_link BLOB NOT NULL,
  seal BLOB NOT NULL
);
