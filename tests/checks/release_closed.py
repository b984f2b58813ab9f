#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of a release cannot be looked into: no core dump, nobody attaches.

release_closed.py FOLDER: starts each program of a release build and looks at what the system says of it, and of one
that does nothing for it, so that a look that sees everything closed shows.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

DEADLINE = 30  # seconds


def is_closed(pid):
    """Whether the process has put itself out of reach: no core file, and what /proc tells is root's alone."""
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    # The owner of these files is the process's user, or root where it may not be inspected (proc(5)); as root
    # the two are told apart by the user that the program runs as.
    hidden = os.stat(f"/proc/{pid}/environ").st_uid == 0
    return core.split()[4] == "0" and hidden


def started(command, folder):
    """As somebody who is not root, since everything of root's is root's."""
    user = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    return subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, **user)


def becomes(wanted, child):
    """Looks until it is as wanted: what main() does first is done a moment after the start."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline and child.poll() is None:
        if is_closed(child.pid) == wanted:
            return True
        time.sleep(0.01)
    return False


def main():
    programs = pathlib.Path(sys.argv[-1]).resolve()
    faults = []
    with tempfile.TemporaryDirectory(prefix="latchkey-closed-") as folder:
        os.chmod(folder, 0o777)
        for command, closed in (
                (["sleep", str(2 * DEADLINE)], False),
                ([programs / "latchkey"], True),
                ([programs / "latchkeyd", "--demo", "--data", f"{folder}/data", "--listen", "127.0.0.1:0"], True),
                ([programs / "latchkeyctl", "rules", "password"], True)):  # waits for its standard input
            child = started(command, folder)
            try:
                if not becomes(closed, child):
                    faults.append(f"{command[0]}: {'open' if closed else 'closed'} to others, or gone")
            finally:
                child.kill()
                child.communicate()
    print("\n".join(faults) if faults else "no core dump, nobody attaches: as it should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
