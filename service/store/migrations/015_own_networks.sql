-- SPDX-License-Identifier: GPL-3.0-or-later
-- People inside an organisation's own networks.

-- Whether whoever passed the challenge asked from within the realm's own networks, and is told what is wrong.
ALTER TABLE recoveries ADD COLUMN inside INTEGER NOT NULL DEFAULT 0;
