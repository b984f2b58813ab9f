-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the reasons of a recovery need: first passwords.

-- The one start code of an account, as a keyed hash whose key is not in here.
CREATE TABLE start_codes (
  account_key TEXT PRIMARY KEY,
  code_id TEXT NOT NULL,
  mac BLOB NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);

-- Accounts whose password was set through this service, in whatever directory they live.
CREATE TABLE passwords_set (
  account_key TEXT PRIMARY KEY,
  set_at INTEGER NOT NULL
);
