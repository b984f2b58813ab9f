#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows what tidy.py reads together, and that a clash or a source that nobody reads is not passed over."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tidy  # noqa: E402

COMMAND = ("/usr/bin/c++ -DA=\\\"b\\\" -I/x -include utility -Winvalid-pch -fpch-preprocess "
           "-include /x/cmake_pch.hxx -std=c++20 -o a.o -c {}")


def entry(name, command=COMMAND):
    file = str(tidy.ROOT / name)
    return {"file": file, "directory": "/build", "command": command.format(file)}


class Flags(unittest.TestCase):
    def test_neither_the_compiler_nor_files_nor_what_is_precompiled(self):
        expected = ['-DA="b"', "-I/x", "-include", "utility", "-std=c++20"]
        self.assertEqual(tidy.flags_of(COMMAND.format("a.cpp")), expected)
        self.assertEqual(tidy.flags_of("ccache " + COMMAND.format("a.cpp")), expected)


class Units(unittest.TestCase):
    def test_a_folder_together_as_far_as_it_is_compiled_alike(self):
        database = [entry("core/a/1.cpp"), entry("core/a/2.cpp"), entry("core/a/3.cpp"), entry("core/b/1.cpp"),
                    entry("core/a/other.cpp", COMMAND + " -DOTHER"), entry("tests/1.cpp")]
        wanted = {"core/a/1.cpp", "core/a/2.cpp", "core/a/3.cpp", "core/a/other.cpp", "core/b/1.cpp"}
        found = [names for _, _, names in tidy.units(database, wanted, 2)]
        self.assertEqual(sorted(found), [["core/a/1.cpp", "core/a/2.cpp"], ["core/a/3.cpp"],
                                         ["core/a/other.cpp"], ["core/b/1.cpp"]])


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


class Halving(unittest.TestCase):
    def findings(self, clashing):
        with tempfile.TemporaryDirectory() as folder:
            looked = Recorded(pathlib.Path(folder), clashing)
            names = [f"core/a/{i}.cpp" for i in range(1, 5)]
            return looked.findings(("/build", (), names)), len(looked.runs)

    def test_without_a_clash_once(self):
        self.assertEqual(self.findings(["none"]), ("finding\n", 1))

    def test_what_clashes_is_parted_and_all_of_it_read(self):
        self.assertEqual(self.findings(["1.cpp", "4.cpp"]), ("finding\n", 3))
        self.assertEqual(self.findings(["1.cpp", "2.cpp"]), ("finding\n", 5))

    def test_a_source_that_does_not_compile_alone_is_a_finding(self):
        said, _ = self.findings(["1.cpp"])
        self.assertIn("redefinition", said)


if __name__ == "__main__":
    unittest.main()
