# SPDX-License-Identifier: GPL-3.0-or-later
"""What the helper servers share: options, the ready line, files written whole, the mode that can be changed."""
import argparse
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "system"))
from support.ports import free_port  # noqa: E402


def arguments(description, modes):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=pathlib.Path, required=True, help="folder that what was accepted goes to")
    parser.add_argument("--port", type=int, default=0, help="0 picks one")
    parser.add_argument("--certificate", help="PEM; with --key. Both made by a private authority where missing")
    parser.add_argument("--key", help="PEM")
    parser.add_argument("--names", default="DNS:localhost,IP:127.0.0.1", help="that the made certificate is for")
    parser.add_argument("--mode", default=modes[0], choices=modes)
    parser.add_argument("--mode-file", type=pathlib.Path,
                        help="a file whose word goes before --mode; read anew for each message")
    return parser


def port_of(options):
    """A test that starts the server again asks for the port that it had."""
    return options.port or free_port()


def mode_of(options, modes):
    if options.mode_file and options.mode_file.exists():
        word = options.mode_file.read_text(encoding="ascii").strip()
        if word in modes:
            return word
    return options.mode


def make_authority(folder, names):
    """ca.pem, server.pem and server.key for the names, by the openssl program."""
    folder.mkdir(parents=True, exist_ok=True)

    def openssl(*words):
        subprocess.run(["openssl", *map(str, words)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *new_key, "-keyout", folder / "ca.key", "-out", folder / "ca.pem", "-days", 2,
            "-subj", "/CN=Latchkey test authority", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", *new_key, "-keyout", folder / "server.key", "-out", folder / "server.csr", "-subj", "/CN=helper server")
    (folder / "names").write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n", encoding="ascii")
    openssl("x509", "-req", "-in", folder / "server.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
            "-CAcreateserial", "-days", 2, "-extfile", folder / "names", "-out", folder / "server.pem")


def tls_context(options):
    """The server's TLS, and the CA file to tell (None when the certificate was given)."""
    authority = None
    if not options.certificate:
        folder = options.into.parent / (options.into.name + "-tls")
        make_authority(folder, options.names)
        options.certificate, options.key, authority = folder / "server.pem", folder / "server.key", folder / "ca.pem"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(options.certificate, options.key)
    return context, str(authority) if authority else None


class Folder:
    """Numbered files, each there whole or not at all."""

    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        path.mkdir(parents=True, exist_ok=True)
        # A server that was started again goes on counting.
        self.count = max((int(each.stem) for each in path.glob("[0-9]*.json")), default=0)

    def write(self, contents):
        """contents: by suffix, the one that readers wait for last."""
        with self.lock:
            self.count += 1
            stem = f"{self.count:06}"
        for suffix, content in contents.items():
            hidden = self.path / f".{stem}{suffix}"
            hidden.write_bytes(content if isinstance(content, bytes)
                               else json.dumps(content, ensure_ascii=False, indent=1).encode())
            os.replace(hidden, self.path / f"{stem}{suffix}")


def serve_until_stopped(port, authority, **more):
    """Says that it is ready, as one line of JSON, and waits for SIGTERM or the end of its parent."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    parent = os.getppid()
    print(json.dumps({"event": "ready", "port": port, "ca": authority, **more}), flush=True)
    # A test that was killed stops nobody, and some ports are there once.
    while not stopped.wait(1) and os.getppid() == parent:
        pass


def wait_for_port(port, server, seconds=120):
    """Whether the server answers on loopback before it ends or the time is up."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            pause.wait(0.05)
    return False


def end_session(server, seconds=20):
    """Ends a server that leads a session of its own, with all its children."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, number)
        except ProcessLookupError:
            return
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
