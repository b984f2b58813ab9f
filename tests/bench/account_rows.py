# SPDX-License-Identifier: GPL-3.0-or-later
"""Many accounts, in a file and in PostgreSQL: whether every step stays as quick, what they take, how they get in."""
import sqlite3
import subprocess
import threading
import time

from bench_databases import HELD, DatabaseServer
from bench_support import CONFIGURATION, Row, Service, counted, median, percentile, worst_p99
from support.ports import free_port

ACCOUNT_RECOVERIES = counted(1000, 60)
FEW, MANY = 1000, counted(1_000_000, 20_000)
IMPORTED = MANY


def compared(tools, kind, few, many):
    tools.load("recoveries", few, many, count=10, stride=[1, 1], full_every=0)
    one, other = tools.load("recoveries", few, many, count=ACCOUNT_RECOVERIES - 20, first=10, stride=[1, MANY // FEW - 3],
                            full_every=6)
    ratio, step, ratios = worst_p99(one["wall"], other["wall"])
    for name in ratios:
        print(f"  {kind}, {name}: p99 {percentile(one['wall'][name], 0.99):.2f} → "
              f"{percentile(other['wall'][name], 0.99):.2f} ms ({ratios[name]:.2f} ×), "
              f"median {median(other['wall'][name]) / median(one['wall'][name]):.2f} ×, "
              f"CPU {median(other['cpu'][name]) / median(one['cpu'][name]):.2f} ×")
    yield Row(f"service on {kind}, {MANY:,} accounts against {FEW:,}", f"p99 {ratio:.2f} × ({step} the worst)", "1.3 ×",
              ratio <= 1.3)


def many_accounts(tools):
    with Service(tools, FEW) as few, Service(tools, MANY) as many:
        yield from compared(tools, "SQLite", few, many)
        size = many.data / "latchkey.sqlite"
        yield Row("SQLite, disk for each account", f"{size.stat().st_size / MANY:.0f} bytes", "—", None)
        yield Row("SQLite, filling the store with accounts", f"{many.accounts_per_second:,} a second", "—", None)


def many_accounts_on_a_server(tools):
    with DatabaseServer(tools) as server, Service(tools, FEW, database=server.database()) as few, \
            Service(tools, MANY, database=server.database()) as many:
        size = many.database.size()
        yield from compared(tools, "PostgreSQL", few, many)
        yield Row("PostgreSQL, disk for each account", f"{size / MANY:.0f} bytes", "—", None)
        yield Row("PostgreSQL, filling the store with accounts", f"{many.accounts_per_second:,} a second", "—", None)


class Watch:
    """For how long others could not write, seen by somebody who looks again and again."""

    def __init__(self, is_held, pause):
        self.seconds, self.done, self.pause = 0.0, threading.Event(), pause
        self.thread = threading.Thread(target=self._look, args=(is_held,))
        self.thread.start()

    def _look(self, is_held):
        last = time.monotonic()
        while not self.done.wait(self.pause):
            held, now = is_held(), time.monotonic()
            self.seconds, last = self.seconds + (now - last if held else 0), now

    def stop(self):
        self.done.set()
        self.thread.join()
        return self.seconds


def held_in(file):
    def is_held():
        database = sqlite3.connect(f"file:{file}?mode=rw", uri=True, timeout=0, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            return False
        except sqlite3.OperationalError:
            return True
        finally:
            database.close()
    return is_held


def held_on(database):
    def is_held():
        return database.server.ask(database.name, f"SELECT 1 FROM pg_locks WHERE {HELD}") == "1"
    return is_held


def imported(tools, kind, database=None):
    """By `latchkeyctl accounts import`: judged and stored, and moved over in one transaction."""
    folder = tools.folder / f"imported-{kind}"
    data = folder / "data"
    data.mkdir(parents=True, mode=0o700)
    configuration = folder / "latchkeyd.toml"
    text = CONFIGURATION.format(port=free_port(), origin="https://127.0.0.1:1", folder=folder, tls=tools.tls, many=1000,
                                key=data / "keys" / "master.key", outbox=folder, service="")
    configuration.write_text(text + (database.configuration() if database else ""), encoding="utf-8")

    def run(*words):
        subprocess.run([tools.programs / "latchkeyctl", "accounts", *words, "--config", configuration], check=True,
                       stdout=subprocess.DEVNULL)
    run("add", "first@bench.example")
    watch = Watch(held_on(database), 0.25) if database else Watch(held_in(data / "latchkey.sqlite"), 0.02)
    begin = time.monotonic()
    run("import", table(tools))
    seconds = time.monotonic() - begin
    held = watch.stop()
    yield Row(f"latchkeyctl accounts import, {kind}",
              f"{IMPORTED / seconds:,.0f} a second ({IMPORTED:,}); others cannot write for {held:.1f} s of {seconds:.0f} s",
              "—", None)


def table(tools):
    file = tools.folder / "accounts.csv"
    if not file.exists():
        with open(file, "w", encoding="utf-8") as lines:
            lines.write("account,display_name,realm,mail,mobile,phone,status\n")
            for number in range(IMPORTED):
                lines.write(f"user{number:07}@bench.example,Bench Account,bench,user{number:07}@example.net,"
                            f"090-{number // 10000 + 1000:04}-{number % 10000:04},,enabled\n")
    return file


def imports(tools):
    yield from imported(tools, "SQLite")
    with DatabaseServer(tools) as server:
        yield from imported(tools, "PostgreSQL", server.database())


GROUPS = [
    (many_accounts, "service on SQLite, 1,000,000 accounts against 1,000 | SQLite, disk | SQLite, filling the store"),
    (many_accounts_on_a_server,
     "service on PostgreSQL, 1,000,000 accounts against 1,000 | PostgreSQL, disk | PostgreSQL, filling the store"),
    (imports, "latchkeyctl accounts import, SQLite | latchkeyctl accounts import, PostgreSQL"),
]
