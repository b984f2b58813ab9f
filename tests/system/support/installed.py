# SPDX-License-Identifier: GPL-3.0-or-later
"""The assistant as `cmake --install` leaves it, on a desktop that has to find out for itself who opens a link."""
import contextlib
import os
import signal
import subprocess

import pyatspi

from .processes import until


class Installed:
    def __init__(self, bench):
        self._prefix, home = bench.name("prefix"), bench.name("home")
        home.mkdir()
        subprocess.run(["cmake", "--install", bench.programs.parent, "--prefix", self._prefix],
                       check=True, capture_output=True)
        self._environment = dict(os.environ, XDG_CONFIG_HOME=str(home), XDG_DATA_HOME=str(home / "share"),
                                 XDG_DATA_DIRS=f"{self._prefix / 'share'}:/usr/share",
                                 PATH=f"{self._prefix / 'bin'}:{os.environ['PATH']}")

    def configure(self, server, ca):
        """As an administrator does on every PC of the organisation."""
        (self._prefix / "bin" / "latchkey.ini").write_text(f"server={server}\nca={ca}\n", encoding="utf-8")

    def become_handler(self):
        """By what the person's desktop keeps of it; what it says of the scheme then."""
        subprocess.run(["gio", "mime", "x-scheme-handler/latchkey", "latchkey.desktop"], check=True,
                       capture_output=True, env=self._environment)
        return subprocess.run(["gio", "mime", "x-scheme-handler/latchkey"], check=True, capture_output=True, text=True,
                              env=self._environment).stdout

    def open(self, link):
        """A press on a link anywhere on this desktop."""
        # What is started inherits the output, and would keep a pipe open.
        subprocess.run(["gio", "open", link], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=self._environment)
        until(self._processes, "the assistant that was started for the link")

    def _processes(self):
        """Of this installation alone: nobody has them as children."""
        found = []
        for application in pyatspi.Registry.getDesktop(0):
            with contextlib.suppress(Exception):  # it may go away meanwhile
                process = application.get_process_id()
                if os.readlink(f"/proc/{process}/exe").startswith(str(self._prefix)):
                    found.append(process)
        return found

    def close(self):
        for process in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
