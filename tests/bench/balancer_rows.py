# SPDX-License-Identifier: GPL-3.0-or-later
"""Two services behind the balancers of packaging/balancers, where Debian's haproxy and nginx are installed."""
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import time
import urllib.request

from bench_databases import DatabaseServer, times
from bench_support import Row, Service, counted
from support.ports import free_port

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "balancers"
MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_stream_module.so")
COMES_FROM = "127.0.0.3"  # what people's connections do not come from
CLIENTS, RECOVERIES, WARM_UP = 8, counted(120, 16), 16
TRUSTED = f'trusted_proxies = ["{COMES_FROM}"]\n'


class Balancer:
    """The program on a sample, whose names and ports are those of the services."""

    def __init__(self, tools, sample, services):
        self.folder = tools.folder / sample.replace(".", "-")
        self.folder.mkdir()
        self.port = free_port()
        whole = self.folder / "whole.pem"
        whole.write_bytes((tools.tls / "server.pem").read_bytes() + (tools.tls / "server.key").read_bytes())
        text = (SAMPLES / sample).read_text(encoding="utf-8")
        for said, meant in {
                "10.0.5.11:8443": f"127.0.0.1:{services[0].port}", "10.0.5.12:8443": f"127.0.0.1:{services[1].port}",
                "bind :443": f"bind 127.0.0.1:{self.port}", "listen 443": f"listen 127.0.0.1:{self.port}",
                "/etc/haproxy/recovery.example.com.pem": whole, "/etc/haproxy/latchkey-ca.pem": tools.tls / "ca.pem",
                "/etc/nginx/tls/recovery.example.com.pem": tools.tls / "server.pem",
                "/etc/nginx/tls/recovery.example.com.key": tools.tls / "server.key",
                "/etc/nginx/tls/latchkey-ca.pem": tools.tls / "ca.pem"}.items():
            text = text.replace(said, str(meant))
        self.file = self.folder / sample
        command = self._haproxy(text) if sample.startswith("haproxy") else self._nginx(text, "stream {" in text)
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)

    def _haproxy(self, text):
        self.file.write_text(text.replace("  balance leastconn\n", f"  balance leastconn\n  source {COMES_FROM}\n"), "utf-8")
        subprocess.run(["haproxy", "-c", "-q", "-f", self.file], check=True)
        return ["haproxy", "-db", "-f", self.file]

    def _nginx(self, text, is_stream):
        text = text.replace("proxy_pass ", f"proxy_bind {COMES_FROM};\n    proxy_pass ")
        head = f"load_module {MODULE};\n" if is_stream else ""
        head += f"daemon off;\npid {self.folder}/pid;\nerror_log {self.folder}/errors warn;\nevents {{}}\n"
        body = text if is_stream else f"http {{\naccess_log off;\nclient_body_temp_path {self.folder}/body;\n{text}}}\n"
        self.file.write_text(head + body, "utf-8")
        subprocess.run(["nginx", "-t", "-q", "-e", "stderr", "-c", self.file], check=True)
        return ["nginx", "-e", "stderr", "-c", self.file]

    def cpu(self):
        """ms of it and its children so far."""
        below = [pid for pid in os.listdir("/proc") if pid.isdigit() and times(pid)[1] == self.process.pid]
        return times(self.process.pid)[0] + sum(times(pid)[0] for pid in below)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def answers(tools, balancer):
    trust = ssl.create_default_context(cafile=tools.tls / "ca.pem")
    try:
        with urllib.request.urlopen(f"https://127.0.0.1:{balancer.port}/readyz", timeout=5, context=trust) as answer:
            return answer.status == 200
    except OSError:
        return False


def until_ready(tools, balancer):
    deadline = time.monotonic() + 30
    while not answers(tools, balancer):
        assert time.monotonic() < deadline, "the balancer does not get ready"
        time.sleep(0.1)


def behind(tools, sample, database):
    """Whole recoveries through it by both services, and by one when the other has ended; whom the services take
    for who asks, where the same clients have come to them without it before."""
    name = {"haproxy": "HAProxy", "nginx": "nginx"}[sample.split(".")[0].split("-")[0]]
    how = "TLS let through" if "-tcp" in sample else "TLS ended and begun again"
    trusted = "" if "-tcp" in sample else TRUSTED
    with Service(tools, 2 * RECOVERIES + WARM_UP, database=database, service=trusted) as one, \
            Service(tools, beside=one, service=trusted) as other, Balancer(tools, sample, [one, other]) as balancer:
        until_ready(tools, balancer)
        through = one.through(balancer.port)
        tools.load("together", one, other, clients=CLIENTS, count=WARM_UP, first=0)  # as they are seen themselves
        spent = balancer.cpu()
        cpus = one.cpu(), other.cpu()
        figures, = tools.load("together", through, clients=CLIENTS, count=RECOVERIES, first=WARM_UP)
        each = (balancer.cpu() - spent) / RECOVERIES
        shares = one.cpu() - cpus[0], other.cpu() - cpus[1]
        sources = int(database.server.ask(database.name, "SELECT COUNT(DISTINCT source) FROM recoveries"))
        other.program.stop()
        tools.load("together", through, clients=CLIENTS, count=RECOVERIES, first=WARM_UP + RECOVERIES)
    seen = "people" if sources == 1 else "the balancer"
    print(f"  {sample}: who asks is {seen}; the services shared the work {min(shares) / sum(shares):.0%} to "
          f"{max(shares) / sum(shares):.0%}; with one of them ended, the other finished all {RECOVERIES}")
    assert (seen == "people") == ("-tcp" not in sample), "not who the sample says"
    return Row(f"load, two behind {name}, {how}",
               f"{RECOVERIES / figures['seconds']:.1f} a second; CPU of it {each:.1f} ms for each", "—", None)


def balancers(tools):
    there = {"haproxy": shutil.which("haproxy"), "nginx": shutil.which("nginx") and MODULE.exists()}
    with DatabaseServer(tools) as server:
        for sample in ("haproxy.cfg", "haproxy-tcp.cfg", "nginx.conf", "nginx-tcp.conf"):
            program = sample.split(".")[0].split("-")[0]
            if there[program]:
                yield behind(tools, sample, server.database())
            else:
                yield Row(f"load, two behind {sample}", f"not measured: {program} is not installed", "—", None)


GROUPS = [(balancers, "load, two behind HAProxy | load, two behind nginx")]
