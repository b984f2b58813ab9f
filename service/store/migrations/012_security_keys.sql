-- SPDX-License-Identifier: GPL-3.0-or-later
-- Security keys (FIDO2) as a way to prove who somebody is. Nothing here is secret: a public key and the name that
-- the key itself gave it. sign_count is what the key counted when it signed last; it never goes back.
CREATE TABLE security_keys (
  account_key TEXT NOT NULL,
  credential BLOB NOT NULL,
  public_key BLOB NOT NULL,
  label TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  registered_at BIGINT NOT NULL,
  PRIMARY KEY (account_key, credential)
);
