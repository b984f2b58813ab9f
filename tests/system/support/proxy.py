# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy as a network may have it: asks for a password before it connects anybody, until it is told not to.

The service that is reached through it has a name that only the proxy knows: to loopback nobody uses a proxy.
"""
import contextlib
import socket
import threading

WANTS_PASSWORD = (b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                  b"Content-Length: 0\r\n\r\n")
CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"


HOST = "recovery.example.com"


class Proxy:
    url = f"https://{HOST}"  # of the service

    def __init__(self):
        self.service_port = None
        self.asks = True
        self.asked_for = []  # hosts and ports, in the order in which it was asked
        self.was_told_a_password = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, contextlib.suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                more = client.recv(1)
                if not more:
                    return
                head += more
            self.asked_for.append(head.split(b" ")[1].decode("ascii"))
            self.was_told_a_password |= b"proxy-authorization:" in head.lower()
            if self.asks:
                client.sendall(WANTS_PASSWORD)
                return
            with socket.create_connection(("127.0.0.1", self.service_port), 30) as server:
                client.sendall(CONNECTED)
                back = threading.Thread(target=carry, args=(server, client), daemon=True)
                back.start()
                carry(client, server)
                back.join()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def carry(source, target):
    with contextlib.suppress(OSError):
        while True:
            data = source.recv(65536)
            if not data:
                break
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
