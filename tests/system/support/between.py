# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between assistant and service, sees each exchange, and cuts connections as it is told.

It has the service's certificate, so neither side notices; the proof of possession of each request is made for
the public address, which is this one's.
"""
import collections
import contextlib
import http.client
import io
import socket
import ssl
import struct
import threading

# Where an exchange is cut. Of the request the service gets nothing, half, or all of it; of the answer the
# assistant gets nothing or half.
BEFORE, AMID_REQUEST, AFTER, AMID_ANSWER = "before", "amid the request", "after", "amid the answer"
SILENT = "silent"  # not cut at all: the answer does not come

# Not cut either: something else answers, be it that the service gets the request or not.
Instead = collections.namedtuple("Instead", "answer reaches")

Exchange = collections.namedtuple("Exchange", "method path key cut status")


class Cut(Exception):
    pass


class Between:
    def __init__(self, certificate, authority):
        self.present(certificate)
        self._client = ssl.create_default_context(cafile=str(authority))
        self._lock = threading.Lock()
        self._open = set()
        self._listener = None
        self._closed = False
        self._cut, self._times, self._only = None, 0, None
        self._action = None
        self._spoken = threading.Event()
        self.forwarded = None  # for whom it says that it speaks, as a proxy does
        self.exchanges = []
        self.heard = False  # whether any byte of any request came
        self.service_port = None
        self.port = self._listen(0)
        self.url = f"https://127.0.0.1:{self.port}"

    # --- what the test says --------------------------------------------------------------------------

    def cut(self, where, times=None, only=None):
        """Cuts the next so many exchanges (all until restore()) for which only(method, path) holds."""
        with self._lock:
            self._cut, self._times, self._only = where, times, only
            self._spoken.clear()

    def restore(self):
        with self._lock:
            self._cut = None
            self._spoken.set()
        if self._listener is None:
            self._listen(self.port)

    def when_sent(self, path, action):
        """Once: calls the action when the service has the whole next request of this path, and not its answer."""
        with self._lock:
            self._action = (path, action)

    def disconnect(self):
        """Nobody is there: connections end, and new ones are refused."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for each in list(self._open):
            reset(each)

    def close(self):
        self._closed = True
        self._spoken.set()
        self.disconnect()

    def writes(self, path=None):
        """POST exchanges seen so far."""
        return [each for each in list(self.exchanges) if each.method == "POST" and path in (None, each.path)]

    def present(self, certificate):
        """What new connections are met with."""
        self._server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._server.load_cert_chain(certificate.pem, certificate.key)

    # --- carrying ------------------------------------------------------------------------------------

    def _listen(self, port):
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener.getsockname()[1]

    def _accept(self, listener):
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(raw,), daemon=True).start()

    def _serve(self, raw):
        self._open.add(raw)
        secured = upstream = None
        try:
            secured = self._server.wrap_socket(raw, server_side=True)
            self._open.add(secured)
            reader = secured.makefile("rb")
            while not self._closed:
                self.heard = bool(reader.peek(1)) or self.heard
                request = read_message(reader)
                if request is None:
                    return
                if upstream is None:
                    plain = socket.create_connection(("127.0.0.1", self.service_port), 30)
                    upstream = self._client.wrap_socket(plain, server_hostname="127.0.0.1")
                    answers = upstream.makefile("rb")
                self._exchange(request, secured, upstream, answers)
        except (Cut, OSError, ValueError):
            pass
        finally:
            for each in (secured or raw, upstream):
                if each is not None:
                    reset(each)
            self._open.discard(raw)
            self._open.discard(secured)

    def _exchange(self, request, secured, upstream, answers):
        head, body = request
        method, path, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        key = field(head, "idempotency-key")
        cut = self._take(method, path)
        status = None
        try:
            if self.forwarded:
                head = head[:-2] + f"X-Forwarded-For: {self.forwarded}\r\n\r\n".encode()
            whole = head + body
            if cut == BEFORE:
                raise Cut
            if cut == SILENT:
                self._spoken.wait()
                raise Cut
            if isinstance(cut, Instead) and not cut.reaches:
                secured.sendall(cut.answer)
                return
            if cut == AMID_REQUEST:
                upstream.sendall(whole[:len(whole) // 2])
                raise Cut
            upstream.sendall(whole)
            self._act(path)
            answer = read_message(answers)
            if answer is None:
                raise Cut  # the service is gone
            status = int(answer[0].split(b" ", 2)[1])
            whole = answer[0] + answer[1]
            if isinstance(cut, Instead):
                whole = cut.answer
            if cut == AFTER:
                raise Cut
            if cut == AMID_ANSWER:
                secured.sendall(whole[:len(whole) // 2])
                raise Cut
            secured.sendall(whole)
        finally:
            self.exchanges.append(Exchange(method, path, key, cut, status))

    def _act(self, path):
        with self._lock:
            action, self._action = (self._action, None) if self._action and self._action[0] == path else (None, self._action)
        if action:
            action[1]()

    def _take(self, method, path):
        with self._lock:
            if self._cut is None or (self._only and not self._only(method, path)):
                return None
            cut = self._cut
            if self._times is not None:
                self._times -= 1
                if self._times <= 0:
                    self._cut = None
            return cut


def read_message(reader):
    """Head and body of one request or answer; None at a clean end."""
    lines = []
    while True:
        line = reader.readline(65536)
        if not line:
            return None
        lines.append(line)
        if line == b"\r\n":
            break
    head = b"".join(lines)
    length = int(field(head, "content-length") or 0)
    body = reader.read(length) if length else b""
    return (head, body) if len(body) == length else None


def field(head, name):
    headers = http.client.parse_headers(io.BytesIO(head.split(b"\r\n", 1)[1]))
    return headers.get(name)


def reset(connection):
    """Ends it at once, as a network does: no farewell of TLS, no orderly end of TCP."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        connection.close()
