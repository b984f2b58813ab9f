# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows share: a service that is measured, its load, and the arithmetic."""
import collections
import json
import os
import pathlib
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "system"))
from support.ports import free_port  # noqa: E402
from support.processes import Program  # noqa: E402

Row = collections.namedtuple("Row", "what measured bar holds")  # holds None: told, without a bar

PARTS = ["hash", "handshake", "records", "proof", "statements", "sync"]  # as meter.cpp counts them


def counted(full, quick):
    """How many of something are measured. With LATCHKEY_BENCH_QUICK few, to see that a row can be taken."""
    return quick if os.environ.get("LATCHKEY_BENCH_QUICK") else full


CONFIGURATION = """
[service]
name = "Bench"
listen = "127.0.0.1:{port}"
public_url = "{origin}"
data = "{folder}/data"
key_file = "{key}"
workers = 2
{service}[tls]
certificate = "{tls}/server.pem"
key = "{tls}/server.key"
[limits]
connections = 2000
idle_deadline = "600s"
[outbox]
folder = "{outbox}"
[[realm]]
id = "bench"
profile = "consumer"
name = "Bench"
work_bits = 8
[realm.limits]
opens_per_hour_and_source = {many}
challenges_per_hour_and_source = {many}
[realm.registration]
sign_ins_per_hour_and_source = {many}
"""


# What twins are measured in besides, none of which discloses anything: one proof alone in each, but for questions,
# which stand alone in realms that disclose.
QUESTIONS = "".join(f'[[realm.questions]]\nid = "{word}"\nen = "{word}?"\nja = "{word}？"\n'
                    for word in ("alpha", "beta", "gamma"))
TWIN_REALMS = "".join(f"""
[[realm]]
id = "{proof}"
profile = "consumer"
name = "Bench"
domains = ["{proof}.bench.example"]
factors = {factors}
{more}
[realm.limits]
opens_per_hour_and_source = 100_000
challenges_per_hour_and_source = 100_000
[realm.phones]
texts_per_hour = 1_000_000
texts_per_hour_and_prefix = 1_000_000
{questions}""" for proof, factors, more, questions in (
    ("text", '["text"]', "", ""), ("authenticator", '["authenticator"]', "", ""),
    ("questions", '["mail", "questions"]', 'gates = 2\nquestions_use = "alone"', QUESTIONS)))


class SlowRelay:
    """A mail server that takes its time and then is busy: every delivery to it hangs for so many seconds."""

    def __init__(self, seconds):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.seconds, self.asked = self.socket.getsockname()[1], seconds, 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._stall, args=(connection,), daemon=True).start()

    def _stall(self, connection):
        self.asked += 1
        with connection:
            time.sleep(self.seconds)
            try:
                connection.sendall(b"421 busy\r\n")
            except OSError:
                pass  # the service has given up

    def configuration(self):
        return f'[mail]\nhost = "127.0.0.1"\nport = {self.port}\nsecurity = "none"\nfrom = "bench@bench.example"\n'

    def close(self):
        self.socket.close()


