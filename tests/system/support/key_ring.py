# SPDX-License-Identifier: GPL-3.0-or-later
"""The key store of the session: a real Secret Service, or one that refuses everything."""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

from .processes import until

NAME = "org.freedesktop.secrets"
PLACE = "latchkey/place/"
REFUSING = """
import sys
from gi.repository import Gio, GLib
loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SESSION, "{name}", Gio.BusNameOwnerFlags.REPLACE, None,
                 lambda *_: print("ready", flush=True), lambda *_: loop.quit())
loop.run()
""".replace("{name}", NAME)


def is_owned():
    asked = subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path",
                            "/org/freedesktop/DBus", "--method", "org.freedesktop.DBus.NameHasOwner", NAME],
                           capture_output=True, text=True, check=True)
    return "true" in asked.stdout


class KeyRing:
    """Unlocked, empty at first, and gone with the test. What the assistant keeps beside it lies there too."""

    def __init__(self, folder, refuses=False):
        self.home = pathlib.Path(folder)
        self.home.mkdir()
        self._before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = str(self.home)
        if refuses:
            command, word = ["/usr/bin/python3", "-c", REFUSING], b""
        else:
            command, word = ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"], b"a password"
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)
        self._process.stdin.write(word)
        self._process.stdin.close()
        until(is_owned, "the key store")

    def entries(self):
        """What the key ring says about everything of ours: attributes, and the secret as the library wrote it."""
        asked = subprocess.run(["secret-tool", "search", "--all", "server", "latchkey"], capture_output=True,
                               text=True, check=False)
        # It ends with 0 when it could not ask, too.
        if asked.returncode or not all(line.startswith("attribute.") for line in asked.stderr.splitlines()):
            raise AssertionError(f"secret-tool: status {asked.returncode}, {asked.stderr}")
        return asked.stdout + asked.stderr

    def put(self, value, server=None):
        """As the place at a server, with the mark that it may be there; over the one that is kept unless told."""
        server = server or re.search(PLACE + r"(\S+)", self.entries()).group(1)
        name = PLACE + server
        subprocess.run(["secret-tool", "store", "--label", name, "user", name, "server", "latchkey", "type",
                        "plaintext", "xdg:schema", "org.qt.keychain"], input=value, text=True, check=True)
        folder = self.home / "latchkey"
        folder.mkdir(exist_ok=True)
        (folder / f"place-kept-{hashlib.sha256(server.encode()).hexdigest()[:16]}").touch(mode=0o600)

    def wait_kept(self, server=""):
        """The place at a server; at any unless told."""
        until(lambda: PLACE + server in self.entries(), "the place in the key ring")

    def marks(self):
        return list((self.home / "latchkey").glob("place-kept-*"))

    def is_empty(self):
        return not self.marks() and PLACE not in self.entries()

    def close(self):
        self._process.kill()
        self._process.wait()
        until(lambda: not is_owned(), "the key store to be gone")
        if self._before is None:
            os.environ.pop("XDG_DATA_HOME", None)
        else:
            os.environ["XDG_DATA_HOME"] = self._before
        shutil.rmtree(self.home, ignore_errors=True)
