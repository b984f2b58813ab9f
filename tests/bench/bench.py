#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of SPEC section 11 that can be measured so far, each with its bar and verdict.

    bench.py --programs DIR --bench DIR       (inside tests/system/with_desktop.py; `./dev bench` does all that)

Every figure is a ratio or a size of this one run; start times are medians of interleaved runs.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "system"))
from support.processes import Program  # noqa: E402

ROUNDS = 9


def pss_kib(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))


def start_once(command, title):
    """Seconds from exec to a visible window, and the PSS then, in KiB."""
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="0")
    begin = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(child.pid), "--name", title],
                       check=True, stdout=subprocess.DEVNULL, timeout=30)
        return time.monotonic() - begin, pss_kib(child.pid)
    finally:
        child.kill()
        child.wait()


def assistant_rows(programs, bench, service):
    empty = [str(bench / "bench_empty_wizard")]
    latchkey = [str(programs / "latchkey"), "--server", service["url"], "--ca", service["ca"], "--language", "en"]
    figures = {"empty": [], "latchkey": []}
    for _ in range(ROUNDS):
        figures["empty"].append(start_once(empty, "Empty wizard"))
        figures["latchkey"].append(start_once(latchkey, "Latchkey"))
    middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    start = middle["latchkey"][0] / middle["empty"][0]
    memory = middle["latchkey"][1] / middle["empty"][1]
    yield "assistant, start to first page", f"{start:.2f} × empty QWizard", "1.6 ×", start <= 1.6
    yield "assistant, memory (PSS) on the first page", f"{memory:.2f} × that program", "2 ×", memory <= 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--bench", type=pathlib.Path, required=True)
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        service = Program([options.programs / "latchkeyd", "--demo", "--data", folder + "/data",
                           "--listen", "127.0.0.1:0"], folder + "/log")
        ready = service.ready()
        idle = pss_kib(service.process.pid) / 1024
        rows += assistant_rows(options.programs, options.bench, ready)
        rows.append(("service, memory idle", f"{idle:.0f} MiB", "64 MiB", idle <= 64))
        service.stop()
    rules = float(subprocess.run([options.bench / "bench_rules"], check=True, capture_output=True, text=True).stdout)
    rows.append(("rules of the password page, one key press", f"{rules:.3f} ms", "4 ms", rules < 4))
    print(f"| {'what':44} | {'measured':24} | {'bar':9} | verdict |\n|---|---|---|---|")
    for what, measured, bar, holds in rows:
        print(f"| {what:44} | {measured:24} | {bar:9} | {'holds' if holds else 'MISSES'} |")


if __name__ == "__main__":
    main()
