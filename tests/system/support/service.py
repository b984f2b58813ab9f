# SPDX-License-Identifier: GPL-3.0-or-later
"""latchkeyd as an administrator runs it: configured, with a certificate and a database of its own."""
import contextlib
import csv
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess

from .ports import free_port
from .processes import Program, until

DEMO_PASSWORD = "Latch-2026"
SUPPORT = {"name": "Test help desk", "mail": "help@example.com", "phone": "03-1234-5600", "hours": "9:00-17:00"}

MAIL, TEXT, VOICE = 0, 1, 2  # channels, as the table `messages` has them
QUEUED, SENDING, SENT, GIVEN_UP, UNKNOWN = range(5)  # states of a message


def toml(sections):
    lines = []
    for name, values in sections.items():
        lines.append(name)
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def start_code(programs, account, *where):
    """As an administrator hands one out: the digits, as they stand on the terminal."""
    done = subprocess.run([programs / "latchkeyctl", "start-code", account, *where], capture_output=True, text=True,
                          check=False)
    shown = re.match(r"(\d{3} ){3}\d{3}$", done.stdout, re.MULTILINE)
    if done.returncode != 0 or not shown:
        raise AssertionError(f"latchkeyctl start-code: {done.stdout}{done.stderr}")
    return shown.group().replace(" ", "")


class Service:
    """Settings are sections of the configuration: {"[realm.code]": {"mail_lifetime": "40s"}}."""

    def __init__(self, programs, folder, certificate, settings=None, public_url=None):
        self.programs, self.folder = pathlib.Path(programs), pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700, parents=True)
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.process = None
        sections = {
            "[service]": {"name": "Latchkey test", "listen": f"127.0.0.1:{self.port}", "data": str(self.data),
                          "public_url": public_url or self.url, "languages": ["en", "ja"], "workers": 2},
            "[tls]": {"certificate": str(certificate.pem), "key": str(certificate.key)},
        }
        realm = {
            "[[realm]]": {"id": "consumer", "profile": "consumer", "name": "Accounts", "work_bits": 12,
                          "sign_in_url": "https://account.example.com/"},
            "[realm.support]": SUPPORT,
            "[realm.password]": {"organisation_words": ["contoso"]},
        }
        for section, values in (settings or {}).items():
            where = realm if section.startswith(("[realm", "[[realm")) else sections
            where.setdefault(section, {}).update(values)
        self.configuration = self.folder / "latchkeyd.toml"
        self.configuration.write_text(toml({**sections, **realm}), encoding="utf-8")

    @property
    def log(self):
        return self.folder / "service.log"

    def add_demo_accounts(self):
        """The accounts of the demo, with their password, written by the demo itself."""
        demo = Program([self.programs / "latchkeyd", "--demo", "--data", self.data], self.folder / "demo.log")
        demo.ready()
        if demo.stop() != 0:
            raise AssertionError(f"the demo did not stop well; see {self.folder / 'demo.log'}")

    def take_over(self, other):
        """Accounts, factors and keys of another service that has stopped, as they are then."""
        shutil.copytree(other.data, self.data, dirs_exist_ok=True)

    def administer(self, *words, typed=None):
        """As an administrator does it; what latchkeyctl says."""
        done = subprocess.run([self.programs / "latchkeyctl", *words, "--config", self.configuration], input=typed,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"latchkeyctl {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def import_accounts(self, *rows):
        """As an administrator does it; rows of account, display_name, realm, mail, mobile, phone, status."""
        table = self.folder / "accounts.csv"
        with open(table, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["account", "display_name", "realm", "mail", "mobile", "phone", "status"])
            writer.writerows(rows)
        done = subprocess.run([self.programs / "latchkeyctl", "accounts", "import", table, "--data", self.data],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"latchkeyctl accounts import: {done.stdout}{done.stderr}")

    def start(self):
        self.process = Program([self.programs / "latchkeyd", "--config", self.configuration], self.log)
        self.process.ready()
        return self

    def stop(self):
        status = self.process.stop()
        if status != 0:
            raise AssertionError(f"latchkeyd ended with {status}; see {self.log}")

    def kill(self):
        self.process.kill()
        if self.process.process.returncode != -signal.SIGKILL:
            raise AssertionError(f"latchkeyd had ended before it was killed: {self.process.process.returncode}")

    def restart(self, gracefully):
        if gracefully:
            self.stop()
        else:
            self.kill()
        self.start()

    def close(self):
        if self.process is not None and self.process.process.poll() is None:
            self.process.kill()

    def rows(self, query, *values):
        """What the database says now, read and never written."""
        uri = f"file:{self.data / 'latchkey.sqlite'}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=20)) as connection:
            return connection.execute(query, values).fetchall()

    def codes(self):
        """(channel, state, attempts, reason) of every code that was queued for somebody, oldest first; notices are
        none."""
        return self.rows("SELECT channel, state, attempts, reason FROM messages "
                         "WHERE expires_at > 0 AND recipient <> '' ORDER BY rowid")

    def password_changes(self, account):
        """How often the password was set: each change keeps a marker of its own."""
        markers = self.rows("SELECT marker FROM passwords WHERE account_key = ? UNION ALL "
                            "SELECT marker FROM password_history WHERE account_key = ?", account, account)
        return len([marker for marker, in markers if marker])

    def logged(self, event, **fields):
        """Lines of the structured log with this event and these fields."""
        found = []
        for line in self.log.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(json.JSONDecodeError):
                entry = json.loads(line)
                if entry.get("event") == event and all(entry.get(key) == value for key, value in fields.items()):
                    found.append(entry)
        return found

    def wait_logged(self, event, seconds=60, **fields):
        return until(lambda: self.logged(event, **fields), f"{event} {fields} in {self.log}", seconds)

    def accepts(self, sign_in, account, password):
        """A real sign-in against the embedded directory, on the database that the service uses."""
        asked = subprocess.run([sign_in, self.data, account], input=password.encode(), capture_output=True, check=False)
        if asked.returncode not in (0, 1):
            raise AssertionError(f"sign-in check: {asked.stderr.decode()}")
        return asked.returncode == 0


class Disk:
    """The disk under a running service, filled up and cleared: past so many bytes no file of it can be written."""

    def __init__(self, service):
        self._pid = service.process.process.pid

    def fill(self):
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))

    def clear(self):
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def children_of(pid):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == pid:
                    found.append(int(entry))
    return found
