-- SPDX-License-Identifier: GPL-3.0-or-later
-- What becomes of a code. message: the one that carries it. problems: of the number, as bits in the order of
-- domain::PhoneProblem; only where the realm tells. The states of messages go on with 5 delivered and 6 not
-- delivered, as relay or gateway reported afterwards.
ALTER TABLE codes ADD COLUMN message TEXT NOT NULL DEFAULT '';

ALTER TABLE methods ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;
