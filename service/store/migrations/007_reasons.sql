-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the reasons of a recovery need: first passwords, and lockouts.

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

-- A lockout of the embedded directory.
ALTER TABLE accounts ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;

-- What the directory said of the lock when the last gate was passed, and what the recovery came to.
ALTER TABLE recoveries ADD COLUMN lock_state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN finish INTEGER NOT NULL DEFAULT 0;

-- The masks of what was registered when it was done, a line each, for who thinks that somebody else uses the account.
ALTER TABLE recoveries ADD COLUMN contacts TEXT NOT NULL DEFAULT '';

-- What an attempt is for: 0 a password, 1 the lock.
ALTER TABLE finishes ADD COLUMN finish INTEGER NOT NULL DEFAULT 0;
