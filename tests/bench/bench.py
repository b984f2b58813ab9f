#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of SPEC section 11, each with its bar and verdict.

    bench.py --programs DIR --bench DIR [WORD]    (inside tests/system/with_desktop.py; `./dev bench` does all that)

With a WORD only what measures a row whose name contains it. Every figure is a ratio or a size of this one run;
sides that are compared take turns. CPU is taken where the bar is about work, wall time where it is about waiting.
Status 1 when a bar is missed. LATCHKEY_BENCH_QUICK=1 takes few of everything where many are measured ("load",
"accounts", "haproxy"): it shows that a row can be taken, and is no figure.
"""
import argparse
import os
import pathlib
import sys

import account_rows
import assistant_rows
import balancer_rows
import challenge_rows
import load_rows
import service_rows
from bench_support import Tools

GROUPS = [group for rows in (assistant_rows, service_rows, account_rows, load_rows, balancer_rows, challenge_rows)
          for group in rows.GROUPS]
VERDICTS = {True: "holds", False: "MISSES", None: ""}


def machine():
    with open("/proc/meminfo", encoding="ascii") as memory:
        gib = int(memory.readline().split()[1]) / 1024 / 1024
    return f"{os.cpu_count()} cores, {gib:.0f} GiB, load {os.getloadavg()[0]:.1f}"


def main():
    rows = "\n".join("  " + names for _, names in GROUPS)
    parser = argparse.ArgumentParser(description=__doc__, epilog=f"Rows, a line for what is measured together:\n{rows}",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--bench", type=pathlib.Path, required=True)
    parser.add_argument("word", nargs="?", default="")
    options = parser.parse_args()
    wanted = [measure for measure, names in GROUPS if options.word.lower() in names.lower()]
    if not wanted:
        parser.error(f"no row is called {options.word}")
    tools = Tools(options.programs.resolve(), options.bench.resolve())
    print(f"before: {machine()}")
    rows = []
    for measure in wanted:
        print(measure.__name__.replace("_", " "), flush=True)
        rows += measure(tools)
    print(f"after: {machine()}\n")
    width = max(len(row.what) for row in rows)
    measured = max(len(row.measured) for row in rows)
    print(f"| {'what':{width}} | {'measured':{measured}} | {'bar':12} | verdict |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what:{width}} | {row.measured:{measured}} | {row.bar:12} | {VERDICTS[row.holds]:7} |")
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
