#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a session bus of its own with a key ring that is unlocked, and nothing else of a desktop.

    with_key_ring.py COMMAND …

The key ring lies in a folder of its own and is gone afterwards. The status of the command is the status.
"""
import os
import shutil
import subprocess
import sys
import tempfile

SCRIPT = """printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 1
"$@"
"""


def main():
    folder = tempfile.mkdtemp(prefix="latchkey-key-ring-")
    environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, XDG_DATA_HOME=folder + "/data",
                       LATCHKEY_TEST_KEY_RING="1")
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"):
        environment.pop(desktop, None)
    try:
        # The daemon ends with its bus.
        return subprocess.run(["dbus-run-session", "--", "sh", "-c", SCRIPT, "sh", *sys.argv[1:]], env=environment,
                              check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
