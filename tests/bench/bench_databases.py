# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server for services that are measured, set up as a site would."""
import os
import pathlib
import subprocess

from bench_support import Program

SERVER = pathlib.Path(__file__).resolve().parent.parent / "support" / "servers" / "postgres_server.py"
HELD = "locktype = 'advisory' AND objid = 4242 AND granted"  # the lock of writers, in pg_locks
TICKS = os.sysconf("SC_CLK_TCK")


class DatabaseServer:
    def __init__(self, tools):
        self.program = Program(["/usr/bin/python3", SERVER, "--into", tools.folder / "postgres", "--as-a-site"],
                               tools.folder / "postgres.log")
        ready = self.program.ready(120)
        self.socket, self.port, self.pid, self.count = ready["socket"], ready["port"], ready["pid"], 0

    def database(self):
        """An empty one."""
        self.count += 1
        name = f"bench{self.count}"
        self.ask("postgres", f"CREATE DATABASE {name} OWNER latchkey")
        return Database(self, name)

    def ask(self, name, sql):
        asking = self.start(name, sql)
        answer, fault = asking.communicate()
        assert asking.returncode == 0, fault
        return answer.strip()

    def start(self, name, sql):
        return subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-h", self.socket, "-p", str(self.port), "-U", "postgres",
                                 "-d", name, "-c", sql], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def cpu(self):
        """ms of all its processes so far."""
        below = [pid for pid in os.listdir("/proc") if pid.isdigit() and times(pid)[1] == self.pid]
        return sum(times(pid)[0] for pid in below) + times(self.pid)[0] + times(self.pid)[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.stop(60)


class Database:
    def __init__(self, server, name):
        self.server, self.name = server, name

    def configuration(self):
        return (f'[store]\nkind = "postgresql"\nhost = "{self.server.socket}"\nport = {self.server.port}\n'
                f'name = "{self.name}"\nuser = "latchkey"\n')

    def arguments(self):
        return ["--socket", self.server.socket, "--port", str(self.server.port), "--name", self.name]

    def size(self):
        """Bytes."""
        return int(self.server.ask(self.name, f"SELECT pg_database_size('{self.name}')"))


def times(pid):
    """ms of CPU of a process, whose child it is, and ms of those of its children that have ended."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            field = stat.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0, 0
    user, system, childrens_user, childrens_system = map(int, field[11:15])
    return (user + system) * 1000 / TICKS, int(field[1]), (childrens_user + childrens_system) * 1000 / TICKS
