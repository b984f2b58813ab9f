# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs as child processes, and what they leave behind."""
import json
import os
import pathlib
import queue
import signal
import subprocess
import threading
import time


def until(condition, what, seconds=30):
    """Waits until condition() gives something true; that is the answer. Fails with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s for {what}")
        pause.wait(0.05)


class Program:
    """A child that says on standard output, as one line of JSON, when it is ready."""

    def __init__(self, command, log, environment=None):
        self.log = open(log, "ab")
        self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE,
                                        stderr=self.log, stdin=subprocess.DEVNULL,
                                        env=dict(os.environ, **(environment or {})))
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def ready(self, seconds=60):
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            line = None
        if line is None:
            raise AssertionError(f"{self.process.args[0]} did not get ready; see {self.log.name}")
        return json.loads(line)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def stop(self, seconds=20):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"{self.process.args[0]} did not stop") from None
        finally:
            self.log.close()
        return status


class Outbox:
    """The folder that plays relay and gateway; messages in the order of their names."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.seen = set()

    def messages(self):
        return [(path.name, json.loads(path.read_text(encoding="utf-8")))
                for path in sorted(self.folder.glob("[!.]*.json"))]  # hidden ones are being written

    def pass_over(self):
        """What lies there already is nothing fresh."""
        self.seen.update(name for name, _ in self.messages())

    def fresh(self, condition, what="a delivery", seconds=30):
        """The next message that satisfies the condition and was not given before."""
        def look():
            for name, message in self.messages():
                if name not in self.seen and condition(message):
                    self.seen.add(name)
                    return message
            return None
        return until(look, what, seconds)

    def code(self, to=""):
        """The next code that was sent to somebody whose address begins like this."""
        def is_one(message):
            return message["code"] and message["to"].startswith(to)
        return self.fresh(is_one, f"a code to {to}…")["code"]
