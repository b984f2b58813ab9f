#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a session bus of its own with a key ring that is unlocked, and nothing else of a desktop.

    with_key_ring.py COMMAND …

The key ring lies in a folder of its own and is gone afterwards. The status of the command is the status.
"""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "system"))
from support.key_ring import KeyRing  # noqa: E402

INSIDE = "LATCHKEY_TEST_KEY_RING"  # also told to the command


def run_inside(command):
    """On the bus, when somebody answers for the key ring."""
    with contextlib.closing(KeyRing(os.environ["XDG_DATA_HOME"])):
        return subprocess.run(command, check=False).returncode


def main():
    if INSIDE in os.environ:
        return run_inside(sys.argv[1:])
    folder = tempfile.mkdtemp(prefix="latchkey-key-ring-")
    environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, XDG_DATA_HOME=folder + "/data", **{INSIDE: "1"})
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"):
        environment.pop(desktop, None)
    try:
        return subprocess.run(["dbus-run-session", "--", sys.executable, __file__, *sys.argv[1:]], env=environment,
                              check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
