-- SPDX-License-Identifier: GPL-3.0-or-later
-- "Secure your account": what people register themselves, and their sign-ins to do so. Not tied to accounts, which may
-- live in another directory.

-- removed_at: it is told of recoveries for a while longer, and good for nothing else; 0: it stands.
-- usable_at, here and below: before that it recovers nothing.
CREATE TABLE registered_contacts (
  account_key TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  national TEXT NOT NULL,
  extension TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  usable_at BIGINT NOT NULL,
  removed_at BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (account_key, contact_id)
);

CREATE INDEX registered_contacts_removed ON registered_contacts (removed_at) WHERE removed_at > 0;

ALTER TABLE authenticators ADD COLUMN usable_at BIGINT NOT NULL DEFAULT 0;
-- As its owner named it.
ALTER TABLE authenticators ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE security_keys ADD COLUMN usable_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE question_sets ADD COLUMN usable_at BIGINT NOT NULL DEFAULT 0;

-- pending: what is being added, sealed under a key that is not in the database.
CREATE TABLE enrolments (
  id TEXT PRIMARY KEY,
  account_key TEXT NOT NULL,
  given_name TEXT NOT NULL,
  realm TEXT NOT NULL,
  language INTEGER NOT NULL,
  source TEXT NOT NULL,
  stage INTEGER NOT NULL,
  live INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  proven_until BIGINT NOT NULL,
  is_proof INTEGER NOT NULL,
  slot TEXT NOT NULL,
  handle TEXT NOT NULL,
  pending BLOB NOT NULL,
  pending_until BIGINT NOT NULL,
  version INTEGER NOT NULL
);

CREATE INDEX enrolments_account ON enrolments (account_key) WHERE live = 1;
CREATE INDEX enrolments_expiry ON enrolments (expires_at);

-- Codes of sign-ins, and the tries at whatever else is judged: as those of recoveries.
CREATE TABLE enrolment_codes (
  enrolment_id TEXT NOT NULL REFERENCES enrolments(id) ON DELETE CASCADE,
  slot TEXT NOT NULL,
  purpose INTEGER NOT NULL,
  handle TEXT NOT NULL,
  mac BLOB NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  live_contact TEXT,
  message TEXT NOT NULL,
  PRIMARY KEY (enrolment_id, slot, purpose)
);

CREATE UNIQUE INDEX enrolment_codes_live ON enrolment_codes (live_contact, purpose);

-- Changes that no message could tell: shown at the next sign-in. shown_in: the sign-in that shows it; empty: none yet.
CREATE TABLE registration_news (
  account_key TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind INTEGER NOT NULL,
  added INTEGER NOT NULL,
  shown_in TEXT NOT NULL DEFAULT ''
);

CREATE INDEX registration_news_account ON registration_news (account_key);
