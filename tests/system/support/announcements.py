#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader would be told: prints the name of each notification that begins to show, a line each."""
import sys

import pyatspi

ROLES = {"notification", "alert"}


def told(event):
    try:
        event.source.clearCache()  # its name may be that of the time before
        if event.detail1 and event.source.getRoleName() in ROLES and event.source.name:
            print(event.source.name, flush=True)
    except Exception:  # it went away before it could be asked
        return


if __name__ == "__main__":
    pyatspi.Registry.registerEventListener(told, "object:state-changed:showing")
    print("listening", flush=True)
    pyatspi.Registry.start()
    sys.exit(0)
