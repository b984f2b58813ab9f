-- SPDX-License-Identifier: GPL-3.0-or-later
-- The appeal. Not tied to recoveries, which are pruned a day after their end, nor to accounts, which may live in
-- another directory or nowhere at all.

-- contact, answers: sealed under a key that is not in the database. ticket: a keyed hash; NULL until the approval's
-- code was sent.
CREATE TABLE appeals (
  id TEXT PRIMARY KEY,
  receipt TEXT NOT NULL,
  account_key TEXT NOT NULL,
  given_name TEXT NOT NULL,
  realm TEXT NOT NULL,
  cause INTEGER NOT NULL,
  language INTEGER NOT NULL,
  state INTEGER NOT NULL,
  handle TEXT NOT NULL,
  slot TEXT NOT NULL,
  contact_mask TEXT NOT NULL,
  contact BLOB NOT NULL,
  answers BLOB NOT NULL,
  begun_at INTEGER NOT NULL,
  filed_at INTEGER NOT NULL DEFAULT 0,
  decided_at INTEGER NOT NULL DEFAULT 0,
  decided_by TEXT NOT NULL DEFAULT '',
  release_at INTEGER NOT NULL DEFAULT 0,
  ticket BLOB,
  ticket_expires_at INTEGER NOT NULL DEFAULT 0,
  opened_recovery TEXT NOT NULL DEFAULT '',
  touched_at INTEGER NOT NULL
);

CREATE INDEX appeals_account ON appeals (account_key);
CREATE INDEX appeals_receipt ON appeals (receipt);
CREATE INDEX appeals_due ON appeals (state, release_at);
CREATE UNIQUE INDEX appeals_ticket ON appeals (ticket) WHERE ticket IS NOT NULL;

-- The appeal that a recovery was opened by; empty: none.
ALTER TABLE recoveries ADD COLUMN appeal_id TEXT NOT NULL DEFAULT '';
