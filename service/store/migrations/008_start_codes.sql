-- SPDX-License-Identifier: GPL-3.0-or-later
-- Start codes that are used up by the password and not by the gate; what a recovery's end is counted from.

-- The recovery that has proven with the code and may set the password; empty: nobody.
ALTER TABLE start_codes ADD COLUMN reserved_by TEXT NOT NULL DEFAULT '';

-- Passwords of other directories that were set through this service before that was written down.
INSERT INTO passwords_set (account_key, set_at)
  SELECT account_key, MAX(started_at) FROM directory_changes WHERE confirmed = 1 GROUP BY account_key
  ON CONFLICT (account_key) DO NOTHING;

-- The account itself, where only a start code can prove who its owner is; until then all goes by the name that
-- was typed.
ALTER TABLE recoveries ADD COLUMN start_key TEXT NOT NULL DEFAULT '';

-- When it was done: what follows from that must not move with what is asked afterwards.
ALTER TABLE recoveries ADD COLUMN finished_at INTEGER NOT NULL DEFAULT 0;
UPDATE recoveries SET finished_at = touched_at WHERE stage = 5;
