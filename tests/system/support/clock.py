# SPDX-License-Identifier: GPL-3.0-or-later
"""Hours that pass at once, for the test and for every program that it starts (a test build's)."""
import os
import pathlib
import time


VARIABLE = "LATCHKEY_CLOCK"


def now():
    """Seconds since 1970, as the programs have it."""
    path = os.environ.get(VARIABLE)
    return time.time() + (int(pathlib.Path(path).read_text(encoding="ascii")) / 1000 if path else 0)


class Clock:
    def __init__(self, folder):
        self._file = pathlib.Path(folder) / "passed"
        self._passed = 0
        self._write()

    def environment(self):
        return {VARIABLE: str(self._file)}

    def pass_time(self, seconds=0, minutes=0, hours=0):
        """What has been waited for until then is due at once."""
        self._passed += seconds + 60 * (minutes + 60 * hours)
        self._write()

    def _write(self):
        # At one go: a program may look at any moment.
        beside = self._file.with_suffix(".new")
        beside.write_text(str(self._passed * 1000), encoding="ascii")
        os.replace(beside, self._file)
