-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements end with a semicolon at the end of a line. Times are ms since 1970-01-01 UTC.

CREATE TABLE accounts (
  account_key TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  realm TEXT NOT NULL,
  status INTEGER NOT NULL,
  language INTEGER NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE contacts (
  account_key TEXT NOT NULL REFERENCES accounts(account_key) ON DELETE CASCADE,
  contact_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  national TEXT NOT NULL,
  extension TEXT NOT NULL,
  usable INTEGER NOT NULL,
  PRIMARY KEY (account_key, contact_id)
);

CREATE TABLE passwords (
  account_key TEXT PRIMARY KEY REFERENCES accounts(account_key) ON DELETE CASCADE,
  verifier BLOB NOT NULL,
  marker TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);

-- Earlier passwords, and the markers of the changes that brought them.
CREATE TABLE password_history (
  account_key TEXT NOT NULL REFERENCES accounts(account_key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  verifier BLOB NOT NULL,
  marker TEXT NOT NULL,
  PRIMARY KEY (account_key, ordinal)
);

CREATE TABLE settings (
  realm TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (realm, name)
);

CREATE TABLE recoveries (
  id TEXT PRIMARY KEY,
  receipt TEXT NOT NULL,
  account_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  realm TEXT NOT NULL,
  cause INTEGER NOT NULL,
  language INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  source TEXT NOT NULL,
  stage INTEGER NOT NULL,
  live INTEGER NOT NULL,
  ending INTEGER,
  superseded INTEGER NOT NULL,
  retry_at INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  gates_passed INTEGER NOT NULL,
  gates_needed INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  chosen_handle TEXT NOT NULL,
  shown_entry TEXT NOT NULL,
  confirms INTEGER NOT NULL,
  permit_until INTEGER NOT NULL,
  contacts_notified INTEGER NOT NULL,
  version INTEGER NOT NULL
);

CREATE UNIQUE INDEX recoveries_receipt ON recoveries (receipt) WHERE live = 1;
CREATE INDEX recoveries_account ON recoveries (account_key) WHERE live = 1;
CREATE INDEX recoveries_expiry ON recoveries (expires_at);

CREATE TABLE methods (
  recovery_id TEXT NOT NULL REFERENCES recoveries(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  handle TEXT NOT NULL,
  kind INTEGER NOT NULL,
  slot TEXT NOT NULL,
  mask TEXT NOT NULL,
  warning INTEGER NOT NULL,
  value TEXT NOT NULL,
  national TEXT NOT NULL,
  extension TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (recovery_id, position)
);

-- The one challenge of a recovery that can still be answered.
CREATE TABLE challenges (
  recovery_id TEXT PRIMARY KEY REFERENCES recoveries(id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  work_bits INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);

-- live_contact: keyed hash of the contact while this is its one live code, over all recoveries.
CREATE TABLE codes (
  recovery_id TEXT NOT NULL REFERENCES recoveries(id) ON DELETE CASCADE,
  slot TEXT NOT NULL,
  purpose INTEGER NOT NULL,
  handle TEXT NOT NULL,
  mac BLOB NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  matched INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  live_contact TEXT,
  PRIMARY KEY (recovery_id, slot, purpose)
);

CREATE UNIQUE INDEX codes_live ON codes (live_contact, purpose);

CREATE TABLE tallies (
  scope TEXT NOT NULL,
  at INTEGER NOT NULL,
  mark TEXT NOT NULL
);

CREATE INDEX tallies_scope ON tallies (scope, at);
CREATE INDEX tallies_age ON tallies (at);

CREATE TABLE locks (
  scope TEXT PRIMARY KEY,
  locked_until INTEGER NOT NULL
);

CREATE TABLE writes (
  thumbprint BLOB NOT NULL,
  write_key BLOB NOT NULL,
  fingerprint BLOB NOT NULL,
  recovery_id TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  answer BLOB NOT NULL,
  token_epoch INTEGER NOT NULL,
  PRIMARY KEY (thumbprint, write_key)
);

CREATE INDEX writes_age ON writes (claimed_at);

CREATE TABLE finishes (
  account_key TEXT PRIMARY KEY,
  recovery_id TEXT NOT NULL,
  marker TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  thumbprint BLOB NOT NULL,
  write_key BLOB NOT NULL,
  fingerprint BLOB NOT NULL
);

-- state: 0 queued, 1 being sent, 2 sent, 3 given up, 4 outcome unknown and therefore sent.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  recovery_id TEXT NOT NULL,
  channel INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  extension TEXT NOT NULL,
  language INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  reason TEXT NOT NULL
);

CREATE INDEX messages_due ON messages (next_at) WHERE state IN (0, 1);
CREATE INDEX messages_age ON messages (created_at);

CREATE TABLE journal (
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  recovery_id TEXT NOT NULL,
  account_key TEXT NOT NULL,
  detail TEXT NOT NULL
);

CREATE INDEX journal_age ON journal (at);

CREATE TABLE proofs (
  id BLOB PRIMARY KEY,
  forget_at INTEGER NOT NULL
);

CREATE INDEX proofs_age ON proofs (forget_at);
