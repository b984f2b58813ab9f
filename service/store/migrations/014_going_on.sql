-- SPDX-License-Identifier: GPL-3.0-or-later
-- Going on from another PC.

-- The receipt that somebody gave when they opened this recovery, to go on from; empty: none. What became of it
-- (the enum Continuation), and since when this recovery goes by the receipt of the one that it went on from.
ALTER TABLE recoveries ADD COLUMN earlier_receipt TEXT NOT NULL DEFAULT '';
ALTER TABLE recoveries ADD COLUMN continuation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recoveries ADD COLUMN receipt_at INTEGER NOT NULL DEFAULT 0;
