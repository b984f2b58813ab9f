# SPDX-License-Identifier: GPL-3.0-or-later
"""Prism as a proxy in front of a real service that holds each exchange against openapi.yaml.

    with ValidatingProxy(upstream="https://127.0.0.1:8443", ca="…/ca.pem") as proxy:
        ...requests to proxy.url, proofs made for the upstream's origin...

What Prism does, measured with the version of package.json:
- it listens on plain HTTP on loopback and trusts the service's private CA by NODE_EXTRA_CA_CERTS, so a
  client that takes HTTPS only cannot go through it: drive it with requests of your own;
- a request that breaks the document is answered by Prism itself (401 or 422, type stoplight.io/prism)
  and does not reach the service: send bad requests to the service directly;
- an answer that breaks the document becomes a 500 with the header `sl-violations`;
- it decodes bodies as UTF-8: fetch picture and clip from the service directly.
"""
import os
import pathlib
import queue
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from support.ports import free_port  # noqa: E402
DOCUMENT = HERE.parents[2] / "core" / "protocol" / "openapi.yaml"


class ValidatingProxy:
    def __init__(self, upstream, ca, deadline=60):
        self.url = f"http://127.0.0.1:{free_port()}"
        self._upstream = upstream
        self._ca = str(ca)
        self._deadline = deadline
        self._process = None
        self.output = []

    def __enter__(self):
        command = [str(HERE / "node_modules" / ".bin" / "prism"), "proxy", "--errors",
                   "--host", "127.0.0.1", "--port", self.url.rsplit(":", 1)[1], str(DOCUMENT), self._upstream]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                         env={**os.environ, "NODE_EXTRA_CA_CERTS": self._ca})
        lines = queue.Queue()

        def read():
            for line in self._process.stdout:
                self.output.append(line)
                lines.put(line)
            lines.put(None)

        threading.Thread(target=read, daemon=True).start()
        try:
            while True:
                line = lines.get(timeout=self._deadline)
                if line is None:
                    raise RuntimeError("prism ended: " + "".join(self.output))
                if "is listening" in line:
                    return self
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __exit__(self, *_):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def is_verdict(status, headers, body):
    """Whether an answer is Prism's own complaint instead of the service's answer."""
    return "sl-violations" in {name.lower() for name in headers} or "stoplight.io/prism/errors" in body
