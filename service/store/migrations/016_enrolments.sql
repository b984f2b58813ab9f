-- SPDX-License-Identifier: GPL-3.0-or-later
-- Place for "Secure your account".
UPDATE meta SET value = value;
