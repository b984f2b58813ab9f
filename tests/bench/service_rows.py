# SPDX-License-Identifier: GPL-3.0-or-later
"""The service: CPU and where it goes, memory, slow neighbours, twins."""
import subprocess

from bench_support import PARTS, Row, Service, SlowRelay, area_under_curve, median, percentile, pss_kib, worst_p99

CPU_ROUNDS, CPU_RECOVERIES = 7, 8
OPEN_FIRST, OPEN_MORE = 1500, 4000
CROWD, CROWD_ROUNDS, CROWD_RECOVERIES = 500, 4, 100
TWIN_PAIRS, OTHER_TWIN_PAIRS = 1000, 500
RELAY_SECONDS = 2
MIB = 1024


def spent(service, before):
    after = service.counts()
    return {part: after[part][0] - before[part][0] for part in PARTS}


def cpu_of_a_recovery(tools):
    """One service is metered at hash and handshake only, and gives the sum; another, in the same rounds, also
    at what is called hundreds of times, and gives the shares."""
    beyond, hashes, handshakes, renderings, yardsticks, shares = [], [], [], [], [], []
    with Service(tools, 1000, "coarse") as coarse, Service(tools, 1000, "fine") as fine:
        tools.load("recoveries", coarse, fine, count=16, first=900)  # prepared statements, caches
        for number in range(CPU_ROUNDS):
            before, before_fine = coarse.counts(), fine.counts()
            yardsticks.append(tools.es256())
            ours, theirs = tools.load("recoveries", coarse, fine, count=CPU_RECOVERIES, first=number * CPU_RECOVERIES)
            parts, parts_fine = spent(coarse, before), spent(fine, before_fine)
            whole, rendering = sum(ours["whole"]), sum(ours["rendering"])
            beyond.append((whole - parts["hash"] - parts["handshake"] - rendering) / CPU_RECOVERIES)
            hashes.append(parts["hash"] / CPU_RECOVERIES)
            handshakes.append(parts["handshake"] / CPU_RECOVERIES)
            renderings.append(rendering / CPU_RECOVERIES)
            rest = sum(theirs["whole"]) - sum(parts_fine.values()) - sum(theirs["rendering"])
            shares.append({**{part: parts_fine[part] / CPU_RECOVERIES for part in PARTS},
                           "rest": rest / CPU_RECOVERIES})
        fine_counts = fine.counts()
    es256, cost = median(yardsticks), median(beyond)
    calls = {part: count / (16 + CPU_ROUNDS * CPU_RECOVERIES) for part, (_, count) in fine_counts.items()}
    print("  calls: " + ", ".join(f"{part} {count:.0f}" for part, count in calls.items()))
    told = {"records": "TLS records", "proof": "proof of possession (ES256)", "statements": "SQLite",
            "sync": "file synchronisation", "rest": "rest (HTTP, JSON, domain, kernel, the meter)"}
    for part, name in told.items():
        print(f"  of which {name}: {median(share[part] for share in shares):.2f} ms")
    print("  by round: " + ", ".join(f"{value:.2f}" for value in beyond) + " ms")
    yield Row("service, CPU of one whole mail recovery", f"{cost / es256:.1f} × ES256 ({cost:.2f} ms / {es256:.4f} ms)",
              "50 ×", cost <= 50 * es256)
    for what, values in (("Argon2id (two hashes)", hashes), ("TLS handshake", handshakes),
                         ("challenge rendering", renderings)):
        yield Row(f"service, CPU of {what} in it", f"{median(values):.2f} ms", "—", None)


def memory(tools):
    with Service(tools, OPEN_FIRST + OPEN_MORE) as service:
        fresh = pss_kib(service.pid)
        tools.load("recoveries", service, count=20, first=0)
        used = pss_kib(service.pid)
        tools.load("open", service, count=OPEN_FIRST, first=0)
        before = pss_kib(service.pid)
        tools.load("open", service, count=OPEN_MORE, first=OPEN_FIRST)
        each = (pss_kib(service.pid) - before) / OPEN_MORE
    idle = max(fresh, used) / MIB
    yield Row("service, memory (PSS) idle", f"{fresh / MIB:.0f} MiB at the start, {used / MIB:.0f} after 20 recoveries",
              "64 MiB", idle <= 64)
    yield Row("service, memory for each open recovery", f"{each:.2f} KiB ({OPEN_MORE} opened)", "4 KiB", each <= 4)


