#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that the tour has a picture of every page, and that a page without one is not passed over."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tour_pages  # noqa: E402

FILES = {
    "ui/wizard/new_page.h": "class NewPage : public StepPage {\n  PanelContent newContent() const;\n};",
    "ui/wizard/new_row.h": "class NewRow : public QWidget {};",
    **{path: f"enum class {enum} {{\n  First,  ///< not Second\n  Last\n}};" for path, enum in tour_pages.ENUMS},
}
TABLE = "# a line\nNewPage | new\nnewContent | new-panel\n" + "".join(
    f"{enum}::First | new\n{enum}::Last | - never shown\n" for _, enum in tour_pages.ENUMS)
SCENES = 'one.look("new")\none.see("Words", "new-panel")\n'


class Pages(unittest.TestCase):
    def test_the_tree(self):
        self.assertEqual(tour_pages.main(), 0)

    def test_all_is_there(self):
        self.assertEqual(tour_pages.check(FILES, SCENES, TABLE), [])

    def test_what_has_no_line(self):
        for gone in ("NewPage | new\n", "newContent | new-panel\n", "Step::Last | - never shown\n"):
            faults = tour_pages.check(FILES, SCENES, TABLE.replace(gone, ""))
            self.assertEqual(len(faults), 1, faults)
            self.assertIn(gone.partition(" ")[0], faults[0])

    def test_what_has_no_scene(self):
        faults = tour_pages.check(FILES, SCENES.replace("new-panel", "other"), TABLE)
        self.assertEqual(faults, ["tour_pages.txt: newContent: no scene takes a picture 'new-panel'"])

    def test_what_is_no_more(self):
        faults = tour_pages.check({**FILES, "ui/wizard/new_page.h": ""}, SCENES, TABLE)
        self.assertEqual(faults, ["tour_pages.txt: NewPage does not exist", "tour_pages.txt: newContent does not exist"])
        faults = tour_pages.check({path: "" for path in FILES}, SCENES, TABLE)
        self.assertIn("Step was not found", faults)


if __name__ == "__main__":
    unittest.main()
