#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""guards.py finds what is missing."""
import unittest

import guards

HEADER = "enum class Guard {\n  One,  ///< not, Two\n  Three\n};\n"


class GuardsTest(unittest.TestCase):
    def test_the_guards_are_those_of_the_enum(self):
        self.assertEqual(guards.guards_in(HEADER), ["One", "Three"])

    def test_all_in_order(self):
        rows = guards.rows_in("# comment\nOne | a | b | c\nThree | a | b | c\n")
        uses = guards.uses_in(["if (isOn(platform::Guard::One)) return;", "Guard::Three"])
        self.assertEqual(guards.faults_of(["One", "Three"], rows, uses), [])

    def test_a_guard_without_a_row_is_a_fault(self):
        faults = guards.faults_of(["One", "Three"], guards.rows_in("One | a | b | c"), {"One", "Three"})
        self.assertEqual(faults, ["Three: no test in guards.txt"])

    def test_a_guard_without_a_use_is_a_fault(self):
        faults = guards.faults_of(["One"], guards.rows_in("One | a | b | c"), set())
        self.assertEqual(faults, ["One: guards nothing"])

    def test_a_row_of_no_guard_is_a_fault(self):
        faults = guards.faults_of(["One"], guards.rows_in("One | a | b | c\nTwo | a | b | c"), {"One"})
        self.assertEqual(len(faults), 1)


if __name__ == "__main__":
    unittest.main()