def slow_neighbours(tools):
    walls = {False: {}, True: {}}
    with Service(tools, CROWD_ROUNDS * CROWD_RECOVERIES * 2 + 10) as service:
        tools.load("recoveries", service, count=10, first=CROWD_ROUNDS * CROWD_RECOVERIES * 2, full_every=0)
        for number in range(CROWD_ROUNDS * 2):
            crowded = number % 2 == 1
            crowd = None
            if crowded:
                crowd = subprocess.Popen([tools.bench / "bench_load", "crowd", "--service", service.description,
                                          "--count", str(CROWD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                crowd.stdout.readline()
            figures, = tools.load("recoveries", service, count=CROWD_RECOVERIES, first=number * CROWD_RECOVERIES,
                                  full_every=8)
            if crowd:
                crowd.communicate()
            for step, values in figures["wall"].items():
                walls[crowded].setdefault(step, []).extend(values)
    ratio, step, ratios = worst_p99(walls[False], walls[True])
    print("  " + ", ".join(f"{name} {value:.2f} ×" for name, value in ratios.items()))
    yield Row("500 slow or silent connections beside", f"p99 {ratio:.2f} × ({step} the worst)", "3 ×", ratio <= 3)


def twin_row(name, tools, service, pairs, **options):
    """Pairs in turn, at every step; real ones that are new to the service."""
    tools.load("twins", service, count=20, first=pairs, **options)
    real, decoy = tools.load("twins", service, count=pairs, **options)
    areas = {step: area_under_curve(real["wall"][step], decoy["wall"][step]) for step in real["wall"]}
    alike = len(next(iter(decoy["wall"].values())))  # the others differ in what everybody sees
    print(f"  {name}: " + ", ".join(f"{step} {area:.3f}" for step, area in areas.items()))
    worst = max(areas, key=lambda step: abs(areas[step] - 0.5))
    return Row(f"{name}, answer times", f"AUC {areas[worst]:.3f} ({worst} the worst, {pairs} and {alike})", "0.45…0.55",
               all(0.45 <= area <= 0.55 for area in areas.values()))


def twins(tools):
    with Service(tools, TWIN_PAIRS + 20, twins=True) as service:
        yield twin_row("twins (real and decoy)", tools, service, TWIN_PAIRS)


def twins_by_factor(tools):
    """The same by other proofs than mail, each in a realm of its own."""
    with Service(tools, OTHER_TWIN_PAIRS + 20, twins=True) as service:
        for proof in ("text", "authenticator", "questions"):
            yield twin_row(f"twins by {proof}", tools, service, OTHER_TWIN_PAIRS, proof=proof)


def twins_that_exist(tools):
    """Against accounts that are there and cannot be recovered; each row has real ones of its own."""
    for what, seeming in (("disabled", "gone"), ("without contacts", "bare")):
        with Service(tools, OTHER_TWIN_PAIRS + 20, twins=True) as service:
            yield twin_row(f"twins, one of them {what}", tools, service, OTHER_TWIN_PAIRS, seeming=seeming)


def twins_at_sign_in(tools):
    """A wrong password at "Secure your account": of accounts that are there, and of names that nobody has."""
    for what, seeming in (("", "none"), (", one of them disabled", "gone")):
        with Service(tools, OTHER_TWIN_PAIRS + 20, twins=True) as service:
            yield twin_row(f"twins at sign-in{what}", tools, service, OTHER_TWIN_PAIRS, proof="sign-in", seeming=seeming)


def twins_behind_a_slow_relay(tools):
    """What is sent for real accounts alone hangs while the next answers are due."""
    relay = SlowRelay(RELAY_SECONDS)
    with Service(tools, OTHER_TWIN_PAIRS + 20, twins=True, more=relay.configuration()) as service:
        row = twin_row("twins behind a slow relay", tools, service, OTHER_TWIN_PAIRS)
    relay.close()
    assert relay.asked > 0, "nothing was sent"
    yield row


GROUPS = [
    (cpu_of_a_recovery, "service, CPU of one whole mail recovery | Argon2id | TLS handshake | challenge rendering"),
    (memory, "service, memory (PSS) idle | service, memory for each open recovery"),
    (slow_neighbours, "500 slow or silent connections beside"),
    (twins, "twins (real and decoy), answer times"),
    (twins_by_factor, "twins by text, answer times | twins by authenticator | twins by questions"),
    (twins_that_exist, "twins, one of them disabled, answer times | twins, one of them without contacts"),
    (twins_at_sign_in, "twins at sign-in, answer times | twins at sign-in, one of them disabled"),
    (twins_behind_a_slow_relay, "twins behind a slow relay, answer times"),
]
