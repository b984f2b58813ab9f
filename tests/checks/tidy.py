#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the product's sources, as many together as CMake's unity builds take, twice.

Nearly all of its time goes into the headers of Qt, Boost and the standard library, so neighbours of one target
are read as one unit: a tenth of the time. A unit that clashes (two helpers of one name in unnamed namespaces) is
parted into what a unity build compiles as one; what clashes there is a finding. What a unit would hide (a using
that nobody but another source of it uses, a source that is included) is looked for in the text. What stays
hidden is a missing include; --alone reads each source by itself.

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
BATCH = 8  # CMake's UNITY_BUILD_BATCH_SIZE
TOGETHER = 2 * BATCH
# What Boost asks of GCC's headers, and clang does not know.
FLAGS = ["-DBOOST_ASIO_HAS_CO_AWAIT=1", "-DBOOST_ASIO_HAS_STD_COROUTINE=1", "-Wno-unknown-warning-option"]
# Of two sources in one unit, or of one that is wrong.
CLASHES = ("[clang-diagnostic-error", "[clang-diagnostic-shadow")
OUTPUT = re.compile(r" -o (\S+)/CMakeFiles/(\S+?)\.dir/")
COMMENT = re.compile(r"'(?:\\.|[^'\\\n])'|" r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
USING = re.compile(r"^[ \t]*using (?:\w+::)+(\w+);", re.MULTILINE)
INCLUDED = re.compile(r'^#include [<"](.*\.(?:c|cc|cpp|cxx))[>"]', re.MULTILINE)
SKIPPED = re.compile(r"set_source_files_properties\((\S+) PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON\)")


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
        elif argument not in ("-Winvalid-pch", "-fpch-preprocess") and not argument.startswith("--param="):
            kept.append(argument)
    return kept


def batches(database, skipped, size=BATCH):
    """[(folder to run in, flags, sources)] as a unity build compiles them; those that are skipped alone."""
    alike = collections.defaultdict(list)
    for entry in database:
        name, made = os.path.relpath(entry["file"], ROOT), OUTPUT.search(entry["command"])
        if made and name.startswith(PRODUCT) and made[1].startswith(PRODUCT):  # a test may compile it again
            key = (made[0], entry["directory"], tuple(flags_of(entry["command"])))
            alike[key, name if name in skipped else ""].append(name)
    return [(directory, flags, names[i:i + size]) for ((_, directory, flags), _), names in alike.items()
            for i in range(0, len(names), size)]


def units(found, wanted, largest):
    """[[batch, …]]: neighbours that are compiled alike, and of them what is wanted."""
    made, read = [], set()
    for directory, flags, names in found:
        names = [name for name in names if name in wanted - read]
        read.update(names)
        last = made[-1] if made else []
        alike = last and last[-1][:2] == (directory, flags)
        if names and alike and sum(len(part) for *_, part in last) + len(names) <= largest:
            last.append((directory, flags, names))
        elif names:
            made.append([(directory, flags, names)])
    return made


def skipped_of_unity():
    """Sources that CMake compiles alone in a unity build."""
    lists = subprocess.run(["git", "ls-files", "*CMakeLists.txt"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {os.path.join(os.path.dirname(path), name) for path in lists.stdout.split()
            for name in SKIPPED.findall((ROOT / path).read_text(encoding="utf-8"))}


def hidden_in_units(name, text):
    """What clang-tidy says only of a source that is read alone."""
    code = COMMENT.sub("", text)
    for used in USING.findall(code):
        if len(re.findall(rf"\b{used}\b", code)) == 1:
            yield f"{name}: using {used} is not used [misc-unused-using-decls]"
    for included in INCLUDED.findall(text):
        yield f"{name}: includes {included} [bugprone-suspicious-include]"


class Tidy:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def findings(self, unit):
        """What clang-tidy says of the batches; empty when they are fine."""
        directory, flags, _ = unit[0]
        names = [name for *_, part in unit for name in part]
        if len(names) == 1:
            return self.run(directory, flags, ROOT / names[0], [])
        together = self.folder / (names[0].replace("/", "_") + f".{len(names)}.cpp")
        together.write_text("".join(f'#include "{ROOT / name}"\n' for name in names), encoding="utf-8")
        said = self.run(directory, flags, together, ["--checks=-bugprone-suspicious-include"])
        if not any(clash in said for clash in CLASHES):
            return said
        if len(unit) > 1:
            return "".join(self.findings([batch]) for batch in unit)
        return f"A unity build compiles as one: {' '.join(names)}\n{said}"

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


def wanted_of(files, sources):
    """(those of the sources that are named, what is named and is none)"""
    named = {file: os.path.relpath(os.path.abspath(file), ROOT) for file in files}
    return set(named.values()) & sources, sorted(file for file, name in named.items() if name not in sources)


def parse(arguments):
    options = argparse.ArgumentParser()
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--alone", action="store_true")
    options.add_argument("files", nargs="*")
    return options.parse_intermixed_args(arguments)


def main():
    given = parse(sys.argv[1:])
    tracked = subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True, check=True)
    sources = {name for name in tracked.stdout.split() if name.startswith(PRODUCT)}
    wanted, strange = wanted_of(given.files, sources) if given.files else (sources, [])
    if strange:
        print(f"tidy: no source of the product: {' '.join(strange)}", file=sys.stderr)
        return 2
    database = json.loads((given.build / "compile_commands.json").read_text(encoding="utf-8"))
    found = batches(database, skipped_of_unity(), 1 if given.alone else BATCH)
    work = units(found, wanted, 1 if given.alone else TOGETHER)
    faults = [f"{name}: not in compile_commands.json"
              for name in sorted(wanted - {name for unit in work for *_, names in unit for name in names})]
    for name in sorted(wanted):
        faults += hidden_in_units(name, (ROOT / name).read_text(encoding="utf-8"))
    print("".join(fault + "\n" for fault in faults), end="", flush=True)
    fine = not faults
    tidy = Tidy((given.build / "tidy").resolve())
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for said in pool.map(tidy.findings, work):
            if said:
                fine = False
                print(said, flush=True)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
