-- SPDX-License-Identifier: GPL-3.0-or-later
-- Directories that are not Latchkey's own.

-- The account as it was asked for, where its canonical key is another; and what the directory demands of its
-- password, for the page.
ALTER TABLE recoveries ADD COLUMN given_name TEXT NOT NULL DEFAULT '';
ALTER TABLE recoveries ADD COLUMN rule_minimum_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN rule_maximum_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN rule_minimum_classes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN rule_refuses_names INTEGER NOT NULL DEFAULT 0;

-- Changes of passwords in a directory that were begun: what it looked like before, so that a lost answer can
-- be cleared up, and the verifier, so that the same password is not taken again.
CREATE TABLE directory_changes (
  account_key TEXT NOT NULL,
  marker TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  server TEXT NOT NULL,
  state_before BLOB NOT NULL,
  verifier BLOB NOT NULL,
  started_at INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  PRIMARY KEY (account_key, marker)
);
