-- SPDX-License-Identifier: GPL-3.0-or-later
-- Security questions.

-- Which questions somebody registered, and one Argon2id hash of all the answers together: what is in here
-- cannot be guessed answer by answer.
CREATE TABLE question_sets (
  account_key TEXT PRIMARY KEY,
  question_ids TEXT NOT NULL,
  verifier BLOB NOT NULL,
  registered_at INTEGER NOT NULL
);

-- The ids of the questions that a method asks, with commas between; empty for every other method.
ALTER TABLE methods ADD COLUMN asked TEXT NOT NULL DEFAULT '';
