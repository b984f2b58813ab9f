-- SPDX-License-Identifier: GPL-3.0-or-later
-- The language of the account's owner, for notices that a recovery causes.

ALTER TABLE recoveries ADD COLUMN owner_language INTEGER NOT NULL DEFAULT 0;
