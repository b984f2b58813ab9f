# SPDX-License-Identifier: GPL-3.0-or-later
"""A security key that a program plays (tools/soft_key.cpp): registered, plugged in, touched and pulled out by a test."""
import os
import pathlib
import subprocess
import tempfile


class SoftKey:
    """Windows that are opened after the first key find the keys of this process."""

    def __init__(self, tools, name, pin=None, rp_id="127.0.0.1"):
        place = os.environ.get("LATCHKEY_KEY_FOLDER")
        if place is None or not pathlib.Path(place).is_dir():
            place = os.environ["LATCHKEY_KEY_FOLDER"] = tempfile.mkdtemp(prefix="latchkey-keys-")
        command = [pathlib.Path(tools) / "soft_key", pathlib.Path(place) / name, rp_id] + ([pin] if pin else [])
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._file = "".join(iter(self._process.stdout.readline, "\n"))

    def register(self, programs, account, *where):
        """As an administrator does it, with what fido2-cred would have written."""
        done = subprocess.run([pathlib.Path(programs) / "latchkeyctl", "accounts", "keys", "add", account, *where],
                              input=self._file, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"latchkeyctl accounts keys add: {done.stdout}{done.stderr}")
        return done.stdout

    def plug(self):
        self._do("plug")

    def unplug(self):
        self._do("unplug")

    def touch(self):
        """As soon as it blinks."""
        self._do("touch")

    def count_from(self, number):
        self._do(f"count {number}")

    def _do(self, what):
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "done\n":
            raise AssertionError(f"soft_key has ended at '{what}'")

    def close(self):
        self._process.stdin.close()
        self._process.wait(30)
