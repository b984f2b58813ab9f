-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people registered besides their contacts. Not tied to accounts: those may live in another directory.

CREATE TABLE authenticators (
  account_key TEXT NOT NULL,
  factor_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  last_step INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  PRIMARY KEY (account_key, factor_id)
);
