-- SPDX-License-Identifier: GPL-3.0-or-later
-- Temporary passwords in directories that do not end them by themselves.

-- What the directory looked like when it had taken one (empty: not known), so that nobody's own password is taken for
-- it when its time is over.
CREATE TABLE temporary_ends (
  account_key TEXT PRIMARY KEY,
  marker TEXT NOT NULL,
  server TEXT NOT NULL,
  state_after BLOB NOT NULL,
  expires_at INTEGER NOT NULL
);

CREATE INDEX temporary_ends_expiry ON temporary_ends (expires_at);
