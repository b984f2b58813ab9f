-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rehearsals, and what a code was passed by.

-- Whether this recovery ends where a permit would be given; from its opening on. And the handles of the methods
-- that passed its gates, separated by commas.
ALTER TABLE recoveries ADD COLUMN rehearsal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN proven_by TEXT NOT NULL DEFAULT '';

-- The last one of each account, and what it was proven by (numbers of the enum MethodKind).
CREATE TABLE rehearsals (
  account_key TEXT PRIMARY KEY,
  rehearsed_at INTEGER NOT NULL,
  proven_by TEXT NOT NULL
);

-- When a code was passed that had gone to a contact, which is named by a keyed hash.
CREATE TABLE confirmed_contacts (
  account_key TEXT NOT NULL,
  contact_key TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  PRIMARY KEY (account_key, contact_key)
);
