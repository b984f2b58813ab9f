# SPDX-License-Identifier: GPL-3.0-or-later
"""The assistant beside an empty QWizard, its event loop, and a key press."""
import json
import os
import pathlib
import subprocess
import time

from bench_support import Program, Row, median, pss_kib
from first_paint import Watcher

ROUNDS = 11


def start_once(watcher, command):
    """Seconds from exec to a painted window, CPU seconds until nothing is left to do, and the PSS then in KiB."""
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="0")
    watcher.forget()
    begin = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        watcher.wait()
        wall = time.monotonic() - begin
        return wall, settled(child.pid), pss_kib(child.pid)
    finally:
        child.kill()
        child.wait()


def settled(pid):
    """Until the program has finished what the first page still needs; its CPU seconds so far."""
    clock, before = (~pid << 3) | 2, -1.0  # CLOCK_PROCESS_CPUTIME_ID of another process
    while (now := time.clock_gettime(clock)) - before > 0.002:
        before = now
        time.sleep(0.1)
    return now


def start_and_memory(tools):
    service = Program([tools.programs / "latchkeyd", "--demo", "--data", tools.folder / "demo",
                       "--listen", "127.0.0.1:0"], tools.folder / "demo.log")
    ready = service.ready()
    empty = [str(tools.bench / "bench_empty_wizard")]
    latchkey = [str(tools.programs / "latchkey"), "--server", ready["url"], "--ca", ready["ca"], "--language", "en"]
    figures = {"empty": [], "latchkey": []}
    watcher = Watcher()
    for _ in range(ROUNDS):
        figures["empty"].append(start_once(watcher, empty))
        figures["latchkey"].append(start_once(watcher, latchkey))
    service.stop()
    middle = {name: [median(column) for column in zip(*rows)] for name, rows in figures.items()}
    ours, theirs = middle["latchkey"], middle["empty"]
    wall, cpu, memory = (ours[i] / theirs[i] for i in range(3))
    yield Row("assistant, start to first page", f"{wall:.2f} × ({ours[0] * 1e3:.0f} ms; CPU {cpu:.2f} ×, {ours[1] * 1e3:.0f} ms)", "1.6 ×",
              wall <= 1.6)
    yield Row("assistant, memory (PSS) on the first page", f"{memory:.2f} × ({ours[2] / 1024:.0f} MiB)", "2 ×",
              memory <= 2)


def event_loop(tools):
    lines = subprocess.run([tools.bench / "bench_event_loop"], check=True, stdout=subprocess.PIPE, text=True,
                           stderr=subprocess.DEVNULL).stdout.splitlines()
    cases = [json.loads(line) for line in lines]
    for case in cases:
        print(f"  {case['case']}: longest gap {case['gap']:.0f} ms (bare thread {case['noise']:.0f} ms), "
              f"cancelled after {case['cancelMs']:.0f} ms")
    worst = max(cases, key=lambda case: case["gap"])
    yield Row("event loop, while the server stalls, drips or dies",
              f"longest gap {worst['gap']:.0f} ms of {len(cases)} cases", "100 ms", worst["gap"] <= 100)
    yield Row("event loop, Cancel while the server stalls, drips or dies",
              f"works in {sum(case['cancels'] for case in cases)} of {len(cases)}", "always",
              all(case["cancels"] for case in cases))


def key_press(tools):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    run = subprocess.run([tools.bench / "bench_password"], check=True, stdout=subprocess.PIPE, env=environment)
    page = float(run.stdout)
    yield Row("key press in the password field to the ticked rules", f"{page:.2f} ms", "4 ms", page < 4)
    rules = float(subprocess.run([tools.bench / "bench_rules"], check=True, stdout=subprocess.PIPE).stdout)
    yield Row("key press, the rules alone", f"{rules:.3f} ms", "—", None)


def languages(tools):
    """Every sentence of the window in both catalogues, none left to do; the English ones are the sources' own."""
    catalogues = pathlib.Path(__file__).resolve().parent.parent.parent / "translations"
    whole = subprocess.run([catalogues / "check_catalogue.sh"], stdout=subprocess.DEVNULL).returncode == 0
    count = (catalogues / "latchkey_ja.ts").read_text(encoding="utf-8").count("<message")
    yield Row("languages, en and ja complete", f"{count} sentences, {'none' if whole else 'some'} missing", "all", whole)


GROUPS = [
    (start_and_memory, "assistant, start to first page | assistant, memory (PSS) on the first page"),
    (event_loop, "event loop, while the server stalls, drips or dies | event loop, Cancel"),
    (key_press, "key press in the password field to the ticked rules | key press, the rules alone"),
    (languages, "languages, en and ja complete"),
]
