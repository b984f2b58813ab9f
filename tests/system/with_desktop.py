#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command inside a desktop of its own: an X server, a session bus and the accessibility bus.

    with_desktop.py [--size 1280x900] COMMAND …

Everything is stopped when the command ends; its status is the status.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def start_x(size):
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()  # written when the server is ready
    if not number:
        raise SystemExit("with_desktop: the X server did not start")
    return server, ":" + number


def main():
    arguments = sys.argv[1:]
    size = "1280x900"
    if arguments[:1] == ["--size"]:
        size, arguments = arguments[1], arguments[2:]
    if not arguments:
        raise SystemExit(__doc__)
    server, display = start_x(size)
    folder = tempfile.mkdtemp(prefix="latchkey-desktop-")
    environment = dict(os.environ, DISPLAY=display, XDG_RUNTIME_DIR=folder, HOME=folder,
                       QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb", NO_AT_BRIDGE="1",
                       LANG="C.UTF-8", LC_ALL="C.UTF-8", QT_ENABLE_HIGHDPI_SCALING="0")
    environment.pop("WAYLAND_DISPLAY", None)
    environment["CUPS_SERVER"] = f"{folder}/no-printers"  # a PC without one, wherever this runs
    launcher = next(path for path in LAUNCHERS if os.path.exists(path))
    script = f'{launcher} --launch-immediately >/dev/null 2>&1 & bus=$!; "$@"; status=$?; kill $bus; exit $status'
    try:
        run = subprocess.Popen(["dbus-run-session", "--", "sh", "-c", script, "sh", *arguments],
                               env=environment, start_new_session=True)
        signal.signal(signal.SIGTERM, lambda *_: os.killpg(run.pid, signal.SIGTERM))
        return run.wait()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
