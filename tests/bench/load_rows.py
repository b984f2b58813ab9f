# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole recoveries by many clients at once, on either database, by one service and by two.

The clients share the machine with what they measure, and so does the database: a rate here is that of all of them
together. What carries over to another machine is CPU for each recovery, and the ratios of one run.
"""
import contextlib
import re
import sqlite3

from bench_databases import HELD, DatabaseServer
from bench_support import PARTS, Row, Service, counted, median, percentile

LOAD_RECOVERIES, LOAD_ROUNDS = counted(120, 16), counted(3, 1)
CROWDS = (1, 8, 32)
WARM_UP = 24


class Load:
    """Rounds of recoveries by so many clients at the same services, added up."""

    def __init__(self, tools, services, clients, challenge="picture"):
        self.tools, self.services, self.clients, self.challenge = tools, services, clients, challenge
        self.database = services[0].database
        self.count, self.seconds, self.walls, self.rendering, self.traffic = 0, 0.0, {}, [], []
        self.cpu = {part: 0.0 for part in (*PARTS, "service", "clients", "server")}

    def round(self, first, count):
        counts = [service.counts() for service in self.services]
        server = self.database.server.cpu() if self.database else 0
        figures, = self.tools.load("together", *self.services, clients=self.clients, count=count, first=first,
                                   challenge=self.challenge)
        if self.database:
            self.cpu["server"] += self.database.server.cpu() - server
        for service, before in zip(self.services, counts):
            after = service.counts()
            for part in PARTS:
                self.cpu[part] += after[part][0] - before[part][0]
        self.cpu["service"] += sum(figures["service"])
        self.cpu["clients"] += figures["clients"]
        self.count += count
        self.seconds += figures["seconds"]
        self.rendering += figures["rendering"]
        self.traffic += figures["traffic"]
        for step, values in figures["wall"].items():
            self.walls.setdefault(step, []).extend(values)

    def each(self, part):
        """ms of CPU for one recovery."""
        return self.cpu[part] / self.count

    @property
    def rate(self):
        return self.count / self.seconds

    def split(self):
        """{what: ms of the service's CPU for one recovery}; the rest is the rest."""
        rendering = sum(self.rendering) / len(self.rendering) if self.rendering else 0
        parts = {"Argon2id": self.each("hash"), "TLS": self.each("handshake") + self.each("records"),
                 "proofs": self.each("proof"), "database": self.each("statements") + self.each("sync"),
                 "picture": rendering}
        return {**parts, "rest": self.each("service") - sum(parts.values())}

    def tell(self, name):
        busy = (self.cpu["service"] + self.cpu["clients"] + self.cpu["server"]) / self.seconds / 1000
        print(f"  {name}, {self.clients} at once: {self.rate:.1f} recoveries a second; cores busy {busy:.2f}; CPU for each: "
              f"service {self.each('service'):.1f} ms, database server {self.each('server'):.1f} ms, "
              f"clients {self.each('clients'):.1f} ms")
        print("    of the service: " + ", ".join(f"{part} {value:.1f}" for part, value in self.split().items()) + " ms")
        print("    p50 and p99: " + ", ".join(
            f"{step} {percentile(values, 0.5):.0f} and {percentile(values, 0.99):.0f}"
            for step, values in self.walls.items()) + " ms", flush=True)


def turns(loads, first):
    """Each gets accounts of its own in each round, from `first` on."""
    for _ in range(LOAD_ROUNDS):
        for load in loads:
            load.round(first, LOAD_RECOVERIES)
            first += LOAD_RECOVERIES


def accounts_for(loads):
    return WARM_UP + loads * LOAD_ROUNDS * LOAD_RECOVERIES


def warm_up(tools, *services):
    """Statements get prepared and caches full."""
    tools.load("together", *services, clients=4, count=WARM_UP, first=0)


def recoveries_at_once(tools):
    kinds = [(clients, "picture") for clients in CROWDS] + [(CROWDS[1], "work")]
    with Service(tools, accounts_for(len(kinds)), "fine") as service:
        warm_up(tools, service)
        loads = [Load(tools, [service], *kind) for kind in kinds]
        before = disk_of(service)
        turns(loads, WARM_UP)
        memory, grown = peak_memory(service), disk_of(service) - before
    for load in loads:
        load.tell(f"one service on SQLite, {load.challenge}")
    yield Row("load, memory of the service at its peak", f"{memory:.0f} MiB with 2 workers", "—", None)
    yield Row("load, network", f"{median(loads[0].traffic) / 1024:.0f} KiB by picture, "
              f"{median(loads[-1].traffic) / 1024:.0f} KiB by work, for each recovery", "—", None)
    yield Row("load, disk", f"{grown / sum(load.count for load in loads) / 1024:.1f} KiB for each recovery, until it is pruned",
              "—", None)
    for load in loads:
        yield Row(f"load, {load.clients} at once by {load.challenge}",
                  f"{load.rate:.1f} a second; CPU of the service {load.each('service'):.0f} ms for each", "—", None)


def peak_memory(service):
    """MiB that it ever had resident."""
    with open(f"/proc/{service.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def disk_of(service):
    """Bytes of the database, with all that was written moved from its log."""
    with contextlib.closing(sqlite3.connect(service.data / "latchkey.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(PASSIVE)")
        return database.execute("PRAGMA page_size").fetchone()[0] * database.execute("PRAGMA page_count").fetchone()[0]


def services_beside(tools):
    """One on SQLite, one on PostgreSQL, two on the same PostgreSQL, in turns."""
    with DatabaseServer(tools) as server, Service(tools, accounts_for(3), "fine") as file, \
            Service(tools, accounts_for(3), "fine", database=server.database()) as one, \
            Service(tools, meter="fine", beside=one) as other:
        warm_up(tools, file)
        warm_up(tools, one, other)
        clients = CROWDS[1]
        loads = {"one on SQLite": Load(tools, [file], clients), "one on PostgreSQL": Load(tools, [one], clients),
                 "two on PostgreSQL": Load(tools, [one, other], clients)}
        turns(list(loads.values()), WARM_UP)
    for name, load in loads.items():
        load.tell(name)
    alone = loads["one on PostgreSQL"]
    for name, load in loads.items():
        yield Row(f"load, {name}", f"{load.rate / alone.rate:.2f} × of one on PostgreSQL ({load.rate:.1f} a second); CPU of the "
                  f"service {load.each('service'):.0f} ms, of the server {load.each('server'):.0f} ms for each", "—", None)


SAMPLED = """DO $$ DECLARE held INT := 0; looks INT := 0; stop TIMESTAMPTZ := clock_timestamp() + INTERVAL '{seconds} s';
BEGIN
  WHILE clock_timestamp() < stop LOOP
    looks := looks + 1;
    IF EXISTS (SELECT 1 FROM pg_locks WHERE {lock}) THEN held := held + 1; END IF;
    PERFORM pg_sleep(0.001);
  END LOOP;
  RAISE EXCEPTION 'held % of %', held, looks;
END $$"""


def writers_lock(tools):
    """Writers are one after the other, over all services: for how long one recovery keeps all others from writing,
    when nobody waits for anybody. The lock is looked at a thousand times a second."""
    with DatabaseServer(tools) as server, \
            Service(tools, WARM_UP + 3 * LOAD_RECOVERIES, database=server.database()) as service:
        warm_up(tools, service)
        first, = tools.load("together", service, clients=1, count=LOAD_RECOVERIES, first=WARM_UP)
        looking = server.start(service.database.name, SAMPLED.format(seconds=int(first["seconds"]), lock=HELD))
        figures, = tools.load("together", service, clients=1, count=2 * LOAD_RECOVERIES, first=WARM_UP + LOAD_RECOVERIES)
        held, looks = map(int, re.search(r"held (\d+) of (\d+)", looking.communicate()[1]).groups())
    each = held / looks * figures["seconds"] * 1000 / (2 * LOAD_RECOVERIES)
    yield Row("load, time that a recovery keeps others from writing to PostgreSQL",
              f"{each:.1f} ms of {figures['seconds'] * 500 / LOAD_RECOVERIES:.0f} ms: {1000 / each:.0f} a second by any number of "
              f"services ({held} of {looks:,} looks)", "—", None)


GROUPS = [
    (recoveries_at_once, "load, many at once by picture | load, memory | load, network | load, disk"),
    (services_beside, "load, one on SQLite | load, one on PostgreSQL | load, two on PostgreSQL"),
    (writers_lock, "load, time that a recovery keeps others from writing to PostgreSQL"),
]
