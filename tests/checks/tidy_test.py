#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows what tidy.py reads together, and that a clash, a file that is no source and what only a source that is
read alone would show are not passed over."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tidy  # noqa: E402

COMMAND = ("/usr/bin/c++ -DA=\\\"b\\\" -I/x -include utility -Winvalid-pch -fpch-preprocess --param=a=1 "
           "-include /x/cmake_pch.hxx -std=c++20 -o {} -c {}")


def entry(name, more="", target="core/a/CMakeFiles/a"):
    file = str(tidy.ROOT / name)
    return {"file": file, "directory": "/build", "command": COMMAND.format(f"{target}.dir/x.o", file) + more}


class Flags(unittest.TestCase):
    def test_neither_the_compiler_nor_files_nor_what_is_precompiled(self):
        expected = ['-DA="b"', "-I/x", "-include", "utility", "-std=c++20"]
        self.assertEqual(tidy.flags_of(COMMAND.format("a.o", "a.cpp")), expected)
        self.assertEqual(tidy.flags_of("ccache " + COMMAND.format("a.o", "a.cpp")), expected)


class Units(unittest.TestCase):
    @staticmethod
    def batches(database, *skipped):
        return sorted(names for *_, names in tidy.batches(database, skipped, 2))

    def test_a_target_by_the_batch_in_its_order_as_far_as_it_is_compiled_alike(self):
        database = [entry("core/a/1.cpp"), entry("core/a/2.cpp"), entry("core/a/3.cpp"), entry("core/a/4.cpp", " -DX"),
                    entry("core/b/1.cpp", target="core/b/CMakeFiles/b"),
                    entry("tests/1.cpp", target="tests/CMakeFiles/t")]
        self.assertEqual(self.batches(database), [["core/a/1.cpp", "core/a/2.cpp"], ["core/a/3.cpp"], ["core/a/4.cpp"],
                                                  ["core/b/1.cpp"]])

    def test_without_those_that_cmake_leaves_out_and_without_what_a_test_compiles_again(self):
        database = [entry("core/a/1.cpp"), entry("core/a/2.cpp"), entry("core/a/3.cpp"),
                    entry("core/a/1.cpp", target="tests/CMakeFiles/t")]
        self.assertEqual(self.batches(database, "core/a/2.cpp"), [["core/a/1.cpp", "core/a/3.cpp"], ["core/a/2.cpp"]])

    def test_the_sources_that_cmake_leaves_out_are_found(self):
        self.assertIn("service/http/request_reader.cpp", tidy.skipped_of_unity())

    def test_batches_that_are_compiled_alike_are_neighbours(self):
        found = [("/build", ("-a",), ["1", "2"]), ("/build", ("-a",), ["3", "4"]), ("/build", ("-a",), ["5"]),
                 ("/build", ("-b",), ["6"]), ("/build", ("-b",), ["1"])]
        made = [[names for *_, names in unit] for unit in tidy.units(found, {"1", "2", "3", "4", "5", "6"}, 4)]
        self.assertEqual(made, [[["1", "2"], ["3", "4"]], [["5"]], [["6"]]])
        self.assertEqual([names for unit in tidy.units(found, {"2", "4"}, 4) for *_, names in unit], [["2"], ["4"]])


class Named(unittest.TestCase):
    def test_files_stand_anywhere(self):
        for arguments in (["b", "x", "--jobs", "3"], ["b", "--jobs", "3", "x"], ["--jobs", "3", "b", "x"]):
            given = tidy.parse(arguments)
            self.assertEqual((str(given.build), given.jobs, given.files), ("b", 3, ["x"]))

    def test_a_file_that_is_no_source_is_named(self):
        inside = str(tidy.ROOT / "core/a/1.cpp")
        self.assertEqual(tidy.wanted_of([inside, "/x.cpp"], {"core/a/1.cpp", "core/a/2.cpp"}),
                         ({"core/a/1.cpp"}, ["/x.cpp"]))


class Hidden(unittest.TestCase):
    def test_what_only_a_source_alone_would_show(self):
        rows = (("using a::B;\nusing C = a::C;\nusing namespace d;\nB b;\n", 0),
                ("using a::B;\nBb b;\n", 1),
                ("  using a::c::B;  // B\n/* B\n */ auto b = \"B\";\n", 1),
                ("using a::B;\nauto quote = '\"'; B b('\"');\n", 0),
                ('#include "x/y.h"\n#include "x/y.cpp"\n', 1))
        for text, count in rows:
            self.assertEqual(len(list(tidy.hidden_in_units("core/a/1.cpp", text))), count, text)


class Recorded(tidy.Tidy):
    def __init__(self, folder, clashing):
        super().__init__(folder)
        self.clashing, self.runs = clashing, []

    def run(self, directory, flags, source, options):
        text = source.read_text(encoding="utf-8") if source.is_relative_to(self.folder) else source.name
        self.runs.append(text)
        if all(name in text for name in self.clashing):
            return "redefinition [clang-diagnostic-error]\n"
        return "finding\n" if "3.cpp" in text else ""


class Parting(unittest.TestCase):
    def findings(self, clashing, parts=((1, 2), (3, 4))):
        with tempfile.TemporaryDirectory() as folder:
            looked = Recorded(pathlib.Path(folder), clashing)
            unit = [("/build", (), [f"core/a/{i}.cpp" for i in part]) for part in parts]
            return looked.findings(unit), len(looked.runs)

    def test_without_a_clash_once(self):
        self.assertEqual(self.findings(["none"]), ("finding\n", 1))

    def test_what_clashes_across_batches_is_parted_and_all_of_it_read(self):
        self.assertEqual(self.findings(["1.cpp", "4.cpp"]), ("finding\n", 3))

    def test_what_clashes_within_one_is_a_finding(self):
        said, runs = self.findings(["1.cpp", "2.cpp"])
        self.assertIn("as one: core/a/1.cpp core/a/2.cpp\nredefinition", said)
        self.assertIn("finding", said)
        self.assertEqual(runs, 3)

    def test_a_source_that_does_not_compile_alone_is_a_finding(self):
        said, _ = self.findings(["1.cpp"], [[1]])
        self.assertIn("redefinition", said)


if __name__ == "__main__":
    unittest.main()
