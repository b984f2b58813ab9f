# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenes of the tour stand on: the service, the person who walks, the album."""
import os
import pathlib
import re
import subprocess
import sys

from .clock import Clock
from .person import WIZARD, Person
from .processes import Outbox, Program, until

SERVERS = pathlib.Path(__file__).resolve().parents[2] / "support" / "servers"
ACCOUNT = "msabc123@outlook.com"
OBJECTION = re.compile(r"latchkey:not-me\?ticket=[0-9A-Z-]+")
OBJECTION_REFUSED = ("This code is wrong or too old, or was used already: then the recoveries were stopped at that "
                     "time. Compare it with the message, or use that of a newer one.")
OLD_PASSWORD, NEW_PASSWORD = "Latch-2026", "Blue-kettle-17"

# A service of the tour's own; what its realm is about follows, then its tables.
SERVICE = """[service]
name = "Latchkey tour"
listen = "{address}"
public_url = "https://{address}"
data = "{data}"
key_file = "{data}/keys/master.key"
[tls]
certificate = "{data}/tls/server.pem"
key = "{data}/tls/server.key"
[outbox]
folder = "{data}/outbox"
[[realm]]
id = "consumer"
profile = "consumer"
name = "Personal accounts"
"""
SUPPORT = """[realm.support]
name = "Demo support"
mail = "support@example.com"
phone = "03-1234-5600"
"""
TOML = SERVICE + """gates = 2
sign_in_url = "https://account.example.com/"
[realm.code]
mail_lifetime = "60s"
phone_lifetime = "60s"
resend_after = "10s"
resends_per_hour = 1
""" + SUPPORT


class Tourist(Person):
    """A person with a camera."""

    def __init__(self, tour, **more):
        super().__init__(tour.programs, tour.work / "latchkey.log", tour.language, **more)
        self.window.title = WIZARD
        self.window.focus_window()
        self._album = tour.album

    def look(self, name, window=None):
        self._album.take(window or self.window, name)

    def see(self, source, name=None, seconds=60):
        self.window.see(self.words(source), seconds)
        if name:
            self.look(name)

    def see_left(self, source, count):
        """A sentence that says how many tries are left."""
        self.window.see(self.words(source).split("%n")[0] + str(count))

    def to_challenge(self, account=ACCOUNT):
        self.reason()
        self.account(account)

    def to_methods(self, account=ACCOUNT):
        self.to_challenge(account)
        self.challenge_by_work()
        self.page("How should we check that it is you?", 120)

    def enter_code(self, code):
        self.window.focus(self.code_field())
        self.window.key("ctrl+a")
        self.window.type(code)
        self.go_on()


class Tour:
    """What the scenes of one album share: programs, folders, the service that runs."""

    def __init__(self, programs, work, album, language):
        self.programs, self.work, self.album = programs, work, album
        self.language = language
        self.data = work / "data"
        self.data.mkdir(mode=0o700)
        self.service = self.ready = self.outbox = None
        self.clock = Clock(work)
        os.environ.update(self.clock.environment())
        self._people = []
        # Out of the way: what the pointer rests on is drawn as touched.
        subprocess.run(["xdotool", "mousemove", "9999", "9999"], check=True)
        self._address = "127.0.0.1:0"

    def serve(self, *arguments):
        command = arguments or ("--demo", "--data", self.data, "--listen", self._address)
        self.service = Program([self.programs / "latchkeyd", *command], self.work / "latchkeyd.log")
        self.ready = self.service.ready()
        self._address = self.ready["url"].removeprefix("https://")
        self.outbox = Outbox(self.data / "outbox")
        self.outbox.pass_over()  # what the scenes before this one left there
        return self.ready

    def administer(self, *words):
        subprocess.run([self.programs / "latchkeyctl", *words, "--data", self.data], check=True,
                       stdout=subprocess.DEVNULL)

    def stop(self):
        if self.service:
            self.service.stop()
        self.service = None

    def person(self, **more):
        """A new window at the service; windows of before are gone."""
        self.leave()
        if self.service and "ca" not in more and "extra" not in more:
            more = {"server": self.ready["url"], "ca": self.ready["ca"], **more}
        self._people.append(Tourist(self, **more))
        return self._people[-1]

    def leave(self):
        for person in self._people:
            person.close()
            until(lambda each=person: not each.window.all(), "the window to be gone")
        self._people.clear()

    def close(self):
        if self.service and self.service.process.poll() is not None:
            print(f"latchkeyd has ended with status {self.service.process.returncode}", file=sys.stderr)
        self.leave()
        if self.service:
            self.service.kill()
