-- SPDX-License-Identifier: GPL-3.0-or-later
-- "This was not me". Not tied to accounts: those may live in another directory.

-- Codes that stand in messages, as keyed hashes. used_at: 0 until somebody came with the code.
CREATE TABLE objection_tickets (
  mac BLOB PRIMARY KEY,
  account_key TEXT NOT NULL,
  realm TEXT NOT NULL,
  recovery_id TEXT NOT NULL,
  receipt TEXT NOT NULL,
  subject INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
);

CREATE INDEX objection_tickets_age ON objection_tickets (expires_at);
CREATE INDEX objection_tickets_account ON objection_tickets (account_key);

-- Accounts whose recoveries are stopped. told: whether their contacts have been told.
CREATE TABLE freezes (
  account_key TEXT PRIMARY KEY,
  frozen_at INTEGER NOT NULL,
  frozen_until INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0
);
