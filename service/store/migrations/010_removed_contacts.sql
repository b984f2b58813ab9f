-- SPDX-License-Identifier: GPL-3.0-or-later
-- Contacts that were taken from accounts, for as long as they are still told when one is recovered.
CREATE TABLE removed_contacts (
  account_key TEXT NOT NULL REFERENCES accounts(account_key) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  extension TEXT NOT NULL,
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (account_key, kind, value, extension)
);

CREATE INDEX removed_contacts_age ON removed_contacts (removed_at);
