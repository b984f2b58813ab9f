# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test through the window stands on: a folder of its own, programs that end with it, and a look back
when it fails.

    x_test.py --programs DIR --tools DIR [--slow] [WORD …]

Runs the tests of the file, each in every language of LATCHKEY_TEST_LANGUAGES; with --slow those that are marked
slow and no others; with words only those whose name holds one.
"""
import argparse
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from .between import Between
from .certificates import Authority
from .clock import Clock
from .person import LANGUAGES, Person
from .processes import Outbox, Program, until
from .service import Service
from .window import plain

SERVERS = pathlib.Path(__file__).resolve().parents[2] / "support" / "servers"
ACCOUNT = "msabc123@outlook.com"  # of the demo, which writes the accounts
MAILBOX, MAIL_MASK = "msabc123.backup", "ms*****@example.com"
KEY_PRESS_URL = "https://gateway.example.com/bins/go-on"
GATEWAY_PATHS = {  # of texts and of calls
    "generic": ("/v1/texts", "/v1/calls"),
    "twilio": ("/2010-04-01/Accounts/AC0/Messages.json", "/2010-04-01/Accounts/AC0/Calls.json"),
}
SKIPPED = 77  # the status that ctest takes for it
CONTACTS = 3  # a mailbox, a mobile, a home phone: each hears of a new password


def code_in(mail):
    """As a person finds it: the one line of digits. None in any other mail."""
    found = re.search(r"^\s*(\d{7})\s*$", mail["text"], re.MULTILINE)
    return found and found.group(1)


def once(test):
    """One run for all languages: the test switches them itself."""
    test.languages = ["en"]
    return test


def slow(test):
    test.is_slow = True
    return test


class Helper:
    """A mail relay or gateway of tests/support/servers; it may be stopped and started again at its place."""

    def __init__(self, script, folder, *options):
        self._folder = pathlib.Path(folder)
        self._command = ["/usr/bin/python3", SERVERS / script, "--into", self._folder, *options]
        self.outbox = Outbox(self._folder)
        self._mode = self._folder.parent / (self._folder.name + "-mode")
        self._program = Program([*self._command, "--mode-file", self._mode], self._log)
        ready = self._program.ready()
        self.port, self.ca = ready["port"], ready["ca"]

    @property
    def _log(self):
        return self._folder.parent / (self._folder.name + ".log")

    def mode(self, word):
        self._mode.write_text(word, encoding="ascii")

    def stop(self):
        self._program.kill()

    def start(self):
        tls = pathlib.Path(self.ca).parent
        self._program = Program([*self._command, "--mode-file", self._mode, "--port", self.port,
                                 "--certificate", tls / "server.pem", "--key", tls / "server.key"], self._log)
        self._program.ready()

    def close(self):
        if self._program.process.poll() is None:
            self._program.kill()


class Announcements:
    """What a screen reader is told from now on."""

    def __init__(self, log):
        script = pathlib.Path(__file__).with_name("announcements.py")
        self._log = open(log, "w+b")
        self._process = subprocess.Popen(["/usr/bin/python3", script], stdout=self._log, stderr=subprocess.STDOUT)
        self.heard("listening")

    def heard(self, sentence):
        def look():
            return plain(sentence) in plain(pathlib.Path(self._log.name).read_text(encoding="utf-8"))
        until(look, f"{sentence!r} to be announced")

    def close(self):
        self._process.kill()
        self._process.wait()
        self._log.close()


class Bench:
    def __init__(self, options, folder, language):
        self.programs, self.tools = pathlib.Path(options.programs), pathlib.Path(options.tools)
        self.folder, self.language = folder, language
        self.clock = Clock(folder)
        self._stack = contextlib.ExitStack()
        self._count = 0
        self._authority = None

    def __enter__(self):
        os.environ.update(self.clock.environment())  # for every program that is started while this one stands
        return self

    def __exit__(self, *_):
        self._stack.close()
        for name in self.clock.environment():
            del os.environ[name]

    def keep(self, thing):
        self._stack.callback(thing.close)
        return thing

    def name(self, kind):
        self._count += 1
        return self.folder / f"{kind}{self._count}"

    @property
    def authority(self):
        if self._authority is None:
            self._authority = Authority(self.name("authority"))
        return self._authority

    def mail_server(self):
        """With STARTTLS and a login; what a service needs to use it is its `settings`."""
        folder = self.name("mail")
        helper = self.keep(Helper("smtp_server.py", folder, "--user", "latchkey", "--password", "relay secret"))
        secret = self.secret(folder, "relay secret")
        helper.settings = {"[mail]": {"host": "127.0.0.1", "port": helper.port, "security": "starttls",
                                      "user": "latchkey", "password_file": str(secret), "ca_file": helper.ca,
                                      "from": "no-reply@example.com"}}
        return helper

    def gateway(self, kind):
        """For texts and calls, over HTTPS with an authority of its own: "generic" or "twilio"."""
        folder = self.name("gateway")
        login = "token-of-the-gateway" if kind == "generic" else "AC0:secret"
        options = ["--bearer" if kind == "generic" else "--basic", login]
        helper = self.keep(Helper("gateway_server.py", folder, *options))
        where = f"https://127.0.0.1:{helper.port}"
        paths = GATEWAY_PATHS[kind]
        common = {"kind": kind, "ca_file": helper.ca, "credentials_file": str(self.secret(folder, login)),
                  "from": "+81312345978"}
        further = {} if kind == "generic" else {"key_press_url": KEY_PRESS_URL}
        helper.settings = {"[text]": {**common, "url": where + paths[0]},
                           "[voice]": {**common, **further, "url": where + paths[1]}}
        return helper

    def secret(self, beside, text):
        path = beside.parent / (beside.name + ".secret")
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def service(self, *helpers, settings=None, between=None, certificate=None, accounts=True):
        """accounts: True for those of the demo, rows to import, or the stopped service that had them before."""
        merged = {}
        for part in (*(helper.settings for helper in helpers), settings or {}):
            for section, values in part.items():
                merged.setdefault(section, {}).update(values)
        made = self.keep(Service(self.programs, self.name("service"), certificate or self.authority.issue(), merged,
                                 public_url=between.url if between else None))
        if accounts is True:
            made.add_demo_accounts()
        elif isinstance(accounts, Service):
            made.take_over(accounts)
        elif accounts:
            made.import_accounts(*accounts)
        if between:
            between.service_port = made.port
        return made.start()

    def between(self):
        return self.keep(Between(self.authority.issue(), self.authority.pem))

    def outbox(self):
        """Where a service without relay or gateway leaves its messages; see outbox_settings()."""
        return Outbox(self.folder / "outbox")

    def outbox_settings(self):
        return {"[outbox]": {"folder": str(self.folder / "outbox")}}

    def person(self, server, ca=None, **more):
        return self.keep(Person(self.programs, self.folder / "assistant.log", self.language, server.url,
                                ca or self.authority.pem, **more))

    def announcements(self):
        return self.keep(Announcements(self.folder / "announcements.log"))

    def accepts(self, service, password, account=ACCOUNT):
        return service.accepts(self.tools / "sign_in_check", account, password)


def look_back(folder):
    with contextlib.suppress(Exception):
        subprocess.run(["import", "-silent", "-window", "root", str(folder / "screen.png")], check=True)
    for log in sorted(folder.rglob("*.log")):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
        print(f"--- {log}", *lines, sep="\n")
    kept = pathlib.Path(tempfile.gettempdir()) / "latchkey-failed" / folder.name
    shutil.rmtree(kept, ignore_errors=True)
    with contextlib.suppress(shutil.Error):  # told at the end, of what cannot be copied: sockets of a domain
        shutil.copytree(folder, kept, ignore_dangling_symlinks=True)
    print(f"--- kept in {kept}")


def run_tests(module):
    """Runs the functions of the module whose name begins with `test_`; the process ends with the verdict."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--tools", required=True)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    tests = [test for name, test in vars(module).items() if name.startswith("test_")
             and getattr(test, "is_slow", False) == options.slow
             and (not options.words or any(word in name for word in options.words))]
    failed = ran = 0
    for test in tests:
        for language in getattr(test, "languages", LANGUAGES):
            began = time.monotonic()
            verdict = "passed"
            with tempfile.TemporaryDirectory(prefix=f"{test.__name__}-{language}-") as folder:
                with Bench(options, pathlib.Path(folder), language) as bench:
                    try:
                        test(bench)
                    except Exception:  # whatever went wrong is this test's failure, and the next one runs
                        verdict = "FAILED"
                        failed += 1
                        traceback.print_exc()
                        sys.stderr.flush()
                        look_back(pathlib.Path(folder))
            ran += 1
            print(f"{verdict}: {test.__name__} in {language} ({time.monotonic() - began:.1f} s)", flush=True)
    if not ran:
        raise SystemExit("no test was run")
    raise SystemExit(1 if failed else 0)