def make_certificate(folder):
    """An authority and what it says about 127.0.0.1, by the openssl program."""
    def run(*command):
        subprocess.run(["openssl", *command], check=True, cwd=folder, capture_output=True)
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    run("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Bench authority")
    run("req", *curve[:-2], "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=bench")
    (folder / "extensions").write_text("subjectAltName=IP:127.0.0.1,DNS:recovery.example.com\nextendedKeyUsage=serverAuth\n", "ascii")
    run("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "extensions", "-out", "server.pem")
    os.chmod(folder / "server.key", 0o600)


class Tools:
    """Where the programs are, and a folder that goes away with the run."""

    def __init__(self, programs, bench):
        self.programs, self.bench = programs, bench
        self.scratch = tempfile.TemporaryDirectory(prefix="latchkey-bench-")
        self.folder = pathlib.Path(self.scratch.name)
        self.tls = self.folder / "tls"
        self.tls.mkdir(mode=0o700)
        make_certificate(self.tls)
        self.services = 0

    def load(self, mode, *services, **options):
        command = [self.bench / "bench_load", mode]
        for service in services:
            command += ["--service", service.description]
        for name, value in options.items():
            for one in value if isinstance(value, list) else [value]:
                command += ["--" + name.replace("_", "-"), str(one)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)

    def es256(self):
        return self.load("es256")[0]


class Service:
    """latchkeyd on a configuration of its own, with accounts. meter: None, "coarse" or "fine"; twins: accounts
    and realms for them too; more: further sections of the configuration; service: further settings of its first
    section; database: a Database instead of a file; beside: another service, whose accounts, key and address this
    one shares, as behind a balancer."""

    def __init__(self, tools, accounts=0, meter=None, twins=False, more="", service="", database=None, beside=None):
        tools.services += 1
        folder = tools.folder / f"service{tools.services}"
        self.data = data = folder / "data"
        data.mkdir(parents=True, mode=0o700)
        self.port = port = free_port()
        self.origin = beside.origin if beside else f"https://127.0.0.1:{port}"
        self.key = beside.key if beside else data / "keys" / "master.key"
        self.outbox = beside.outbox if beside else folder / "outbox"
        self.database = beside.database if beside else database
        self.outbox.mkdir(mode=0o700, exist_ok=True)
        configuration = folder / "latchkeyd.toml"
        text = CONFIGURATION.format(port=port, origin=self.origin, folder=folder, key=self.key, outbox=self.outbox,
                                    tls=tools.tls, many=100_000, service=service)
        if self.database:
            text += self.database.configuration()
        configuration.write_text(text + (TWIN_REALMS if twins else "") + more, encoding="utf-8")
        if not beside:
            command = [tools.bench / "bench_accounts", data, str(accounts)] + (["--twins"] if twins else [])
            where = self.database.arguments() if self.database else []
            self.accounts_per_second = int(subprocess.run(command + where, check=True, stdout=subprocess.PIPE).stdout)
        self.meter = folder / "meter"
        environment = {}
        if meter:
            environment = {"LD_PRELOAD": str(tools.bench / "libbench_meter.so"), "LATCHKEY_METER": str(self.meter)}
            if meter == "fine":
                environment["LATCHKEY_METER_FINE"] = "1"
        self.program = Program([tools.programs / "latchkeyd", "--config", configuration], folder / "log", environment)
        try:
            ready = self.program.ready(300)
        except AssertionError:
            sys.stderr.write((folder / "log").read_text(encoding="utf-8"))
            raise
        self.pid = self.program.process.pid
        self.description = folder / "service.json"
        self.told = dict(url=ready["url"], origin=self.origin, ca=str(tools.tls / "ca.pem"), outbox=str(self.outbox),
                         pid=self.pid, key=str(self.key))
        self.description.write_text(json.dumps(self.told), encoding="utf-8")

    def through(self, port):
        """The same as clients see it that come by a balancer."""
        class Through:
            description = self.description.with_name(f"through{port}.json")
        Through.description.write_text(json.dumps({**self.told, "url": f"https://127.0.0.1:{port}"}), encoding="utf-8")
        return Through

    def cpu(self):
        """ms so far."""
        return time.clock_gettime((~self.pid << 3) | 2) * 1000  # CLOCK_PROCESS_CPUTIME_ID of another process

    def counts(self):
        """{part: (ms, calls)} since the start."""
        numbers = struct.unpack("<12q", self.meter.read_bytes())
        return {part: (numbers[2 * i] * 1e-6, numbers[2 * i + 1]) for i, part in enumerate(PARTS)}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.stop()


def pss_kib(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def worst_p99(one, other):
    """The largest ratio of the p99 of a step, other to one, and which step it is."""
    ratios = {step: percentile(other[step], 0.99) / percentile(one[step], 0.99) for step in one if step in other}
    step = max(ratios, key=ratios.get)
    return ratios[step], step, ratios


def area_under_curve(one, other):
    """Mann-Whitney: how probable it is that one of `other` is larger than one of `one`; ties count half."""
    everything = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks, i = 0.0, 0
    while i < len(everything):
        j = i
        while j < len(everything) and everything[j][0] == everything[i][0]:
            j += 1
        middle = (i + j + 1) / 2
        ranks += middle * sum(kind for _, kind in everything[i:j])
        i = j
    return (ranks - len(other) * (len(other) + 1) / 2) / (len(one) * len(other))


def median(values):
    return statistics.median(values)
