#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every guard has a test that turns red without it.

guards.py --tests DIR [GUARD…]: compares the enum in core/platform/guard.h with guards.txt and with its uses, then
runs the test of each row twice: with the guard it has to pass, without it it has to fail. One line for each fault.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEADLINE = 120  # seconds for one test function; the slowest takes about five
PRODUCT = ("core", "service", "ui", "app")


def guards_in(header):
    body = re.search(r"enum class Guard \{(.*?)\};", header, re.S).group(1)
    return re.findall(r"\w+", re.sub(r"//[^\n]*", "", body))


def rows_in(text):
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


def uses_in(files):
    """files: texts of the product without core/platform."""
    return {name for text in files for name in re.findall(r"\bGuard::(\w+)", text)}


def faults_of(guards, rows, uses):
    faults = [f"{guard}: no test in guards.txt" for guard in guards if guard not in {row[0] for row in rows}]
    faults += [f"{guard}: guards nothing" for guard in guards if guard not in uses]
    faults += [f"guards.txt: {' | '.join(row)}: four parts, a guard of guard.h first"
               for row in rows if len(row) != 4 or row[0] not in guards]
    return faults


def product():
    for folder in PRODUCT:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".h", ".cpp") and "core/platform" not in path.as_posix():
                yield path.read_text(encoding="utf-8")


def run(program, function, off):
    """Whether the test function passed, nothing when it did neither pass nor fail; and what it said."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    environment.pop("LATCHKEY_GUARD_OFF", None)
    if off:
        environment["LATCHKEY_GUARD_OFF"] = off
    try:
        done = subprocess.run([program, function], env=environment, capture_output=True, timeout=DEADLINE, check=False)
    except subprocess.TimeoutExpired as late:
        return None, f"{(late.stdout or b'').decode(errors='replace')}\nno end within {DEADLINE} s"
    text = done.stdout.decode(errors="replace")
    said = f"{text}{done.stderr.decode(errors='replace')}\nexit status {done.returncode}"
    if done.returncode == 0 and re.search(r"^PASS   : .*::" + re.escape(function.split(":")[0]), text, re.M):
        return True, said
    return (False if "FAIL!" in text else None), said


def judge(row, tests):
    guard, program, function = row[:3]
    path = tests / program
    if not path.is_file():
        return f"{guard}: {program} is not built"
    for off, expected, fault in ((None, True, "pass with"), (guard, False, "fail without")):
        result, said = run(path, function, off)
        if result is not expected:
            return f"{guard}: {program} {function} does not {fault} the guard\n{said}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tests", type=pathlib.Path, required=True)
    parser.add_argument("only", nargs="*")
    options = parser.parse_args()
    rows = rows_in((HERE / "guards.txt").read_text(encoding="utf-8"))
    guards = guards_in((ROOT / "core/platform/guard.h").read_text(encoding="utf-8"))
    faults = faults_of(guards, rows, uses_in(product()))
    for row in rows:
        if faults or (options.only and row[0] not in options.only):
            continue
        fault = judge(row, options.tests)
        print(fault or f"{row[0]}: {row[2]} needs it", flush=True)
        faults += [fault] if fault else []
    if faults:
        print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
