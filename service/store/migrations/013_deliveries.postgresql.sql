-- SPDX-License-Identifier: GPL-3.0-or-later
-- As 013_deliveries.sql.
ALTER TABLE codes ADD COLUMN message TEXT NOT NULL DEFAULT '';

ALTER TABLE methods ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;

-- The order in which messages came, which SQLite numbers by itself under this name.
ALTER TABLE messages ADD COLUMN rowid INTEGER NOT NULL GENERATED ALWAYS AS IDENTITY;
