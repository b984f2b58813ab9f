#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the product's sources, those of a folder together.

Nearly all of its time goes into the headers of Qt, Boost and the standard library, so sources of one folder
that are compiled alike are read as one unit: a tenth of the time. Sources that cannot stand in one unit
(two helpers of one name in unnamed namespaces) are halved until they can. What that hides is a missing
include; --alone reads each source by itself.

  tidy.py BUILD [--jobs N] [--alone] [FILE …]     BUILD: folder with compile_commands.json
"""
import argparse
import collections
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRODUCT = ("core/", "ui/", "service/", "app/")
LARGEST = 12
# What Boost asks of GCC's headers, and clang does not know.
FLAGS = ["-DBOOST_ASIO_HAS_CO_AWAIT=1", "-DBOOST_ASIO_HAS_STD_COROUTINE=1", "-Wno-unknown-warning-option"]
# Of two sources in one unit, or of one that is wrong: read alone, it shows.
CLASHES = ("[clang-diagnostic-error", "[clang-diagnostic-shadow")


def flags_of(command):
    """Without compiler, files and what is compiled beforehand: another compiler's, and it hides an include."""
    arguments = itertools.dropwhile(lambda word: not word.startswith("-"), shlex.split(command))
    kept = []
    for argument in arguments:
        if argument in ("-o", "-c"):
            next(arguments)
        elif argument == "-include":
            header = next(arguments)
            if "cmake_pch" not in header:
                kept += [argument, header]
        elif argument not in ("-Winvalid-pch", "-fpch-preprocess"):
            kept.append(argument)
    return kept


def units(database, wanted, largest):
    """[(folder to run in, flags, sources)]"""
    alike = collections.defaultdict(list)
    for entry in database:
        name = os.path.relpath(entry["file"], ROOT)
        if name in wanted:
            key = (os.path.dirname(name), entry["directory"], tuple(flags_of(entry["command"])))
            alike[key].append(name)
    found = []
    for (_, directory, flags), names in sorted(alike.items()):
        names = sorted(set(names))
        found += [(directory, flags, names[i:i + largest]) for i in range(0, len(names), largest)]
    return found


class Tidy:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def findings(self, unit):
        """What clang-tidy says of the unit; empty when it is fine."""
        directory, flags, names = unit
        if len(names) == 1:
            return self.run(directory, flags, ROOT / names[0], [])
        together = self.folder / (names[0].replace("/", "_") + f".{len(names)}.cpp")
        together.write_text("".join(f'#include "{ROOT / name}"\n' for name in names), encoding="utf-8")
        said = self.run(directory, flags, together, ["--checks=-bugprone-suspicious-include"])
        if not any(clash in said for clash in CLASHES):
            return said
        half = len(names) // 2
        return "".join(self.findings((directory, flags, part)) for part in (names[:half], names[half:]))

    @staticmethod
    def run(directory, flags, source, options):
        # The sources of a unit are headers to it.
        headers = f"--header-filter=^{re.escape(str(ROOT))}/(core|ui|service|app)/[a-z/_0-9]+\\.(h|cpp)$"
        ended = subprocess.run(
            ["clang-tidy-16", "--quiet", f"--config-file={ROOT / '.clang-tidy'}", headers, *options, source,
             "--", *flags, *FLAGS], cwd=directory, capture_output=True, text=True, check=False)
        if ended.returncode != 0 and not ended.stdout:
            return f"{source}: clang-tidy-16 ended with {ended.returncode}\n{ended.stderr}"
        return ended.stdout


def main():
    options = argparse.ArgumentParser()
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--alone", action="store_true")
    options.add_argument("files", nargs="*")
    given = options.parse_args()
    tracked = subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True, check=True)
    sources = {name for name in tracked.stdout.split() if name.startswith(PRODUCT)}
    wanted = sources & set(given.files) if given.files else sources
    database = json.loads((given.build / "compile_commands.json").read_text(encoding="utf-8"))
    work = units(database, wanted, 1 if given.alone else LARGEST)
    unread = wanted - {name for _, _, names in work for name in names}
    tidy = Tidy((given.build / "tidy").resolve())
    fine = not unread
    for name in sorted(unread):
        print(f"{name}: not in compile_commands.json")
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for said in pool.map(tidy.findings, work):
            if said:
                fine = False
                print(said, flush=True)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
