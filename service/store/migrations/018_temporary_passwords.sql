-- SPDX-License-Identifier: GPL-3.0-or-later
-- Temporary passwords of the embedded directory: to be changed at the next sign-in, and good for a while only.

-- Of the password that was set under this marker alone: where another stands in its place, whoever has set it, the
-- row says nothing any more.
CREATE TABLE temporary_passwords (
  account_key TEXT PRIMARY KEY REFERENCES accounts(account_key) ON DELETE CASCADE,
  marker TEXT NOT NULL,
  expires_at INTEGER NOT NULL
);
