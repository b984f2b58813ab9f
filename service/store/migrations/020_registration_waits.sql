-- SPDX-License-Identifier: GPL-3.0-or-later
-- What keeps somebody who takes a way into an account away from putting another in its place at once.

-- Whom a code of "this was not me" was sent to, as a keyed hash; empty: by a program that did not keep it.
ALTER TABLE objection_tickets ADD COLUMN reader TEXT NOT NULL DEFAULT '';

-- Accounts of which something was taken away lately by who was signed in, or whose recoveries were stopped: what is
-- registered before that moment waits, though nothing stands any more.
CREATE TABLE registration_waits (
  account_key TEXT PRIMARY KEY,
  waits_until BIGINT NOT NULL
);
